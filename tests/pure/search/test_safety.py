"""Words of danger are heard in three languages, and words that only sound like them are not."""

from pathlib import Path

import pytest

from app.helplines.api import helpline
from app.kernel.toml_lines import WrongContent
from app.search.api import dangers, dangers_in
from app.search.safety import load_dangers

HEARD = [
    ("i want to kill myself", "suicide"),
    ("sucidal", "suicide"),
    ("self-harm", "suicide"),
    ("my husband hits me", "abuse"),
    ("husband hits our son", "abuse"),
    ("scared of my partner", "abuse"),
    ("afraid at home", "abuse"),
    ("forced marriage", "forced-marriage"),
    ("dad says I'm going to be made to marry", "forced-marriage"),
    ("I was raped", "sexual"),
    ("carer stealing from nan", "adult-at-risk"),
    ("worried about a child", "child"),
    ("took my passport", "slavery"),
    ("fire", "fire"),
    ("kitchen on fire", "fire"),
    ("I can smell gas", "gas"),
    ("chest pain", "medical"),
    ("can't breathe", "medical"),
    ("no food in the house", "food"),
    ("nowhere to sleep tonight", "no-home"),
    ("my mum with dementia has gone missing", "missing"),
    ("chcę umrzeć", "suicide"),
    ("mąż mnie bije", "abuse"),
    ("maz mnie bije", "abuse"),
    ("nie mam co jeść", "food"),
    ("czuć gaz", "gas"),
    ("pali się", "fire"),
    ("مرنا چاہتا ہوں", "suicide"),
    ("شوہر مارتا ہے", "abuse"),
    ("زبردستی شادی", "forced-marriage"),
    ("گیس کی بو", "gas"),
    ("سینے میں درد", "medical"),
]


@pytest.mark.parametrize(("text", "id"), HEARD)
def test_words_of_danger_are_heard(text: str, id: str) -> None:
    assert id in {heard.danger.id for heard in dangers_in(text)}


FALSE_ALARMS = [
    "killing time",
    "heart attack support group",
    "stroke club",
    "fire safety visit",
    "smoke alarm fitted",
    "hit songs for me",
    "suicide bereavement group",
    "bereaved by suicide",
    "suicide prevention training",
    "cuckoo clock repair",
    "gas bill",
    "free carbon monoxide alarm",
    "food bank",
    "rapeseed oil",
    "missing my old friends",
    "breathe easy",
    "hurts my knee",
    "someone to talk to",
    "marriage counselling",
    "chest infection group",
    "lunch club",
    "grape picking",
    "anger management",
    "czytanie książek",
    "دوپہر کا کھانا",
]


@pytest.mark.parametrize("text", FALSE_ALARMS)
def test_words_that_mean_something_else_raise_no_alarm(text: str) -> None:
    assert dangers_in(text) == ()


def test_every_line_of_help_is_one_that_we_list_with_its_source() -> None:
    assert all(helpline(line).source for danger in dangers() for line in danger.lines)


def test_every_danger_is_heard_in_every_language() -> None:
    assert all({language for language, _ in danger.said} == {"en", "pl", "ur"} for danger in dangers())


def test_a_danger_without_words_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "safety.toml").write_text('[[danger]]\nid = "x"\nheading = "X"\n', encoding="utf-8")
    with pytest.raises(WrongContent, match=r"safety\.toml:1: .*danger 1"):
        load_dangers(tmp_path / "safety.toml")
