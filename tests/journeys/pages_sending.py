"""The pages between asking the council and knowing what became of it."""

import re

from tests.journeys.pages import Page
from tests.journeys.person import Person


class NamePage(Page):
    heading = "What is your name?"

    def fill_in(self, name: str) -> "BirthPage":
        self.person.writes("What is your name?", name)
        self.presses("Continue")
        return BirthPage(self.person)


class BirthPage(Page):
    heading = "When were you born?"

    def fill_in(self, day: str, month: str, year: str) -> "AddressPage":
        for label, number in (("Day", day), ("Month", month), ("Year", year)):
            self.person.writes(label, number)
        self.presses("Continue")
        return AddressPage(self.person)


class AddressPage(Page):
    heading = "Where do you live?"

    def fill_in(self, address: str, postcode: str) -> "HealthPage":
        self.person.writes("Address", address)
        self.person.writes("Postcode", postcode)
        self.presses("Continue")
        return HealthPage(self.person)


class HealthPage(Page):
    heading = "Your doctor"

    def leave_empty(self) -> "ReachPage":
        self.presses("Continue")
        return ReachPage(self.person)


class ReachPage(Page):
    heading = "How should we get in touch with you?"

    def leave_empty(self) -> "ReachPage":
        self.presses("Continue")
        return ReachPage(self.person)

    def ring(self, number: str) -> "RingingPage":
        self.person.ticks("Ring me")
        self.person.writes("Telephone number", number)
        self.presses("Continue")
        return RingingPage(self.person)


class RingingPage(Page):
    heading = "Ringing you safely"

    def fill_in(self, when: str) -> "TalkingPage":
        self.person.chooses(when)
        self.presses("Continue")
        return TalkingPage(self.person)


class TalkingPage(Page):
    heading = "What do you need so that we can talk together?"

    def fill_in(self, need: str) -> "SharingPage":
        self.person.ticks(need)
        self.presses("Continue")
        return SharingPage(self.person)


class SharingPage(Page):
    heading = "Who may see this?"

    def leave_empty(self) -> "CheckPage":
        self.presses("Continue")
        return CheckPage(self.person)


class CheckPage(Page):
    heading = "Check everything, then send it"

    def send(self) -> "SentPage":
        self.presses("Send it to the council")
        return SentPage(self.person)


class SentPage(Page):
    heading = "We have your form"

    def __init__(self, person: Person) -> None:
        super().__init__(person)
        words = person.main.inner_text()
        self.reference = _only(r"CW-[0-9A-Z]{4}-[0-9A-Z]{4}", words)
        self.code = _only(r"\b(?:[0-9A-Z]{4} ){3}[0-9A-Z]{4}\b", words)

    def where_is_my_form(self) -> "WherePage":
        foot = self.person.page.get_by_role("contentinfo")
        self.person.follows(foot.get_by_role("link", name="Where is my form?"))
        return WherePage(self.person)


def _only(shape: str, words: str) -> str:
    found = set(re.findall(shape, words))
    assert len(found) == 1, f"{shape}: {found}"
    return str(found.pop())


class WherePage(Page):
    heading = "Where is my form?"

    def show(self, code: str) -> "StatusPage":
        self.person.writes("Your code", code)
        self.presses("Show my form")
        return StatusPage(self.person)


class StatusPage(Page):
    heading = "Your form"

    def look_again(self) -> "StatusPage":
        self.person.page.reload()
        return StatusPage(self.person)
