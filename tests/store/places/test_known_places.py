"""Postcodes in the database, and the commands that take them in and print them."""

from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from app.places.api import lookup

POSTCODES = Path(__file__).parents[2] / "fixtures" / "places.csv"


def run(app: Flask, *arguments: str | Path) -> Result:
    return app.test_cli_runner().invoke(args=["places", *map(str, arguments)])


@pytest.fixture
def with_places(app: Flask) -> Flask:
    assert run(app, "import", POSTCODES).exit_code == 0
    return app


@pytest.mark.parametrize("typed", ["TS18 1AU", "ts181au", " Ts18-1au "])
def test_a_postcode_is_known_however_it_is_typed(with_places: Flask, typed: str) -> None:
    with with_places.app_context():
        place = lookup(typed)
    assert place is not None
    assert (place.label, place.outward, place.about) == ("TS18 1AU", "TS18", False)


def test_a_postcode_that_is_not_known_falls_back_to_the_middle_of_its_outward_code(with_places: Flask) -> None:
    with with_places.app_context():
        place = lookup("TS18 9ZZ")
    assert place is not None
    assert (place.label, place.about) == ("TS18", True)
    assert place.latitude == pytest.approx((54.563504 + 54.557) / 2)


@pytest.mark.parametrize("typed", ["", "AA1 1AA", "AA1", "elephant", "TS", "🎈" * 50, "x" * 50_000])
def test_what_is_not_known_is_no_place(with_places: Flask, typed: str) -> None:
    with with_places.app_context():
        assert lookup(typed) is None


def test_a_middle_that_a_file_states_is_kept(with_places: Flask, tmp_path: Path) -> None:
    stated = tmp_path / "middles.csv"
    stated.write_text("postcode,latitude,longitude\nTS18,54.5,-1.3\n")
    run(with_places, "import", stated)
    run(with_places, "import", POSTCODES)
    with with_places.app_context():
        place = lookup("TS18")
    assert place is not None
    assert place.latitude == 54.5


def test_a_wrong_line_changes_nothing(with_places: Flask, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("postcode,latitude,longitude\nTS18 3CC,54.5,-1.3\nTS18 1AU,north,-1.3\n")
    result = run(with_places, "import", wrong)
    assert result.exit_code == 2
    assert "wrong.csv, line 3, latitude" in result.stderr
    with with_places.app_context():
        place = lookup("TS18 3CC")
    assert place is None or place.about


def test_the_command_prints_what_is_known(with_places: Flask) -> None:
    assert "TS18 1AU: latitude 54.563504" in run(with_places, "lookup", "ts181au").stdout
    assert run(with_places, "lookup", "AA1 1AA").exit_code == 2


def test_a_whole_postcode_area_goes_in(app: Flask, shared_data: Path) -> None:
    result = run(app, "import", shared_data / "postcodes" / "codepoint_ts.csv")
    assert result.stdout == "17,206 postcodes are in.\n"
