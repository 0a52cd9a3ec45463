"""A file of ideas that could mislead somebody is refused, with the file, the line, the idea and the reason."""

from pathlib import Path

import pytest

from app.equipment.loader import load_catalogue
from app.kernel.toml_lines import WrongContent

FACTS = """
[free_by_law]
equipment = "Community equipment"
minor_adaptations = "Minor adaptations costing £1,000 or less"
"""

GOOD = """
priced_on = 2026-11-22

[prices]
about = "The prices are rough."

[free_by]
equipment = "free_by_law.equipment"
technology = "free_by_law.equipment"
adaptation = "free_by_law.minor_adaptations"

[[price]]
id = "under-10"
name = "under £10"

[[room]]
id = "kitchen"
name = "Kitchen"

[[difficulty]]
id = "nutrition"
name = "Cooking"

[[idea]]
id = "opener"
name = "Jar opener"
about = "Grips a lid."
suits = "Your grip is weak."
check = "Try it."
price = "under-10"
kind = "equipment"
rooms = ["kitchen"]
for = ["nutrition"]
free_through_council = true
"""


def _load(folder: Path, text: str, facts: str = FACTS):
    for name, content in (("equipment.toml", text), ("facts.toml", facts)):
        (folder / name).write_text(content, encoding="utf-8")
    return load_catalogue(folder / "equipment.toml", folder / "facts.toml")


def test_a_good_file_is_read_whole(tmp_path: Path) -> None:
    catalogue = _load(tmp_path, GOOD)
    (idea,) = catalogue.ideas
    assert (idea.id, idea.facts, idea.price.name, idea.rooms) == (
        "opener",
        ("nutrition",),
        "under £10",
        catalogue.rooms,
    )
    assert idea.free_through_council
    assert idea.free_by == "free_by_law.equipment"
    assert not idea.ask_ot


def test_an_idea_that_does_not_say_that_it_is_free_is_not(tmp_path: Path) -> None:
    (idea,) = _load(tmp_path, GOOD.replace("free_through_council = true", "")).ideas
    assert not idea.free_through_council


IDEA = GOOD[GOOD.index("[[idea]]") :]


@pytest.mark.parametrize(
    ("good", "bad", "line", "reason"),
    [
        ("priced_on = 2026-11-22", 'priced_on = "lately"', 2, "priced_on: must be the day"),
        ('about = "The prices are rough."', "", 4, "prices.about: there are no words"),
        ('"free_by_law.equipment"\ntech', '"hearsay"\ntech', 8, "free_by.equipment: 'hearsay' is not in the file of"),
        ('id = "under-10"', 'id = "Under 10"', 13, "price.id: is not small words"),
        ('name = "Kitchen"', 'name = " "', 18, "room.name: kitchen: there are no words"),
        ('name = "Kitchen"', 'name = "Kitchen"\nfloor = 1', 19, "room.floor: kitchen: there is no such field"),
        (IDEA, "", 2, "no idea is listed"),
        (IDEA, IDEA + IDEA, 36, "idea.id: opener is there twice"),
        ('id = "opener"', "id = 7", 25, "idea.id: is not small words"),
        ('name = "Jar opener"', "", 24, "idea.name: opener: there are no words"),
        ('check = "Try it."', 'check = ""', 29, "idea.check: opener: there are no words"),
        ('suits = "Your grip is weak."', "suits = 5", 28, "idea.suits: opener: there are no words"),
        ('price = "under-10"', 'price = "cheap"', 30, "idea.price: opener: 'cheap' is not one of under-10"),
        ('price = "under-10"', "", 24, "idea.price: opener: None is not one of"),
        (
            'kind = "equipment"',
            'kind = "pill"',
            31,
            "idea.kind: opener: is not one of equipment, technology, adaptation",
        ),
        ('rooms = ["kitchen"]', 'rooms = ["cellar"]', 32, "idea.rooms: opener: 'cellar' is not one of kitchen"),
        ('rooms = ["kitchen"]', "rooms = []", 32, "idea.rooms: opener: is empty or names something twice"),
        ('rooms = ["kitchen"]', 'rooms = "kitchen"', 32, "idea.rooms: opener: is empty or names something twice"),
        ('for = ["nutrition"]', 'for = ["nutrition", "nutrition"]', 33, "idea.for: opener: is empty or names"),
        ('for = ["nutrition"]', 'for = ["weather"]', 33, "idea.for: opener: 'weather' is not one of nutrition"),
        ("free_through_council = true", 'free_through_council = "yes"', 34, "opener: is neither true nor false"),
        ("free_through_council = true", "brand = 1", 34, "idea.brand: opener: there is no such field"),
        (
            'id = "kitchen"\nname = "Kitchen"',
            'id = "kitchen"\nname = "Kitchen"\n[[room]]\nid = "loft"\nname = "Loft"',
            19,
            "room: loft: there is no idea for it",
        ),
        ("[[idea]]", "[[idea", 24, ""),
    ],
)
def test_a_wrong_file_is_refused_with_line_and_reason(
    tmp_path: Path, good: str, bad: str, line: int, reason: str
) -> None:
    assert good in GOOD
    with pytest.raises(WrongContent) as refusal:
        _load(tmp_path, GOOD.replace(good, bad, 1))
    assert str(refusal.value).startswith(f"{tmp_path / 'equipment.toml'}:{line}: ")
    assert reason in str(refusal.value)


def test_what_the_file_of_facts_no_longer_holds_is_not_called_free(tmp_path: Path) -> None:
    with pytest.raises(WrongContent, match="free_by.adaptation"):
        _load(tmp_path, GOOD, facts=FACTS.replace("minor_adaptations", "something_else"))
