"""Whoever runs a refuge runs other services too: none of their pages, and no search, tells where the refuge is."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app.search import api as search
from tests.staff import member_of_staff, signed_in

HARBOUR = {
    "id": "o",
    "name": "Harbour",
    "description": "Our house is at 14 Rose Street, TS20 1AB. All women are welcome.",
}
TELLING = ("Rose Street", "TS20 1AB")

Put = Callable[..., None]


def place(id: str, street: str, city: str, postcode: str) -> dict[str, Any]:
    address = {"id": f"{id}-a", "address_1": street, "city": city, "postal_code": postcode, "country": "GB"}
    where = {"location_type": "physical", "latitude": 54.5641, "longitude": -1.3199}
    return {"id": f"{id}-at", "location": where | {"id": id, "addresses": [address]}}


def service(id: str, name: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "name": name, "organization": HARBOUR, "description": "Warm and friendly."} | more


HOUSE = place("house", "14 Rose Street", "Norton Green", "TS20 1AB")
CAFE = place("cafe", "1 High Street", "Stockton", "TS18 1AU")
REFUGE = service("refuge", "Harbour refuge", service_at_locations=[HOUSE])
DROP_IN = service("drop-in", "Harbour drop-in", service_at_locations=[CAFE])
QUILTING = service("quilting", "Quilting", service_at_locations=[HOUSE])


@pytest.fixture
def put(app: Flask, tmp_path: Path) -> Put:
    def put(*services: dict[str, Any]) -> None:
        file = tmp_path / "feed.json"
        file.write_text(json.dumps(services))
        result = app.test_cli_runner().invoke(
            args=["directory", "import", str(file), "--source", "feed", "--area", "TS18"]
        )
        assert result.exit_code == 0, result.output

    return put


def test_the_page_of_a_sister_service_does_not_tell_where_the_refuge_is(app: Flask, put: Put) -> None:
    put(REFUGE, DROP_IN)
    page = app.test_client().get("/directory/service/feed/drop-in").text
    assert "All women are welcome." in page
    assert "1 High Street" in page
    assert not [words for words in TELLING if words in page]


def test_it_tells_no_more_once_a_sister_service_keeps_its_address_back(app: Flask, put: Put) -> None:
    put(DROP_IN)
    client = app.test_client()
    assert "Rose Street" in client.get("/directory/service/feed/drop-in").text
    put(DROP_IN, REFUGE)
    page = client.get("/directory/service/feed/drop-in").text
    assert not [words for words in TELLING if words in page]


@pytest.mark.parametrize(
    "asked",
    ["v3/organizations?search={}", "v1/organizations?text={}"],
)
def test_no_search_of_organisations_confirms_the_address(app: Flask, put: Put, asked: str) -> None:
    put(REFUGE, DROP_IN)

    def found(word: str) -> int:
        answer = app.test_client().get(f"/api/oruk/{asked.format(word)}").json
        return int(answer["total_items"] if "total_items" in answer else answer["totalElements"])

    assert [found(word) for word in ("welcome", "harbour")] == [1, 1]
    assert [found(word) for word in ("rose", "14", "1AB")] == [0, 0, 0]


def test_a_town_is_forgotten_when_staff_keep_the_only_address_there_back(app: Flask, put: Put) -> None:
    put(QUILTING, DROP_IN)
    with app.app_context():
        assert search.town_in("lunch norton green")[1]
    browser = signed_in(app, member_of_staff(app))
    page = browser.get("/staff/listings/feed/quilting").text
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    said = {"csrf_token": token, "location": "house", "withheld": "yes"}
    assert browser.post("/staff/listings/feed/quilting/address", data=said).status_code == 303
    with app.app_context():
        assert search.town_in("lunch norton green")[1] is None
        assert search.town_in("lunch stockton")[1]


def test_a_town_is_forgotten_when_an_import_keeps_the_only_address_there_back(app: Flask, put: Put) -> None:
    put(QUILTING, DROP_IN)
    put(QUILTING | {"name": "Quilting in a safe house"}, DROP_IN)
    with app.app_context():
        assert search.town_in("lunch norton green")[1] is None
