"""Words of danger are heard in three languages, and words that only sound like them are not."""

import json
from pathlib import Path

import pytest

from app.helplines.api import helpline
from app.kernel.toml_lines import WrongContent
from app.needs.domain import words
from app.search.api import SAFETY, dangers, dangers_in, slips
from app.search.safety import heard, load_dangers
from app.search.slips import LONG, Slips, load_slips

DATA = Path(__file__).parents[3] / "directory_data"

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
    ("domestic violance", "abuse"),
    ("suicde", "suicide"),
    ("abused", "abuse"),
    ("refuge", "abuse"),
    ("being stalked", "abuse"),
    ("my ex is stalking me", "abuse"),
    ("my wife beats me", "abuse"),
    ("boyfriend hit me", "abuse"),
    ("son hitting his dad", "abuse"),
    ("i want to end it", "suicide"),
    ("i have nowhere to go", "no-home"),
    ("being evicted", "no-home"),
    ("mum fell and can't get up", "medical"),
    ("dad is on the floor and cannot get up", "medical"),
    ("hungry child", "food"),
    ("child abuse", "child"),
    ("elder abuse", "adult-at-risk"),
    ("żona mnie bije", "abuse"),
    ("syn mnie uderzył", "abuse"),
    ("chłopak bije mnie", "abuse"),
    ("głodne dziecko", "food"),
    ("mama upadła i nie może wstać", "medical"),
    ("nie mam dokąd pójść", "no-home"),
    ("بیوی مارتی ہے", "abuse"),
    ("بیٹا مجھے مارتا ہے", "abuse"),
    ("شوہر نے مارا", "abuse"),
    ("امی گر گئی ہیں اور اٹھ نہیں سکتیں", "medical"),
    ("بچہ بھوکا ہے", "food"),
    # One slip of the fingers in each.
    ("chst pain", "medical"),
    ("cant breath", "medical"),
    ("unconcious", "medical"),
    ("gass leak", "gas"),
    ("smeel gas", "gas"),
    ("suicidl", "suicide"),
    ("kil myself", "suicide"),
    ("i want to kill myslef", "suicide"),
    ("my husbnad hits me", "abuse"),
    ("my partner hist me", "abuse"),
    ("domestic abuuse", "abuse"),
    ("sexual assualt", "sexual"),
    ("forced mariage", "forced-marriage"),
    ("neglcted", "adult-at-risk"),
    ("fier in kitchen", "fire"),
    ("homless tonight", "no-home"),
    ("nowere to sleep", "no-home"),
    ("no foood", "food"),
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
    "wildlife refuge",
    "refugee english classes",
    "refugees welcome group",
    "refuge collection",
    "alcohol abuse group",
    "abused animals charity",
    "deer stalking",
    "can't get up the stairs",
    "after a fall i can't get up the stairs",
    "falls class",
    "hungry caterpillar story time",
    "nowhere to park",
    "end of life care",
    "drum beats class",
    "son and daughter of carers",
    "nie mogę wstać rano",
    "پناہ گزین",
    # One letter away from words of danger.
    "leading groups",
    "talking group",
    "stacking chairs",
    "cooking class",
    "chess club",
    "hunting group",
    "shared lives carers",
    "ramped access",
    "rapid response",
    "firre safety visit",
    "amusing stories",
    "merry christmas lunch",
    "smoker support",
    "refugee choir",
    "no foot pain",
    "rape seed oil",
    "gas bils",
    "starting a group",
]


@pytest.mark.parametrize("text", FALSE_ALARMS)
def test_words_that_mean_something_else_raise_no_alarm(text: str) -> None:
    assert dangers_in(text) == ()


def test_slips_that_are_mended_raise_no_alarm_over_ordinary_searches(shared_data: Path) -> None:
    lines = (shared_data / "search" / "queries-dev.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line)["query"] for line in lines if line.strip()]
    assert len(asked) > 30
    assert [text for text in asked if dangers_in(text) != heard(text, dangers(), Slips())] == []


def test_no_word_of_a_listing_is_taken_for_a_slip() -> None:
    listings = words((DATA / "sample" / "directory.json").read_text(encoding="utf-8"))
    # These say the same with another ending.
    same = {"breath", "childrens", "childs", "partners", "smells", "husbands"}
    assert {word for word, mended in zip(listings, slips().mended(listings), strict=True) if mended != word} <= same


@pytest.mark.parametrize("word", load_slips(SAFETY).mend)
def test_a_letter_left_out_of_a_word_of_danger_is_heard(word: str) -> None:
    if len(word) >= LONG:
        missing = {word[:at] + word[at + 1 :] for at in range(1, len(word))}
        mended = set(slips().mended(sorted(missing - slips().never)))
        assert mended <= set(load_slips(SAFETY).mend)
        assert word in mended


def test_a_slip_of_what_is_no_word_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "safety.toml").write_text('mend = ["two words"]\n', encoding="utf-8")
    with pytest.raises(WrongContent, match="'two words' is not one word"):
        load_slips(tmp_path / "safety.toml")


def test_a_group_for_people_who_were_hurt_shows_the_help_too() -> None:
    assert [heard.danger.id for heard in dangers_in("abused women's art group")] == ["abuse"]


def test_abuse_that_another_danger_names_brings_that_help_alone() -> None:
    assert [heard.danger.id for heard in dangers_in("child abuse")] == ["child"]


def test_every_line_of_help_is_one_that_we_list_with_its_source() -> None:
    assert all(helpline(line).source for danger in dangers() for line in danger.lines)


def test_every_danger_is_heard_in_every_language() -> None:
    assert all({language for language, _ in danger.said} == {"en", "pl", "ur"} for danger in dangers())


def test_a_danger_without_words_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "safety.toml").write_text('[[danger]]\nid = "x"\nheading = "X"\n', encoding="utf-8")
    with pytest.raises(WrongContent, match=r"safety\.toml:1: .*danger 1"):
        load_dangers(tmp_path / "safety.toml")


def test_a_number_of_the_council_that_there_is_not_stops_the_start(tmp_path: Path) -> None:
    shipped = (Path(__file__).parents[3] / "directory_data" / "safety.toml").read_text(encoding="utf-8")
    wrong = shipped.replace('council = "safeguarding"', 'council = "police"', 1)
    (tmp_path / "safety.toml").write_text(wrong, encoding="utf-8")
    with pytest.raises(WrongContent, match="'police' is no number of the council"):
        load_dangers(tmp_path / "safety.toml")
