"""Somebody books a time to talk near home, moves it and cancels it: by keyboard alone, with scripts and without."""

import re

from app.config import ROOT
from tests.journeys.conftest import NewPerson
from tests.journeys.pages import Page
from tests.journeys.person import Person
from tests.serving import Site

CHURCH_HALL = re.compile("Choose a time.*Sample Church Hall")


def first_time(person: Person) -> str:
    """Goes to the first free time, and says which it is."""
    time = person.main.locator(".careway-times__time").first
    words = " ".join(time.inner_text().split())
    person.follows(time)
    return words


def test_a_time_is_booked_moved_and_cancelled(new_person: NewPerson, hounslow: Site) -> None:
    hounslow.command("appointments", "load", str(ROOT / "directory_data" / "talking_points"))
    person = new_person()
    person.opens("/talking-points/")
    Page(person)
    person.follows(person.main.get_by_role("button", name=CHURCH_HALL))
    Page(person)
    first_time(person)
    book = Page(person)
    person.writes("Your first name", "Ada")
    person.chooses("No, I write it down myself")
    person.ticks("Large print")
    book.presses("Book it")
    booked = Page(person)
    assert person.heading == "Your appointment"
    assert not booked.says("Ada")
    first = person.main.locator(".careway-panel strong").inner_text()

    booked.follows("Choose another time")
    move = Page(person)
    person.chooses(person.main.get_by_role("radio").nth(1).evaluate("box => box.labels[0].innerText"))
    move.presses("Take this time")
    moved = Page(person)
    assert person.main.locator(".careway-panel strong").inner_text() != first

    moved.follows("Cancel this appointment")
    Page(person).presses("Yes, cancel it")
    assert Page(person).says("Your appointment is cancelled")


def test_whoever_is_slower_by_a_moment_keeps_what_they_wrote(new_person: NewPerson, hounslow: Site) -> None:
    hounslow.command("appointments", "load", str(ROOT / "directory_data" / "talking_points"))
    people = [new_person(), new_person()]
    for person in people:
        person.opens("/talking-points/")
        person.follows(person.main.get_by_role("button", name=CHURCH_HALL))
        first_time(person)
    for person, name in zip(people, ("Ada", "Bea"), strict=True):
        page = Page(person)
        person.writes("Your first name", name)
        person.chooses("No, I write it down myself")
        page.presses("Book it")
    assert people[0].heading == "Your appointment"
    slower = Page(people[1])
    assert slower.says("Somebody has just taken this time")
    assert people[1].main.get_by_label("Your first name").input_value() == "Bea"
    people[1].chooses(people[1].main.get_by_role("radio").nth(1).evaluate("box => box.labels[0].innerText"))
    slower.presses("Book it")
    assert people[1].heading == "Your appointment"
