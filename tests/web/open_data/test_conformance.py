"""Every answer of every address fits the schemas of the standard, with every format checked."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.open_data.domain import Endpoint
from app.open_data.parameters import V1, V3
from tests.conformance import Checker

ROOTS = {"3.0": "/api/oruk/v3", "1.0": "/api/oruk/v1"}
CONTENTS = {"3.0": ("contents", "total_pages"), "1.0": ("content", "totalPages")}
LISTS = [
    pytest.param(version, endpoint, id=f"{version} {endpoint.path}")
    for version, endpoints in (("3.0", V3), ("1.0", V1))
    for endpoint in endpoints
    if endpoint.answers.endswith("_list")
]
SWITCHES = ("full", "full_service", "minimal", "include")
# Of the long lists, every so many are asked for by themselves here; `make prove` asks for all of them.
EVERY = {"services": 5, "organizations": 9, "service_at_locations": 9, "locations": 9}
LABELS = {
    "service_full": "service",
    "service_at_location_full": "service_at_location",
    "organization_full": "organization",
}


def pages(client: FlaskClient, version: str, address: str) -> Iterator[dict[str, object]]:
    """Every page of a list."""
    number, last = 1, 1
    while number <= last:
        answer = client.get(f"{address}&page={number}")
        assert answer.status_code == 200, answer.text
        yield answer.json
        number, last = number + 1, answer.json[CONTENTS[version][1]]


def switched(endpoint: Endpoint) -> list[str]:
    """A list as it is, and with each switch that changes what its rows hold."""
    there = {parameter.name for parameter in endpoint.parameters}
    said = {"include": "include=" + ",".join(("contacts", "regular_schedules", "service_at_locations", "languages"))}
    return ["", *(said.get(switch, f"{switch}=true") for switch in SWITCHES if switch in there)]


@pytest.mark.parametrize(("version", "endpoint"), LISTS)
def test_every_page_of_every_list_fits_the_schema(
    every_feed: Flask, checkers: dict[str, Checker], version: str, endpoint: Endpoint
) -> None:
    client = every_feed.test_client()
    for switch in switched(endpoint):
        for page in pages(client, version, f"{ROOTS[version]}{endpoint.path}?per_page=100&{switch}"):
            assert page[CONTENTS[version][0]]
            assert checkers[version].faults(endpoint.answers, page) == []


@pytest.mark.parametrize(("version", "endpoint"), LISTS)
def test_everything_in_a_list_can_be_had_by_its_id(
    every_feed: Flask, checkers: dict[str, Checker], version: str, endpoint: Endpoint
) -> None:
    client = every_feed.test_client()
    root, contents = ROOTS[version], CONTENTS[version][0]
    rows = [
        row
        for page in pages(client, version, f"{root}{endpoint.path}?per_page=200")
        for row in page[contents]  # type: ignore[attr-defined]
    ]
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows[:: EVERY.get(endpoint.operation, 1)]:
        answer = client.get(f"{root}{endpoint.path}/{row['id']}")
        assert answer.status_code == 200, row
        assert answer.json["id"] == row["id"]
        assert checkers[version].faults(endpoint.answers.removesuffix("_list"), answer.json) == []


def test_every_line_of_a_stream_fits_the_schema(every_feed: Flask, checkers: dict[str, Checker]) -> None:
    client = every_feed.test_client()
    for endpoint in V3:
        if not endpoint.streams:
            continue
        address = f"{ROOTS['3.0']}{endpoint.path}"
        rows = [json.loads(line) for line in client.get(f"{address}?format=ndjson").text.splitlines()]
        assert len(rows) == client.get(address).json["total_items"]
        assert checkers["3.0"].errors(endpoint.answers, {"contents": rows}) == []


def test_the_root_says_which_version_it_is(every_feed: Flask, checkers: dict[str, Checker]) -> None:
    for address in ("/api/oruk/v3", "/api/oruk/v3/"):
        answer = every_feed.test_client().get(address)
        assert answer.json["version"] == "HSDS-UK-3.0"
        assert checkers["3.0"].faults("api_details", answer.json) == []


def test_whatever_a_feed_calls_its_things_they_have_a_uuid_here(
    make_app, tmp_path: Path, checkers: dict[str, Checker]
) -> None:
    """Two sources may give the same id to different things, and neither need be a UUID."""
    app: Flask = make_app()
    same = {"id": "1", "name": "Lunch club", "status": "active", "organization": {"id": "1", "name": "Hall"}}
    taken = {"id": "2a3483ea-8966-4f50-9dc3-7bafa1e5c623", "name": "Choir", "status": "active"}
    for source in ("north", "south"):
        feed = tmp_path / f"{source}.json"
        feed.write_text(json.dumps({"contents": [same, taken]}), encoding="utf-8")
        result = app.test_cli_runner().invoke(args=["directory", "import", str(feed), "--source", source])
        assert result.exit_code == 0, result.output
    client = app.test_client()
    answer = client.get("/api/oruk/v3/services").json
    assert checkers["3.0"].faults("service_list", answer) == []
    ids = [row["id"] for row in answer["contents"]]
    assert len(set(ids)) == 4
    assert taken["id"] in ids
    for id in ids:
        assert client.get(f"/api/oruk/v3/services/{id}").json["id"] == id
    assert client.get("/api/oruk/v3/organizations").json["total_items"] == 2


@pytest.mark.parametrize("folder", ["Default", "Warn"])
def test_the_validators_own_examples_are_judged_as_they_are_labelled(
    shared_data: Path, checkers: dict[str, Checker], folder: str
) -> None:
    """In `Warn` the taxonomy term alone is wrong: it has no description, and an address that is none."""
    found = {
        file.stem: checkers["3.0"].errors(LABELS.get(file.stem, file.stem), json.loads(file.read_text("utf-8")))
        for file in sorted((shared_data / "oruk-examples" / folder).glob("*.json"))
    }
    assert len(found) == 11
    wrong = {name for name, errors in found.items() if errors}
    assert wrong == ({"taxonomy_term"} if folder == "Warn" else set())


def test_the_checker_sees_what_is_wrong(checkers: dict[str, Checker]) -> None:
    good = {"id": "2a3483ea-8966-4f50-9dc3-7bafa1e5c623", "name": "Choir", "status": "active"}
    assert checkers["3.0"].faults("service", good) == []
    for bad in (
        good | {"id": "1"},
        good | {"status": "open"},
        good | {"url": "http://a b"},
        good | {"last_modified": "2025-09-02T12:06:15.654"},
        good | {"fees": ""},
        good | {"schedules": [{"id": good["id"], "freq": "DAILY"}]},
        {"id": good["id"], "status": "active"},
    ):
        assert checkers["3.0"].faults("service", bad) != []
    assert checkers["3.0"].faults("service_list", {"contents": [good]}) != []
