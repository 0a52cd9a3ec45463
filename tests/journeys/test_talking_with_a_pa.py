"""Two people talk inside the site and agree to be reached outside it: by keyboard alone, with scripts and without."""

from app.accounts.domain import Role
from tests import talking
from tests.journeys.conftest import NewPerson
from tests.journeys.pages import Page
from tests.journeys.person import Person
from tests.serving import Site
from tests.staff import sign_in_as

LIST = "/personal-assistants/messages/"


def test_two_people_talk_and_agree(new_person: NewPerson, hounslow: Site) -> None:
    ada, robin = new_person(), new_person()
    mark = "on" if ada.scripts else "off"
    seeker = sign_in_as(ada.page.context, hounslow, Role.SEEKER, name=f"Ada Canary{mark}")
    pa = sign_in_as(robin.page.context, hounslow, Role.PA, name=f"Robin Canary{mark}")
    talk = talking.pair(hounslow.app, people=(seeker, pa))

    ada.opens(talk.address)
    page = Page(ada)
    ada.writes("Your message", "Would Mondays suit you? Ring 01632 960123.")
    page.presses("Send")
    again = Page(ada)
    assert again.says("This looks like a telephone number: 01632 960123. Take it out")
    assert ada.main.get_by_label("Your message").input_value() == "Would Mondays suit you? Ring 01632 960123."
    ada.main.get_by_label("Your message").fill("Would Mondays suit you?")
    again.presses("Send")

    robin.opens(LIST)
    Page(robin).presses("Read 1 new message from Ada")
    answered = Page(robin)
    assert answered.says("Would Mondays suit you?")
    robin.writes("Your message", "They would.")
    answered.presses("Send")

    _shares(robin, "01632 960124")
    ada.opens(talk.address)
    assert not Page(ada).says("960124")
    _shares(ada, "01632 960125")
    assert Page(ada).says("01632 960124")
    robin.opens(talk.address)
    assert Page(robin).says("01632 960125")
    assert not Page(robin).says("Canary")


def _shares(person: Person, number: str) -> None:
    Page(person).presses("Share how to reach me")
    page = Page(person)
    person.writes("Telephone number", number)
    page.presses("Share it")
