"""When a directory can no longer be read the council hears of it once, and once when it works again."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app import db
from app.directory.importing.run import MOST_REMOVED
from app.messages.store import OutboxMessage
from app.sources import alarm
from app.sources.domain import Run, State
from tests import lying_feed as lie
from tests.lying_feed import Feed

Visit = Callable[..., Run]
Letters = Callable[[], list[OutboxMessage]]
PAGE_2 = "/services?page=2"


@pytest.fixture
def letters(app: Flask) -> Letters:
    """The messages that were written, in their order."""

    def read() -> list[OutboxMessage]:
        with app.app_context():
            return list(db.session().scalars(select(OutboxMessage).order_by(OutboxMessage.written)))

    return read


@pytest.fixture
def good_copy(visit: Visit) -> None:
    """What the feed said while it could be read."""
    assert visit().state is State.DONE


@pytest.mark.usefixtures("good_copy")
def test_a_feed_that_works_writes_to_nobody(letters: Letters) -> None:
    assert letters() == []


@pytest.mark.usefixtures("good_copy")
def test_the_council_is_told_once_that_a_feed_fails_and_once_that_it_works(
    feed: Feed, visit: Visit, letters: Letters
) -> None:
    feed.lies[PAGE_2] = lie.fails(404)
    for _ in range(3):
        assert visit().state is State.FAILED
    assert [letter.subject for letter in letters()] == ["We can no longer read “Far Council”"]
    assert letters()[0].to == "care@teesbank.example.org"
    assert "/staff/sources/far-council" in letters()[0].body
    del feed.lies[PAGE_2]
    for _ in range(2):
        assert visit().state is State.DONE
    assert [letter.subject for letter in letters()][1:] == ["“Far Council” can be read again"]


@pytest.mark.usefixtures("good_copy")
def test_a_short_pause_of_a_feed_is_told_to_nobody(feed: Feed, visit: Visit, letters: Letters) -> None:
    feed.lies["*"] = lie.fails(503)
    for _ in range(alarm.TRIES - 1):
        assert visit().state is State.READING
    del feed.lies["*"]
    assert visit().state is State.DONE
    assert letters() == []


@pytest.mark.usefixtures("good_copy")
def test_a_feed_that_stays_away_is_told_of_at_the_third_try_and_not_again(
    feed: Feed, visit: Visit, letters: Letters
) -> None:
    feed.lies["*"] = lie.fails(503)
    for tries in range(1, alarm.TRIES + 3):
        assert visit().state is State.READING
        assert len(letters()) == (tries >= alarm.TRIES)


@pytest.mark.usefixtures("good_copy")
def test_a_feed_that_waits_for_staff_works_again(feed: Feed, visit: Visit, letters: Letters) -> None:
    feed.lies[PAGE_2] = lie.fails(404)
    visit()
    del feed.lies[PAGE_2]
    del feed.records[: int(len(feed.records) * MOST_REMOVED) + 1]
    assert visit().state is State.WAITING
    assert len(letters()) == 2


@pytest.mark.usefixtures("good_copy")
def test_what_a_feed_says_goes_into_no_letter(feed: Feed, visit: Visit, letters: Letters) -> None:
    feed.lies[PAGE_2] = lie.sends_to("file:///canary")
    visit()
    assert letters()
    assert all("canary" not in letter.body + letter.subject for letter in letters())
