"""What becomes of a page: drafts, sending, trust, leaving, taking down, and what is forgotten."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from app import db
from app.audit.api import events_about
from app.kernel.clock import now
from app.publishing import api, moderation, store
from app.publishing.deeds import ONE_IN
from app.publishing.domain import (
    FORGOTTEN_AFTER,
    CannotBeSent,
    Deed,
    Kind,
    LastOwner,
    MustBeMended,
    Standing,
)
from app.web.errors import NotFound
from tests.editors import as_it_is, do, editor, moderator, notice, public_words, sent


def writes(app: Flask, id, owner, words: str) -> None:
    seen = as_it_is(app, id).newest
    do(app, lambda writing: api.save_draft(writing, id, owner.id, seen, {"words": words}, "Tea"))


def approved(app: Flask, id, by) -> None:
    do(app, lambda writing: moderation.approve(writing, id, as_it_is(app, id).newest, by.id))


def test_the_public_goes_on_reading_what_was_approved_until_the_next_version_is(app: Flask) -> None:
    ed, mo = editor(app), moderator(app)
    id = notice(app, ed, words="Tea at two")
    sent(app, id, ed)
    assert public_words(app, id) is None
    approved(app, id, mo)
    writes(app, id, ed, "Tea at three")
    sent(app, id, ed)
    assert public_words(app, id) == "Tea at two"
    approved(app, id, mo)
    assert public_words(app, id) == "Tea at three"


def test_saying_the_same_again_makes_no_version(app: Flask) -> None:
    ed = editor(app)
    id = notice(app, ed, words="Tea at two")
    writes(app, id, ed, "Tea at two")
    assert as_it_is(app, id).newest == 1


def test_what_a_check_stops_is_not_sent_and_not_published_at_once(app: Flask) -> None:
    for ed in (editor(app, "new"), editor(app, "old", trusted=True)):
        id = notice(app, ed, words="forbidden")
        with pytest.raises(MustBeMended):
            sent(app, id, ed)
        assert as_it_is(app, id).standing is Standing.DRAFT
        assert public_words(app, id) is None


def test_to_send_twice_is_to_send_once(app: Flask) -> None:
    ed = editor(app)
    id = notice(app, ed)
    sent(app, id, ed)
    sent(app, id, ed)
    with app.app_context():
        assert [entry.deed for entry in api.history(db.session(), id)] == [Deed.SENT]


def test_what_was_rejected_has_to_be_changed_before_it_is_sent_again(app: Flask) -> None:
    ed, mo = editor(app), moderator(app)
    id = notice(app, ed)
    sent(app, id, ed)
    do(app, lambda writing: moderation.reject(writing, id, 1, mo.id, "It is no group."))
    assert as_it_is(app, id).words == "It is no group."
    with pytest.raises(CannotBeSent):
        sent(app, id, ed)
    writes(app, id, ed, "Tea for all")
    sent(app, id, ed)
    assert as_it_is(app, id).standing is Standing.WAITING


def test_what_a_trusted_editor_sends_is_public_at_once_and_one_in_so_many_is_looked_at(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    ed, mo = editor(app, trusted=True), moderator(app)
    monkeypatch.setitem(app.extensions, ONE_IN, 1)
    id = notice(app, ed, words="Tea at two")
    sent(app, id, ed)
    assert public_words(app, id) == "Tea at two"
    with app.app_context():
        assert store.how_many_looks(db.session(), Kind) == 1
    do(app, lambda writing: moderation.looked_at(writing, id, 1, mo.id))
    with app.app_context():
        assert store.how_many_looks(db.session(), Kind) == 0


def test_after_a_page_was_taken_down_even_a_trusted_editor_waits(app: Flask) -> None:
    ed, mo = editor(app, trusted=True), moderator(app)
    id = notice(app, ed)
    sent(app, id, ed)
    do(app, lambda writing: api.take_down(writing, id, mo.id, "Not yours."))
    assert public_words(app, id) is None
    sent(app, id, ed)
    assert as_it_is(app, id).standing is Standing.WAITING


def test_a_moderator_lets_the_public_read_an_earlier_version_again_in_one_press(app: Flask) -> None:
    ed, mo = editor(app, trusted=True), moderator(app)
    id = notice(app, ed, words="Tea at two")
    sent(app, id, ed)
    writes(app, id, ed, "Buy my carpets")
    sent(app, id, ed)
    do(app, lambda writing: moderation.restore(writing, id, 1, 2, mo.id))
    assert public_words(app, id) == "Tea at two"
    with app.app_context():
        assert [each.content["words"] for each in api.versions(db.session(), id)] == [
            "Tea at two",
            "Buy my carpets",
            "Tea at two",
        ]


def test_nobody_but_its_owners_writes_sends_or_restores_a_page(app: Flask) -> None:
    id, other = notice(app, editor(app)), editor(app, "other")
    with app.app_context(), pytest.raises(NotFound):
        api.page_of(db.session(), id, other.id)
    for deed in (
        lambda writing: api.save_draft(writing, id, other.id, 1, {"words": "x"}, "x"),
        lambda writing: api.submit(writing, id, other.id, 1),
        lambda writing: api.restore(writing, id, 1, other.id, 1),
    ):
        with pytest.raises(NotFound):
            do(app, deed)


def test_the_last_who_keeps_a_public_page_hands_it_over_or_takes_it_down(app: Flask) -> None:
    ed, other = editor(app, trusted=True), editor(app, "other")
    id = notice(app, ed)
    sent(app, id, ed)
    with pytest.raises(LastOwner):
        do(app, lambda writing: api.remove_owner(writing, id, ed.id, ed.id))
    do(app, lambda writing: api.add_owner(writing, id, other.id, ed.id))
    do(app, lambda writing: api.remove_owner(writing, id, ed.id, ed.id))
    with app.app_context():
        assert api.owners(db.session(), id) == (other.id,)


def test_what_was_public_elsewhere_begins_as_public_and_as_nobodys(app: Flask) -> None:
    ed = editor(app)
    with app.app_context(), db.transaction() as writing:
        page = api.begin(writing, Kind.LISTING, "Tea", ed.id, {"words": "Tea"}, already_public=True)
    with app.app_context():
        version = api.published(db.session(), page.id)
    assert page.standing is Standing.PUBLISHED
    assert version is not None
    assert version.by is None


def test_every_deed_is_on_record(app: Flask) -> None:
    ed, mo = editor(app), moderator(app)
    id = notice(app, ed)
    sent(app, id, ed)
    approved(app, id, mo)
    do(app, lambda writing: moderation.trust(writing, ed.id, Kind.LISTING, mo.id))
    do(app, lambda writing: api.take_down(writing, id, mo.id, "Why"))
    with app.app_context():
        about = [*events_about(db.session(), "own-page", str(id)), *events_about(db.session(), "staff", str(ed.id))]
    said = [(event.actor, event.action) for event in about]
    ours, theirs = f"staff:{mo.id}", f"staff:{ed.id}"
    assert said[:2] == [(theirs, "own-page.begun"), (theirs, "own-page.sent")]
    assert said[2:4] == [(ours, "own-page.approved"), (ours, "own-page.taken-down")]
    assert said[-1] == (ours, "editor.trusted")


def test_a_page_that_nobody_touches_for_a_year_is_deleted_when_the_public_does_not_read_it(app: Flask) -> None:
    ed = editor(app, trusted=True)
    kept, left = notice(app, ed, words="Tea"), notice(app, ed, words="A draft")
    sent(app, kept, ed)
    with time_machine.travel(now() + FORGOTTEN_AFTER + timedelta(days=1), tick=False), app.app_context():
        for chore in api.chores():
            chore.run()
        assert api.page(db.session(), left) is None
        assert api.page(db.session(), kept) is not None
        assert api.versions(db.session(), left) == ()
