"""People who search in Polish or Urdu find the same needs, and English is never taken for either."""

import tomllib
from gettext import GNUTranslations
from pathlib import Path

import pytest

from app.needs.api import FOLDER, TRANSLATIONS, vocabulary
from app.needs.domain import words

TONGUES = ("pl", "ur")
NEEDS = [need.id for need in vocabulary().needs]


def unused(word: str) -> bool:
    return False


def needs_of(text: str) -> tuple[set[str], str]:
    said = words(text)
    heard, tongue = vocabulary().heard_as(said, unused)
    return {need for meant in heard.meant_by(said) for need in meant.entry.needs}, tongue


def catalogue(code: str) -> GNUTranslations | None:
    path: Path = TRANSLATIONS / code / "LC_MESSAGES" / "messages.mo"
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return GNUTranslations(file)


@pytest.mark.parametrize("code", TONGUES)
@pytest.mark.parametrize("need", NEEDS)
def test_a_need_is_found_by_its_translated_name(code: str, need: str) -> None:
    translations = catalogue(code)
    name = vocabulary()[need].name
    translated = translations.gettext(name) if translations else name
    if translated == name:
        pytest.skip("nobody has translated this name yet")
    assert need in needs_of(translated)[0]


@pytest.mark.parametrize("code", TONGUES)
@pytest.mark.parametrize("need", NEEDS)
def test_a_need_has_three_words_of_people_and_is_found_by_each(code: str, need: str) -> None:
    content = tomllib.loads((FOLDER / "words" / f"{code}.toml").read_text(encoding="utf-8"))
    said = [text for entry in content["word"] if need in entry["needs"] for text in entry["said"]]
    assert len(said) >= 3
    missed = [text for text in said if need not in needs_of(text.replace("*", ""))[0]]
    assert not missed


@pytest.mark.parametrize("code", TONGUES)
def test_the_words_say_that_a_machine_made_them(code: str) -> None:
    assert tomllib.loads((FOLDER / "words" / f"{code}.toml").read_text(encoding="utf-8"))["machine_made"] is True


SENTENCES = [
    ("Szukam kogoś do rozmowy, jestem samotna", "befriending", "pl"),
    ("potrzebuję opieki nad mamą z demencją", "dementia-support", "pl"),
    ("boje sie upasc", "falls-prevention", "pl"),
    ("nie mam na jedzenie", "food-bank", "pl"),
    ("میں اکیلی ہوں اور کسی سے بات کرنا چاہتی ہوں", "befriending", "ur"),
    ("امی بھول جاتی ہیں", "dementia-support", "ur"),
    ("مجھے خریداری میں مدد چاہیے", "shopping-help", "ur"),
]


@pytest.mark.parametrize(("text", "need", "tongue"), SENTENCES)
def test_a_sentence_is_understood_with_accents_or_without(text: str, need: str, tongue: str) -> None:
    needs, heard = needs_of(text)
    assert heard == tongue
    assert need in needs


def test_no_english_saying_is_taken_for_another_language() -> None:
    sayings = (phrase.text.replace("*", "") for entry in vocabulary().entries for phrase in entry.said)
    plain = [" ".join(part.split("/")[0] for part in text.split()) for text in sayings]
    assert not [text for text in plain if vocabulary().heard_as(words(text), unused)[1]]
