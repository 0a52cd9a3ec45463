"""The ideas for equipment: enough of them for every answer, in plain words, and nothing promised or sold."""

import re

import pytest

from app.assessment.facts import Flag, Outcome
from app.equipment import api
from app.equipment.domain import EquipmentIdea, Kind
from tests.content.assessment.test_questions import FORBIDDEN, sentences

CATALOGUE = api.catalogue()
FLAGS = (Flag.RECENT_FALLS, Flag.MEMORY_PROBLEMS, Flag.SIGHT_OR_HEARING_LOSS, Flag.LIVES_ALONE)
FACTS = {*(outcome.value for outcome in Outcome), *(flag.value for flag in FLAGS), "carer"}
BANDS = ["often nothing", "under £10", "£10 to £30", "£30 to £100", "£100 to £300", "over £300"]
ROOMS = [
    "hall-and-stairs",
    "kitchen",
    "bedroom",
    "bathroom",
    "toilet",
    "living-room",
    "garden-and-door",
    "outside",
    "anywhere",
]

ENOUGH = 80
ENOUGH_FOR_A_FACT = 6
LONGEST_SENTENCE = 22
MEAN_SENTENCE = 11
READING_AGE = 9
OLDEST_READING_AGE = 11

PROMISES = re.compile(
    r"\bprevent|\bstops? (a|you|your) fall|\bcure|\bheal\b|\btreats?\b|\bguarantee|\bsafe from\b", re.I
)
BRANDS = re.compile(
    r"\b(velcro|zimmer|alexa|echo|amazon|google|apple|ipad|iphone|android|hive|ring doorbell|nest|dycem|etac|sunflower"
    r"|tupperware|hoover|thermos|whatsapp|zoom|skype|facetime|tena|careline|lifeline)\b",
    re.I,
)
TYPED = re.compile(r"['\"<>&]|  |https?:|!")


def words_of(idea: EquipmentIdea) -> str:
    return " ".join((idea.about, idea.suits, idea.check))


EVERY_IDEA = pytest.mark.parametrize("idea", CATALOGUE.ideas, ids=lambda idea: idea.id)


def reading_age(text: str) -> float:
    """Flesch–Kincaid grade plus five; syllables are counted as runs of vowels, a silent e aside."""
    words = re.findall(r"[a-z’]+", text.lower())
    syllables = sum(
        max(1, len(re.findall(r"[aeiouy]+", re.sub(r"(?<![aeiouyl])e$|(?<=[^aeioutd])ed$", "", word))))
        for word in words
    )
    return 0.39 * len(words) / len(sentences(text)) + 11.8 * syllables / len(words) - 15.59 + 5


def test_there_are_enough_ideas() -> None:
    assert len(CATALOGUE.ideas) >= ENOUGH


def test_the_difficulties_are_the_facts_of_the_assessment() -> None:
    assert {difficulty.id for difficulty in CATALOGUE.difficulties} == FACTS


def test_the_rooms_and_the_bands_of_prices_are_those_that_were_agreed() -> None:
    assert [room.id for room in CATALOGUE.rooms] == ROOMS
    assert [band for band in BANDS if band in {idea.price.name for idea in CATALOGUE.ideas}] == BANDS


@pytest.mark.parametrize("fact", sorted(FACTS))
def test_every_fact_leads_to_enough_ideas(fact: str) -> None:
    assert sum(fact in idea.facts for idea in CATALOGUE.ideas) >= ENOUGH_FOR_A_FACT


@pytest.mark.parametrize("fact", sorted(FACTS))
def test_the_first_ideas_for_a_fact_are_mainly_for_it(fact: str) -> None:
    assert [idea.idea.facts[0] for idea in CATALOGUE.suggestions([fact], 3)] == [fact] * 3


def test_prices_are_called_rough_and_said_to_be_no_quotes() -> None:
    assert "rough" in CATALOGUE.about_prices
    assert "not quotes" in CATALOGUE.about_prices


def test_no_idea_names_a_price_of_its_own() -> None:
    assert [idea.id for idea in CATALOGUE.ideas if "£" in idea.name + words_of(idea)] == []


def test_what_is_free_is_free_by_the_law_of_its_kind() -> None:
    free = {(idea.kind, idea.free_by) for idea in CATALOGUE.ideas if idea.free_through_council}
    assert free == {
        (Kind.EQUIPMENT, "free_by_law.equipment"),
        (Kind.TECHNOLOGY, "free_by_law.equipment"),
        (Kind.ADAPTATION, "free_by_law.minor_adaptations"),
    }


def test_nothing_that_has_a_charge_each_month_is_called_free() -> None:
    assert [idea.id for idea in CATALOGUE.ideas if idea.free_by and "month" in idea.check] == []


def test_no_dear_change_to_the_home_is_called_free() -> None:
    """The law makes a change free that costs £1,000 or less; "over £300" may be far more."""
    dear = [idea for idea in CATALOGUE.ideas if idea.kind is Kind.ADAPTATION and idea.price.id == "over-300"]
    assert dear
    assert [idea.id for idea in dear if idea.free_by] == []


@pytest.mark.parametrize(
    "id", ["hoist", "slide-sheet", "handling-belt", "bed-lever", "stairlift", "bath-lift", "level-shower"]
)
def test_what_can_hurt_somebody_when_it_is_wrong_is_looked_at_first(id: str) -> None:
    assert next(idea for idea in CATALOGUE.ideas if idea.id == id).ask_ot


@EVERY_IDEA
def test_an_idea_promises_nothing_sells_nothing_and_judges_nobody(idea: EquipmentIdea) -> None:
    text = f"{idea.name} {words_of(idea)}"
    for kind in (PROMISES, BRANDS, FORBIDDEN, TYPED):
        assert kind.search(text) is None


@EVERY_IDEA
def test_an_idea_is_said_in_few_plain_words(idea: EquipmentIdea) -> None:
    assert len(sentences(idea.about)) <= 2
    assert max(len(sentence.split()) for sentence in sentences(words_of(idea))) <= LONGEST_SENTENCE
    assert reading_age(words_of(idea)) <= OLDEST_READING_AGE


def test_ideas_can_be_read_at_the_age_of_nine() -> None:
    ages = [reading_age(words_of(idea)) for idea in CATALOGUE.ideas]
    assert sum(ages) / len(ages) <= READING_AGE


def test_sentences_are_short_on_the_whole() -> None:
    lengths = [len(sentence.split()) for idea in CATALOGUE.ideas for sentence in sentences(words_of(idea))]
    assert sum(lengths) / len(lengths) <= MEAN_SENTENCE


def test_what_is_refused_would_be_found() -> None:
    assert PROMISES.search("It prevents falls")
    assert BRANDS.search("Close it with Velcro")
    assert reading_age("Domiciliary rehabilitation necessitates multidisciplinary consideration.") > OLDEST_READING_AGE
