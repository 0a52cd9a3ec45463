"""Somebody who manages gets ideas, finds more of them, and can ask the council all the same."""

from tests.journeys.conftest import NewPerson
from tests.journeys.lives import LONELY
from tests.journeys.pages import ResultPage, SearchPage, StartPage
from tests.journeys.pages_sending import NamePage
from tests.journeys.person import Person


def test_a_calm_answer_gives_ideas_and_still_the_way_to_ask(new_person: NewPerson) -> None:
    person = new_person()
    person.opens("/")
    StartPage(person).see_what_could_help().start().answer_all(LONELY).see_what_could_help()
    result = ResultPage(person)
    assert result.says("Things near you that may help")
    assert result.services
    assert result.distances
    result.ask_for_an_assessment().ask_here()
    NamePage(person)


def test_the_directory_is_searched_narrowed_and_printed(new_person: NewPerson) -> None:
    person = new_person()
    person.opens("/directory/")
    found = SearchPage(person).search("lunch club", "TW7 4AA")
    assert found.services
    free = found.narrow("Free", within="Cost")
    assert 0 < len(free.services) <= len(found.services)
    name = free.services[0]
    service = free.open_first_service()
    assert service.says(name)
    _prints(person)


def _prints(person: Person) -> None:
    """On paper there is the service and nothing to press."""
    person.page.emulate_media(media="print")
    assert person.page.get_by_role("heading", level=1).is_visible()
    for gone in ("Print this page", "Search"):
        assert not person.page.get_by_role("button", name=gone).is_visible()
    assert not person.page.get_by_role("link", name="Ask the council for an assessment").first.is_visible()
