from app.needs.domain import Entry, Need, Phrase, Vocabulary

LUNCH = Need(
    id="lunch-club",
    name="A lunch club",
    about="A meal with others.",
    group="food",
    terms=("Community meals",),
    plainly=(Phrase("lunch club"),),
    perhaps=(Phrase("lunch"), Phrase("community cafe")),
)
DIY = Need("handyperson", "Small jobs", "Someone to fix a tap.", "home", plainly=(Phrase("odd job"),))
MEALS = Entry((Phrase("eat company"),), ("lunch-club",), ("luncheon",), "People say so.")
EAT = Entry((Phrase("eat"),), (), ("food",), "People say so.")
VOCABULARY = Vocabulary((LUNCH, DIY), (("food", "Food"),), (EAT, MEALS), frozenset({"in"}))


def test_a_listing_that_names_a_need_plainly_helps_with_it() -> None:
    (derived,) = VOCABULARY.needs_in_text("St Mary's", "", "Our Lunch Clubs meet on Fridays.")
    assert (derived.need, derived.words) == ("lunch-club", ("lunch clubs",))


def test_a_word_said_once_in_passing_is_not_enough() -> None:
    assert VOCABULARY.needs_in_text("Chess", "Chess society", "Bring your own lunch.") == ()


def test_a_word_said_twice_is_enough() -> None:
    (derived,) = VOCABULARY.needs_in_text("Friends", "", "Lunch on Mondays in the community cafe.")
    assert derived.words == ("lunch", "community cafe")


def test_a_word_in_the_name_is_enough_and_the_reason_says_so() -> None:
    (derived,) = VOCABULARY.needs_in_text("Thursday lunch", "", "For all.")
    assert "name" in derived.reason


def test_an_empty_listing_helps_with_nothing() -> None:
    assert VOCABULARY.needs_in_text("", "", "") == ()


def test_a_category_is_known_by_any_of_its_names_however_written() -> None:
    assert VOCABULARY.needs_of_term("community  MEALS") == VOCABULARY.needs_of_term("lunch-club") == ("lunch-club",)


def test_an_unknown_category_stands_for_no_need() -> None:
    assert VOCABULARY.needs_of_term("Aircraft") == ()


def test_the_longer_saying_speaks_for_the_shorter_inside_it() -> None:
    assert [meant.entry for meant in VOCABULARY.meant_by(["eat", "in", "company"])] == [MEALS]
