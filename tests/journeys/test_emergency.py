"""Somebody in danger is told at once whom to call; nothing else is taken from them."""

from tests.journeys.conftest import NewPerson
from tests.journeys.lives import IN_DANGER
from tests.journeys.pages import InterruptionPage, StartPage
from tests.journeys.pages_sending import NamePage


def test_danger_is_answered_at_once_the_answers_are_kept_and_the_result_repeats_it(new_person: NewPerson) -> None:
    person = new_person()
    person.opens("/")
    question = StartPage(person).see_what_could_help().start().answer_up_to("safety", IN_DANGER)
    question.answer(IN_DANGER)

    card = InterruptionPage(person)
    assert card.offers_help
    assert person.main.get_by_role("link", name="Call 999").get_attribute("href") == "tel:999"

    next_question = card.go_on()
    assert next_question.ids == ("condition",)
    check = next_question.answer_all(IN_DANGER)
    assert check.says("I am in danger now, or someone else is")

    check.see_what_could_help()
    result = InterruptionPage(person).go_on_to_result()
    assert result.says("Call 999 now")
    assert result.offers_help
    result.send_to_the_council()
    assert NamePage(person).offers_help
