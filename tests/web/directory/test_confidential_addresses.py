"""An address that is kept back leaves by no door: not by the page, a file, search, another program or a list."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app.db import transaction
from app.directory.upkeep.addresses_by_telephone import keep_back
from tests.staff import member_of_staff, signed_in

FIXTURES = Path(__file__).parents[2] / "fixtures"
# What would tell where it is. Its outward code may be known.
TELLING = ("17 Canary Row", "Canary Row", "Marigold House", "TS18 2AB", "TS182AB", "54.5641", "-1.3199", "Norton Green")
OUTWARD = "TS18"

SEARCHES = (
    "/directory/?q=quilting+refuge+families&miles=any",
    "/directory/?postcode=TS18+1AU",
    "/directory/?q=canary+row",
    "/directory/?q=marigold+house",
    "/directory/?q=norton+green&postcode=TS18+1AU",
)

Put = Callable[..., str]


def record(**more: Any) -> dict[str, Any]:
    location = {
        "id": "safe",
        "location_type": "physical",
        "name": "Marigold House",
        "description": "Ring at the door of 17 Canary Row",
        "latitude": 54.5641,
        "longitude": -1.3199,
        "external_identifier": "Canary Row 17",
        "addresses": [
            {
                "id": "a",
                "address_1": "17 Canary Row",
                "city": "Norton Green",
                "postal_code": "TS18 2AB",
                "country": "GB",
            }
        ],
    }
    return {
        "id": "s",
        "name": "Quilting for beginners",
        "description": "We sew at 17 Canary  Row, ts182ab, in Marigold House. Every Tuesday 10am to 12pm.",
        "organization": {"id": "o", "name": "Needle and Thread"},
        "schedules": [{"id": "w", "description": "Most Tuesdays at 17 Canary Row"}],
        "phones": [{"id": "p", "number": "01632 960777"}],
        "service_at_locations": [{"id": "at", "location": location | more.pop("location", {})}],
    } | more


@pytest.fixture
def put(app: Flask, tmp_path: Path) -> Put:
    """Puts one service into the directory and says its address."""

    def put(service: dict[str, Any]) -> str:
        file = tmp_path / "one.json"
        file.write_text(json.dumps([service]))
        commands = (
            ("places", "import", str(FIXTURES / "places.csv")),
            ("directory", "import", str(file), "--source", "feed"),
        )
        for command in commands:
            result = app.test_cli_runner().invoke(args=command)
            assert result.exit_code == 0, result.output
        return "/directory/service/feed/s"

    return put


MARKED_BY_FEED = [
    {"location": {"confidential": True}},
    {"location": {"mask_exact_address": True}},
    {"location": {"attributes": [{"id": "x", "taxonomy_term": {"id": "t", "name": "Confidential address"}}]}},
]
BY_NATURE = [
    {"name": "Women's refuge"},
    {"name": "Safe house for families"},
    {"organization": {"id": "o", "name": "Domestic Abuse Support Tees"}},
]


def assert_told_nowhere(app: Flask, address: str) -> None:
    client = app.test_client()
    came_from = {"Referer": "http://localhost/directory/?postcode=TS18+1AU"}
    for door in (address, f"{address}/calendar.ics", *SEARCHES, *_of_other_programs(app)):
        answer = client.get(door, headers=came_from)
        # What asks for a key tells nobody anything without one.
        assert answer.status_code == (401 if door.startswith("/api/cases") else 200), door
        typed = door.partition("q=")[2].partition("&")[0].replace("+", " ")
        for words in TELLING:
            told = words.lower() in answer.text.lower() and words.lower() not in typed
            assert not told, f"{door} tells {words!r}"


def _of_other_programs(app: Flask) -> list[str]:
    rules = {rule.rule for rule in app.url_map.iter_rules()}
    return [rule for rule in sorted(rules) if "<" not in rule and rule.startswith(("/api/", "/sitemap"))]


@pytest.mark.parametrize("marked", MARKED_BY_FEED + BY_NATURE)
def test_an_address_that_is_kept_back_is_told_nowhere(app: Flask, put: Put, marked: dict[str, Any]) -> None:
    address = put(record(**marked))
    page = app.test_client().get(address).text
    assert "The address is given by telephone." in page
    assert f"It is somewhere in {OUTWARD}." in page
    assert_told_nowhere(app, address)


def test_its_distance_is_counted_from_the_middle_of_the_outward_code(app: Flask, put: Put) -> None:
    exact = {"location": {"latitude": 54.7, "longitude": -1.5}}
    put(record(**exact))
    open_row = app.test_client().get("/directory/?q=quilting&postcode=TS18+1AU&miles=any").text
    put(record(location=exact["location"] | {"confidential": True}))
    kept_row = app.test_client().get("/directory/?q=quilting&postcode=TS18+1AU&miles=any").text
    assert "12." in open_row or "11." in open_row
    assert "12." not in kept_row


def test_staff_can_keep_an_address_back_and_show_it_again(app: Flask, put: Put) -> None:
    address = put(record())
    assert "17 Canary Row" in app.test_client().get(address).text
    browser = signed_in(app, member_of_staff(app))
    for withheld, shown in (("yes", False), ("no", True)):
        page = browser.get("/staff/listings/feed/s").text
        token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
        answer = browser.post(
            "/staff/listings/feed/s/address", data={"csrf_token": token, "location": "safe", "withheld": withheld}
        )
        assert answer.status_code == 303
        if not shown:
            assert_told_nowhere(app, address)
    assert "17 Canary Row" in app.test_client().get(address).text


def test_the_word_of_staff_outlives_the_next_import(app: Flask, put: Put) -> None:
    address = put(record())
    with app.app_context(), transaction() as session:
        keep_back(session, "feed", "safe", withheld=True)
    put(record(fees="£2"))
    assert_told_nowhere(app, address)


def test_staff_may_open_what_we_only_guessed(app: Flask, put: Put) -> None:
    address = put(record(**BY_NATURE[0]))
    with app.app_context(), transaction() as session:
        keep_back(session, "feed", "safe", withheld=False)
    assert "17 Canary Row" in app.test_client().get(address).text
