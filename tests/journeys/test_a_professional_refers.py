"""A ward nurse refers somebody by keyboard alone, is told whom to ring, and later asks how far it is."""

import re

from tests.journeys.conftest import NewPerson
from tests.journeys.pages import Page
from tests.journeys.person import Person

ON = "Keep this page and go on"
REFERENCE = re.compile(r"CW-[0-9A-Z]{4}-[0-9A-Z]{4}")


def fills_in(nurse: Person) -> None:
    """The pages before the check, with somebody at risk."""
    Page(nurse).presses("Begin")
    page = Page(nurse)
    for label, words in (
        ("Organisation and team", "Sample Ward 4"),
        ("Your name", "Nell Nurse"),
        ("Your role", "Ward sister"),
        ("Work telephone number", "01632 960111"),
    ):
        nurse.writes(label, words)
    page.presses(ON)
    page = Page(nurse)
    nurse.writes("Their name", "Gwen Sample")
    page.presses(ON)
    page = Page(nurse)
    nurse.chooses("Yes, they agree")
    page.presses(ON)
    page = Page(nurse)
    nurse.ticks("Self-neglect or hoarding that does them harm")
    page.presses(ON)
    ring = Page(nurse)
    assert nurse.heading == "Ring first, then write"
    ring.person.follows(nurse.main.get_by_role("button", name="I have rung, or it is in hand: go on"))
    page = Page(nurse)
    nurse.writes("What worries you, and why now?", "She has not eaten for days.")
    page.presses(ON)
    page = Page(nurse)
    nurse.chooses("Cannot, or somebody does it all for them", group="Eating and drinking")
    page.presses(ON)
    page = Page(nurse)
    nurse.chooses("Some, and it is enough")
    page.presses(ON)
    Page(nurse).presses(ON)
    page = Page(nurse)
    nurse.ticks("Only through me")
    page.presses(ON)
    page = Page(nurse)
    nurse.chooses("Yes", group="Does the person agree that we tell you how far we are?")
    page.presses(ON)


def test_a_ward_nurse_refers_and_asks_how_far_it_is(new_person: NewPerson) -> None:
    nurse, later = new_person(), new_person()
    nurse.opens("/professionals/")
    fills_in(nurse)
    check = Page(nurse)
    assert check.says("She has not eaten for days.")
    check.presses("Send it to the council")
    sent = Page(nurse)
    assert nurse.heading == "We have your referral"
    reference = REFERENCE.search(nurse.main.inner_text())
    assert reference
    code = nurse.main.locator(".careway-code").inner_text()
    assert not sent.says("Gwen")

    later.opens("/professionals/where")
    where = Page(later)
    later.writes("Reference", reference[0])
    later.writes("Code", code)
    where.presses("Show how far it is")
    assert Page(later).says("It has arrived")
