"""Feeds as files and as addresses: what is a whole source, what is a part, and what cannot be used."""

import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.directory.importing import feeds
from app.directory.importing.fetching import Fetcher, NotFetched, is_private
from app.directory.importing.ledger import CannotImport
from tests.lying_feed import services
from tests.lying_feed import serving as serving_feed

looked_up = socket.getaddrinfo
ROWS = [{"id": str(number), "name": f"Service {number}"} for number in range(5)]


def written(folder: Path, document: Any) -> Path:
    file = folder / "feed.json"
    file.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("document", "records", "whole"),
    [
        ({"contents": ROWS, "total_pages": 1, "total_items": 5}, 5, True),
        ({"content": ROWS, "totalPages": 1, "totalElements": 5}, 5, True),
        (ROWS, 5, True),
        ({"contents": ROWS[:2], "total_pages": 292, "total_items": 874}, 2, False),
        (ROWS[0], 1, False),
    ],
    ids=["version 3", "version 1", "a bare list", "a page of several", "one service"],
)
def test_only_a_whole_source_is_taken_for_whole(tmp_path: Path, document: Any, records: int, whole: bool) -> None:
    feed = feeds.from_file(written(tmp_path, document))
    assert (len(feed.records), feed.whole) == (records, whole)


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ('{"contents": [\n{"id": "1", "name": "A"},\n{"id', "feed.json, line 3"),
        (
            {"contents": ROWS[:3], "total_pages": 1, "total_items": 5},
            "total_items: says 5 services, but the file holds 3",
        ),
        ({"contents": {"id": 1}}, "contents: there is no list"),
        ({"services": []}, "contents: there is no list"),
        ("7", "contents: there is no list"),
        ('{"contents": [NaN]}', "is not JSON"),
        ("[" * 100_000, "is not JSON"),
    ],
)
def test_a_broken_or_half_downloaded_file_is_refused_by_name_and_place(
    tmp_path: Path, document: Any, says: str
) -> None:
    with pytest.raises(CannotImport, match="feed.json") as refused:
        feeds.from_file(written(tmp_path, document))
    assert says in str(refused.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotImport, match="No such file"):
        feeds.from_file(tmp_path / "none.json")


def serving(pages: dict[str, Any]) -> Callable[[str], Any]:
    def fetch(address: str) -> Any:
        if address not in pages:
            raise NotFetched("answers 404")
        return pages[address]

    return fetch


def test_an_address_is_read_page_by_page_and_each_row_made_whole() -> None:
    base = "https://feed.example.org/v3"
    pages = {
        f"{base}/services?page=1": {"contents": ROWS[:1], "total_pages": 2, "total_items": 2},
        f"{base}/services?page=2": {"contents": ROWS[1:2], "total_pages": 2, "total_items": 2},
        f"{base}/services/0": {**ROWS[0], "fees": "Free"},
        f"{base}/services/1": {**ROWS[1], "fees": "£2"},
    }
    feed = feeds.from_address(base + "/", serving(pages), lambda done, all_: None)
    assert [record["fees"] for record in feed.records] == ["Free", "£2"]
    assert feed.whole


def test_a_row_whose_details_cannot_be_had_is_not_read_and_not_lost() -> None:
    base = "https://feed.example.org/v3"
    pages = {
        f"{base}/services?page=1": {"contents": ROWS[:2], "total_pages": 1, "total_items": 2},
        f"{base}/services/0": ROWS[0],
    }
    feed = feeds.from_address(base, serving(pages), lambda done, all_: None)
    assert feed.unread == {"1"}


def test_an_address_that_loses_a_page_changes_nothing() -> None:
    base = "https://feed.example.org/v3"
    pages = {f"{base}/services?page=1": {"contents": ROWS[:1], "total_pages": 2, "total_items": 2}}
    with pytest.raises(CannotImport, match=r"page=2: answers 404"):
        feeds.from_address(base, serving(pages), lambda done, all_: None)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "0.0.0.0", "::1", "::", "fe80::1%eth0", "fc00::1",
        "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "224.0.0.1", "100.64.0.1",
    ],
)  # fmt: skip
def test_an_address_inside_a_network_is_private(address: str) -> None:
    assert is_private(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1"])
def test_a_public_address_is_not_private(address: str) -> None:
    assert not is_private(address)


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "http://localhost:9/", "http://[::1]:9/"])
def test_a_private_address_is_refused_before_anything_is_sent(address: str) -> None:
    with pytest.raises(NotFetched, match="private"):
        Fetcher()(address)


def test_of_several_addresses_of_a_host_one_that_answers_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving_feed(services(1)) as feed:
        port = int(feed.address.rsplit(":", 1)[1])
        found = [(0, 0, 0, "", (address, port)) for address in ("127.0.0.9", "127.0.0.1")]
        monkeypatch.setattr(
            "socket.getaddrinfo", lambda host, *_, **__: found if host == "far" else looked_up(host, *_)
        )
        assert Fetcher(allow_private=True)(f"http://far:{port}/services/s0")["id"] == "s0"


def test_a_host_is_refused_when_one_of_its_addresses_is_private(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(0, 0, 0, "", (address, 80)) for address in ("8.8.8.8", "127.0.0.1")]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: found)
    with pytest.raises(NotFetched, match="private"):
        Fetcher()("http://far/")


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://feed.example.org/", "https://"])
def test_only_web_addresses_are_fetched(address: str) -> None:
    with pytest.raises(NotFetched, match="not a web address"):
        Fetcher()(address)
