"""Two people at once: one contact is changed by whoever was first, and one call is taken by one person."""

import pytest
from flask import Flask

from app.contact_centre import store
from app.contact_centre.domain import Notes, Outcome
from app.db import transaction
from app.kernel.at_once import SomeoneElseWasFirst
from app.kernel.clock import now


@pytest.fixture
def contact(app: Flask) -> store.Contact:
    with app.app_context(), transaction() as session:
        return store.begin(session, 1, Notes(caller="Ruth"))


def test_a_page_that_is_old_overwrites_nothing(app: Flask, contact: store.Contact) -> None:
    with app.app_context():
        with transaction() as session:
            store.save(session, contact, Notes(want="First"), contact.version, "one")
        with pytest.raises(SomeoneElseWasFirst), transaction() as session:
            store.save(session, contact, Notes(want="Second"), contact.version, "two")
        with transaction() as session:
            kept = store.by_id(session, contact.id)
    assert kept is not None
    assert kept.notes.want == "First"


def test_a_window_without_a_name_is_nobodys(app: Flask, contact: store.Contact) -> None:
    with app.app_context():
        with transaction() as session:
            store.save(session, contact, Notes(want="First"), contact.version, "")
        with pytest.raises(SomeoneElseWasFirst), transaction() as session:
            store.save(session, contact, Notes(want="Second"), contact.version, "")


def test_a_contact_ends_once(app: Flask, contact: store.Contact) -> None:
    with app.app_context():
        with transaction() as session:
            store.end(session, contact, Outcome.CUT_OFF)
        with pytest.raises(SomeoneElseWasFirst), transaction() as session:
            store.end(session, contact, Outcome.INFORMATION)


def test_a_promised_call_is_taken_by_one(app: Flask, contact: store.Contact) -> None:
    with app.app_context(), transaction() as session:
        store.promise_call(session, contact, now())
        assert store.take_call(session, contact.id, 1)
        assert not store.take_call(session, contact.id, 2)
        store.give_back(session, contact.id, 1)
        assert store.take_call(session, contact.id, 2)
