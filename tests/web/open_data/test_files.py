"""The files of open data: whole, in step with the API, and fit for a spreadsheet and for a data package's readers."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.open_data import downloads
from app.open_data.tables import harmless


def fetched(client: FlaskClient, name: str) -> bytes:
    with client.get(f"/open-data/files/{name}") as answer:
        assert answer.status_code == 200, answer.text
        body: bytes = answer.data
    return body


def unpacked(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def services(program: FlaskClient) -> dict[str, dict[str, Any]]:
    lines = program.get("/api/oruk/v3/services?format=ndjson&full=true").text.splitlines()
    return {service["id"]: service for service in map(json.loads, lines)}


def test_the_json_holds_what_the_api_says(program: FlaskClient, services: dict[str, Any]) -> None:
    whole = json.loads(fetched(program, "directory.json"))
    assert {service["id"]: service for service in whole["services"]} == services
    assert whole["license"]["name"] == "Open Government Licence v3.0"


def test_the_spreadsheet_has_a_row_for_each_service(program: FlaskClient, services: dict[str, Any]) -> None:
    parts = unpacked(fetched(program, "directory.csv.zip"))
    assert "Open Government Licence" in parts["licence.txt"]
    table = rows(parts["services.csv"])
    assert {row["id"]: row["name"] for row in table} == {id: service["name"] for id, service in services.items()}
    assert any(row["postcode"] and row["telephone"] and row["needs"] for row in table)


def test_the_data_package_describes_every_table_and_column(program: FlaskClient, services: dict[str, Any]) -> None:
    parts = unpacked(fetched(program, "datapackage.zip"))
    package = json.loads(parts.pop("datapackage.json"))
    assert {resource["path"] for resource in package["resources"]} == set(parts)
    for resource in package["resources"]:
        columns = [field["name"] for field in resource["schema"]["fields"]]
        assert next(csv.reader(io.StringIO(parts[resource["path"]]))) == columns
    assert {row["id"] for row in rows(parts["services.csv"])} == set(services)


def test_every_key_of_the_data_package_leads_somewhere(program: FlaskClient) -> None:
    parts = unpacked(fetched(program, "datapackage.zip"))
    tables = {name.removesuffix(".csv"): rows(text) for name, text in parts.items() if name.endswith(".csv")}
    for resource in json.loads(parts["datapackage.json"])["resources"]:
        table = tables[resource["name"]]
        assert len({row["id"] for row in table}) == len(table), resource["name"]
        for key in resource["schema"].get("foreignKeys", ()):
            there = {row["id"] for row in tables[key["reference"]["resource"]]}
            assert {row[key["fields"]] for row in table if row[key["fields"]]} <= there, (resource["name"], key)


def test_no_cell_of_the_spreadsheet_is_a_formula(make_app: Callable[..., Flask], tmp_path: Path) -> None:
    app = make_app()
    feed = tmp_path / "feed.json"
    feed.write_text(json.dumps({"contents": [{"id": "1", "name": "=HYPERLINK(1)", "status": "active"}]}))
    assert app.test_cli_runner().invoke(args=["directory", "import", str(feed)]).exit_code == 0
    parts = unpacked(fetched(app.test_client(), "directory.csv.zip"))
    assert rows(parts["services.csv"])[0]["name"] == "'=HYPERLINK(1)"


def test_no_cell_of_the_data_package_is_a_formula(make_app: Callable[..., Flask], tmp_path: Path) -> None:
    app = make_app()
    feed = tmp_path / "feed.json"
    feed.write_text(json.dumps({"contents": [{"id": "1", "name": "@SUM(1)", "description": "=HYPERLINK(1)"}]}))
    assert app.test_cli_runner().invoke(args=["directory", "import", str(feed)]).exit_code == 0
    service = rows(unpacked(fetched(app.test_client(), "datapackage.zip"))["services.csv"])[0]
    assert (service["name"], service["description"]) == ("'@SUM(1)", "'=HYPERLINK(1)")


@pytest.mark.parametrize("cell", ["+44 20 7946 0000", "+33123456789", -0.1, 3, None, "Tea - cake"])
def test_numbers_and_plain_words_of_a_cell_stay_as_they_are(cell: object) -> None:
    assert harmless(cell) == cell


@pytest.mark.parametrize("cell", ["+1+1", "+44 20\n=1", "+A1", "-1", "\t=1", "\r=1"])
def test_a_cell_that_could_be_a_formula_is_marked_as_words(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


def test_files_are_made_once_for_a_version(sample_directory: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    client = sample_directory.test_client()
    first = fetched(client, "directory.json")
    monkeypatch.setattr(downloads, "_make", lambda *_: pytest.fail("made again"))
    assert fetched(client, "directory.json") == first


def test_a_big_directory_is_left_to_the_worker(
    make_app: Callable[..., Flask], small_feed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app()
    monkeypatch.setattr(downloads, "MOST_AT_ONCE", 0)
    assert app.test_cli_runner().invoke(args=["directory", "import", str(small_feed)]).exit_code == 0
    client = app.test_client()
    answer = client.get("/open-data/files/directory.json")
    assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")
    assert int(answer.headers["Retry-After"]) > 0
    with app.app_context():
        downloads.prepare()
    assert json.loads(fetched(client, "directory.json"))["services"]


def test_older_files_serve_until_the_worker_has_made_new_ones_when_nothing_was_taken_away(
    make_app: Callable[..., Flask], small_feed: Path, tmp_path: Path
) -> None:
    app = make_app()
    more = tmp_path / "more.json"
    more.write_text(json.dumps({"contents": [{"id": "1", "name": "New choir", "status": "active"}]}))
    run, client = app.test_cli_runner(), app.test_client()
    assert run.invoke(args=["directory", "import", str(small_feed)]).exit_code == 0
    before = fetched(client, "directory.json")
    assert run.invoke(args=["directory", "import", str(more), "--source", "more"]).exit_code == 0
    assert fetched(client, "directory.json") == before
    with app.app_context():
        downloads.prepare()
    assert "New choir" in fetched(client, "directory.json").decode()


def test_there_is_no_other_file(program: FlaskClient) -> None:
    for name in ("holds", "lock", "..%2fcareway.sqlite", "directory.xlsx"):
        assert program.get(f"/open-data/files/{name}").status_code == 404
