"""By which ways somebody may be written to: those that they chose, and of these only what is safe."""

from typing import Any

import pytest

from app.assessment.domain import Decision, FiredRule, Route, Routes, Subject
from app.messages.domain import Channel
from app.triage.reaching import ways_to_write

CALM = Decision(Route.COMMUNITY, Routes(Route.COMMUNITY, None), (), (), "1")
WORRIED = Decision(
    Route.SAFEGUARDING,
    Routes(Route.SAFEGUARDING, None),
    (),
    (FiredRule("S1", Subject.ANYONE, Route.SAFEGUARDING, ()),),
    "1",
)
REACH = {
    "ways": ["telephone", "email", "post"],
    "telephone": "07700 900123",
    "email": "ada@example.org",
    "post": "1 Mill Lane\nStockton, ts18 1au",
}
MAY_SAY = {"when": "any_time", "say_who": "yes"}


def ways(reach: Any = REACH, ringing: Any = MAY_SAY, knows: str = "", decision: Decision = CALM) -> dict[Channel, str]:
    details = {"name": {"name": "Ada Bell"}, "reach": reach, "ringing": ringing}
    return ways_to_write(details, knows, decision, lives_there=True)


def test_whoever_chose_every_way_and_lets_us_say_who_we_are_is_written_to_by_each() -> None:
    assert ways() == {
        Channel.EMAIL: "ada@example.org",
        Channel.TEXT: "+447700900123",
        Channel.LETTER: "Ada Bell\n1 Mill Lane\nStockton\nTS18 1AU",
    }


@pytest.mark.parametrize(
    "unsafe",
    [
        {"ringing": {**MAY_SAY, "when": "not_safe"}},
        {"ringing": {**MAY_SAY, "when": "as_written"}},
        {"ringing": {**MAY_SAY, "say_who": "no"}},
        {"knows": "not_safe"},
        {"decision": WORRIED},
    ],
)
def test_where_ringing_may_be_unsafe_neither_a_text_nor_a_letter_goes(unsafe: Any) -> None:
    assert ways(**unsafe).keys() == {Channel.EMAIL}


@pytest.mark.parametrize("ringing", [{}, {"when": "any_time"}, {**MAY_SAY, "instead_telephone": "01632 960001"}])
def test_a_text_goes_to_those_alone_who_let_us_say_who_is_calling_and_answer_themselves(ringing: Any) -> None:
    assert ways(ringing=ringing).keys() == {Channel.EMAIL, Channel.LETTER}


@pytest.mark.parametrize(
    "reach", [{**REACH, "ways": []}, {"ways": ["telephone"], "telephone": "01632 960123"}, {"ways": ["post"]}]
)
def test_nothing_goes_by_a_way_that_was_not_chosen_or_cannot_work(reach: Any) -> None:
    assert ways(reach=reach) == {}


def test_a_letter_finds_the_home_of_whoever_is_asked_for_themselves_and_of_nobody_else() -> None:
    home = {"address": "2 High Street\nNorton", "postcode": "TS20 1AA"}
    details = {"name": {"name": "Ada Bell"}, "address": home, "reach": {"ways": ["post"]}}
    own = ways_to_write(details, "", CALM, lives_there=True)
    assert own == {Channel.LETTER: "Ada Bell\n2 High Street\nNorton\nTS20 1AA"}
    assert ways_to_write(details, "", CALM, lives_there=False) == {}
