"""Somebody finds, narrows, undoes it, and is not left alone where nothing is found: with scripts and without."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import NewPerson
from tests.journeys.pages import FoundPage, SearchPage
from tests.journeys.person import Person
from tests.serving import Site

HOME = "TW7 4AA"


def looks_for(person: Person, words: str) -> FoundPage:
    person.opens("/directory/")
    return SearchPage(person).search(words, HOME)


def test_a_list_is_narrowed_and_widened_again(new_person: NewPerson) -> None:
    person = new_person()
    found = looks_for(person, "women")
    before = found.services
    on_tuesdays = found.narrow("Tuesday", within="Day")
    assert on_tuesdays.chosen == ["Tuesday"]
    assert on_tuesdays.says("Day not stated: ask them")
    assert 0 < len(on_tuesdays.services) < len(before)
    free_too = on_tuesdays.narrow("Free", within="Cost")
    assert free_too.chosen == ["Tuesday", "Free"]
    assert free_too.take_away("Tuesday").chosen == ["Free"]
    assert FoundPage(person).clear_all().services == before


def test_what_does_not_say_its_day_comes_after_and_can_be_opened(new_person: NewPerson) -> None:
    person = new_person()
    found = looks_for(person, "lunch club").narrow("Tuesday", within="Day")
    assert found.unsaid
    assert not set(found.services) & set(found.unsaid)


def test_where_nothing_is_found_there_is_a_person_to_ring_and_a_way_on(new_person: NewPerson) -> None:
    person = new_person()
    nothing = looks_for(person, "xylophone zzz")
    assert nothing.says("Nothing on our list fits yet")
    assert nothing.says("Ring us: we know groups that are not on this list.")
    assert nothing.offers_help
    nothing.follows("See everything that you can look for")
    SearchPage(person)


@pytest.fixture
def on_a_narrow_telephone(browser: Browser, hounslow: Site) -> Iterator[Person]:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    yield Person(context, hounslow.address, scripts=True)
    context.close()


def test_on_a_telephone_the_search_and_the_filters_leave_room_for_what_was_found(on_a_narrow_telephone: Person) -> None:
    found = looks_for(on_a_narrow_telephone, "lunch club")
    main = on_a_narrow_telephone.main
    assert not main.get_by_role("search").is_visible()
    assert not main.get_by_role("button", name="Show these").is_visible()
    first = main.get_by_role("heading", level=2, name=found.services[0]).bounding_box()
    heading = main.get_by_role("heading", level=1).bounding_box()
    assert first
    assert heading
    assert first["y"] - heading["y"] < 640
