"""The thesaurus that ships is large, says why, and leads people by their own words."""

import pytest

from app.needs.api import vocabulary
from app.needs.domain import words


def needs_of(said: str) -> set[str]:
    return {need for meant in vocabulary().meant_by(words(said)) for need in meant.entry.needs}


def found_by(said: str) -> set[str]:
    return {text for meant in vocabulary().meant_by(words(said)) for text in meant.entry.find}


def test_there_are_at_least_six_hundred_entries() -> None:
    assert len(vocabulary().entries) >= 600


def test_every_entry_says_why_in_a_sentence() -> None:
    assert not [entry.key for entry in vocabulary().entries if len(entry.reason.split()) < 1 or entry.reason[-1] != "."]


SAYINGS = [
    ("pip appeal", "bills-help"),
    ("esa", "bills-help"),
    ("dfg", "home-adaptations"),
    ("ot", "home-adaptations"),
    ("chc", "planning-ahead"),
    ("whd", "energy-help"),
    ("lpa", "planning-ahead"),
    ("power of eternity", "planning-ahead"),
    ("altzimers", "dementia-support"),
    ("arthuritis", "peer-support"),
    ("leccy has gone", "fuel-vouchers"),
    ("skint till friday", "bills-help"),
    ("stannah", "home-adaptations"),
    ("weighing myself at slimming world", "strength-balance"),
    ("someone to walk with me to hospital transport", "community-transport"),
    ("mens shed", "social-groups"),
    ("langar at the gurdwara", "food-bank"),
    ("my teenager hits me, child to parent", "parenting-support"),
    ("sofa surfing", "homelessness"),
    ("kinship", "parenting-support"),
]


@pytest.mark.parametrize(("said", "need"), SAYINGS)
def test_abbreviations_brands_slang_and_slips_lead_to_the_need(said: str, need: str) -> None:
    assert need in needs_of(said)


def test_a_library_of_tools_is_another_thing_than_a_library_of_books() -> None:
    assert "libraries" in found_by("library")
    assert "libraries" not in found_by("tool library")
