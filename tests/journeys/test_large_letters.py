"""The main journey with letters twice as large: nothing scrolls sideways."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright

from tests.journeys.conftest import launch
from tests.journeys.lives import STRUGGLING
from tests.journeys.pages import ResultPage, SearchPage, StartPage
from tests.journeys.pages_sending import NamePage
from tests.journeys.person import Person
from tests.serving import Site

LETTERS_TWICE_AS_LARGE = "--blink-settings=defaultFontSize=32"


@pytest.fixture
def with_large_letters(playwright: Playwright, hounslow: Site) -> Iterator[Person]:
    chromium = launch(playwright, LETTERS_TWICE_AS_LARGE)
    yield Person(chromium.new_context(viewport={"width": 1280, "height": 900}), hounslow.address, scripts=True)
    chromium.close()


def test_a_resident_gets_through_with_large_letters(with_large_letters: Person) -> None:
    _goes_from_start_to_sent(with_large_letters)
    assert with_large_letters.page.evaluate("getComputedStyle(document.querySelector('main p')).fontSize") == "38px"


def _goes_from_start_to_sent(person: Person) -> None:
    person.opens("/directory/")
    SearchPage(person).search("lunch club", "TW7 4AA").open_first_service()
    person.opens("/")
    StartPage(person).see_what_could_help().start().answer_all(STRUGGLING).see_what_could_help()
    ResultPage(person).send_to_the_council()
    reach = NamePage(person).fill_in("Ada Bell").fill_in("27", "3", "1948").fill_in("4 Mill Plat", "TW7 4AA")
    ringing = reach.leave_empty().ring("07700 900123")
    sent = ringing.fill_in("In the morning").fill_in("Large print").leave_empty().send()
    sent.where_is_my_form().show(sent.code)
