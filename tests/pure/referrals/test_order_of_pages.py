"""The order of the pages before sending: worked out from what is filled in, so that no change leaves it wrong."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.questionnaire.flow import Voice
from app.referrals.flow import STEPS, Situation, asked, before, next_step

FRESH = Situation(Voice.YOU, knows_for_whom=True, assessed=True, outside=False, rings=False, done=frozenset())

situations = st.builds(
    Situation,
    voice=st.sampled_from(Voice),
    knows_for_whom=st.booleans(),
    assessed=st.booleans(),
    outside=st.booleans(),
    rings=st.booleans(),
    done=st.frozensets(st.sampled_from(sorted(STEPS))),
)


def test_somebody_who_answered_the_questions_is_asked_little_more() -> None:
    assert asked(FRESH) == ("name", "birth", "address", "health", "reach", "talking", "sharing")


def test_somebody_who_answered_nothing_is_asked_whom_it_is_for_and_what_to_know() -> None:
    assert asked(replace(FRESH, knows_for_whom=False, assessed=False))[:2] == ("who", "words")


def test_who_helps_is_asked_only_when_somebody_does() -> None:
    assert "helper" in asked(replace(FRESH, voice=Voice.THEY))


def test_safe_ringing_is_asked_of_those_we_may_ring() -> None:
    assert "ringing" in asked(replace(FRESH, rings=True))


@given(situations)
def test_filling_in_the_next_page_again_and_again_comes_to_an_end(situation: Situation) -> None:
    for _ in STEPS:
        step = next_step(situation)
        if step is None:
            return
        situation = replace(situation, done=situation.done | {step})
    assert next_step(situation) is None


@given(situations)
def test_how_to_reach_somebody_is_always_asked(situation: Situation) -> None:
    assert "reach" in asked(situation)


@given(situations)
def test_back_leads_to_the_page_before_and_from_the_first_to_none(situation: Situation) -> None:
    steps = asked(situation)
    assert before(situation, steps[0]) is None
    for earlier, later in zip(steps, steps[1:], strict=False):
        assert before(situation, later) == earlier
