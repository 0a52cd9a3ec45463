"""A plan: kept once, in the person's own order, whatever is pressed and however often."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.domain import Offer
from app.assessment.plan import MOST_KEPT, Kind, Move, Part, Plan, id_of, part_of, plan_of

TEA, MEALS, KETTLE = "service:sample/tea", "service:sample/meals", "equipment:kettle-tipper"
ADVOCACY, MONEY, WARD = (id_of(Kind.OFFER, offer) for offer in ("advocacy", "benefits_check", "hospital_team"))


def test_a_thing_is_kept_once_however_often_it_is_pressed():
    assert Plan().keeping(TEA).keeping(TEA).kept == (TEA,)


def test_a_thing_that_is_taken_out_leaves_the_others_in_their_order():
    assert Plan((TEA, MEALS, KETTLE)).without(MEALS).kept == (TEA, KETTLE)


def test_taking_out_what_is_not_there_changes_nothing():
    assert Plan((TEA,)).without(MEALS) == Plan((TEA,))


def test_a_thing_changes_places_with_its_neighbour_in_the_same_part():
    assert Plan((TEA, ADVOCACY, MEALS)).moved(MEALS, Move.EARLIER).kept == (MEALS, ADVOCACY, TEA)


@pytest.mark.parametrize(("id", "move"), [(TEA, Move.EARLIER), (MEALS, Move.LATER), (KETTLE, Move.LATER)])
def test_at_the_end_of_its_part_a_thing_stays(id, move):
    plan = Plan((TEA, ADVOCACY, MEALS))
    assert plan.moved(id, move) == plan


@pytest.mark.parametrize("text", ["", "tea", "service:", "cat:tea", "service:a b", "service:" + "a" * 221, "service:é"])
def test_what_is_no_id_of_ours_is_not_kept(text):
    assert Plan().keeping(text) == Plan()


def test_a_plan_does_not_grow_without_end():
    plan = Plan()
    for number in range(MOST_KEPT + 5):
        plan = plan.keeping(f"service:sample/{number}")
    assert len(plan.kept) == MOST_KEPT


def test_a_plan_comes_back_from_the_draft_as_it_was_kept():
    plan = Plan((TEA, KETTLE))
    assert plan_of({"plan": plan.as_details()}) == plan
    assert plan_of({}) == Plan()


def test_what_one_can_do_alone_is_tried_first_and_the_rest_is_asked_of_the_council():
    assert {part_of(id) for id in (TEA, KETTLE, MONEY, "helpline:rnib")} == {Part.TRY}
    assert part_of(WARD) is Part.SHORT
    assert part_of(ADVOCACY) is Part.COUNCIL


THINGS = st.sampled_from([TEA, MEALS, KETTLE, ADVOCACY, MONEY, WARD])
PRESSES = st.lists(st.tuples(st.sampled_from(["keep", "drop", *Move]), THINGS))


@given(PRESSES)
def test_whatever_is_pressed_each_thing_is_there_at_most_once_and_nothing_is_lost_by_moving(presses):
    plan, expected = Plan(), set()
    for press, thing in presses:
        if press == "keep":
            plan, expected = plan.keeping(thing), expected | {thing}
        elif press == "drop":
            plan, expected = plan.without(thing), expected - {thing}
        else:
            plan = plan.moved(thing, Move(press))
        assert sorted(plan.kept) == sorted(expected)


def test_every_offer_of_the_rules_has_its_part():
    assert {part_of(id_of(Kind.OFFER, offer)) for offer in Offer} == set(Part)
