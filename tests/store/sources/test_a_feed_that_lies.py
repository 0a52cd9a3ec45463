"""A feed that lies loses nothing: the last good copy stays, what happened is said, and it goes on when it can."""

import gzip
import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from app import db
from app.directory.importing import fetching
from app.sources import answers, store
from app.sources.domain import Run, Source, State
from tests import lying_feed as lie
from tests.lying_feed import Feed, services
from tests.store.sources.conftest import IMPATIENT

Visit = Callable[..., Run]
Shown = Callable[[], set[str]]
ALL = {f"s{number}" for number in range(20)}
PAGE_2 = "/services?page=2"


@pytest.fixture
def good_copy(visit: Visit, shown: Shown) -> None:
    """What the feed said while it told the truth."""
    assert visit().state is State.DONE
    assert shown() == ALL


@pytest.mark.usefixtures("good_copy")
@pytest.mark.parametrize(
    ("path", "untruth", "state", "says"),
    [
        (PAGE_2, lie.fails(500), State.READING, "page=2: answers 500"),
        (PAGE_2, lie.fails(404), State.FAILED, "page=2: answers 404"),
        (PAGE_2, lie.half, State.READING, "page=2: broke off before its end"),
        (PAGE_2, lie.a_gigabyte, State.FAILED, "page=2: is longer than 200,000 bytes"),
        (PAGE_2, lie.bomb(), State.FAILED, "page=2: is longer than 200,000 bytes"),
        (PAGE_2, lie.says(b"{}", Content_Encoding="gzip"), State.FAILED, "page=2: is packed in a way that cannot be"),
        (PAGE_2, lie.says(b"<!DOCTYPE html><html>"), State.FAILED, "page=2: is a web page, not JSON"),
        (PAGE_2, lie.says(b'{"contents": [{"id": "s9"'), State.FAILED, "page=2: is not JSON"),
        (PAGE_2, lie.says(b'{"contents": [NaN]}'), State.FAILED, "page=2: is not JSON"),
        (PAGE_2, lie.says(b"[" * 100_000), State.FAILED, "page=2: is not JSON"),
        (PAGE_2, lie.says(b'{"contents": {"id": 1}}'), State.FAILED, "contents: there is no list of services"),
        (PAGE_2, lie.says(b'{"contents": [], "total_pages": 4}'), State.FAILED, "holds no service that was not on a"),
        (PAGE_2, lie.sends_to("/services?page=2"), State.FAILED, "leads from one address to the next without end"),
        (PAGE_2, lie.sends_to("file:///etc/passwd"), State.FAILED, "is not a web address"),
        ("*", lie.fails(429, Retry_After="7200"), State.READING, "page=1: answers 429"),
        ("*", lie.fails(429), State.READING, "page=1: answers 429"),
    ],
)
def test_a_page_that_lies_loses_nothing_and_is_named(
    feed: Feed, visit: Visit, shown: Shown, path: str, untruth: lie.Lie, state: State, says: str
) -> None:
    feed.lies[path] = untruth
    feed.records[0]["name"] = "Renamed"
    run = visit()
    assert (run.state, shown()) == (state, ALL)
    assert says in run.said


@pytest.mark.usefixtures("good_copy")
@pytest.mark.parametrize("untruth", [lie.drips, lie.drips_headers])
def test_a_page_that_drips_is_given_up_in_time(feed: Feed, visit: Visit, shown: Shown, untruth: lie.Lie) -> None:
    feed.lies[PAGE_2] = untruth
    run = visit(IMPATIENT)
    assert (run.state, shown()) == (State.READING, ALL)
    assert "page=2: took longer than 0.3 seconds" in run.said


@pytest.mark.usefixtures("good_copy")
def test_pages_that_repeat_lose_nothing(feed: Feed, visit: Visit, shown: Shown) -> None:
    feed.lies[PAGE_2] = lie.says(json.dumps(feed.page(1)).encode())
    run = visit()
    assert (run.state, shown()) == (State.FAILED, ALL)
    assert "page=2, contents: holds no service that was not on a page before it" in run.said


@pytest.mark.usefixtures("good_copy")
def test_a_total_far_above_what_the_pages_hold_loses_nothing(feed: Feed, visit: Visit, shown: Shown) -> None:
    feed.envelope = {"total_items": 40}
    run = visit()
    assert (run.state, shown()) == (State.FAILED, ALL)
    assert "says 40 services, but its pages hold 20" in run.said


@pytest.mark.usefixtures("good_copy")
def test_a_total_a_little_off_brings_what_is_new_and_withdraws_nothing(feed: Feed, visit: Visit, shown: Shown) -> None:
    del feed.records[19]
    feed.records += services(1, first=30)
    feed.envelope = {"total_items": 21}
    run = visit()
    assert (run.state, shown()) == (State.DONE, ALL | {"s30"})
    assert "It says 21 services, but its pages hold 20" in run.said


@pytest.mark.usefixtures("good_copy")
@pytest.mark.parametrize(
    "envelope", [{"total_items": 3}, {"total_pages": 1}, {"total_pages": "4"}, {"total_items": -1}]
)
def test_totals_that_are_too_small_hide_nothing(feed: Feed, visit: Visit, shown: Shown, envelope: object) -> None:
    assert isinstance(envelope, dict)
    feed.envelope = envelope
    visit()
    assert shown() == ALL


@pytest.mark.usefixtures("good_copy")
def test_pages_without_end_come_to_an_end(
    feed: Feed, visit: Visit, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.directory.importing.feeds.MOST_ROWS", 30)
    feed.records = services(1_000)
    run = visit()
    assert (run.state, shown()) == (State.FAILED, ALL)
    assert "there are more than 30 services" in run.said


def test_a_detail_that_fails_for_a_moment_is_had_all_the_same(feed: Feed, visit: Visit, shown: Shown) -> None:
    feed.lies["/services/s3"] = lie.fails_at_first(2)
    assert visit().state is State.DONE
    assert shown() == ALL
    assert feed.asked["/services/s3"] == 3


@pytest.mark.usefixtures("good_copy")
@pytest.mark.parametrize(
    "untruth", [lie.fails(500), lie.fails(404), lie.half, lie.says(b"<html>"), lie.says(b'{"id": 1}')]
)
def test_a_detail_that_cannot_be_had_keeps_its_last_good_state(
    feed: Feed, visit: Visit, shown: Shown, untruth: lie.Lie
) -> None:
    feed.lies["/services/s3"] = untruth
    run = visit()
    assert (run.state, shown()) == (State.DONE, ALL)
    assert run.rejected == (("s3", "", "its details could not be had"),)


def test_a_feed_in_version_1_is_read_as_well(feed: Feed, visit: Visit, shown: Shown) -> None:
    for number, rows in enumerate((feed.records[:10], feed.records[10:]), 1):
        page = {"content": rows, "totalElements": 20, "totalPages": 2, "number": number, "last": number == 2}
        feed.lies[f"/services?page={number}"] = lie.says(json.dumps(page).encode())
    assert visit().state is State.DONE
    assert shown() == ALL


def test_a_packed_answer_is_unpacked(feed: Feed, visit: Visit, shown: Shown) -> None:
    packed = gzip.compress(json.dumps(feed.page(2)).encode())
    feed.lies[PAGE_2] = lie.says(packed, Content_Encoding="gzip")
    assert visit().state is State.DONE
    assert shown() == ALL


@pytest.mark.usefixtures("good_copy")
def test_a_redirect_to_a_private_address_is_refused_and_never_asked(
    app: Flask, source: Source, feed: Feed, visit: Visit, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context(), db.transaction() as session:
        store.change(session, replace(source, allow_private=False), source.version)
    with lie.serving(services(1), host="127.0.0.2") as within:
        monkeypatch.setattr(fetching, "is_private", lambda address: address != "127.0.0.1")
        feed.lies[PAGE_2] = lie.sends_to(f"{within.address}/services?page=2")
        run = visit()
        assert within.asked == {}
    assert (run.state, shown()) == (State.FAILED, ALL)
    assert "page=2: is a private address" in run.said


def test_a_feed_that_is_small_only_while_packed_is_refused(
    feed: Feed, visit: Visit, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "MOST_BYTES", 100_000)
    for record in feed.records:
        record["description"] = "x" * 10_000
    run = visit()
    assert (run.state, shown()) == (State.FAILED, set())
    assert "it gives more than 100,000 bytes" in run.said
