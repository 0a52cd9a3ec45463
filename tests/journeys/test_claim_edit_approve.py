"""A group claims its listing, changes what it says, staff approve it, and residents read it: by keyboard, at 320 px."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from app.accounts.domain import Role
from app.config import ROOT
from tests import serving
from tests.journeys.pages import Page
from tests.journeys.person import Person
from tests.serving import Site
from tests.staff import sign_in_as

NewWindow = Callable[[], Person]
GROUP = "Riverside Neighbours"  # which the directory says runs both listings
NEWS = "Soup, bread and company for whoever would like it."


@pytest.fixture(scope="module")
def club_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with a few listings."""
    with serving.site(tmp_path_factory.mktemp("clubs")) as site:
        feed = ROOT / "tests" / "fixtures" / "feeds" / "small.json"
        site.command("directory", "import", str(feed), "--source", "feed")
        yield site


@pytest.fixture(params=[True, False], ids=["scripts on", "scripts off"])
def new_window(request: pytest.FixtureRequest, browser: Browser, club_site: Site) -> Iterator[NewWindow]:
    """A narrow window for one more person."""
    people: list[Person] = []

    def opened() -> Person:
        context = browser.new_context(java_script_enabled=request.param, viewport={"width": 320, "height": 640})
        people.append(Person(context, club_site.address, request.param))
        return people[-1]

    yield opened
    for person in people:
        person.has_no_complaint()
        person.page.context.close()


def letter(site: Site, shape: str) -> str:
    """The link in the newest letter that holds one of that shape, once the worker has been round."""
    for _ in range(2):
        site.command("worker", "--once")
    folder: Path = site.config.DATA_DIR / "mail"
    newest = sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    said = (file.read_text(encoding="utf-8").replace("=\n", "") for file in newest)
    return str(next(filter(None, (re.search(shape, words) for words in said)))[0])


def at(person: Person, heading: str) -> Page:
    """The page that somebody has come to."""
    page = Page(person)
    assert heading in person.heading
    return page


def test_a_group_claims_its_listing_and_residents_read_what_it_says(new_window: NewWindow, club_site: Site) -> None:
    dana = new_window()
    listing, email = _LISTINGS[dana.scripts], f"dana-{dana.scripts}@example.org".lower()
    dana.opens("/groups/")
    start = at(dana, "Keep the page of your group")
    dana.writes("What is it called?", listing)
    start.presses("Look for it")
    at(dana, "Keep the page")
    dana.follows(dana.main.get_by_role("button", name=re.compile(f"This is ours.*{listing}")))
    ask = at(dana, "Sign in to your pages")
    dana.writes("Your e-mail address", email)
    ask.presses("Send me a link")
    at(dana, "Look at your e-mail")
    dana.opens(letter(club_site, r"/your-pages/link/\w+"))
    come_in = at(dana, "Open your account")
    dana.writes("Your name", "Dana Wills")
    come_in.presses("Open my account")
    claim = at(dana, "Show that you speak for it")
    dana.writes("What do you do there?", "I run it")
    _choose_the_way(dana)
    claim.presses("Go on")
    if dana.scripts:
        _the_group_says_yes(new_window(), club_site)
    else:
        _staff_say_yes(new_window(), club_site, listing)
    _writes_and_sends(dana)
    _staff_publish(new_window(), club_site)
    resident = new_window()
    resident.opens(f"/directory/?q={listing.replace(' ', '+')}")
    at(resident, f"for “{listing}”").follows(listing)
    assert Page(resident).says(NEWS)


_LISTINGS = {True: "Thursday lunch club", False: "Slow walks"}
"""The first has an e-mail address of its own; nobody but staff can say whose the second is."""


def _choose_the_way(person: Person) -> None:
    person.chooses("E-mail to the address on the listing" if person.scripts else "None of these work")


def _the_group_says_yes(group: Person, site: Site) -> None:
    group.opens(letter(site, r"/groups/confirm/\w+"))
    page = at(group, "Does this person speak for you?")
    group.chooses("Yes, they may change what our page says")
    page.presses("Send the answer")
    assert Page(group).says("They can keep your page now")


def _staff_say_yes(officer: Person, site: Site, listing: str) -> None:
    sign_in_as(officer.page.context, site, Role.DIRECTORY_EDITOR)
    officer.opens("/staff/pages/claims/")
    at(officer, "Who speaks for a listing").follows(listing)
    at(officer, listing).presses("Give them the page")


def _writes_and_sends(dana: Person) -> None:
    dana.opens("/your-pages/")
    at(dana, "Your pages").follows("Change it")
    Page(dana).follows("Write everything on one page")
    page = Page(dana)
    box = dana.main.get_by_label(re.compile("^What happens")).first
    dana.tabs_to(box)
    dana.page.keyboard.press("Control+A")
    dana.page.keyboard.insert_text(NEWS)
    contact = dana.main.get_by_label(re.compile("telephone", re.IGNORECASE)).first
    if not contact.input_value():
        dana.tabs_to(contact)
        dana.page.keyboard.insert_text("01632 960123")
    page.presses("Keep all of it")
    Page(dana)
    dana.opens("/your-pages/")
    at(dana, "Your pages").presses("Send it to be checked")
    Page(dana)


def _staff_publish(officer: Person, site: Site) -> None:
    sign_in_as(officer.page.context, site, Role.DIRECTORY_EDITOR)
    officer.opens("/staff/pages/")
    at(officer, "Pages that people keep").follows(GROUP)
    at(officer, GROUP).presses("Publish it")
    Page(officer)
