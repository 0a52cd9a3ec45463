import pytest

from app.needs.domain import Phrase, PhraseBook, words

SAID = [
    ("lunch club", "our lunch club meets", True),
    ("lunch club", "our lunch clubs meet", True),
    ("lunch club", "a club for lunch", False),
    ("befriend*", "we offer befriending", True),
    ("day/drop centre", "the drop centre", True),
    ("church", "two churches", True),
    ("ship", "a friendship", False),
]


@pytest.mark.parametrize(("phrase", "text", "stands"), SAID)
def test_a_phrase_stands_in_a_text_word_by_word(phrase: str, text: str, stands: bool) -> None:
    said = words(text)
    assert any(Phrase(phrase).stands_at(place, said) for place in range(len(said))) is stands


def test_the_words_of_a_phrase_may_come_in_any_order_when_a_person_types() -> None:
    assert Phrase("husband/wife hit*").places_among(words("hit by my husband")) == (3, 0)


def test_one_word_cannot_stand_for_two_parts_of_a_phrase() -> None:
    assert Phrase("day day*").places_among(["day"]) == ()


def test_accents_apostrophes_and_capitals_make_no_difference() -> None:
    assert words("Can’t find the CAFÉ, it's Alzheimer's!") == ["cant", "find", "the", "cafe", "its", "alzheimers"]


def test_a_book_finds_every_phrase_that_stands_in_a_text() -> None:
    book = PhraseBook([(Phrase("food bank"), 1), (Phrase("bank*"), 2), (Phrase("river bank"), 3)])
    found = {(place, meaning) for place, _, meaning in book.standing_in(words("the food banks"))}
    assert found == {(1, 1), (2, 2)}


def test_a_book_knows_whole_words_but_not_mere_beginnings() -> None:
    book = PhraseBook([(Phrase("activit* group"), 1)])
    assert (book.knows("groups"), book.knows("activites")) == (True, False)
