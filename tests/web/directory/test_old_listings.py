"""Old listings come further down, then are not found, but open by their address; and staff see it all."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from app.directory.upkeep import ageing
from tests.staff import member_of_staff, signed_in

SUNDAY = "2026-11-22T12:00:00+00:00"
SEARCH = "/directory/?q=knitting"

Put = Callable[..., None]


@pytest.fixture
def put(app: Flask, tmp_path: Path) -> Put:
    """Puts services into the directory, by their names and the days on which somebody checked them."""

    def take_in(**checked: str | None) -> None:
        records = [
            {"id": name, "name": f"Knitting {name}", "description": "We knit.", "assured_date": day}
            for name, day in checked.items()
        ]
        file = tmp_path / "feed.json"
        file.write_text(json.dumps(records))
        result = app.test_cli_runner().invoke(args=["directory", "import", str(file), "--source", "feed"])
        assert result.exit_code == 0, result.output

    return take_in


def found(app: Flask) -> list[str]:
    page = app.test_client().get(SEARCH).text
    places = {name: page.find(f"/directory/service/feed/{name}") for name in ("alpha", "beta", "gamma")}
    return sorted((name for name, place in places.items() if place >= 0), key=places.__getitem__)


@time_machine.travel(SUNDAY, tick=False)
def test_an_old_listing_comes_further_down_and_a_very_old_one_is_not_found(app: Flask, put: Put) -> None:
    put(alpha="2025-10-01", beta="2026-11-01", gamma="2024-01-01")
    assert found(app) == ["beta", "alpha"]


@time_machine.travel(SUNDAY, tick=False)
def test_one_that_is_not_found_opens_by_its_address_and_says_why(app: Flask, put: Put) -> None:
    put(gamma="2024-01-01")
    page = app.test_client().get("/directory/service/feed/gamma")
    assert page.status_code == 200
    assert "This listing is old." in page.text
    assert "It no longer comes up when somebody searches here." in page.text


def test_a_listing_grows_old_without_anybody_changing_it(app: Flask, put: Put) -> None:
    with time_machine.travel(SUNDAY, tick=False):
        put(alpha="2026-11-01", beta="2026-11-20")
        assert found(app) == ["alpha", "beta"]
    for day, names in (("2027-11-10", ["beta", "alpha"]), ("2028-11-05", ["beta"])):
        with time_machine.travel(f"{day}T12:00:00+00:00", tick=False):
            with app.app_context():
                ageing.hiding_old_listings().run()
            assert found(app) == names


def test_a_listing_that_somebody_checks_again_is_found_again(app: Flask, put: Put) -> None:
    with time_machine.travel(SUNDAY) as clock:
        put(beta="2026-11-20", gamma="2024-01-01")
        assert found(app) == ["beta"]
        clock.shift(60)
        put(beta="2026-11-20", gamma="2026-11-21")
        assert found(app) == ["beta", "gamma"]


@time_machine.travel(SUNDAY, tick=False)
def test_without_any_date_a_listing_is_marked_and_found(app: Flask, put: Put) -> None:
    put(alpha=None)
    assert found(app) == ["alpha"]


@time_machine.travel(SUNDAY, tick=False)
def test_staff_see_the_rule_its_numbers_and_why(app: Flask, put: Put) -> None:
    put(alpha="2025-10-01", beta="2026-11-01", gamma="2024-01-01")
    browser = signed_in(app, member_of_staff(app))
    page = " ".join(browser.get("/staff/listings/").text.split())
    assert "for 6 months is marked. After 12 months it comes further down in search, and after 24 months" in page
    assert "Hidden from search (1)" in page
    assert "Last checked on Monday 1 January 2024" in page
    assert "Knitting alpha" in browser.get("/staff/listings/?standing=lowered").text
    assert "Knitting beta" in browser.get("/staff/listings/?name=BETA").text
