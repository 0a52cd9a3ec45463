"""Somebody keeps what they like of the result, puts it in order, and prints it."""

from tests.journeys.conftest import NewPerson
from tests.journeys.lives import STRUGGLING
from tests.journeys.pages import ResultPage, StartPage


def test_two_things_are_kept_put_in_order_and_printed(new_person: NewPerson) -> None:
    person = new_person()
    person.opens("/")
    StartPage(person).see_what_could_help().start().answer_all(STRUGGLING).see_what_could_help()
    result = ResultPage(person)
    first, second = result.keep_first(), result.keep_first()
    plan = result.see_my_plan()
    assert plan.kept == [first, second]
    turned = plan.move_down(first)
    assert turned.kept == [second, first]
    paper = turned.print_or_save().words
    assert paper.index(second) < paper.index(first)
    assert "Print this page" not in paper
