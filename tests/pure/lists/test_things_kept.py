"""What a list does with the services on it, and whom it can be sent to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.lists.domain import MOST_KEPT, ChangedMeanwhile, ListFull, Move, Thing, Things, things_from_json
from app.messages.domain import NotAMobileNumber, mobile_number

KEYS = st.lists(st.text(min_size=1, max_size=8), max_size=MOST_KEPT, unique=True)


def things(*keys: str) -> Things:
    return Things().with_all(Thing(key, key.upper()) for key in keys)


def test_a_service_is_kept_once_however_often_it_is_pressed() -> None:
    assert things("a", "b", "a").keys == ("a", "b")


def test_a_list_holds_so_many_and_refuses_more_whole() -> None:
    full = things(*map(str, range(MOST_KEPT - 1)))
    with pytest.raises(ListFull):
        full.with_all([Thing("x", "X"), Thing("y", "Y")])
    assert len(full.with_all([Thing("x", "X")])) == MOST_KEPT


def test_what_is_there_already_takes_no_room() -> None:
    full = things(*map(str, range(MOST_KEPT)))
    assert full.with_all([Thing("1", "1")]) == full


@pytest.mark.parametrize(
    ("key", "move", "order"),
    [
        ("b", Move.EARLIER, ("b", "a", "c")),
        ("b", Move.LATER, ("a", "c", "b")),
        ("a", Move.EARLIER, ("a", "b", "c")),
        ("c", Move.LATER, ("a", "b", "c")),
        ("x", Move.LATER, ("a", "b", "c")),
    ],
)
def test_a_service_moves_by_one_place_and_stays_at_the_ends(key: str, move: Move, order: tuple[str, ...]) -> None:
    assert things("a", "b", "c").moved(key, move).keys == order


@given(KEYS, st.sampled_from(Move), st.data())
def test_moving_loses_nothing(keys: list[str], move: Move, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from([*keys, "no such key"]))
    assert sorted(things(*keys).moved(key, move).keys) == sorted(keys)


def test_a_note_changed_elsewhere_meanwhile_is_not_written_over() -> None:
    before = things("a")
    mark = before.all[0].mark
    after = before.noting("a", "from the first window", mark)
    with pytest.raises(ChangedMeanwhile):
        after.noting("a", "from the second window", mark)


def test_a_note_that_is_sent_twice_is_kept_once() -> None:
    before = things("a")
    mark = before.all[0].mark
    once = before.noting("a", "Ask for Jo", mark)
    assert once.noting("a", "Ask for Jo", mark) == once


@given(st.lists(st.tuples(st.text(), st.text(), st.text()), max_size=5))
def test_what_is_sealed_comes_back_as_it_was(entries: list[tuple[str, str, str]]) -> None:
    kept = Things(tuple(Thing(*entry) for entry in entries))
    assert things_from_json(kept.as_json()) == kept


@pytest.mark.parametrize("typed", ["07700 900123", "+44 7700 900123", "07400123456", "(07400) 123-456"])
def test_a_uk_mobile_number_is_read_however_it_is_written(typed: str) -> None:
    assert mobile_number(typed).startswith("+447")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "01632 960001",
        "09012345678",
        "07012 345678",
        "+33 6 12 34 56 78",
        "07797 712345",
        "0770",
        "07400 123456 x 9",
    ],
)
def test_what_would_cost_more_or_reach_nobody_is_no_mobile_number(typed: str) -> None:
    with pytest.raises(NotAMobileNumber):
        mobile_number(typed)
