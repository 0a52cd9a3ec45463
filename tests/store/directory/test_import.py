"""Taking in a feed: what goes in, what is refused, and what a second time changes."""

import json
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from app.db import session
from app.directory.api import listing
from app.directory.domain import Kind
from app.directory.record import shelves, store
from app.search.api import index
from app.search.domain import Query

FIXTURES = Path(__file__).parents[2] / "fixtures" / "feeds"
TakeIn = Callable[..., dict[str, Any]]
Write = Callable[..., Path]
Run = Callable[..., Result]

KEYS = {"source", "read", "created", "updated", "unchanged", "removed", "rejected", "repaired"}


def numbered(count: int, first: int = 0) -> list[dict[str, Any]]:
    return [{"id": f"s{number}", "name": f"Service {number}"} for number in range(first, first + count)]


def counts(answer: dict[str, Any]) -> tuple[int, ...]:
    return tuple(answer[name] for name in ("read", "created", "updated", "unchanged", "removed"))


def found(app: Flask, words: str) -> list[str]:
    with app.app_context():
        return [hit.id for hit in index().search(Query(words=words)).page]


def test_the_answer_has_the_promised_keys(take_in: TakeIn) -> None:
    assert take_in(FIXTURES / "small.json").keys() == KEYS


def test_a_second_time_changes_nothing(take_in: TakeIn) -> None:
    assert counts(take_in(FIXTURES / "small.json")) == (3, 3, 0, 0, 0)
    assert counts(take_in(FIXTURES / "small.json")) == (3, 0, 0, 3, 0)


def test_a_service_comes_back_from_the_tables_as_it_went_in(app: Flask, take_in: TakeIn) -> None:
    take_in(FIXTURES / "small.json")
    with app.app_context():
        service = listing("small", "lunch")
    assert service is not None
    assert service.description == (
        "A hot lunch & company.\n\nEvery Thursday 12 noon to 2pm. Wheelchair accessible. For people aged 60+."
    )
    assert service.organisation is not None
    assert service.organisation.name == "Riverside Neighbours"
    assert service.at_locations[0].location.addresses[0].postal_code == "TS18 1AU"
    assert [(phone.number, phone.description) for phone in service.contacts[0].phones] == [("01632 960123", "Ring Ann")]
    assert service.values(Kind.DAY) == {"TH"}
    assert service.minimum_age == 60


def test_the_record_is_kept_whole_beside_the_tables(app: Flask, take_in: TakeIn, feed: Write) -> None:
    record = {"id": "s", "name": "A", "x_own": {"deep": [1, 2]}, "minimum_age": -1}
    take_in(feed(record))
    with app.app_context():
        row = session().get_one(store.t.ServiceRow, ("feed", "s"))
    assert row.record == record


def test_the_index_knows_a_service_as_soon_as_the_command_returns(app: Flask, take_in: TakeIn) -> None:
    take_in(FIXTURES / "small.json")
    assert "small/lunch" in found(app, "lunch")


def test_the_same_id_in_two_sources_is_two_services(app: Flask, take_in: TakeIn, feed: Write) -> None:
    take_in(feed({"id": "s", "name": "Knitting"}, name="one"))
    take_in(feed({"id": "s", "name": "Bowls"}, name="two"))
    with app.app_context():
        names = {source: listing(source, "s") for source in ("one", "two")}
    assert [service.name for service in names.values() if service] == ["Knitting", "Bowls"]


def test_what_is_gone_from_its_source_is_withdrawn_and_kept(app: Flask, take_in: TakeIn, feed: Write) -> None:
    take_in(feed(*numbered(20)))
    assert counts(take_in(feed(*numbered(19)))) == (19, 0, 0, 19, 1)
    assert "feed/s19" not in found(app, "service 19")
    with app.app_context():
        assert listing("feed", "s19") is None
        assert shelves.services(session(), "feed", ["s19"])["s19"].name == "Service 19"


def test_a_service_that_comes_back_is_shown_again(app: Flask, take_in: TakeIn, feed: Write) -> None:
    take_in(feed(*numbered(20)))
    take_in(feed(*numbered(19)))
    assert counts(take_in(feed(*numbered(20)))) == (20, 0, 1, 19, 0)
    with app.app_context():
        assert listing("feed", "s19") is not None


def test_when_more_than_a_tenth_would_go_nothing_changes(app: Flask, take_in: TakeIn, run: Run, feed: Write) -> None:
    take_in(feed(*numbered(20)))
    result = run("directory", "import", feed(*numbered(17), {"id": "new", "name": "New"}))
    assert result.exit_code == 2
    assert "3 of the 20 services" in result.stderr
    with app.app_context():
        assert listing("feed", "new") is None
        assert listing("feed", "s19") is not None


def test_removals_can_be_allowed(take_in: TakeIn, feed: Write) -> None:
    take_in(feed(*numbered(20)))
    assert take_in(feed(*numbered(2)), "--allow-removals")["removed"] == 18


@pytest.mark.parametrize("pages", [{"total_pages": 292, "total_items": 874}])
def test_a_page_of_a_source_withdraws_nothing(take_in: TakeIn, feed: Write, pages: dict[str, int]) -> None:
    take_in(feed(*numbered(20)))
    assert counts(take_in(feed(*numbered(1), **pages))) == (1, 0, 0, 1, 0)


def test_a_file_of_one_service_updates_that_one(app: Flask, take_in: TakeIn, feed: Write, tmp_path: Path) -> None:
    take_in(feed(*numbered(20)))
    one = tmp_path / "one.json"
    one.write_text(json.dumps({"id": "s3", "name": "Renamed"}))
    assert counts(take_in(one, "--source", "feed")) == (1, 0, 1, 0, 0)


@pytest.mark.parametrize(
    "text",
    ['{"contents": [{"id": "s1", "na', '{"contents": 3}', '{"total_items": 9, "contents": [{"id": "n", "name": "N"}]}'],
)
def test_a_broken_feed_changes_nothing(app: Flask, take_in: TakeIn, run: Run, feed: Write, text: str) -> None:
    file = feed(*numbered(2))
    take_in(file)
    file.write_text(text)
    result = run("directory", "import", file)
    assert result.exit_code == 2
    assert "feed.json, line 1" in result.stderr
    assert result.stdout == ""
    with app.app_context():
        assert set(store.kept(session(), "feed")) == {"s0", "s1"}


def test_each_record_that_cannot_be_taken_is_named(take_in: TakeIn, feed: Write) -> None:
    answer = take_in(
        feed({"id": "good", "name": "Good"}, {"id": "bad"}, {"name": "No id"}, {"id": "good", "name": "x"})
    )
    assert [(entry["id"], entry["field"]) for entry in answer["rejected"]] == [
        ("bad", "name"),
        ("#3", "id"),
        ("good", "id"),
    ]


def test_a_record_that_has_gone_bad_keeps_its_last_good_state(app: Flask, take_in: TakeIn, feed: Write) -> None:
    take_in(feed(*numbered(2)))
    answer = take_in(feed({"id": "s0"}, {"id": "s1", "name": "Service 1"}))
    assert answer["removed"] == 0
    with app.app_context():
        service = listing("feed", "s0")
    assert service is not None
    assert service.name == "Service 0"


def test_version_1_goes_into_the_same_tables(app: Flask, take_in: TakeIn) -> None:
    assert take_in(FIXTURES / "small-v1.json", "--source", "old")["created"] == 1
    with app.app_context():
        service = listing("old", "1")
    assert service is not None
    assert service.values(Kind.DAY) == {"MO"}
    assert service.values(Kind.ACCESS) == {"hearing-loop"}
    assert service.values(Kind.NEED) == {"lunch-club"}
    assert (service.minimum_age, service.maximum_age) == (18, 99)


def test_the_staffs_word_about_a_need_stays_when_the_feed_comes_again(app: Flask, take_in: TakeIn, run: Run) -> None:
    take_in(FIXTURES / "small.json")
    assert run("directory", "correct", "small/walk", "memory-cafe", "--helps").exit_code == 0
    take_in(FIXTURES / "small.json")
    with app.app_context():
        service = listing("small", "walk")
    assert service is not None
    assert "memory-cafe" in service.values(Kind.NEED)


def test_the_staffs_word_is_seen_at_once(app: Flask, take_in: TakeIn, run: Run) -> None:
    take_in(FIXTURES / "small.json")
    with app.app_context():
        assert "memory-cafe" not in (service.values(Kind.NEED) if (service := listing("small", "walk")) else "")
    run("directory", "correct", "small/walk", "memory-cafe", "--helps")
    with app.app_context():
        assert "memory-cafe" in (service.values(Kind.NEED) if (service := listing("small", "walk")) else "")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--area", "TS18, elephant"), "--area"),
        (("--source", "Bad Slug/"), "--source"),
    ],
)
def test_wrong_options_are_refused_by_name(run: Run, feed: Write, arguments: tuple[str, ...], says: str) -> None:
    result = run("directory", "import", feed(*numbered(1)), *arguments)
    assert result.exit_code == 2
    assert says in result.stderr


@pytest.fixture
def base_address(tmp_path: Path) -> Iterator[str]:
    """A feed on this machine: a list of one page and one service in detail."""
    folder = tmp_path / "site"
    (folder / "services").mkdir(parents=True)
    row = {"id": "s1", "name": "Knitting"}
    (folder / "services" / "index.html").write_text(json.dumps({"contents": [row], "total_pages": 1, "total_items": 1}))
    (folder / "services" / "s1").write_text(json.dumps(row | {"fees": "Free"}))

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_private_address_is_refused_unless_allowed(app: Flask, take_in: TakeIn, run: Run, base_address: str) -> None:
    refused = run("directory", "import", base_address)
    assert refused.exit_code == 2
    assert "private address" in refused.stderr
    assert take_in(base_address, "--allow-private")["created"] == 1
    with app.app_context():
        service = listing("127.0.0.1", "s1")
    assert service is not None
    assert service.fees == "Free"


@pytest.mark.parametrize(("name", "services"), [("hounslow", 313), ("folkestone-hythe", 133)])
def test_a_real_councils_feed_goes_in_whole(take_in: TakeIn, shared_data: Path, name: str, services: int) -> None:
    answer = take_in(shared_data / "feeds" / f"{name}.json")
    assert (answer["created"], answer["rejected"]) == (services, [])
    assert counts(take_in(shared_data / "feeds" / f"{name}.json")) == (services, 0, 0, services, 0)


def test_a_live_feeds_doubtful_values_are_left_out_and_named(take_in: TakeIn, shared_data: Path) -> None:
    answer = take_in(shared_data / "feeds" / "bristol-services-page1.json", "--source", "bristol")
    assert counts(answer) == (3, 3, 0, 0, 0)
    named = {(entry["field"], entry["reason"]) for entry in answer["repaired"]}
    assert {
        ("minimum_age", "left out: it cannot be an age: -1"),
        ("last_modified", "left out: it has no time zone"),
        ("email", "left out: it is a placeholder"),
        ("description", "mended: HTML was turned into plain text"),
    } <= named
    whole = take_in(shared_data / "feeds" / "bristol-service.json", "--source", "bristol")
    assert counts(whole) == (1, 0, 1, 0, 0)


def test_a_record_of_endless_length_is_refused_by_name_and_the_others_go_in(take_in: TakeIn, feed: Write) -> None:
    records = numbered(3)
    records[1]["description"] = "x" * 200_001
    answer = take_in(feed(*records))
    assert (answer["created"], [entry["id"] for entry in answer["rejected"]]) == (2, ["s1"])
