import pytest

from app.needs.domain import Entry, Phrase, Vocabulary
from app.search.domain import Because
from app.search.understanding import MEANING, Concept, Way, place_in, understand, wanting

HIT = Entry((Phrase("husband/wife hit*"),), (), ("domestic abuse",), "People say so.")
CAB = Entry((Phrase("cab"),), ("bills-help",), ("citizens advice",), "An old name.")
TODDLER = Entry((Phrase("toddler"),), (), ("under 5s",), "Small children.")
CHEAP = Entry((Phrase("cheap"),), (), ("low cost",), "A wish.", wish=True)
VOCABULARY = Vocabulary(
    (), entries=(HIT, CAB, TODDLER, CHEAP), fluff=frozenset({"my", "me", "the", "i", "need", "old"})
)


class Listings:
    """What the listings of these tests say."""

    words = frozenset({"homestart", "choir", "hythe", "day", "centre"})

    def use(self, word: str) -> bool:
        return word in self.words

    def spell(self, word: str) -> bool:
        return self.use(word)

    def mended(self, word: str) -> str | None:
        return {"choor": "choir", "hitting": "fitting"}.get(word)

    def commoner(self, word: str) -> str | None:
        return None

    def name_place(self, word: str) -> bool:
        return word == "hythe"


def concepts(text: str) -> tuple[Concept, ...]:
    return understand(text, VOCABULARY, Listings()).concepts


def ways(text: str) -> set[str]:
    return {way.found for concept in concepts(text) for way in concept.ways}


def test_words_that_say_nothing_are_left_out() -> None:
    assert [concept.said for concept in concepts("I need the choir")] == ["choir"]


def test_a_question_of_such_words_alone_is_still_searched() -> None:
    assert [concept.said for concept in concepts("my need")] == ["my", "need"]


def test_a_saying_is_one_concept_with_its_meanings() -> None:
    (concept,) = concepts("my husband hits me")
    assert Way(("domestic", "abuse"), weight=MEANING, because=Because.MEANING) in concept.ways


def test_a_saying_may_speak_of_a_need() -> None:
    assert "bills-help" in ways("CAB")


def test_a_slip_is_mended_and_said_so() -> None:
    understood = understand("choor", VOCABULARY, Listings())
    assert (understood.reading.corrected, understood.concepts[0].said) == ("choir", "choir")


def test_where_one_word_is_mended_a_slip_that_the_thesaurus_knows_is_shown_spelt_rightly_too() -> None:
    slip = Entry((Phrase("dimentia"), Phrase("memories")), (), ("dementia", "memorials"), "As it is often spelt.")
    known = Vocabulary((), entries=(slip,))
    assert understand("dimentia choor", known, Listings()).reading.corrected == "dementia choir"
    assert understand("memories choor", known, Listings()).reading.corrected == "memories choir"
    assert understand("dimentia choir", known, Listings()).reading.corrected is None


def test_words_that_need_no_mending_are_not_called_corrected() -> None:
    assert understand("Choir", VOCABULARY, Listings()).reading.corrected is None


def test_an_age_speaks_of_the_stage_of_life() -> None:
    assert "under 5s" in ways("my 2 year old")
    assert "under 5s" in ways("18 months old")


def test_a_number_without_years_is_no_age() -> None:
    assert "under 5s" not in ways("2 choir")


def test_two_words_may_be_written_as_one() -> None:
    assert "homestart" in ways("home start")


def test_one_word_may_be_written_as_two() -> None:
    assert "day centre" in ways("daycentre")


def test_the_name_of_a_town_is_a_wish() -> None:
    assert [concept.is_wish for concept in concepts("choir hythe")] == [False, True]


def test_a_wish_of_the_thesaurus_is_a_wish() -> None:
    assert [concept.is_wish for concept in concepts("cheap choir")] == [True, False]


def test_a_slip_is_not_mended_into_another_saying() -> None:
    assert understand("hitting", VOCABULARY, Listings()).reading.corrected is None


def test_sayings_that_share_only_an_empty_word_stay_apart() -> None:
    assert [concept.said for concept in concepts("cab the toddler")] == ["cab", "toddler"]


def test_several_needs_are_one_wish_since_one_is_enough() -> None:
    (concept,) = wanting(["falls", "laundry"])
    assert [way.need for way in concept.ways] == ["falls", "laundry"]


PLACES = [
    ("walking group near TW7", ("walking group", "TW7")),
    ("lunch ts181au friday", ("lunch friday", "TS181AU")),
    ("in CT20 2PP choir", ("choir", "CT20 2PP")),
    ("choir", ("choir", None)),
    ("covid19 help", ("covid19 help", None)),
]


@pytest.mark.parametrize(("text", "parted"), PLACES)
def test_a_postcode_is_taken_out_of_what_was_typed(text: str, parted: tuple[str, str | None]) -> None:
    assert place_in(text) == parted


def test_one_word_that_is_left_of_a_saying_weighs_less_than_what_the_saying_means():
    """ "Someone to talk to" asks for company; that a listing has the word "talk" in its name says little."""
    company = Entry((Phrase("someone to talk to"),), ("befriending",), (), "Company.")
    vocabulary = Vocabulary((), entries=(company,), fluff=frozenset({"someone", "to"}))
    ways = understand("someone to talk to", vocabulary, Listings()).concepts[0].ways
    weight = {way.found: way.weight for way in ways}
    assert weight["talk"] < weight["befriending"]
