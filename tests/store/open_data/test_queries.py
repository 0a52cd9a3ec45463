"""The open data ask the database as often for a long page as for a short one, and never for the whole directory."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event

HUNDREDS = 240

PAGES = [
    "v3/services?",
    "v3/services?full=true&",
    "v3/services?minimal=true&",
    "v3/services?search=choir&",
    "v3/organizations?",
    "v3/organizations?full=true&",
    "v3/organizations?full_service=true&",
    "v3/service_at_locations?",
    "v3/service_at_locations?full=true&",
    "v1/services?",
    "v1/services?include=contacts,service_at_locations&",
    "v1/organizations?",
    "v1/locations?",
]


def record(number: int) -> dict[str, object]:
    id = f"{number:08d}-0000-4000-8000-000000000000"
    return {
        "id": id,
        "name": f"Choir {number}",
        "status": "active",
        "organization": {"id": id.replace("4000", "4001"), "name": f"Hall {number}"},
        "contacts": [{"id": "c", "phones": [{"id": "p", "number": "01632 960001"}]}],
        "schedules": [{"id": "s", "freq": "WEEKLY", "byday": "MO", "opens_at": "09:00"}],
        "attributes": [{"id": "a", "taxonomy_term": {"id": "singing", "name": "Singing", "taxonomy": "Arts"}}],
        "service_at_locations": [
            {
                "id": id.replace("4000", "4002"),
                "location": {
                    "id": id.replace("4000", "4003"),
                    "latitude": 54.5,
                    "longitude": -1.3,
                    "addresses": [{"id": "x", "address_1": "1 High Street", "postal_code": "TS18 1AU"}],
                },
            }
        ],
    }


@pytest.fixture
def many(make_app: Callable[..., Flask], tmp_path: Path) -> Flask:
    app = make_app()
    feed = tmp_path / "feed.json"
    feed.write_text(json.dumps({"contents": [record(number) for number in range(HUNDREDS)]}), encoding="utf-8")
    result = app.test_cli_runner().invoke(args=["directory", "import", str(feed)])
    assert result.exit_code == 0, result.output
    return app


@contextmanager
def statements(app: Flask) -> Iterator[list[tuple[str, object]]]:
    """Every statement that is sent meanwhile, with its values."""
    sent: list[tuple[str, object]] = []

    def note(_: object, __: object, statement: str, values: object, *___: object) -> None:
        sent.append((statement, values))

    event.listen(app.extensions["engine"], "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(app.extensions["engine"], "before_cursor_execute", note)


@pytest.mark.parametrize("page", PAGES)
def test_a_long_page_takes_no_more_queries_than_a_short_one(many: Flask, page: str) -> None:
    client = many.test_client()
    client.get(f"/api/oruk/{page}per_page=2")  # what each version looks up once
    counts = []
    for size in (2, 100):
        with statements(many) as sent:
            assert client.get(f"/api/oruk/{page}per_page={size}").status_code == 200
        counts.append(len([statement for statement, _ in sent if statement.startswith("SELECT")]))
    assert counts[0] == counts[1]
    assert counts[0] <= 30


def test_a_page_reads_whole_only_the_services_that_stand_on_it(many: Flask) -> None:
    client = many.test_client()
    client.get("/api/oruk/v3/services")
    with statements(many) as sent:
        answer = client.get("/api/oruk/v3/services?per_page=5&page=7").json
    assert len(answer["contents"]) == 5
    whole = [values for statement, values in sent if "directory_service.description" in statement]
    assert whole
    for values in whole:
        assert len(set(re.findall(r"[0-9]{8}-0000-4000-8000-0{12}", str(values)))) == 5


def test_what_each_version_looks_up_is_looked_up_once(many: Flask) -> None:
    client = many.test_client()
    for address in ("v3/taxonomy_terms", "v3/taxonomies", "v1/vocabularies"):
        client.get(f"/api/oruk/{address}")
        with statements(many) as sent:
            client.get(f"/api/oruk/{address}")
        assert [statement for statement, _ in sent if "directory_" in statement] == []
