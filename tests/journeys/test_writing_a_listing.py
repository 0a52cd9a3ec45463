"""Somebody writes the times of their group, mends one, adds one and looks at the page: with scripts and without."""

from uuid import UUID

from app.accounts.domain import Role
from app.db import transaction
from app.listings.domain import as_json
from app.publishing import api as publishing
from app.publishing.domain import Kind
from tests.journeys.conftest import NewPerson
from tests.journeys.pages import Page
from tests.journeys.person import Person
from tests.own_listing import LAKESIDE, WALK
from tests.serving import Site
from tests.staff import sign_in_as


def begun(site: Site, person: Person) -> UUID:
    """A page that somebody who is signed in has begun."""
    editor = sign_in_as(person.page.context, site, Role.COMMUNITY_EDITOR, name=f"Bea {person.scripts}")
    with site.app.test_request_context(), transaction() as writing:
        return publishing.begin(writing, Kind.LISTING, LAKESIDE.name, editor.id, as_json(LAKESIDE)).id


def test_times_are_written_mended_added_and_looked_at(new_person: NewPerson, hounslow: Site) -> None:
    person = new_person()
    person.opens(f"/your-pages/listing/{begun(hounslow, person)}/")
    tasks = Page(person)
    tasks.follows("When it is on")
    times = Page(person)
    times.presses("Add another time")
    Page(person)
    third = person.main.get_by_role("group", name="Time 3")
    third.get_by_label("Day", exact=True).select_option("Sunday")
    start = third.get_by_label("From")
    person.tabs_to(start)
    person.page.keyboard.insert_text("after church")
    Page(person).presses("Keep this and go on")
    mend = Page(person)
    assert mend.says("Write a time like 10am")
    assert start.input_value() == "after church"
    start.fill("11am")
    mend.presses("Keep this and see it as residents will")
    preview = Page(person)
    assert person.page.url.endswith(WALK.id)
    assert preview.says("Sunday, 11am")
    person.opens(f"/your-pages/listing/{person.page.url.split('/')[5]}/")
    Page(person).presses("Send it to be checked")
    assert Page(person).says("We are checking what you sent")
