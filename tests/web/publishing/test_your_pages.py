"""The home of those who keep pages: where each stands, what to do next, and going back to an earlier version."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import db
from app.accounts.domain import Staff
from app.publishing import api, moderation
from app.publishing.domain import Standing
from tests.editors import as_it_is, do, editor, moderator, notice, public_words, sent
from tests.staff import signed_in

HOME = "/your-pages/"


@pytest.fixture
def ed(app: Flask) -> Staff:
    return editor(app)


@pytest.fixture
def home(app: Flask, ed: Staff) -> FlaskClient:
    return signed_in(app, ed)


def test_ones_pages_say_where_they_stand_what_to_do_and_who_else_keeps_them(
    app: Flask, ed: Staff, home: FlaskClient
) -> None:
    id = notice(app, ed, editor(app, "other"), title="Tea")
    page = home.get(HOME).text
    assert "Nobody else sees it yet. Finish it and send it to be checked." in page
    assert "Other Editor" in page
    assert f"/your-pages/notices/{id}" in page


def test_what_a_moderator_wrote_is_read_here_and_who_they_are_is_not(app: Flask, ed: Staff, home: FlaskClient) -> None:
    id, mo = notice(app, ed), moderator(app, "canary")
    sent(app, id, ed)
    do(app, lambda writing: moderation.ask_back(writing, id, 1, mo.id, "Is it free?"))
    assert "Is it free?" in home.get(HOME).text
    history = home.get(f"{HOME}{id}/history").text
    assert "The council" in history
    assert "Canary" not in history


def test_another_persons_page_is_not_there(app: Flask, ed: Staff, home: FlaskClient) -> None:
    id = notice(app, editor(app, "other"), title="Theirs")
    assert "Theirs" not in home.get(HOME).text
    for answer in (
        home.get(f"{HOME}{id}/history"),
        home.get(f"{HOME}{id}/take-down"),
        home.post(f"{HOME}{id}/take-down"),
        home.post(f"{HOME}{id}/send", data={"seen": "1"}),
        home.post(f"{HOME}{id}/history/1", data={"seen": "1"}),
    ):
        assert answer.status_code == 404


def test_a_page_is_sent_from_here_unless_a_check_stops_it(app: Flask, ed: Staff, home: FlaskClient) -> None:
    well, wrong = notice(app, ed), notice(app, ed, words="forbidden")
    assert home.post(f"{HOME}{well}/send", data={"seen": "1"}).status_code == 303
    assert as_it_is(app, well).standing is Standing.WAITING
    answer = home.post(f"{HOME}{wrong}/send", data={"seen": "1"})
    assert answer.status_code == 422
    assert "It says forbidden" in answer.text


def test_to_go_back_makes_a_draft_and_loses_nothing(app: Flask, ed: Staff, home: FlaskClient) -> None:
    id = notice(app, ed, words="Tea")
    do(app, lambda writing: api.save_draft(writing, id, ed.id, 1, {"words": "Coffee"}, "Tea"))
    home.post(f"{HOME}{id}/history/1", data={"seen": "2"})
    with app.app_context():
        said = [each.content["words"] for each in api.versions(db.session(), id)]
    assert said == ["Tea", "Coffee", "Tea"]
    assert home.post(f"{HOME}{id}/history/1", data={"seen": "2"}).status_code == 409


def test_a_page_is_taken_down_after_a_question(app: Flask, ed: Staff, home: FlaskClient) -> None:
    id = notice(app, ed)
    sent(app, id, ed)
    do(app, lambda writing: moderation.approve(writing, id, 1, moderator(app).id))
    assert home.get(f"{HOME}{id}/take-down").status_code == 200
    assert public_words(app, id) == "Tea at two"
    home.post(f"{HOME}{id}/take-down")
    assert public_words(app, id) is None
