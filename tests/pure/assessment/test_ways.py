"""The ways through the questions: one set of answers, nothing asked twice, and the short way on the careful side."""

import pytest

from app.assessment.facts import CARER_QUESTIONS, Ability, Flag, Outcome
from app.assessment.flow import EASY_READ, FLOWS, choosing, facts_on
from app.assessment.ways import Way, kept_with, known_of
from app.questionnaire.flow import Answer

CALM_SHORT = {
    "for_whom": Answer(("self",)),
    "safety": Answer(("none",)),
    "hard": Answer(("none",)),
    "support_now": Answer(("some_enough",)),
    "caring": Answer(("no",)),
}
ALL_FINE = {outcome.value: Answer(("fine",)) for outcome in Outcome}


def next_on(way, answers):
    following = FLOWS[way].path(answers).next
    return following and following.id


def facts_after(way, answers):
    return facts_on(way, FLOWS[way].path(answers).answers)


def test_the_short_way_ends_after_safety_what_is_hard_support_and_caring():
    assert next_on(Way.SHORT, CALM_SHORT) is None


def test_what_was_ticked_on_the_short_way_counts_as_needing_help():
    facts = facts_after(Way.SHORT, CALM_SHORT | {"hard": Answer(("toilet",))})
    assert facts.ability(Outcome.TOILET) is Ability.NEEDS_HELP
    assert {facts.ability(outcome) for outcome in Outcome if outcome is not Outcome.TOILET} == {Ability.FINE}


@pytest.mark.parametrize(
    "said",
    [
        {"hard": ("relationships",)},
        {"hard": ("unsure",)},
        {"safety": ("rather_not_say",)},
        {"support_now": ("about_to_end",)},
        {"support_now": ("some_not_enough",)},
        {"support_now": ("unsure",)},
        {"caring": ("unsure",)},
    ],
)
def test_one_thing_ticked_or_not_known_on_the_short_way_asks_the_council_to_look(said):
    answers = CALM_SHORT | {question: Answer(chosen) for question, chosen in said.items()}
    assert Flag.WANTS_ASSESSMENT in facts_after(Way.SHORT, answers).flags


def test_nothing_ticked_on_the_short_way_asks_for_nothing():
    assert facts_after(Way.SHORT, CALM_SHORT).flags == frozenset()


def test_whoever_is_not_sure_what_is_hard_counts_as_needing_help_with_all_of_it():
    facts = facts_after(Way.SHORT, CALM_SHORT | {"hard": Answer(("unsure",))})
    assert set(facts.outcomes.values()) == {Ability.NEEDS_HELP}


def test_the_standard_way_asks_nothing_that_the_short_way_has_asked():
    path = FLOWS[Way.STANDARD].path(
        CALM_SHORT
        | {
            "hard": Answer(("toilet",)),
            "helped_by": Answer(("nobody",)),
            "age": Answer(("65_84",)),
            "place": Answer(),
            "condition": Answer(("no",)),
        }
    )
    assert path.next.id == "life_impact"
    assert path.answers["toilet"] == Answer(("needs_help",))
    assert path.told >= {"toilet", "hygiene"}


def test_who_was_not_sure_what_is_hard_is_asked_about_each_part_on_the_standard_way():
    said = {"helped_by": ("nobody",), "age": ("65_84",), "condition": ("no",), "hard": ("unsure",)}
    answers = CALM_SHORT | {"place": Answer()} | {question: Answer(chosen) for question, chosen in said.items()}
    assert next_on(Way.STANDARD, answers) == "home_safety"


def test_the_short_way_does_not_ask_what_is_hard_when_all_ten_parts_were_answered():
    answers = {**CALM_SHORT, **ALL_FINE, "toilet": Answer(("cannot",))}
    del answers["hard"]
    path = FLOWS[Way.SHORT].path(answers)
    assert path.finished
    assert path.answers["hard"] == Answer(("toilet",))
    assert facts_on(Way.SHORT, path.answers).ability(Outcome.TOILET) is Ability.CANNOT


def test_what_was_answered_in_part_stands_ticked_on_the_short_way():
    assert known_of("hard", {"toilet": Answer(("risky",)), "hygiene": Answer(("fine",))}) == Answer(("toilet",))
    assert known_of("hard", {"hygiene": Answer(("fine",))}) is None


def test_whoever_says_a_thing_twice_means_it_the_second_time():
    said = {"toilet": Answer(("cannot",)), "hygiene": Answer(("fine",)), "clothing": Answer(("risky",))}
    kept = kept_with(said, "hard", Answer(("hygiene", "clothing")))
    assert set(kept) == {"clothing", "hard"}


def test_choosing_the_carers_way_says_that_one_looks_after_somebody():
    said = choosing(Way.CARER, {})
    assert (said["for_whom"], said["caring"]) == (Answer(("self",)), Answer(("looks_after",)))


def test_choosing_the_carers_way_leaves_what_was_said_before():
    before = {"for_whom": Answer(("both",)), "caring": Answer(("has_carer",)), "toilet": Answer(("risky",))}
    said = choosing(Way.CARER, before)
    assert (said["for_whom"], said["toilet"]) == (before["for_whom"], before["toilet"])
    assert said["caring"] == Answer(("has_carer", "looks_after"))


def test_the_carers_way_asks_of_the_carer_alone():
    asked = {question.id for question in FLOWS[Way.CARER].questions}
    assert asked >= set(CARER_QUESTIONS.values())
    assert asked.isdisjoint(outcome.value for outcome in Outcome)


def test_a_carer_on_their_own_way_has_no_daily_life_taken_to_be_hard():
    facts = facts_after(Way.CARER, choosing(Way.CARER, {}))
    assert set(facts.outcomes.values()) == {Ability.FINE}
    assert facts.carer is not None


def test_a_carer_who_presses_the_button_asks_for_themselves_as_a_carer():
    facts = facts_on(Way.CARER, choosing(Way.CARER, {}), asked=True)
    assert facts.carer.wants_assessment
    assert Flag.WANTS_ASSESSMENT not in facts.flags


@pytest.mark.parametrize("way", Way)
def test_easy_read_has_the_same_questions_choices_and_conditions(way):
    for standard, easy in zip(FLOWS[way].bank, EASY_READ[way].bank, strict=True):
        assert (standard.id, standard.kind, standard.show_if, standard.only_if, standard.optional) == (
            easy.id,
            easy.kind,
            easy.show_if,
            easy.only_if,
            easy.optional,
        )
        assert [(one.value, one.exclusive) for one in standard.choices] == [
            (one.value, one.exclusive) for one in easy.choices
        ]
    assert FLOWS[way].way == EASY_READ[way].way


def test_in_easy_read_each_question_has_a_page_of_its_own():
    assert not any(question.together for question in EASY_READ[Way.STANDARD].bank)
