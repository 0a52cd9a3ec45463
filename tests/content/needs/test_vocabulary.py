"""The vocabulary that ships covers what the assessment asks about, and understands people's own words."""

import pytest

from app.needs.api import vocabulary
from app.needs.domain import words

TAGS = [
    "meals-delivered",
    "lunch-club",
    "food-bank",
    "shopping-help",
    "cooking-skills",
    "swallowing-help",
    "bathing-help",
    "laundry",
    "foot-care",
    "continence-advice",
    "toilet-card",
    "dressing-help",
    "falls",
    "home-adaptations",
    "handyperson",
    "home-fire-check",
    "cleaning",
    "gardening",
    "decluttering",
    "repairs",
    "energy-help",
    "bills-help",
    "befriending",
    "social-groups",
    "bereavement",
    "peer-support",
    "digital-skills",
    "community-transport",
    "travel-training",
    "blue-badge",
    "accessible-places",
    "supported-employment",
    "volunteering",
    "adult-learning",
    "access-to-work",
    "family-hub",
    "parenting-support",
    "childcare",
    "carers-centre",
    "carers-break",
    "carers-training",
    "carers-group",
    "telecare",
    "emergency-plan",
    "carers-benefits",
    "working-carers",
    "young-carers",
    "sensory-team",
    "rehab-officer",
    "local-society",
    "dementia-support",
    "memory-clinic",
    "memory-cafe",
    "falls-prevention",
    "strength-balance",
    "hospice",
    "palliative",
    "planning-ahead",
    "special-rules-benefits",
    "homelessness",
    "outreach",
    "household-support",
    "fuel-vouchers",
]

FORBIDDEN = ("eligible", "eligibility", "ineligible", "qualify", "criteria", "threshold", "score", "substantial")


def test_every_need_of_the_assessment_is_there() -> None:
    assert sorted(need.id for need in vocabulary().needs) == sorted(TAGS)


@pytest.mark.parametrize("tag", TAGS)
def test_people_have_words_of_their_own_for_every_need(tag: str) -> None:
    assert any(tag in entry.needs for entry in vocabulary().entries)


@pytest.mark.parametrize("tag", TAGS)
def test_a_listing_named_after_a_need_helps_with_it(tag: str) -> None:
    need = vocabulary()[tag]
    said = " ".join(part[0].rstrip("*") for part in need.plainly[0].parts)
    assert tag in {derived.need for derived in vocabulary().needs_in_text(said, "", "")}


def test_every_group_has_needs() -> None:
    assert {need.group for need in vocabulary().needs} == {id for id, _ in vocabulary().groups}


def test_our_words_for_needs_never_judge() -> None:
    ours = " ".join(f"{need.name} {need.about}" for need in vocabulary().needs).lower()
    assert not [word for word in FORBIDDEN if word in ours]


SAID = [
    ("my wife keeps falling", "falls"),
    ("cant get in the bath any more", "bathing-help"),
    ("mum wets the bed", "continence-advice"),
    ("someone to cut my grass", "gardening"),
    ("the house is full of rubbish and clutter", "decluttering"),
    ("electric has run out", "fuel-vouchers"),
    ("behind with the rent", "bills-help"),
    ("nan keeps forgetting things", "dementia-support"),
    ("being evicted on friday", "homelessness"),
    ("lift to hospital", "community-transport"),
    ("I care for my husband and need a break", "carers-break"),
    ("job for my autistic son", "supported-employment"),
    ("going deaf", "sensory-team"),
    ("my son looks after me and he is 12", "young-carers"),
    ("who will help me plan my will", "planning-ahead"),
    ("cant use my tablet", "digital-skills"),
    ("nobody visits me", "befriending"),
    ("smoke alarm fitted", "home-fire-check"),
]


@pytest.mark.parametrize(("said", "need"), SAID)
def test_what_people_say_speaks_of_the_need(said: str, need: str) -> None:
    assert need in {need for meant in vocabulary().meant_by(words(said)) for need in meant.entry.needs}


ORDINARY = [
    "A friendly football team for under 12s who train on Tuesdays.",
    "The society looks after the church tower and rings the bells.",
    "We campaign for better trains on our line.",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_listing_is_not_tagged_with_care(text: str) -> None:
    found = {derived.need for derived in vocabulary().needs_in_text("", "", text)}
    assert found <= {"social-groups"}
