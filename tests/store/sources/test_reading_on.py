"""A reading goes on where it stopped, asks nothing twice, waits when asked to, and has a source to itself."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from app import db
from app.config import ROOT
from app.directory.api import Bounds, Pace
from app.kernel.clock import now
from app.sources import store, visits
from app.sources.domain import LONGEST_READING, Run, Source, State
from app.sources.visits import Manners
from tests import lying_feed as lie
from tests.lying_feed import Answer, Feed, services
from tests.store.sources.conftest import QUICK, SLUG

Visit = Callable[..., Run]
Shown = Callable[[], set[str]]
ALL = {f"s{number}" for number in range(20)}


def test_what_was_had_before_a_stop_is_not_asked_for_again(feed: Feed, visit: Visit, shown: Shown) -> None:
    feed.lies["/services?page=4"] = lie.fails(500)
    assert visit().state is State.READING
    feed.lies.clear()
    before = feed.asked.copy()
    run = visit()
    assert (run.state, shown()) == (State.DONE, ALL)
    assert {path for path in feed.asked if feed.asked[path] > before[path]} == {
        "/services?page=4",
        *(f"/services/{id}" for id in ALL),
    }


def test_details_that_were_had_before_a_stop_are_not_asked_for_again(feed: Feed, visit: Visit, shown: Shown) -> None:
    feed.lies["/services/s12"] = lie.fails(429, Retry_After="3600")
    run = visit()
    assert (run.state, shown()) == (State.READING, set())
    had = {path for path, times in feed.asked.items() if times == 1 and path != "/services/s12"}
    feed.lies.clear()
    visit()
    assert shown() == ALL
    assert {path for path in had if feed.asked[path] > 1} == set()


def test_a_reading_in_parts_comes_to_its_end(app: Flask, source: Source, feed: Feed, shown: Shown) -> None:
    slow = Manners(Pace(between=0.02), QUICK.bounds, at_a_time=0.1)
    parts = 1
    with app.app_context():
        while visits.visit(SLUG, slow):
            parts += 1
    assert parts > 1
    assert shown() == ALL
    assert set(feed.asked.values()) == {1}


def test_a_source_that_asks_for_time_is_given_it(app: Flask, feed: Feed, visit: Visit) -> None:
    feed.lies["*"] = lie.fails(429, Retry_After="7200")
    at = now()
    visit()
    with app.app_context():
        source = store.source(db.session(), SLUG)
    assert source is not None
    assert source.due_at is not None
    assert source.due_at - at >= timedelta(hours=2)
    assert feed.asked["/services?page=1"] == 1


def test_a_short_wait_is_sat_out(feed: Feed, visit: Visit, shown: Shown) -> None:
    feed.lies["/services/s3"] = lie.fails_at_first(1, 429, Retry_After="0")
    assert visit().state is State.DONE
    assert shown() == ALL


def test_a_source_that_fails_is_left_alone_for_longer_each_time(app: Flask, feed: Feed, visit: Visit) -> None:
    feed.lies["*"] = lie.fails(500)
    waits = []
    for _ in range(3):
        at = now()
        visit()
        with app.app_context():
            source = store.source(db.session(), SLUG)
        assert source is not None
        assert source.due_at is not None
        waits.append(round((source.due_at - at).total_seconds() / 60))
    assert waits == [5, 10, 20]


def test_what_is_too_old_is_read_anew(feed: Feed, visit: Visit, shown: Shown) -> None:
    feed.lies["/services?page=4"] = lie.fails(500)
    first = visit()
    feed.lies.clear()
    with time_machine.travel(now() + LONGEST_READING + timedelta(minutes=1)):
        run = visit()
    assert run.id != first.id
    assert shown() == ALL
    assert feed.asked["/services?page=1"] == 2


def test_of_two_readers_one_wins(app: Flask, source: Source, feed: Feed, shown: Shown) -> None:
    both_there, answers = threading.Barrier(2), []

    def read() -> None:
        with app.app_context():
            both_there.wait()
            visits.visit(SLUG, QUICK)
            answers.append(len(store.runs(db.session(), SLUG, 9)))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert shown() == ALL
    assert set(feed.asked.values()) == {1}
    with app.app_context():
        assert [run.state for run in store.runs(db.session(), SLUG, 9)] == [State.DONE]


def test_whoever_lost_the_source_writes_nothing(app: Flask, source: Source, feed: Feed, shown: Shown) -> None:
    def somebody_takes_it(answer: Answer) -> None:
        with app.app_context(), time_machine.travel(now() + timedelta(hours=1)), db.transaction() as session:
            assert store.take_hold(session, SLUG, now()) is not None
        answer.truth()

    feed.lies["/services/s19"] = somebody_takes_it
    with app.app_context():
        visits.visit(SLUG, QUICK)
    assert shown() == set()


def test_a_source_is_read_when_it_is_due_and_not_before(app: Flask, visit: Visit, feed: Feed) -> None:
    visit()
    asked = feed.asked.total()
    with app.app_context():
        with time_machine.travel(now() + timedelta(hours=23)):
            visits.visit_all(QUICK)
        assert feed.asked.total() == asked
        with time_machine.travel(now() + timedelta(hours=25)):
            visits.visit_all(QUICK)
        assert feed.asked.total() == 2 * asked


CHILD = """
import sys
from app.config import Config
from app.factory import create_app
from app.sources import visits
from app.sources.visits import Manners
from app.directory.api import Bounds, Pace
app = create_app(Config.from_environment({"DATA_DIR": sys.argv[1], "DATABASE_URL": sys.argv[2]}))
with app.app_context():
    visits.visit("far-council", Manners(Pace(between=0.05), Bounds(), 60))
"""


def test_a_kill_in_the_middle_leaves_the_last_good_copy(
    app: Flask, feed: Feed, visit: Visit, shown: Shown, tmp_path: Path
) -> None:
    visit()
    feed.records = services(40)
    with app.app_context(), db.transaction() as session:
        store.ask(session, SLUG, "staff:1", now())
    arguments = [sys.executable, "-c", CHILD, str(app.config["DATA_DIR"]), app.config["DATABASE_URL"]]
    feed.asked.clear()
    reader = subprocess.Popen(arguments, cwd=ROOT, env={"PATH": os.environ["PATH"]})
    until = time.monotonic() + 60
    while feed.asked.total() < 40 and time.monotonic() < until:
        time.sleep(0.01)
    reader.send_signal(signal.SIGKILL)
    reader.wait()
    assert shown() == ALL
    kept = feed.asked.copy()
    with time_machine.travel(now() + timedelta(minutes=6)):
        assert visit().state is State.DONE
    assert shown() == {f"s{number}" for number in range(40)}
    assert sum(feed.asked[path] == times for path, times in kept.items()) > 10


@pytest.mark.parametrize("bounds", [Bounds()])
def test_an_answer_is_at_most_ten_megabytes_in_thirty_seconds(bounds: Bounds) -> None:
    assert (bounds.bytes, bounds.seconds) == (10_000_000, 30)
