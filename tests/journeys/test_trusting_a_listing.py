"""Somebody reads what is known of a service, prints it, and says that something is wrong; staff answer."""

import re
from pathlib import Path

from pypdf import PdfReader

from tests.journeys.conftest import NewPerson
from tests.journeys.pages import Page
from tests.serving import Site
from tests.staff import sign_in_as

NEAR = "/directory/?q=lunch+club&postcode=TW3+1ES&miles=10"


class ServicePage(Page):
    """What is known of one service."""

    def tell_what_is_wrong(self) -> "ReportPage":
        self.follows("Is something wrong here? Tell us")
        return ReportPage(self.person)

    def on_paper(self, folder: Path) -> str:
        """What stands on the sheets that come out of the printer."""
        file = folder / "paper.pdf"
        self.person.page.emulate_media(media="print")
        file.write_bytes(self.person.page.pdf(format="A4"))
        self.person.page.emulate_media(media="screen")
        return " ".join(" ".join(page.extract_text() for page in PdfReader(file).pages).split())


class ReportPage(Page):
    heading = "Is something wrong here? Tell us"

    def choose(self, *choices: str) -> "ReportPage":
        for choice in choices:
            self.person.chooses(choice)
        return self

    def write(self, **typed: str) -> "ReportPage":
        labels = {"words": "What should we know?", "email": "Your e-mail address"}
        for label, words in typed.items():
            self.person.writes(labels[label], words)
        return self

    def send(self) -> Page:
        self.presses("Tell us")
        return Page(self.person)


def first_service(new_person: NewPerson) -> tuple[ServicePage, str]:
    person = new_person()
    person.opens(NEAR)
    link = person.main.get_by_role("heading", level=2).get_by_role("link").first
    name = " ".join(link.inner_text().split())
    person.follows(link)
    return ServicePage(person), name


def test_a_service_says_where_it_is_how_far_and_what_its_listing_leaves_open(new_person: NewPerson) -> None:
    page, name = first_service(new_person)
    assert page.person.heading == name
    assert re.search(r"miles from TW3", page.person.main.inner_text())
    assert page.says("This listing answers")
    assert page.says("For a journey planner or a taxi, use the postcode")


def test_a_service_on_paper_has_what_one_needs_to_go_there(new_person: NewPerson, tmp_path: Path) -> None:
    page, name = first_service(new_person)
    paper = page.on_paper(tmp_path)
    assert name in paper
    assert "What to know before you go" in paper
    assert "/directory/service/" in paper
    for words in ("Print this page", "Is something wrong here", "Put these times in a calendar"):
        assert words not in paper


def test_what_is_wrong_is_told_mended_sent_and_answered(new_person: NewPerson, hounslow: Site) -> None:
    page, name = first_service(new_person)
    report = page.tell_what_is_wrong()
    report.choose("Something here is out of date or wrong", "Yes, by e-mail").write(
        words="They meet on Fridays."
    ).send()
    mended = ReportPage(report.person)
    assert mended.says("Write an e-mail address like")
    assert report.person.page.get_by_label("What should we know?").input_value() == "They meet on Fridays."
    assert mended.write(email="ann@example.org").send().says("Thank you. We have it")

    staff = new_person()
    sign_in_as(staff.page.context, hounslow, "directory_editor", name="Ola")
    staff.opens("/staff/problems/")
    queue = Page(staff)
    queue.follows(name)
    case = Page(staff)
    assert case.says("They meet on Fridays.")
    staff.writes("What did you do about it?", "We changed it to Fridays.")
    case.presses("It is done")
    assert Page(staff).says("Nothing here.")
