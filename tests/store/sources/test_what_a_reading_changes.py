"""What a reading changed is shown field by field; staff are asked before much goes, and their own words stay."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import delete

from app import db
from app.directory.api import Happened, listing, write
from app.directory.record import edits
from app.kernel.clock import now
from app.search.api import index
from app.search.domain import Query
from app.sources import store, visits
from app.sources.domain import Run, Source, State
from app.sources.tables import ChangeRow
from tests.lying_feed import Feed, services
from tests.store.sources.conftest import QUICK, SLUG

Visit = Callable[..., Run]
Shown = Callable[[], set[str]]
ALL = {f"s{number}" for number in range(20)}


@pytest.fixture(autouse=True)
def good_copy(visit: Visit) -> None:
    visit()


def differences(app: Flask, run: Run) -> list[tuple[str, Happened, list[tuple[str, str, str]]]]:
    with app.app_context():
        return [
            (each.id, each.happened, [(field.field, field.before, field.after) for field in each.fields])
            for each in store.differences(db.session(), run.id, 0, 100)
        ]


def found(app: Flask, words: str) -> list[str]:
    with app.app_context():
        return [hit.id for hit in index().search(Query(words=words)).page]


def test_each_change_is_told_by_its_fields(app: Flask, feed: Feed, visit: Visit) -> None:
    feed.records[3] |= {"name": "Aardvark", "fees": "£2"}
    del feed.records[19]
    feed.records += services(1, first=30)
    run = visit()
    assert (run.created, run.updated, run.removed, run.unchanged) == (1, 1, 1, 18)
    assert differences(app, run) == [
        ("s19", Happened.WITHDRAWN, []),
        ("s3", Happened.UPDATED, [("name", "Service 3", "Aardvark"), ("fees", "Free", "£2")]),
        ("s30", Happened.CREATED, []),
    ]
    assert found(app, "aardvark") == [f"{SLUG}/s3"]


def test_when_more_than_a_tenth_would_go_staff_are_asked_and_nothing_changes(
    app: Flask, feed: Feed, visit: Visit, shown: Shown
) -> None:
    feed.records = [feed.records[0] | {"name": "Aardvark"}, *feed.records[1:10]]
    run = visit()
    assert (run.state, run.removed, run.updated, shown()) == (State.WAITING, 10, 1, ALL)
    assert len([each for each in differences(app, run) if each[1] is Happened.WITHDRAWN]) == 10
    assert found(app, "aardvark") == []


def test_what_staff_allow_is_done_without_asking_the_source_again(
    app: Flask, feed: Feed, visit: Visit, shown: Shown
) -> None:
    del feed.records[10:]
    run = visit()
    asked = feed.asked.copy()
    with app.app_context():
        with db.transaction() as session:
            assert store.allow(session, run, "staff:1", now())
        visits.visit_all(QUICK)
        assert store.runs(db.session(), SLUG, 1)[0].state is State.DONE
    assert shown() == {f"s{number}" for number in range(10)}
    assert feed.asked == asked


def test_what_staff_refuse_leaves_the_last_good_copy(app: Flask, feed: Feed, visit: Visit, shown: Shown) -> None:
    del feed.records[10:]
    run = visit()
    with app.app_context(), db.transaction() as session:
        assert store.refuse(session, run, now())
    with app.app_context():
        visits.visit_all(QUICK)
    assert shown() == ALL


def test_a_later_reading_that_is_well_needs_no_answer_any_more(app: Flask, feed: Feed, visit: Visit) -> None:
    whole = list(feed.records)
    del feed.records[10:]
    waiting = visit()
    feed.records = whole
    assert visit().state is State.DONE
    with app.app_context():
        before = store.run(db.session(), waiting.id)
        assert before is not None
        assert before.state is State.OVERTAKEN
        with db.transaction() as session:
            assert not store.allow(session, waiting, "staff:1", now())


def test_staff_are_asked_again_when_other_listings_would_go_by_now(app: Flask, feed: Feed, visit: Visit) -> None:
    del feed.records[10:]
    run = visit()
    with app.app_context():
        with db.transaction() as session:
            session.execute(delete(ChangeRow).where(ChangeRow.run_id == run.id, ChangeRow.service_id == "s19"))
            store.allow(session, run, "staff:1", now())
        visits.visit_all(QUICK)
        assert store.runs(db.session(), SLUG, 1)[0].state is State.WAITING


def named(app: Flask, id: str) -> str:
    with app.app_context():
        service = listing(SLUG, id)
    assert service is not None
    return service.name


def edited(app: Flask, field: str, ours: str) -> None:
    with app.app_context(), db.transaction() as session:
        write(session, SLUG, "s3", field, ours)


def test_the_staffs_words_are_shown_and_stay_when_the_feed_comes_again(app: Flask, visit: Visit) -> None:
    edited(app, "name", "Aardvark with Ann")
    assert named(app, "s3") == "Aardvark with Ann"
    assert visit().clashes == 0
    assert named(app, "s3") == "Aardvark with Ann"


def test_a_change_of_the_feed_to_what_staff_wrote_waits_for_them(app: Flask, feed: Feed, visit: Visit) -> None:
    edited(app, "name", "Aardvark with Ann")
    feed.records[3]["name"] = "Aardvark with Bea"
    run = visit()
    assert differences(app, run) == [
        ("s3", Happened.CLASH, [("name", "Aardvark with Ann", "Aardvark with Bea")]),
    ]
    assert named(app, "s3") == "Aardvark with Ann"
    assert visit().clashes == 0
    with app.app_context():
        assert [edit.offered for _, edit in edits.clashes(db.session())] == ["Aardvark with Bea"]


def test_a_feed_that_comes_to_say_the_same_needs_no_words_of_staff(app: Flask, feed: Feed, visit: Visit) -> None:
    edited(app, "telephone", "01632 960001")
    feed.records[3]["contacts"] = [{"id": "c", "phones": [{"id": "p", "number": "01632 960001"}]}]
    visit()
    with app.app_context():
        assert edits.all_of(db.session(), SLUG) == {}


def test_a_telephone_of_staff_is_what_residents_ring(app: Flask) -> None:
    edited(app, "telephone", "01632 960001\n01632 960002")
    with app.app_context():
        service = listing(SLUG, "s3")
    assert service is not None
    assert edits.said(service, "telephone") == "01632 960001\n01632 960002"


def test_taking_the_feeds_own_words_back_forgets_the_staffs(app: Flask) -> None:
    edited(app, "name", "Aardvark with Ann")
    edited(app, "name", "Service 3")
    assert named(app, "s3") == "Service 3"
    with app.app_context():
        assert edits.all_of(db.session(), SLUG) == {}


def test_a_paused_source_is_not_read(app: Flask, source: Source, feed: Feed) -> None:
    with app.app_context():
        with db.transaction() as session:
            store.pause(session, source.slug)
        asked = feed.asked.total()
        visits.visit_all(QUICK)
    assert feed.asked.total() == asked
