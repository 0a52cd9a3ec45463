"""Ideas for needs, as the result of an assessment shows them."""

from collections.abc import Callable
from pathlib import Path

from click.testing import Result
from flask import Flask

from app.directory.api import ideas_for
from app.places.api import lookup

FIXTURES = Path(__file__).parents[2] / "fixtures"
Run = Callable[..., Result]


def test_each_need_gets_what_helps_with_it_near_the_place(app: Flask, run: Run) -> None:
    run("places", "import", FIXTURES / "places.csv")
    run("directory", "import", FIXTURES / "feeds" / "small.json")
    with app.test_request_context():
        ideas = ideas_for(["lunch-club", "memory-cafe"], lookup("TS18 2AA"), each=3)
    assert ideas.keys() == {"lunch-club"}
    (idea,) = ideas["lunch-club"]
    assert (idea.name, idea.distance, idea.cost) == ("Thursday lunch club", "0.5 miles", "£3")
    assert idea.because.startswith("Shown because it offers")


def test_without_a_place_ideas_have_no_distance(app: Flask, run: Run) -> None:
    run("directory", "import", FIXTURES / "feeds" / "small.json")
    with app.test_request_context():
        ideas = ideas_for(["lunch-club"], None, each=3)
    assert [idea.distance for idea in ideas["lunch-club"]] == [""]


def test_an_empty_directory_gives_no_ideas(app: Flask) -> None:
    with app.test_request_context():
        assert ideas_for(["lunch-club"], None, each=3) == {}
