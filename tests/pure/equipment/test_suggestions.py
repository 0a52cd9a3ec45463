"""Which ideas for equipment are suggested, for which answers, and in which order."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.equipment.domain import Catalogue, EquipmentIdea, Kind, Label

ROUGH = Label("10-to-30", "£10 to £30")
KITCHEN, BATHROOM = Label("kitchen", "Kitchen"), Label("bathroom", "Bathroom")
FACTS = ("nutrition", "hygiene", "toilet", "recent_falls")


def idea(id: str, *facts: str, rooms: tuple[Label, ...] = (KITCHEN,), ask_ot: bool = False) -> EquipmentIdea:
    return EquipmentIdea(
        id, id.title(), "It helps.", "You need it.", "Look at it.", ROUGH, Kind.EQUIPMENT, rooms, facts, ask_ot=ask_ot
    )


def catalogue(*ideas: EquipmentIdea) -> Catalogue:
    difficulties = tuple(Label(fact, fact) for fact in FACTS)
    return Catalogue(date(2026, 11, 22), "Rough.", (KITCHEN, BATHROOM), difficulties, ideas)


STOOL = idea("stool", "nutrition", "hygiene", rooms=(KITCHEN, BATHROOM))
OPENER = idea("opener", "nutrition")
MUG = idea("mug", "nutrition")
SPONGE = idea("sponge", "hygiene", rooms=(BATHROOM,))
LIFT = idea("lift", "hygiene", "nutrition", "recent_falls", rooms=(BATHROOM,), ask_ot=True)
ALL = catalogue(OPENER, MUG, STOOL, SPONGE, LIFT)


def suggested(of: Catalogue, *facts: str, most: int = 3) -> list[tuple[str, tuple[str, ...]]]:
    return [(suggestion.idea.id, suggestion.because) for suggestion in of.suggestions(facts, most)]


def test_each_idea_says_which_facts_led_to_it_the_one_that_it_is_given_for_first() -> None:
    assert suggested(ALL, "hygiene", "nutrition", most=1) == [
        ("stool", ("hygiene", "nutrition")),
        ("opener", ("nutrition",)),
    ]


def test_what_is_mainly_for_a_fact_comes_before_what_is_also_for_it() -> None:
    assert [id for id, _ in suggested(ALL, "hygiene")] == ["sponge", "stool", "lift"]


def test_ideas_that_are_alike_keep_the_order_of_the_file() -> None:
    assert [id for id, _ in suggested(ALL, "nutrition")] == ["opener", "mug", "stool"]


def test_what_somebody_should_look_at_first_comes_last() -> None:
    assert [id for id, _ in suggested(ALL, "recent_falls", "hygiene", "nutrition")][:2] == ["lift", "stool"]
    assert [id for id, _ in suggested(ALL, "hygiene", "nutrition", "recent_falls", most=2)] == [
        "stool",
        "sponge",
        "opener",
        "mug",
        "lift",
    ]


def test_a_fact_that_leads_to_nothing_gives_nothing() -> None:
    assert suggested(ALL, "carer.hours_per_week", "toilet") == []


@given(
    facts=st.lists(st.sampled_from([*FACTS, "age"])),
    most=st.integers(min_value=0, max_value=4),
    kinds=st.lists(st.tuples(st.sets(st.sampled_from(FACTS), min_size=1), st.booleans()), max_size=12),
)
def test_no_idea_twice_no_fact_with_too_many_and_no_idea_without_its_reason(
    facts: list[str], most: int, kinds: list[tuple[set[str], bool]]
) -> None:
    ideas = [idea(f"i{n}", *sorted(facts), ask_ot=ask_ot) for n, (facts, ask_ot) in enumerate(kinds)]
    found = catalogue(*ideas).suggestions(facts, most)
    assert len({suggestion.idea.id for suggestion in found}) == len(found)
    for suggestion in found:
        assert set(suggestion.because) == set(suggestion.idea.facts) & set(facts)
    for fact in set(facts):
        given_for = [suggestion for suggestion in found if suggestion.because[0] == fact]
        others = [one for one in ideas if fact in one.facts and one.id not in {each.idea.id for each in found}]
        assert len(given_for) <= most
        assert len(given_for) == most or not others


@pytest.mark.parametrize(
    ("room", "difficulty", "shelves"),
    [
        ("", "", {"kitchen": ["opener", "mug", "stool"], "bathroom": ["sponge", "lift"]}),
        ("bathroom", "", {"bathroom": ["stool", "sponge", "lift"]}),
        ("", "hygiene", {"kitchen": ["stool"], "bathroom": ["sponge", "lift"]}),
        ("bathroom", "nutrition", {"bathroom": ["stool", "lift"]}),
        ("kitchen", "toilet", {}),
    ],
)
def test_shelves_hold_what_is_asked_for(room: str, difficulty: str, shelves: dict[str, list[str]]) -> None:
    found = {shelf.id: [one.id for one in ideas] for shelf, ideas in ALL.shelves(room, difficulty)}
    assert found == shelves
