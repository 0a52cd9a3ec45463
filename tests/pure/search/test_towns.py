"""A town that listings name is taken out of what was typed, unless it may as well be a word."""

import pytest

from app.search.domain import Document, Point, Whereabouts
from app.search.towns import kept_towns, town_among, towns_of


def at(id: str, town: str, latitude: float, longitude: float, place: str = "") -> Document:
    return Document(id, id, towns=(town,), place=place, whereabouts=Whereabouts((Point(latitude, longitude),)))


TOWNS = kept_towns(
    towns_of(
        [
            at("a", "Chiswick", 51.48, -0.25, "Chiswick W4 2AB"),
            at("b", "chiswick", 51.50, -0.27, "Chiswick W4 1AA"),
            at("c", "Bath", 51.38, -2.36),
            at("d", "Hounslow West", 51.47, -0.38),
            at("e", "Kent", 51.08, 1.17),
            at("f", "Kent", 51.28, 0.52),
            at("g", "Kent", 51.39, 0.53),
            at("h", "TW7 4AA", 51.4, -0.3),
        ]
    )
)


def ordinary(word: str) -> bool:
    return word in {"bath"}


TAKEN = [
    ("lunch club chiswick", "lunch club", "Chiswick"),
    ("Chiswick lunch club", "lunch club", "Chiswick"),
    ("lunch club in Chiswick on Fridays", "lunch club on Fridays", "Chiswick"),
    ("choir near hounslow west", "choir", "Hounslow West"),
    ("choir in bath", "choir", "Bath"),
    ("chiswick", "", "Chiswick"),
]


@pytest.mark.parametrize(("text", "rest", "name"), TAKEN)
def test_the_town_is_the_place(text: str, rest: str, name: str) -> None:
    words, town = town_among(text, TOWNS, ordinary)
    assert (words, town and town.name) == (rest, name)


@pytest.mark.parametrize(
    "text", ["get in the bath", "bath", "help at home", "the chiswick house friends", "choir kent"]
)
def test_a_word_that_may_be_no_place_is_left(text: str) -> None:
    assert town_among(text, TOWNS, ordinary) == (text, None)


def test_a_town_lies_in_the_middle_of_its_services_with_the_code_of_most() -> None:
    chiswick = TOWNS[("chiswick",)]
    assert (chiswick.point.latitude, chiswick.outward) == (pytest.approx(51.49), "W4")
