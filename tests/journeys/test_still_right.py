"""Somebody gets our letter, opens the page by its link, presses one button; and a reader says that a page helped."""

from datetime import timedelta

from app.db import session, transaction
from app.directory import api as directory
from app.kernel.clock import now, today
from app.listings.still_right import reminders_store
from app.web.words import long_date
from tests.journeys.conftest import NewPerson
from tests.journeys.pages import Page
from tests.serving import Site


def a_letter(site: Site) -> tuple[str, str]:
    """The address that a letter about an old listing holds, and the address of that listing."""
    with site.app.test_request_context():
        old = directory.getting_old(session(), today() - timedelta(days=1))[-1]
        with transaction() as writing:
            asking = reminders_store.begin(writing, "hello@example.org", [(old.source, old.id)], now())
        return f"/groups/still-right/?link={asking.token}", f"/directory/service/{old.source}/{old.id}"


def test_one_press_without_an_account_says_to_everybody_that_a_page_is_right(
    new_person: NewPerson, hounslow: Site
) -> None:
    link, listing = a_letter(hounslow)
    with hounslow.app.test_request_context():
        checked = f"Last checked on {long_date(today())}"
    person = new_person()
    person.opens(link)
    asked = Page(person)
    assert person.heading == "Is this still right?"
    assert not asked.says(checked)
    asked.presses("This is still right")
    assert Page(person).says("There is nothing else for you to do")
    person.opens(listing)
    page = Page(person)
    assert page.says(checked)
    person.follows(person.main.get_by_role("group", name="Did this page help you?").get_by_role("button").first)
    assert Page(person).says("We keep nothing about you")
