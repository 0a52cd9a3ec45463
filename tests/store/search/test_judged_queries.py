"""What people judged by hand: the right services first, and next to nothing where nothing answers."""

import json
from collections.abc import Mapping, Sequence
from math import log2
from pathlib import Path
from statistics import mean

import pytest
from flask import Flask

FEEDS = ("hounslow", "folkestone-hythe")
AREAS = ("tw", "w", "ct")


def _run(app: Flask, *words: object) -> str:
    result = app.test_cli_runner().invoke(args=[str(word) for word in words])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture
def answered(app: Flask, shared_data: Path) -> list[tuple[Mapping[str, int], list[str]]]:
    """For each judged search the grades of its services, and the services found, the best first."""
    for area in AREAS:
        _run(app, "places", "import", shared_data / "postcodes" / f"postcodes_{area}_latlon.csv")
    for feed in FEEDS:
        _run(app, "directory", "import", shared_data / "feeds" / f"{feed}.json")
    queries = shared_data / "search" / "queries-dev.jsonl"
    found = {row["id"]: row["services"] for row in map(json.loads, _run(app, "search", "run", queries).splitlines())}
    judged = map(json.loads, queries.read_text(encoding="utf-8").splitlines())
    return [(query["relevant"], found[query["id"]]) for query in judged]


def _gain(grades: Sequence[int]) -> float:
    """Discounted cumulative gain (Järvelin and Kekäläinen 2002), with 2^grade - 1 for each."""
    return sum((2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, 1))


def test_judged_searches_reach_their_goals(answered: list[tuple[Mapping[str, int], list[str]]]) -> None:
    some = [(grades, found) for grades, found in answered if grades]
    ndcg = [
        _gain([grades.get(id, 0) for id in found[:10]]) / _gain(sorted(grades.values(), reverse=True)[:10])
        for grades, found in some
    ]
    recall = [len(set(found[:20]) & set(grades)) / min(len(grades), 20) for grades, found in some]
    first = [bool(found) and grades.get(found[0], 0) >= 2 for grades, found in some]
    nothing = [len(found) for grades, found in answered if not grades]
    assert mean(ndcg) >= 0.60
    assert mean(recall) >= 0.65
    assert mean(first) >= 0.65
    assert mean(nothing) <= 5
