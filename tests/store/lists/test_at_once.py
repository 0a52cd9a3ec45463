"""A list that several windows change at the same moment loses nothing, on either of our databases."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

from flask import Flask

from app import db
from app.lists import store
from app.lists.domain import Thing, Things

TOKEN = "the token of one browser"
WINDOWS = 6


def test_windows_that_begin_a_list_and_add_to_it_at_once_all_keep_their_service(app: Flask) -> None:
    together = Barrier(WINDOWS)

    def press(number: int) -> None:
        with app.app_context():
            together.wait()
            with db.transaction() as session:
                store.change(session, TOKEN, lambda things: things.with_all([Thing(f"a/{number}", "A")]))

    with ThreadPoolExecutor(WINDOWS) as windows:
        list(windows.map(press, range(WINDOWS)))
    with app.app_context():
        kept = store.by_token(db.session(), TOKEN)
    assert kept is not None
    assert sorted(kept.things.keys) == [f"a/{number}" for number in range(WINDOWS)]


def test_another_token_finds_another_list(app: Flask) -> None:
    with app.app_context():
        with db.transaction() as session:
            store.change(session, TOKEN, lambda things: things.with_all([Thing("a/1", "A")]))
        assert store.by_token(db.session(), TOKEN + " ") is None


def test_deleting_a_list_deletes_its_links_and_those_of_nobody_else(app: Flask) -> None:
    things = Things().with_all([Thing("a/1", "A")])
    with app.app_context():
        with db.transaction() as session:
            kept = store.change(session, TOKEN, lambda _: things)
            own = store.add_link(session, uuid4(), things, kept.id)
            by_staff = store.add_link(session, uuid4(), things, None)
        with db.transaction() as session:
            store.forget(session, kept.id)
        assert store.link_by_token(db.session(), own.token) is None
        assert store.link_by_token(db.session(), by_staff.token) is not None
