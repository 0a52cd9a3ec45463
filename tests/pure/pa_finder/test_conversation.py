"""What may be seen and said in a conversation, decided without a store."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from app.pa_finder.domain import Assistant, Conditions, Details, NotYours, Profile
from app.pa_finder.talking.advert import Advert
from app.pa_finder.talking.conversation import Conversation, Message, Person, Reach, Side, caught_in, may_talk, side_of

AT = datetime(2026, 11, 22, tzinfo=UTC)
PHONE = Reach(telephone="01632 960777")
TALK = Conversation(
    id=uuid4(),
    seeker=Person(1, "Ada", 0, Reach()),
    pa=Person(2, "Robin", 0, Reach()),
    page=uuid4(),
    advert=Advert(),
    language="en",
    newest=0,
    began_at=AT,
    used_at=AT,
)


def said(*words: str, side: Side = Side.PA) -> list[Message]:
    return [Message(number, side, text, AT) for number, text in enumerate(words, 1)]


def test_nobody_but_its_two_people_has_a_side() -> None:
    assert [side_of(TALK, account) for account in (1, 2)] == [Side.SEEKER, Side.PA]
    with pytest.raises(NotYours):
        side_of(TALK, 3)


@pytest.mark.parametrize(
    ("seeker", "pa", "ended"), [(Reach(), PHONE, None), (PHONE, Reach(), None), (PHONE, PHONE, AT)]
)
def test_how_to_reach_somebody_is_told_only_while_both_agree(seeker: Reach, pa: Reach, ended: datetime | None) -> None:
    talk = replace(TALK, seeker=replace(TALK.seeker, shares=seeker), pa=replace(TALK.pa, shares=pa), ended_at=ended)
    assert not any(talk.reach_of(side) for side in Side)


def test_a_number_in_parts_counts_only_where_nobody_answered_between() -> None:
    assert caught_in("60777", said("01632", "9"), Side.PA)
    assert not caught_in("60777", [*said("01632", "9"), *said("Pardon?", side=Side.SEEKER)], Side.PA)
    assert not caught_in("At 7 or at 9", said("We could meet on 3 May", "or on 10 June"), Side.PA)


def test_what_people_say_of_times_and_money_is_let_be() -> None:
    for words in (
        "Mondays and Thursdays, 9 to 11, and 2 hours on Sundays",
        "£14.50 an hour, about 12 hours a week, from 5 January 2027",
        "I am 54 and have helped 3 people for 10 years",
        "We could meet at the library at 10 or at one",
    ):
        assert caught_in(words, (), Side.SEEKER) == ()


def test_whoever_paused_may_still_answer_and_whoever_fails_the_conditions_may_not() -> None:
    able = Assistant(uuid4(), 2, "short", Details(born=date(1980, 1, 1)), 1, Profile("Robin"))
    none = Conditions(checks=frozenset())
    today = date(2026, 11, 22)
    assert may_talk(able, none, today)
    assert may_talk(replace(able, paused=True), none, today)
    assert not may_talk(replace(able, removed=True), none, today)
    assert not may_talk(able, Conditions(), today)
    assert not may_talk(None, none, today)
