"""`flask sources …` and the worker: a directory is added, read when it is due, and its state is told."""

from collections.abc import Callable, Iterator

import pytest
from click.testing import Result
from flask import Flask

from app import db
from app.directory.record.store import live_ids
from app.sources import store, visits
from app.sources.visits import Manners
from tests import lying_feed as lie
from tests.lying_feed import Feed, services, serving
from tests.store.sources.conftest import QUICK

Run = Callable[..., Result]


@pytest.fixture
def feed() -> Iterator[Feed]:
    """Six services on two pages."""
    with serving(services(6)) as served:
        yield served


@pytest.fixture
def run(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command, quickly."""
    monkeypatch.setattr(Manners, "__init__", _quick)
    return lambda *words: app.test_cli_runner().invoke(args=[str(word) for word in words])


def _quick(self: Manners, *_: object) -> None:
    for name in ("pace", "bounds", "at_a_time"):
        object.__setattr__(self, name, getattr(QUICK, name))


def test_a_directory_that_is_added_is_read_by_the_worker(app: Flask, run: Run, feed: Feed) -> None:
    assert run("sources", "add", "Far Council", feed.address, "--allow-private").stdout == "far-council\n"
    assert run("worker", "--once").exit_code == 0
    with app.app_context():
        assert len(live_ids(db.session())) == 6


def test_the_worker_told_to_go_round_once_reads_to_the_end_in_parts(
    app: Flask, run: Run, feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts: list[float] = []
    monkeypatch.setattr(visits, "_read", _counting(parts, visits._read))
    run("sources", "add", "Far Council", feed.address, "--allow-private")
    assert run("worker", "--once").exit_code == 0
    assert len(parts) == 3
    with app.app_context():
        assert len(live_ids(db.session())) == 6


def _counting(parts: list[float], read: Callable[..., object]) -> Callable[..., object]:
    def one(*arguments: object) -> object:
        parts.append(1)
        if len(parts) < 3:
            raise visits.OutOfTime
        return read(*arguments)

    return one


def test_a_reading_by_command_says_what_it_did(run: Run, feed: Feed) -> None:
    run("sources", "add", "Far Council", feed.address, "--allow-private")
    result = run("sources", "fetch", "far-council")
    assert result.stdout == ("far-council: done; read 6, created 6, updated 0, removed 0, to decide 0, rejected 0.\n")
    assert "far-council\tdone\t" in run("sources", "list").stdout


def test_a_reading_by_command_that_fails_says_why(run: Run, feed: Feed) -> None:
    feed.lies["*"] = lie.fails(404)
    run("sources", "add", "Far Council", feed.address, "--allow-private")
    result = run("sources", "fetch")
    assert result.exit_code == 1
    assert "page=1: answers 404" in result.stderr


def test_without_leave_no_private_address_is_asked(run: Run, feed: Feed) -> None:
    run("sources", "add", "Far Council", feed.address)
    result = run("sources", "fetch", "far-council")
    assert result.exit_code == 1
    assert "is a private address" in result.stderr
    assert feed.asked == {}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("add", "Far Council", "https://example.org", "--area", "elephant"), "--area"),
        (("add", "Far Council", "https://example.org", "--source", "Bad Slug/"), "--source"),
        (("add", "Far Council", "https://example.org", "--every", "1"), "--every"),
        (("fetch", "nobody"), "there is no source nobody"),
    ],
)
def test_wrong_words_are_refused_by_name(run: Run, words: tuple[str, ...], says: str) -> None:
    result = run("sources", *words)
    assert result.exit_code == 2
    assert says in result.stderr


def test_what_was_killed_before_the_index_knew_is_in_it_after_the_next_round(app: Flask, run: Run, feed: Feed) -> None:
    run("sources", "add", "Far Council", feed.address, "--allow-private")
    run("sources", "fetch")
    with app.app_context():
        with db.transaction() as session:
            (latest,) = store.runs(session, "far-council", 1)
            store.set_state(session, latest.id, store.State.DONE, store.State.WRITTEN)
        assert store.due(db.session(), latest.started_at) == ["far-council"]
    run("worker", "--once")
    with app.app_context():
        assert store.runs(db.session(), "far-council", 1)[0].state is store.State.DONE
