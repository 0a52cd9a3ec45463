"""What a council may change in its file: rooms, wording of named passages, facts it confirms, reviews of rules."""

from datetime import date
from pathlib import Path

import pytest

from app.config import ROOT
from app.councils.domain import Council, Review, Room
from app.councils.loader import load_council
from app.councils.passages import PASSAGES
from app.kernel.toml_lines import WrongContent

SAMPLE = (ROOT / "directory_data" / "councils" / "sample.toml").read_text(encoding="utf-8")
ENGLISH_ONLY = SAMPLE.replace('languages = ["en", "pl", "ur"]', 'languages = ["en"]')
FIRST_LINE = SAMPLE.count("\n") + 2  # of what a test adds


def council_with(folder: Path, overlay: str, text: str = ENGLISH_ONLY) -> Council:
    file = folder / "council.toml"
    file.write_text(f"{text}\n{overlay}", encoding="utf-8")
    return load_council(file, frozenset(), {"capital", "pay"})


def refusal(folder: Path, overlay: str, text: str = ENGLISH_ONLY) -> str:
    with pytest.raises(WrongContent) as refused:
        council_with(folder, overlay, text)
    return str(refused.value).removeprefix(f"{folder}/")


def test_a_council_that_says_nothing_has_every_room_and_our_words(tmp_path: Path) -> None:
    council = council_with(tmp_path, "")
    assert all(council.has(room) for room in Room)
    assert not council.words
    assert not council.rule_review


def test_a_room_that_is_switched_off_is_off_and_no_other(tmp_path: Path) -> None:
    council = council_with(tmp_path, "[rooms]\nequipment = false\nguidance = true\n")
    assert {room for room in Room if not council.has(room)} == {Room.EQUIPMENT}


@pytest.mark.parametrize("room", ["assessment", "ask", "safeguarding", "carers", "save_and_return", "exit"])
def test_what_everybody_must_reach_cannot_be_switched_off(tmp_path: Path, room: str) -> None:
    said = refusal(tmp_path, f"[rooms]\n{room} = false\n")
    assert said.startswith(f"council.toml:{FIRST_LINE + 1}: rooms.{room}: cannot be switched")


def test_nobody_asks_whether_a_council_has_what_cannot_be_off(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="safeguarding"):
        council_with(tmp_path, "").has("safeguarding")


def test_a_passage_is_worded_in_one_text_where_one_language_is_offered(tmp_path: Path) -> None:
    council = council_with(tmp_path, '[words]\nstart_lead = "Come in."\n')
    assert council.words["start_lead"] == {"en": "Come in."}


def test_a_passage_is_worded_in_every_language_that_is_offered(tmp_path: Path) -> None:
    overlay = '[words.start_lead]\nen = "Come in."\npl = "Zapraszamy."\nur = "خوش آمدید"\n'
    assert council_with(tmp_path, overlay, SAMPLE).words["start_lead"]["pl"] == "Zapraszamy."
    without_urdu = overlay.partition("ur =")[0]
    assert "words.start_lead: has no words in 'ur'" in refusal(tmp_path, without_urdu, SAMPLE)
    assert "has words in a language that is not offered: 'pl'" in refusal(tmp_path, without_urdu)


@pytest.mark.parametrize(
    ("passage", "words", "reason"),
    [
        ("welcome", "Hello", "is not a passage that a council may word"),
        ("start_lead", " ", "has no words"),
        ("start_lead", "x" * 601, "has 601 characters"),
        ("start_lead", "See if you are eligible.", "says 'eligible', which no page may say"),
        ("start_lead", "Do you QUALIFY for help?", "says 'QUALIFY'"),
        ("start_lead", "We look at your score.", "says 'score'"),
        ("start_lead", "Our criteria are these.", "says 'criteria'"),
        ("start_lead", "Below the threshold we say no.", "says 'threshold'"),
        ("start_lead", "Ring {phone}.", "{phone} is not one of {council}"),
        ("start_lead", "Ring {telephone:>99}.", "{telephone:>99} is not one of"),
        ("start_lead", "Ring {telephone.real}.", "{telephone.real} is not one of"),
        ("start_lead", "Ring {telephone", "has a brace that is not closed"),
        ("start_talk", "Ring us.", "must hold {telephone}"),
        ("privacy_contact", "Ring {telephone}.", "must hold {email}"),
    ],
)
def test_words_that_cannot_stand_are_refused(tmp_path: Path, passage: str, words: str, reason: str) -> None:
    said = refusal(tmp_path, f'[words]\n{passage} = "{words}"\n')
    assert said.startswith(f"council.toml:{FIRST_LINE + 1}: words.{passage}")
    assert reason in said


def test_a_fact_is_confirmed_with_a_day(tmp_path: Path) -> None:
    council = council_with(tmp_path, "[confirmed_facts]\ncapital = 2026-11-01\n")
    assert council.confirmed_facts == {"capital": date(2026, 11, 1)}


@pytest.mark.parametrize(
    ("overlay", "reason"),
    [
        ("[confirmed_facts]\nmoon = 2026-11-01\n", "confirmed_facts.moon: there is no such fact"),
        ('[confirmed_facts]\ncapital = "last week"\n', "confirmed_facts.capital: must be a day"),
        ("[rule_review]\nF1 = 2026-11-01\n", "rule_review.F1: needs exactly reviewer and date"),
        ('[rule_review]\nF1 = { reviewer = "", date = 2026-11-01 }\n', "rule_review.F1.reviewer: must name the person"),
        ('[rule_review]\nF1 = { reviewer = "Jo", date = "soon" }\n', "rule_review.F1.date: must be a day"),
        ('[rooms]\nguidance = "no"\n', "rooms.guidance: must be true or false"),
        ("[words]\nstart_lead = 3\n", "words.start_lead: must be a text, or a table"),
    ],
)
def test_an_overlay_that_is_wrong_is_refused_by_its_line(tmp_path: Path, overlay: str, reason: str) -> None:
    assert refusal(tmp_path, overlay).startswith(f"council.toml:{FIRST_LINE + 1}: {reason}")


def test_a_rule_is_reviewed_by_a_person_on_a_day(tmp_path: Path) -> None:
    council = council_with(tmp_path, '[rule_review]\nF1 = { reviewer = "Jo Sample", date = 2026-11-01 }\n')
    assert council.rule_review == {"F1": Review("Jo Sample", date(2026, 11, 1))}


def test_the_page_on_settings_names_everything_that_a_council_may_change() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert [name for name in (*Room, *PASSAGES) if f"`{name}`" not in page] == []
