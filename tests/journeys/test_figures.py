"""A manager's report: choose a quarter, read, take the numbers along, print; with the keyboard, scripts on and off."""

import pytest

from app.printing.api import has_press
from tests.journeys.conftest import NewPerson
from tests.journeys.pages import Page
from tests.journeys.person import Person
from tests.serving import Site
from tests.staff import sign_in_as


class FiguresPage(Page):
    heading = "Figures"

    def of(self, quarter: str) -> "FiguresPage":
        self.person.follows(self.person.main.get_by_role("link", name=quarter, exact=True))
        return FiguresPage(self.person)

    def chapter(self, name: str) -> "FiguresPage":
        self.person.follows(self.person.main.get_by_role("link", name=name, exact=True))
        return FiguresPage(self.person)

    @property
    def drawings(self) -> list[str]:
        return [title.inner_text() for title in self.person.main.get_by_role("heading", level=2).all()]

    def saves(self, link: str) -> str:
        with self.person.page.expect_download() as saved:
            self.person.tabs_to(self.person.main.get_by_role("link", name=link))
            self.person.page.keyboard.press("Enter")
        return saved.value.path().read_text(encoding="utf-8-sig")

    def report(self) -> "ReportPage":
        self.follows("Report on one page")
        return ReportPage(self.person)


class ReportPage(Page):
    heading = "The front door"

    def saves_pdf(self) -> bytes:
        with self.person.page.expect_download() as saved:
            self.person.tabs_to(self.person.main.get_by_role("button", name="Save as a PDF"))
            self.person.page.keyboard.press("Enter")
        return saved.value.path().read_bytes()


@pytest.fixture(scope="module")
def year(hounslow: Site) -> None:
    """A small made-up year."""
    hounslow.command("insights", "simulate", "--contacts", "3000", "--cases", "400", "--seed", "5")


@pytest.fixture
def manager(new_person: NewPerson, hounslow: Site, year: None) -> Person:
    person = new_person()
    sign_in_as(person.page.context, hounslow, "manager", name="Max Manager")
    person.opens("/staff/figures/")
    return person


def test_a_manager_reads_a_quarter_and_takes_the_numbers_to_a_committee(manager: Person) -> None:
    contacts = FiguresPage(manager)
    quarter = manager.main.get_by_role("navigation", name="Period").get_by_role("link").nth(2).inner_text()
    contacts = contacts.of(quarter)
    assert "Where did contacts end?" in contacts.drawings
    manager.opens_out("Show the numbers: Where did contacts end?")
    assert contacts.says("All contacts")
    assert quarter in contacts.saves("Tables of this chapter")
    assert "Did we do what we promised in time?" in contacts.chapter("Cases").drawings
    report = FiguresPage(manager).report()
    assert report.says(f"The front door, {quarter}")
    if has_press():
        assert report.saves_pdf().startswith(b"%PDF")


def test_every_chapter_holds_on_a_narrow_window(manager: Person) -> None:
    manager.page.set_viewport_size({"width": 320, "height": 768})
    for chapter in ("contacts", "cases", "assessments", "gaps", "fairness"):
        manager.opens(f"/staff/figures/{chapter}")
        FiguresPage(manager)


def test_everybody_reads_how_the_council_is_doing(new_person: NewPerson, year: None) -> None:
    person = new_person()
    person.opens("/")
    person.follows(person.page.get_by_role("contentinfo").get_by_role("link", name="How we are doing"))
    person.looks("How we are doing")
    person.opens_out("Show the numbers: Where did contacts end?")
    assert person.main.get_by_role("table").first.is_visible()
    person.looks()
