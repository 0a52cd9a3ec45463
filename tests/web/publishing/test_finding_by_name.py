"""Moderators find a page among thousands by its name, and the database tells nobody what pages are called."""

from unittest import mock

import pytest
from cryptography.fernet import Fernet
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app import db
from app.accounts.domain import Staff
from app.publishing import api, moderation, naming, queue, store
from tests.editors import as_it_is, do, editor, moderator, notice, sent
from tests.staff import signed_in

EVERY = "/staff/pages/?show=all&q="


@pytest.fixture
def ed(app: Flask) -> Staff:
    return editor(app)


@pytest.fixture
def desk(app: Flask) -> FlaskClient:
    return signed_in(app, moderator(app))


@pytest.mark.parametrize("typed", ["St Anne’s Café", "cafe anne", "CAF st", "annes, luncheon", "lunche"])
def test_a_page_is_found_by_how_words_of_its_name_begin(app: Flask, ed: Staff, desk: FlaskClient, typed: str) -> None:
    notice(app, ed, title="The luncheonette of St. Anne's Café")
    notice(app, ed, title="Another")
    page = desk.get(EVERY + typed).text
    assert "luncheonette" in page
    assert "Another" not in page


@pytest.mark.parametrize("typed", ["fé", "anne bert", "cafés", "%", "_"])
def test_a_word_that_no_word_of_its_name_begins_with_does_not_find_it(
    app: Flask, ed: Staff, desk: FlaskClient, typed: str
) -> None:
    notice(app, ed, title="St Anne's Café")
    found = "St Anne" in desk.get(EVERY + typed).text
    assert found == (typed in "%_"), "a sign alone asks for every page"


def test_a_page_that_is_called_anew_is_found_by_both_names_until_the_public_reads_the_new_one(
    app: Flask, ed: Staff, desk: FlaskClient
) -> None:
    id = notice(app, ed, title="Tea")
    sent(app, id, ed)
    do(app, lambda writing: moderation.approve(writing, id, 1, ed.id))
    do(app, lambda writing: api.save_draft(writing, id, ed.id, 1, {"words": "Tea at two"}, "Coffee"))
    assert [f"{id}" in desk.get(EVERY + typed).text for typed in ("tea", "coffee")] == [True, True]
    sent(app, id, ed)
    do(app, lambda writing: moderation.approve(writing, id, as_it_is(app, id).newest, ed.id))
    assert [f"{id}" in desk.get(EVERY + typed).text for typed in ("tea", "coffee")] == [False, True]


def test_a_page_of_the_list_unseals_what_it_shows_and_no_other_page(app: Flask, ed: Staff, desk: FlaskClient) -> None:
    for number in range(3 * queue.EACH):
        notice(app, ed, title=f"Tea {number}")
    with mock.patch("app.db.unsealed", wraps=db.unsealed) as unsealed:
        assert f"{3 * queue.EACH} pages" in desk.get(EVERY + "tea").text
    each = len(("title", "words", "title of its version", "content"))
    assert unsealed.call_count <= each * queue.EACH + 5


def test_no_name_can_be_read_where_pages_are_filed(app: Flask, ed: Staff) -> None:
    notice(app, ed, title="Canary")
    with app.app_context():
        filed = db.session().scalars(select(naming.WordRow.hash)).all()
        other = db.session().scalars(select(naming.WordRow.hash)).all()
    assert len(filed) == len("Canary") + 1
    assert all(len(one) == 32 and set(one) <= set("0123456789abcdef") for one in other)


def test_a_page_is_found_on_after_a_new_key_and_is_filed_under_it(app: Flask, ed: Staff, desk: FlaskClient) -> None:
    notice(app, ed, title="Canary")
    newest = Fernet.generate_key().decode()
    keys = (newest, *app.config["ENCRYPTION_KEYS"])
    with mock.patch.dict(app.config, {"ENCRYPTION_KEYS": keys}):
        assert "Canary" in desk.get(EVERY + "can").text
        do(app, lambda writing: store.file_what_is_not(writing, 10))
        with mock.patch.dict(app.config, {"ENCRYPTION_KEYS": (newest,)}), app.app_context():
            assert store.named(db.session(), ("listing",), "can", 0, 1)[1] == 1
            assert not store.file_what_is_not(db.session(), 10)


def test_what_is_forgotten_is_filed_no_longer(app: Flask, ed: Staff) -> None:
    id = notice(app, ed, title="Canary")
    do(app, lambda writing: api.forget(writing, id, None))
    with app.app_context():
        assert not db.session().scalars(select(naming.WordRow)).all()
