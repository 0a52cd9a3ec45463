"""`flask search …` and what a place lets in."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

FIXTURES = Path(__file__).parents[2] / "fixtures"
Run = Callable[..., Result]


@pytest.fixture
def loaded(run: Run) -> Run:
    run("directory", "import", FIXTURES / "feeds" / "small.json")
    run("places", "import", FIXTURES / "places.csv")
    return run


def asked(run: Run, folder: Path, **query: Any) -> dict[str, Any]:
    file = folder / "queries.jsonl"
    file.write_text(json.dumps({"id": "q", "query": "", "postcode": None, "radius_miles": None} | query) + "\n")
    result = run("search", "run", file)
    assert result.exit_code == 0, result.output
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def test_an_answer_has_the_promised_shape(loaded: Run, tmp_path: Path) -> None:
    answer = asked(loaded, tmp_path, query="lunch")
    assert answer.keys() == {"id", "services", "total", "corrected", "fallback"}
    assert answer["services"][0] == "lunch"


def test_a_radius_keeps_what_is_inside_it_and_what_reaches_the_place(loaded: Run, tmp_path: Path) -> None:
    near = asked(loaded, tmp_path, postcode="TS18 1AU", radius_miles=1)
    assert sorted(near["services"]) == ["line", "lunch"]


def test_a_postcode_that_came_after_the_feed_places_its_services(loaded: Run, tmp_path: Path) -> None:
    assert asked(loaded, tmp_path, postcode="TS15 9AA", radius_miles=1)["services"] == ["walk"]


def test_without_a_radius_nothing_is_too_far(loaded: Run, tmp_path: Path) -> None:
    assert asked(loaded, tmp_path, postcode="TS15 9AA")["total"] == 3


def test_rebuilding_says_how_many(loaded: Run) -> None:
    assert loaded("search", "rebuild").stdout == "3 services are in the index.\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"id": "a", "query": "x"}\n{"id": "b"', "line 2: is not JSON"),
        ('{"id": "a"}', "line 1, query"),
        ('{"id": "a", "query": "x", "radius_miles": "far"}', "line 1, radius_miles"),
        ('{"id": "a", "query": "x", "radius_miles": -1}', "line 1, radius_miles"),
        ('{"id": "a", "query": "x", "radius_miles": NaN}', "line 1, radius_miles"),
        ("[]", "line 1: is not a JSON object"),
    ],
)
def test_a_query_that_cannot_be_used_is_named_by_line_and_field(run: Run, tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "queries.jsonl"
    file.write_text(text)
    result = run("search", "run", file)
    assert result.exit_code == 2
    assert f"queries.jsonl, {says}" in result.stderr
