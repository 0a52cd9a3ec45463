"""Version 1 answers its readers: its own envelope, its own names, its own filters."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.directory.importing import records
from tests.web.open_data.conftest import FIXTURES

SERVICES = [
    {
        "id": "30000000-0000-4000-8000-000000000001",
        "name": "Morning walk",
        "status": "active",
        "minimum_age": 18,
        "maximum_age": 65,
        "service_areas": [{"id": "a", "name": "Here", "extent": "TS18, TS19"}],
        "schedules": [{"id": "s", "freq": "WEEKLY", "byday": "MO,WE", "opens_at": "09:00", "closes_at": "11:00"}],
        "attributes": [
            {
                "id": "t",
                "taxonomy_term": {
                    "id": "walks",
                    "code": "walks",
                    "name": "Walks",
                    "taxonomy": "Circumstances",
                    "taxonomy_id": "circumstances",
                },
            }
        ],
    },
    {
        "id": "30000000-0000-4000-8000-000000000002",
        "name": "Evening choir",
        "status": "active",
        "minimum_age": 55,
        "service_areas": [{"id": "b", "name": "There", "extent": "TW7"}],
        "schedules": [{"id": "s", "freq": "WEEKLY", "byday": "TU", "opens_at": "19:00", "closes_at": "21:00"}],
    },
    {"id": "30000000-0000-4000-8000-000000000003", "name": "Telephone friends", "status": "active"},
]

Names = Callable[..., list[str]]


@pytest.fixture
def names(make_app: Callable[..., Flask], tmp_path: Path) -> Names:
    """The names of the services that answer: `names(day="MO")`."""
    app = make_app()
    feed = tmp_path / "feed.json"
    feed.write_text(json.dumps({"contents": SERVICES}), encoding="utf-8")
    for command in (["directory", "import", str(feed)], ["places", "import", str(FIXTURES / "places.csv")]):
        assert app.test_cli_runner().invoke(args=command).exit_code == 0
    client = app.test_client()

    def asked(path: str = "services", **parameters: object) -> list[str]:
        answer = client.get(f"/api/oruk/v1/{path}", query_string=parameters)
        assert answer.status_code == 200, answer.text
        return [row["name"].split()[0] for row in answer.json["content"]]

    return asked


CASES: list[tuple[dict[str, Any], list[str]]] = [
    ({}, ["Morning", "Evening", "Telephone"]),
    ({"text": "choir"}, ["Evening"]),
    ({"day": "MO"}, ["Morning"]),
    ({"day": "MO,TU"}, ["Morning", "Evening"]),
    ({"start_time": "10:00"}, ["Evening"]),
    ({"end_time": "12:00"}, ["Morning"]),
    ({"day": "MO", "start_time": "08:00", "end_time": "11:00"}, ["Morning"]),
    ({"day": "TU", "start_time": "08:00", "end_time": "11:00"}, []),
    ({"day": "TU,MO", "start_time": "08:00,08:00"}, ["Morning", "Evening"]),
    ({"minimum_age": "18"}, ["Morning", "Evening"]),
    ({"minimum_age": "50"}, ["Evening"]),
    ({"maximum_age": "70"}, ["Morning"]),
    ({"coverage": "TS18 1AU"}, ["Morning", "Telephone"]),
    ({"coverage": "TW7"}, ["Evening", "Telephone"]),
    ({"circumstance": "walks"}, ["Morning"]),
    ({"taxonomy_id": "walks"}, ["Morning"]),
    ({"taxonomy_id": "walks", "vocabulary": "Circumstances"}, ["Morning"]),
    ({"taxonomy_id": "walks", "vocabulary": "Another"}, []),
    ({"taxonomy_type": "service", "taxonomy_id": "walks"}, ["Morning"]),
    ({"taxonomy_type": "organization", "taxonomy_id": "walks"}, []),
    ({"vocabulary": "Circumstances"}, ["Morning"]),
    ({"service_type": "walks"}, []),
    ({"need": "befriending"}, ["Telephone"]),
    ({"page": "2", "per_page": "2"}, ["Telephone"]),
]


@pytest.mark.parametrize(("asked", "found"), CASES, ids=lambda value: "&".join(value))
def test_services_are_filtered(names: Names, asked: dict[str, Any], found: list[str]) -> None:
    assert names(**asked) == found


@pytest.mark.parametrize(
    "asked",
    [
        "day=monday",
        "start_time=9",
        "minimum_age=old",
        "day=MO&start_time=09:00,10:00",
        "include=secrets",
        "proximity=1",
    ],
)
def test_what_cannot_be_understood_is_refused(program: FlaskClient, asked: str) -> None:
    answer = program.get(f"/api/oruk/v1/services?{asked}")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")


def test_services_near_a_postcode(program: FlaskClient) -> None:
    near = "postcode=TS18+1AU&proximity={}"
    few, more = (program.get(f"/api/oruk/v1/services?{near.format(far)}").json for far in (1500, 5000))
    assert 0 < few["totalElements"] < more["totalElements"]


def test_only_what_is_to_be_included_is(program: FlaskClient) -> None:
    thin = program.get("/api/oruk/v1/services?per_page=100").json["content"]
    some = program.get("/api/oruk/v1/services?per_page=100&include=contacts,regular_schedules").json["content"]
    assert not any("contacts" in row for row in thin)
    assert any("contacts" in row for row in some)
    assert not any("service_at_locations" in row for row in some)


def test_categories_are_found_by_vocabulary_and_parent(program: FlaskClient) -> None:
    assert "Careway needs" in program.get("/api/oruk/v1/vocabularies").json
    needs = program.get("/api/oruk/v1/taxonomies?vocabulary=Careway+needs&per_page=200").json["content"]
    assert {row["vocabulary"] for row in needs} == {"Careway needs"}
    top = program.get("/api/oruk/v1/taxonomies?vocabulary=Careway+needs&root_only=true&per_page=200").json["content"]
    below = program.get(f"/api/oruk/v1/taxonomies?parent_id={top[0]['id']}").json["content"]
    assert below
    assert {row["parent_id"] for row in below} == {top[0]["id"]}


def test_what_we_publish_in_either_version_can_be_read_again(program: FlaskClient) -> None:
    """A reader of ours understands what we write: the same name, places, times and telephone numbers."""
    id = next(
        row["id"]
        for row in program.get("/api/oruk/v3/services?full=true&per_page=200").json["contents"]
        if {"schedules", "contacts", "service_at_locations"} <= set(row)
    )
    read = []
    for version in ("v3", "v1"):
        notes: list[tuple[str, str]] = []
        record = program.get(f"/api/oruk/{version}/services/{id}").json
        read.append(records.service_of(record, lambda field, words, notes=notes: notes.append((field, words))))
        assert notes == []
    new, old = read
    assert (new.id, new.name, new.organisation.id) == (old.id, old.name, old.organisation.id)
    assert [at.location.address.lines for at in new.at_locations] == [
        at.location.address.lines for at in old.at_locations
    ]
    assert {phone.number for contact in new.contacts for phone in contact.phones} == {
        phone.number for contact in old.contacts for phone in contact.phones
    }
    assert {(one.opens_at, one.closes_at) for one in new.schedules} == {
        (one.opens_at, one.closes_at) for one in old.schedules
    }
