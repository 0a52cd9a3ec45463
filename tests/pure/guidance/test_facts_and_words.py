"""Facts and explained words: a file without a source or a meaning is refused, and a fact says when it is due again."""

from datetime import date
from pathlib import Path

import pytest

from app.guidance.domain import Fact, FactHere
from app.guidance.loader import load_facts, load_words
from app.kernel.toml_lines import WrongContent

FACTS = """as_of = 2026-11-22

[capital]
lower_limit = 14250
names = ["one", "two"]
source = "A circular"
sure = "seen"
check_by = 2027-04-01
"""
WORDS = """[[word]]
id = "advocate"
name = "Advocate"
about = "Someone on your side."
see = "guidance.advocacy"
"""
CHECK_BY = date(2027, 4, 1)


def written(folder: Path, text: str) -> Path:
    file = folder / "content.toml"
    file.write_text(text, encoding="utf-8")
    return file


def fact(sure: str = "seen") -> Fact:
    return Fact("capital", {}, "A circular", date(2026, 11, 22), sure, CHECK_BY)


def test_a_fact_is_read_with_its_source_and_its_days(tmp_path: Path) -> None:
    read = load_facts(written(tmp_path, FACTS))["capital"]
    assert read == Fact(
        "capital",
        {"lower_limit": 14250, "names": ("one", "two")},
        "A circular",
        date(2026, 11, 22),
        "seen",
        CHECK_BY,
    )


@pytest.mark.parametrize(
    ("good", "bad", "line", "reason"),
    [
        ("as_of = 2026-11-22\n", "", 1, "as_of"),
        ('source = "A circular"', "", 3, "capital.source"),
        ('source = "A circular"', 'source = ""', 6, "capital.source"),
        ('sure = "seen"', 'sure = "hoped"', 7, "not one of seen, memory"),
        ("check_by = 2027-04-01", 'check_by = "soon"', 8, "capital.check_by"),
        ("[capital]", "advice = 3\n[capital]", 3, "a fact is a table"),
    ],
)
def test_a_fact_that_does_not_say_where_it_is_from_stops_the_start(
    tmp_path: Path, good: str, bad: str, line: int, reason: str
) -> None:
    with pytest.raises(WrongContent, match=reason) as refused:
        load_facts(written(tmp_path, FACTS.replace(good, bad)))
    assert f"content.toml:{line}:" in str(refused.value) or good.startswith("as_of")


def test_a_word_is_read_whole(tmp_path: Path) -> None:
    (word,) = load_words(written(tmp_path, WORDS))
    assert (word.id, word.about, word.see) == ("advocate", "Someone on your side.", "guidance.advocacy")


@pytest.mark.parametrize(
    ("good", "bad", "place"),
    [
        ('about = "Someone on your side."', "", ":1: word.about: is missing"),
        ('see = "guidance.advocacy"', 'also = "x"', ":5: word.also: is not a field"),
        (WORDS, WORDS + "\n" + WORDS, ":7: word: advocate is explained twice"),
        (WORDS, "", ":1: no word is explained"),
    ],
)
def test_a_word_without_a_meaning_stops_the_start(tmp_path: Path, good: str, bad: str, place: str) -> None:
    with pytest.raises(WrongContent, match=place):
        load_words(written(tmp_path, WORDS.replace(good, bad)))


@pytest.mark.parametrize(
    ("confirmed", "today", "due"),
    [
        (None, date(2027, 3, 31), False),
        (None, date(2027, 4, 1), True),
        (date(2026, 12, 1), date(2027, 4, 1), True),
        (date(2027, 4, 1), date(2027, 4, 2), False),
    ],
)
def test_a_fact_is_due_from_its_day_until_the_council_has_looked_again(
    confirmed: date | None, today: date, due: bool
) -> None:
    assert FactHere(fact(), confirmed, today, in_a_sample=False).is_due is due


@pytest.mark.parametrize(
    ("sure", "confirmed", "in_a_sample", "shown"),
    [
        ("seen", None, False, True),
        ("memory", None, False, False),
        ("memory", None, True, True),
        ("memory", date(2026, 12, 1), False, True),
    ],
)
def test_what_somebody_only_remembers_waits_for_the_council(
    sure: str, confirmed: date | None, in_a_sample: bool, shown: bool
) -> None:
    assert FactHere(fact(sure), confirmed, date(2026, 12, 2), in_a_sample).may_be_shown is shown
