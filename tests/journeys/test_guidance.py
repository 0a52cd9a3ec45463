"""Somebody reads about rights and caring, goes on from there to help nearby, and prints a plan for an emergency."""

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import NewPerson
from tests.journeys.pages import CaringPage, Page
from tests.journeys.person import IS_TOO_WIDE, Person
from tests.serving import Site

TO_READ = [
    "/rights",
    "/rights/free",
    "/rights/paying",
    "/rights/benefits",
    "/rights/budgets",
    "/rights/after-you-ask",
    "/rights/advocacy",
    "/rights/complaints",
    "/caring",
    "/caring/parents",
    "/caring/young",
    "/caring/emergency-plan",
    "/caring/emergency-plan/fill-in",
    "/words",
]


class EmergencyPlanPage(Page):
    heading = "My emergency plan"

    def fill_in(self, **typed: str) -> "EmergencyPlanPage":
        self.person.follows(self.person.main.get_by_role("button", name="Fill it in here"))
        for label, words in typed.items():
            self.person.writes(label, words)
        self.presses("Show my plan")
        return EmergencyPlanPage(self.person)


def test_who_just_helps_their_mum_finds_a_break_nearby(new_person: NewPerson) -> None:
    person = new_person()
    person.opens("/")
    person.follows(person.main.get_by_role("link", name="“I just help my mum”"))
    found = CaringPage(person).look_near("TW7 4AA", "A break")
    assert found.says("miles")


def test_a_plan_is_made_without_answering_any_question(new_person: NewPerson) -> None:
    person = new_person()
    person.opens("/caring/emergency-plan")
    plan = EmergencyPlanPage(person).fill_in(**{"Your name": "Ada Bell", "Who can step in first?": "Tom Bell"})
    assert plan.says("1. Tom Bell")


@pytest.mark.parametrize("width", [1280, 320])  # the second is also the first at 400 per cent
def test_every_page_is_sound_wide_and_narrow(browser: Browser, hounslow: Site, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 640})
    person = Person(context, hounslow.address, scripts=True)
    for path in TO_READ:
        person.opens(path)
        person.looks()
        person.opens(f"{path}?print=large")
        assert not person.page.evaluate(IS_TOO_WIDE), f"{path} in large print scrolls sideways"
    context.close()
