"""What moderators see of people's own pages, and what they decide."""

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app import db
from app.accounts.domain import Role, Staff
from app.messages.store import OutboxMessage
from app.publishing import api, store
from app.publishing.domain import Kind, Standing
from tests.editors import as_it_is, do, editor, keep_notices, moderator, notice, public_words, sent
from tests.staff import signed_in

QUEUE = "/staff/pages/"


@pytest.fixture
def ed(app: Flask) -> Staff:
    return editor(app)


@pytest.fixture
def desk(app: Flask, ed: Staff) -> FlaskClient:
    return signed_in(app, moderator(app))


def waiting(app: Flask, ed: Staff, **says: str):
    id = notice(app, ed, **says)
    sent(app, id, ed)
    return id


def mails(app: Flask) -> list[tuple[str, str]]:
    with app.app_context():
        return [(row.subject, row.body) for row in db.session().scalars(select(OutboxMessage))]


def test_what_waits_stands_in_the_queue_the_oldest_first_and_is_counted_beside_the_link(
    app: Flask, ed: Staff, desk: FlaskClient
) -> None:
    with time_machine.travel("2026-11-20 09:00Z"):
        waiting(app, ed, title="Second")
    with time_machine.travel("2026-11-19 09:00Z"):
        waiting(app, ed, title="First")
    page = desk.get(QUEUE).text
    assert page.index(">First<") < page.index(">Second<")
    assert '2<span class="govuk-visually-hidden"> to do' in page


def test_a_page_shows_the_remarks_first_and_old_beside_new_with_the_change_in_words(
    app: Flask, ed: Staff, desk: FlaskClient
) -> None:
    id = waiting(app, ed, words="Tea at two")
    desk.post(f"{QUEUE}{id}/", data={"deed": "approved", "seen": "1"})
    do(app, lambda writing: api.save_draft(writing, id, ed.id, 1, {"words": "Tea at doubtful"}, "Tea"))
    sent(app, id, ed)
    page = desk.get(f"{QUEUE}{id}/").text
    assert page.index("It says doubtful") < page.index("Changed</span>")
    assert '<del class="careway-beside__gone">two</del>' in page
    assert '<ins class="careway-beside__new">doubtful</ins>' in page


def test_a_number_that_no_table_holds_names_nothing(app: Flask, ed: Staff, desk: FlaskClient) -> None:
    id = waiting(app, ed)
    for digits in ("9" * 12, "9" * 5_000):
        for address in (f"{QUEUE}{id}/versions/{digits}", f"{QUEUE}trusted/listing/{digits}"):
            assert desk.post(address, data={"seen": "1"}).status_code == 404


@pytest.mark.parametrize(
    ("deed", "standing"),
    [("approved", Standing.PUBLISHED), ("asked-back", Standing.ASKED_BACK), ("rejected", Standing.REJECTED)],
)
def test_a_decision_is_done_and_its_owner_told_without_a_word_of_the_page_or_of_the_reason(
    app: Flask, ed: Staff, desk: FlaskClient, deed: str, standing: Standing
) -> None:
    id = waiting(app, ed, words="Canary tea")
    answer = desk.post(f"{QUEUE}{id}/", data={"deed": deed, "seen": "1", "words": "Canary reason"})
    assert answer.status_code == 303
    assert as_it_is(app, id).standing is standing
    ((subject, body),) = mails(app)
    assert "“Tea”" in subject
    assert "Canary" not in subject + body
    assert "/your-pages/" in body


def test_to_ask_back_and_to_reject_need_words(app: Flask, ed: Staff, desk: FlaskClient) -> None:
    id = waiting(app, ed)
    for deed in ("asked-back", "rejected"):
        assert desk.post(f"{QUEUE}{id}/", data={"deed": deed, "seen": "1", "words": " "}).status_code == 422
    assert as_it_is(app, id).standing is Standing.WAITING


def test_whoever_decides_on_what_was_changed_meanwhile_is_told_and_keeps_what_they_typed(
    app: Flask, ed: Staff, desk: FlaskClient
) -> None:
    id = waiting(app, ed)
    do(app, lambda writing: api.save_draft(writing, id, ed.id, 1, {"words": "Coffee"}, "Tea"))
    sent(app, id, ed)
    answer = desk.post(f"{QUEUE}{id}/", data={"deed": "rejected", "seen": "1", "words": "My long reason"})
    assert answer.status_code == 409
    assert "My long reason" in answer.text
    assert "Coffee" in answer.text
    assert as_it_is(app, id).standing is Standing.WAITING


def test_several_changes_are_published_at_once_but_for_what_changed_meanwhile_and_what_is_new(
    app: Flask, ed: Staff, desk: FlaskClient
) -> None:
    well, changed, new = (waiting(app, ed, words=words) for words in ("Tea", "Cake", "Chess"))
    for id in (well, changed):
        desk.post(f"{QUEUE}{id}/", data={"deed": "approved", "seen": "1"})
        do(app, lambda writing, id=id: api.save_draft(writing, id, ed.id, 1, {"words": "Soup"}, "Soup"))
        sent(app, id, ed)
    do(app, lambda writing: api.save_draft(writing, changed, ed.id, 2, {"words": "Cakes"}, "Cake"))
    sent(app, changed, ed)
    page = desk.post(QUEUE, data={"page": [f"{well} 2", f"{changed} 2", f"{new} 1", "none 1"]}).text
    assert "1 of 4 published" in page
    assert [public_words(app, id) for id in (well, changed)] == ["Soup", "Cake"]
    assert public_words(app, new) is None, "nobody has read it"


def test_an_earlier_version_is_public_again_in_one_press(app: Flask, ed: Staff, desk: FlaskClient) -> None:
    id = waiting(app, ed, words="Tea")
    desk.post(f"{QUEUE}{id}/", data={"deed": "approved", "seen": "1"})
    do(app, lambda writing: api.save_draft(writing, id, ed.id, 1, {"words": "Carpets"}, "Tea"))
    sent(app, id, ed)
    desk.post(f"{QUEUE}{id}/", data={"deed": "approved", "seen": "2"})
    assert "Tea" in desk.get(f"{QUEUE}{id}/?version=1").text
    desk.post(f"{QUEUE}{id}/versions/1", data={"seen": "2"})
    assert public_words(app, id) == "Tea"


def test_staff_mark_somebody_trusted_and_take_it_back(app: Flask, ed: Staff, desk: FlaskClient) -> None:
    id = notice(app, ed)
    for answer, trusted in (("yes", True), ("no", False)):
        desk.post(f"{QUEUE}{id}/owners/{ed.id}/trust", data={"trust": answer})
        with app.app_context():
            assert store.is_trusted(db.session(), ed.id, Kind.LISTING) is trusted


def test_whom_staff_trust_is_listed_by_the_kinds_they_decide_on_and_the_trust_taken_back(
    app: Flask, ed: Staff, desk: FlaskClient
) -> None:
    desk.post(f"{QUEUE}{notice(app, ed)}/owners/{ed.id}/trust", data={"trust": "yes"})
    carers = signed_in(app, moderator(app, "carers", Role.CARERS_TEAM))
    assert ed.email not in carers.get(f"{QUEUE}trusted").text
    assert carers.post(f"{QUEUE}trusted/listing/{ed.id}").status_code == 404
    assert ed.email in desk.get(f"{QUEUE}trusted").text
    desk.post(f"{QUEUE}trusted/listing/{ed.id}")
    assert ed.email not in desk.get(f"{QUEUE}trusted").text


def test_whoever_decides_on_no_such_pages_finds_none(app: Flask, ed: Staff) -> None:
    id = waiting(app, ed, title="Tea of a group")
    carers = signed_in(app, moderator(app, "carers", Role.CARERS_TEAM))
    assert "Tea of a group" not in carers.get(QUEUE).text
    assert carers.get(f"{QUEUE}{id}/").status_code == 404
    assert carers.post(f"{QUEUE}{id}/", data={"deed": "approved", "seen": "1"}).status_code == 404
    assert "0 of 1 published" in carers.post(QUEUE, data={"page": f"{id} 1"}).text


def test_moderators_get_one_mail_a_day_with_counts_of_their_own_kinds_alone(app: Flask, ed: Staff) -> None:
    moderator(app, "mo"), moderator(app, "carers", Role.CARERS_TEAM)
    for number in range(3):
        waiting(app, ed, title=f"Canary {number}", words="Canary")
    for moment in ("2026-11-23 05:00Z", "2026-11-23 08:00Z", "2026-11-23 12:00Z"):
        with time_machine.travel(moment), app.app_context():
            next(iter(api.chores())).run()
    ((_, body),) = mails(app)
    assert "Pages of groups and sole traders: 3" in body
    assert "Canary" not in body


def test_pages_of_both_kinds_are_told_apart(app: Flask, ed: Staff) -> None:
    keep_notices(app, Kind.PA)
    id = notice(app, ed, kind=Kind.PA, title="Asha")
    sent(app, id, ed)
    carers = signed_in(app, moderator(app, "carers", Role.CARERS_TEAM))
    assert "Asha" in carers.get(QUEUE).text
    assert carers.get(f"{QUEUE}{id}/").status_code == 200
