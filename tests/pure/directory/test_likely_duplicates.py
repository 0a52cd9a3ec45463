"""Which listings of two sources are taken for one service, and why."""

from dataclasses import replace

import pytest

from app.directory.api import Likeness
from app.directory.upkeep.duplicates import MOST_IN_A_BLOCK, Likely, likely_duplicates, page_of, words_of

LUNCH = Likeness(
    source="council",
    id="1",
    name="Riverside Lunch Club",
    organisation="Riverside Neighbours",
    url="https://www.riverside.example.org/lunch/",
    town="Stockton",
    what="",
    telephones=frozenset({"01632960123"}),
    postcodes=frozenset({"TS181AU"}),
)
OTHERS = [
    Likeness("council", f"o{n}", f"{word} club", "", "", "", "", frozenset(), frozenset())
    for n, word in enumerate(["Chess", "Bowls", "Youth", "Book", "Walking", "Swimming", "Lunch", "Art"])
]


def compared(*others: Likeness) -> list[Likely]:
    return likely_duplicates([LUNCH, *OTHERS, *others])


def theirs(**changes: object) -> Likeness:
    return replace(LUNCH, source="charity", id="9", **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"name": "THE RIVERSIDE LUNCH-CLUB"},
        {"name": "Riverside Lunch Club (Thursdays)", "url": "", "organisation": ""},
        {"telephones": frozenset(), "postcodes": frozenset()},
    ],
)  # fmt: skip
def test_one_service_under_two_roofs_is_found(changes: dict[str, object]) -> None:
    assert [(pair.left, pair.right) for pair in compared(theirs(**changes))] == [(("charity", "9"), ("council", "1"))]


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Knitting for All"},
        {"name": "Benefits advice", "url": ""},
        {"telephones": frozenset(), "url": "", "postcodes": frozenset({"TS182ZZ"}), "town": ""},
        {"name": "Lunch Club", "telephones": frozenset(), "postcodes": frozenset(), "url": "", "organisation": ""},
    ],
)  # fmt: skip
def test_another_service_is_left_alone(changes: dict[str, object]) -> None:
    assert compared(theirs(**changes)) == []


def test_two_listings_of_one_source_are_never_a_pair() -> None:
    assert compared(replace(LUNCH, id="2")) == []


def test_each_reason_is_said_with_its_weight() -> None:
    (pair,) = compared(theirs())
    assert {reason.what.value for reason in pair.reasons} == {
        "name", "organisation", "telephone", "url", "postcode", "town",
    }  # fmt: skip
    assert [reason.weight for reason in pair.reasons] == sorted((r.weight for r in pair.reasons), reverse=True)


def test_what_everybody_shares_does_not_make_everybody_a_candidate() -> None:
    shared = [
        replace(LUNCH, source=f"source{n % 2}", id=str(n), name=f"Group{n} number{n}", url="") for n in range(400)
    ]
    twin = replace(shared[0], source="source1", id="twin")
    assert len(shared) > MOST_IN_A_BLOCK
    assert [(pair.left, pair.right) for pair in likely_duplicates([*shared, twin])] == [
        (("source0", "0"), ("source1", "twin"))
    ]


@pytest.mark.parametrize(
    "url", ["http://riverside.example.org/lunch", "https://WWW.riverside.example.org/lunch/", "https://riverside.example.org/lunch"]
)  # fmt: skip
def test_an_address_is_one_however_it_is_written(url: str) -> None:
    assert page_of(url) == "riverside.example.org/lunch"


@pytest.mark.parametrize("url", ["https://example.org", "https://example.org/", "https://example.org/index.html"])
def test_a_home_page_is_one_however_it_is_written(url: str) -> None:
    assert page_of(url) == "example.org"


def test_words_that_say_nothing_do_not_tell_names_apart() -> None:
    assert words_of("The Carers' Café at St Mary’s, Ltd") == {"carers", "café", "st", "marys"}
