"""Another tab changes or deletes the form between the moment a page is read and the moment it is written."""

from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.assessment import store as drafts
from app.assessment.browser import draft_of_this_page
from app.assessment.store import Draft
from app.db import session, transaction
from app.questionnaire.flow import Answer
from app.referrals.sent import SentForm
from app.referrals.store import ReferralRow, form_of
from tests.sending import ask, fill_all
from tests.walking import finish, start, tag_in

OtherTab = Callable[[Callable[[UUID], None]], None]


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> OtherTab:
    """Lets another tab do something as soon as this one has found its draft."""

    def set_up(deed: Callable[[UUID], None]) -> None:
        def found(tag: str | None) -> Draft:
            draft = draft_of_this_page(tag)
            deed(draft.id)
            return draft

        monkeypatch.setattr("app.assessment.api.draft_of_this_page", found)
        monkeypatch.setattr("app.assessment.browser.draft_of_this_page", found)

    return set_up


def answer_matters(draft_id: UUID) -> None:
    with transaction() as writing:
        drafts.save_answers(writing, draft_id, {"matters": Answer(text="My garden.")})


def take_away_reach(draft_id: UUID) -> None:
    with transaction() as writing:
        drafts.save_details(writing, draft_id, "reach", {"ways": ["post"]})


def delete(draft_id: UUID) -> None:
    with transaction() as writing:
        drafts.forget(writing, draft_id)


def sent_forms(app: Flask) -> list[SentForm]:
    with app.app_context():
        return [form_of(session(), id) for id in session().scalars(select(ReferralRow.id))]


def test_an_answer_kept_in_another_tab_while_it_is_sent_is_sent(
    app: Flask, client: FlaskClient, meanwhile: OtherTab
) -> None:
    start(client)
    finish(client, nutrition="cannot", support_now="none")
    tag = tag_in(fill_all(client))
    meanwhile(answer_matters)
    client.post("/council/send", data={"draft": tag})
    assert ["My garden." in str(form.sections) for form in sent_forms(app)] == [True]


def test_a_form_deleted_in_another_tab_while_it_is_sent_is_not_sent(
    app: Flask, client: FlaskClient, meanwhile: OtherTab
) -> None:
    ask(client)
    tag = tag_in(fill_all(client))
    meanwhile(delete)
    assert client.post("/council/send", data={"draft": tag}).status_code == 404
    assert sent_forms(app) == []


def test_a_form_that_lost_its_way_to_answer_while_it_is_sent_asks_for_one(
    app: Flask, client: FlaskClient, meanwhile: OtherTab
) -> None:
    ask(client)
    tag = tag_in(fill_all(client))
    meanwhile(take_away_reach)
    assert client.post("/council/send", data={"draft": tag}).location == "/council/next"
    assert sent_forms(app) == []


@pytest.mark.parametrize(
    ("page", "fields"),
    [
        ("/council/form/name", {"name": "Typed in vain?"}),
        ("/assessment/question/matters", {"text": "Typed in vain?"}),
    ],
)
def test_what_was_typed_while_the_form_was_deleted_is_handed_back(
    client: FlaskClient, meanwhile: OtherTab, page: str, fields: dict[str, str]
) -> None:
    ask(client)
    tag = tag_in(client.get("/assessment/question/for_whom"))
    meanwhile(delete)
    origin = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    answered = client.post(page, data={"draft": tag, **fields}, headers=origin)
    assert answered.status_code == 404
    assert "Typed in vain?" in answered.text
