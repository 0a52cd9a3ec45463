"""The staff's pages of directories: to add one, see what changed, allow removals, and put words right."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import db
from app.audit.api import events_about
from app.directory.api import Bounds, Pace, listing
from app.kernel.clock import now
from app.sources import store, visits
from app.sources.domain import State
from app.sources.visits import Manners
from tests.lying_feed import Feed, fails, services, serving

QUICK = Manners(Pace(between=0, again=0.001), Bounds(seconds=10), at_a_time=60)
SLUG = "far-council"
TYPED = {"name": "Far Council", "address": "https://far.example.org/api", "hours": "24", "licence": "", "area": "TS18"}

Read = Callable[[], None]


@pytest.fixture
def feed() -> Iterator[Feed]:
    """Twenty services."""
    with serving(services(20)) as served:
        yield served


@pytest.fixture
def read(app: Flask, staff: FlaskClient, feed: Feed) -> Read:
    """Adds the directory, and has the worker do what is due."""
    staff.post("/staff/sources/add", data=TYPED)
    with app.app_context(), db.transaction() as session:
        for row in session.query(store.FeedRow):
            row.address, row.allow_private, row.area = feed.address, True, ""

    def go() -> None:
        staff.post(f"/staff/sources/{SLUG}/fetch")
        with app.app_context():
            visits.visit_all(QUICK)

    go()
    return go


def latest(app: Flask) -> int:
    with app.app_context():
        return store.runs(db.session(), SLUG, 1)[0].id


def test_a_directory_is_added_to_be_read_at_once(app: Flask, staff: FlaskClient) -> None:
    answer = staff.post("/staff/sources/add", data=TYPED)
    assert (answer.status_code, answer.location) == (303, f"/staff/sources/{SLUG}")
    with app.app_context():
        assert store.due(db.session(), now()) == [SLUG]
        assert [event.action for event in events_about(db.session(), "source", SLUG)] == ["source.added"]
    assert "Far Council" in staff.get("/staff/sources/").text
    assert "https://far.example.org/api" in staff.get(f"/staff/sources/{SLUG}").text


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("name", "", "Write what it is called"),
        ("name", "///", "There is a directory of this name already"),
        ("name", "Add", "There is a directory of this name already"),
        ("address", "far.example.org", "begins with https://"),
        ("address", "ftp://far.example.org", "begins with https://"),
        ("address", "https://user:secret@far.example.org", "begins with https://"),
        ("address", "https://[far", "begins with https://"),
        ("area", "TS18, elephant", "“elephant” is not an outward code"),
        ("hours", "1", "Not a valid choice"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_field(staff: FlaskClient, field: str, typed: str, says: str) -> None:
    answer = staff.post("/staff/sources/add", data=TYPED | {field: typed})
    assert answer.status_code == 422
    assert says.casefold() in answer.text.casefold()


def test_two_directories_cannot_have_one_name(staff: FlaskClient) -> None:
    staff.post("/staff/sources/add", data=TYPED)
    assert staff.post("/staff/sources/add", data=TYPED).status_code == 422


def test_staff_cannot_have_a_private_address_read(app: Flask, staff: FlaskClient, feed: Feed) -> None:
    staff.post("/staff/sources/add", data=TYPED | {"address": feed.address})
    with app.app_context():
        visits.visit_all(QUICK)
    assert feed.asked == {}
    assert "is a private address" in staff.get(f"/staff/sources/{SLUG}").text


def test_leave_for_a_private_address_goes_when_the_address_changes(
    app: Flask, staff: FlaskClient, read: Read, feed: Feed
) -> None:
    staff.post(f"/staff/sources/{SLUG}/change", data=TYPED | {"address": f"{feed.address}/v3", "version": "1"})
    with app.app_context():
        source = store.source(db.session(), SLUG)
    assert source is not None
    assert not source.allow_private


def test_a_pause_and_a_going_on_change_when_it_is_read(app: Flask, staff: FlaskClient, read: Read) -> None:
    def due() -> bool:
        with app.app_context():
            source = store.source(db.session(), SLUG)
        assert source is not None
        return source.due_at is not None

    staff.post(f"/staff/sources/{SLUG}/pause")
    assert not due()
    assert "Paused" in staff.get(f"/staff/sources/{SLUG}").text
    staff.post(f"/staff/sources/{SLUG}/resume")
    assert due()


def test_what_a_reading_changed_is_shown_field_by_field(app: Flask, staff: FlaskClient, read: Read, feed: Feed) -> None:
    feed.records[3] |= {"name": "Aardvark", "fees": "£2 a time"}
    del feed.records[19]
    read()
    assert "1 changed, 1 taken off" in staff.get(f"/staff/sources/{SLUG}").text
    page = staff.get(f"/staff/sources/{SLUG}/runs/{latest(app)}").text
    for words in ("Taken off", "Service 19", "Changed", "Service 3", "Aardvark", "What it costs", "£2 a time"):
        assert words in page


def test_a_reading_that_failed_says_why(app: Flask, staff: FlaskClient, read: Read, feed: Feed) -> None:
    feed.lies["/services?page=2"] = fails(404)
    read()
    page = staff.get(f"/staff/sources/{SLUG}/runs/{latest(app)}").text
    assert "page=2: answers 404" in page
    assert "The last good copy is shown" in page


@pytest.mark.parametrize(("verdict", "state", "left"), [("allow", State.DONE, 2), ("refuse", State.REFUSED, 20)])
def test_staff_say_whether_many_listings_go(
    app: Flask, staff: FlaskClient, read: Read, feed: Feed, verdict: str, state: State, left: int
) -> None:
    del feed.records[2:]
    read()
    assert "Should 18 listings be taken off?" in staff.get(f"/staff/sources/{SLUG}").text
    run_id = latest(app)
    assert "Should 18 listings be taken off?" in staff.get(f"/staff/sources/{SLUG}/runs/{run_id}").text
    staff.post(f"/staff/sources/{SLUG}/runs/{run_id}/{verdict}")
    with app.app_context():
        visits.visit_all(QUICK)
        run = store.run(db.session(), run_id)
        assert run is not None
        assert run.state is state
        assert sum(listing(SLUG, f"s{number}") is not None for number in range(20)) == left
        assert {"source.removals-allowed", "source.removals-refused"} & {
            event.action for event in events_about(db.session(), "source", SLUG)
        }


WORDS = {"name": "Service 3", "description": "", "telephone": "", "email": "", "url": "", "fees": "Free"}
LISTING = f"/staff/sources/{SLUG}/listings/s3"


def test_a_listings_words_can_be_put_right_and_stay(app: Flask, staff: FlaskClient, read: Read) -> None:
    assert "s3" in staff.get(f"/staff/sources/{SLUG}/listings/?name=vice+3").text
    staff.post(LISTING, data=WORDS | {"name": "Knitting with Ann", "telephone": "01632 960001"})
    read()
    page = app.test_client().get(f"/directory/service/{SLUG}/s3").text
    assert "Knitting with Ann" in page
    assert "01632 960001" in page
    assert "Put right by us. What its feed says" in staff.get(LISTING).text


def test_two_people_at_one_listing_never_overwrite_each_other_unseen(staff: FlaskClient, read: Read) -> None:
    opened = staff.get(LISTING).text
    seen = re.search(r'name="seen"[^>]*value="([^"]+)"', opened)
    assert seen
    staff.post(LISTING, data=WORDS | {"description": "We knit on Mondays.", "seen": seen[1]})
    late = staff.post(LISTING, data=WORDS | {"telephone": "01632 960001", "seen": seen[1]})
    assert late.status_code == 303
    page = staff.get(LISTING).text
    assert "We knit on Mondays." in page
    assert "01632 960001" in page
    clash = staff.post(LISTING, data=WORDS | {"description": "We sew.", "seen": seen[1]})
    assert clash.status_code == 409
    assert "We sew." in clash.text
    assert "We knit on Mondays." in clash.text
    assert "We knit on Mondays." in staff.get(LISTING).text


@pytest.mark.parametrize(("whose", "then"), [("ours", "Knitting with Ann"), ("theirs", "Knitting with Bea")])
def test_a_feeds_change_to_them_waits_until_staff_choose(
    app: Flask, staff: FlaskClient, read: Read, feed: Feed, whose: str, then: str
) -> None:
    staff.post(LISTING, data=WORDS | {"name": "Knitting with Ann"})
    feed.records[3]["name"] = "Knitting with Bea"
    read()
    assert "Knitting with Ann: its feed changed “Name”, which we had put right" in staff.get("/staff/sources/").text
    assert "Name: ours or the feed" in staff.get(LISTING).text
    staff.post(f"{LISTING}/{whose}/name")
    assert "ours or the feed" not in staff.get(LISTING).text
    read()
    assert "which we had put right" not in staff.get("/staff/sources/").text
    with app.app_context():
        service = listing(SLUG, "s3")
    assert service is not None
    assert service.name == then


@pytest.mark.parametrize(
    ("field", "typed"), [("name", " "), ("telephone", "ask Ann"), ("email", "ann"), ("url", "javascript:alert(1)")]
)
def test_words_that_cannot_stand_in_a_field_are_refused(staff: FlaskClient, read: Read, field: str, typed: str) -> None:
    assert staff.post(LISTING, data=WORDS | {field: typed}).status_code == 422


def test_two_people_at_one_directory_never_overwrite_each_other_unseen(staff: FlaskClient) -> None:
    staff.post("/staff/sources/add", data=TYPED)
    change = f"/staff/sources/{SLUG}/change"
    opened = staff.get(change).text
    seen = re.search(r'name="version"[^>]*value="(\d+)"', opened)
    assert seen
    first = staff.post(change, data=TYPED | {"area": "TS19", "version": seen[1]})
    assert first.status_code == 303
    late = staff.post(change, data=TYPED | {"area": "TS20", "hours": "72", "version": seen[1]})
    assert late.status_code == 409
    assert 'value="TS20"' in late.text
    assert "It says now: “TS19”" in late.text
    assert "TS19" in staff.get(f"/staff/sources/{SLUG}").text
    newer = re.search(r'name="version"[^>]*value="(\d+)"', late.text)
    assert newer
    again = staff.post(change, data=TYPED | {"area": "TS20", "version": newer[1]})
    assert again.status_code == 303
    assert "TS20" in staff.get(f"/staff/sources/{SLUG}").text


def test_a_change_typed_beside_a_pause_leaves_the_pause(app: Flask, read: Read) -> None:
    with app.app_context():
        before = store.source(db.session(), SLUG)
        assert before is not None
        with db.transaction() as session:
            store.pause(session, SLUG)
            store.change(session, replace(before, address="https://new.example.org"), before.version)
    with app.app_context():
        after = store.source(db.session(), SLUG)
    assert after is not None
    assert (after.paused, after.due_at, after.address) == (True, None, "https://new.example.org")
