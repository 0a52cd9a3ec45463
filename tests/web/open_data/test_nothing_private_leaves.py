"""What everybody may not know leaves by no address, no version and no file."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app import db
from app.directory.index import keeping
from app.directory.record import store
from app.directory.upkeep.addresses_by_telephone import keep_back
from app.kernel import clock
from app.open_data.downloads import FILES
from app.open_data.parameters import V1, V3

ID = "10000000-0000-4000-8000-00000000000{}"
HALL = {
    "id": ID.format(5),
    "location_type": "physical",
    "name": "Open Hall",
    "latitude": 54.5645,
    "longitude": -1.3187,
    "addresses": [{"id": ID.format(6), "address_1": "1 High Street", "city": "Stockton", "postal_code": "TS18 1AU"}],
}
SAFE_HOUSE = {
    "id": ID.format(7),
    "location_type": "physical",
    "name": "Canarygate Lodge",
    "latitude": 54.5701,
    "longitude": -1.3099,
    "addresses": [{"id": ID.format(8), "address_1": "77 Canary Row", "city": "Canaryville", "postal_code": "TS18 1AB"}],
}


def service(number: int, name: str, **more: Any) -> dict[str, Any]:
    return {"id": ID.format(number), "name": name, "status": "active"} | more


def at(number: int, location: dict[str, Any]) -> dict[str, Any]:
    return {"id": f"20000000-0000-4000-8000-00000000000{number}", "location": location}


RUNS = {
    "id": ID.format(9),
    "name": "Open Doors",
    "description": "Find us at 77 Canary Row.",
    "email": "hello@open.example.org",
}
RECORDS = [
    service(
        1,
        "Open lunch",
        organization=RUNS,
        assurer_email="canary.checker@council.example.org",
        x_internal="Canary note of the council",
        contacts=[
            {
                "id": ID.format(0),
                "name": "Wilhelmina Canary",
                "title": "Coordinator",
                "email": "wilhelmina.canary@mail.example.org",
                "phones": [{"id": "a", "number": "01632 960111"}],
            },
            {"id": "b", "name": "Reception", "email": "info@open.example.org", "phones": []},
        ],
        service_at_locations=[at(1, HALL)],
    ),
    service(2, "Canary withdrawn", status="inactive", service_at_locations=[at(2, HALL)]),
    service(
        3,
        "Women's refuge",
        organization=RUNS,
        description="A safe house at 77 Canary Row.",
        service_at_locations=[at(3, SAFE_HOUSE)],
    ),
]


@pytest.fixture
def open_app(make_app: Callable[..., Flask], tmp_path: Path) -> Flask:
    app = make_app()
    feed = tmp_path / "feed.json"
    feed.write_text(json.dumps({"contents": RECORDS}), encoding="utf-8")
    result = app.test_cli_runner().invoke(args=["directory", "import", str(feed), "--source", "open"])
    assert result.exit_code == 0, result.output
    return app


def everything(app: Flask) -> Iterator[tuple[str, str]]:
    """Every answer there is, with its address: lists in every manner, each thing by its id, and the files."""
    client = app.test_client()
    for root, endpoints in (("/api/oruk/v3", V3), ("/api/oruk/v1", V1)):
        for endpoint in (one for one in endpoints if "{id}" not in one.path):
            names = {parameter.name for parameter in endpoint.parameters}
            switches = [name for name in ("full", "full_service", "minimal") if name in names]
            include = ["include=contacts,service_at_locations,regular_schedules"] if "include" in names else []
            stream = ["format=ndjson&full=true"] if {"format", "full"} <= names else []
            for asked in ["", *(f"{name}=true" for name in switches), *include, *stream]:
                address = f"{root}{endpoint.path}?{asked}"
                yield address, client.get(address).text
            rows = client.get(f"{root}{endpoint.path}").json
            for row in (rows.get("contents") or rows.get("content") or ()) if isinstance(rows, dict) else ():
                address = f"{root}{endpoint.path}/{row['id']}"
                yield address, client.get(address).text
    yield "/open-data", client.get("/open-data").text
    for name in FILES:
        with client.get(f"/open-data/files/{name}") as answer:
            yield from _within(name, answer.data)


def _within(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    if not name.endswith(".zip"):
        yield name, content.decode()
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.namelist():
            yield f"{name}/{part}", archive.read(part).decode()


def test_no_canary_leaves(open_app: Flask) -> None:
    seen = dict(everything(open_app))
    assert len(seen) > 60
    for address, text in seen.items():
        for canary in ("canary", "54.5701", "-1.3099", "TS18 1AB", SAFE_HOUSE["id"], at(3, {})["id"]):
            assert canary.lower() not in text.lower(), f"{address} says {canary}"


def test_what_is_public_does_leave(open_app: Flask) -> None:
    """Otherwise the canaries would be safe for the wrong reason."""
    seen = dict(everything(open_app))
    whole = seen["directory.json"]
    for public in ("Open lunch", "refuge", "1 High Street", "01632 960111", "Coordinator", "info@open.example.org"):
        assert public in whole
    for public in ("Open lunch", "1 High Street", "01632 960111"):
        assert public in seen[f"/api/oruk/v3/services/{ID.format(1)}"]
        assert public in seen[f"/api/oruk/v1/services/{ID.format(1)}"]
        assert any(public in text for address, text in seen.items() if address.startswith("datapackage.zip/"))


def test_what_may_not_be_seen_cannot_be_asked_for_by_its_id(open_app: Flask) -> None:
    client = open_app.test_client()
    hidden = {
        "v3/services": ID.format(2),
        "v3/service_at_locations": at(3, {})["id"],
        "v1/services": ID.format(2),
        "v1/locations": SAFE_HOUSE["id"],
    }
    for path, id in hidden.items():
        assert client.get(f"/api/oruk/{path}/{id}").status_code == 404, path


def test_a_kept_back_place_is_near_nothing(open_app: Flask) -> None:
    fixture = Path(__file__).parents[2] / "fixtures" / "places.csv"
    assert open_app.test_cli_runner().invoke(args=["places", "import", str(fixture)]).exit_code == 0
    client = open_app.test_client()
    near = "postcode=TS18+1AU&proximity=20000"
    assert client.get(f"/api/oruk/v3/service_at_locations?{near}").json["total_items"] == 1
    assert [row["name"] for row in client.get(f"/api/oruk/v1/services?{near}").json["content"]] == ["Open lunch"]


def test_a_kept_back_place_is_not_even_counted(open_app: Flask) -> None:
    client = open_app.test_client()
    assert client.get("/api/oruk/v3/service_at_locations").json["total_items"] == 1
    assert client.get("/api/oruk/v1/locations").json["totalElements"] == 1


def test_an_address_kept_back_from_now_on_leaves_no_more_not_even_in_files_made_before(open_app: Flask) -> None:
    assert "1 High Street" in dict(everything(open_app))["directory.json"]
    with open_app.app_context():
        with db.transaction() as session:
            changed = keep_back(session, "open", HALL["id"], withheld=True)
        keeping.refresh("open", changed, ())
    for address, text in everything(open_app):
        assert "1 High Street" not in text, address


def test_a_withdrawn_listing_leaves_no_more_not_even_in_files_made_before(open_app: Flask) -> None:
    assert "Open lunch" in dict(everything(open_app))["directory.json"]
    with open_app.app_context():
        with db.transaction() as session:
            store.withdraw(session, "open", [ID.format(1)], clock.now())
        keeping.refresh("open", (), [ID.format(1)])
    for address, text in everything(open_app):
        assert "Open lunch" not in text, address
