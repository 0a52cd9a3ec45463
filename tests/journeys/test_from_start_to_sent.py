"""The main journey: a resident on a telephone goes from the start page to a sent form, and the staff read it."""

import json
from pathlib import Path

from tests.journeys.conftest import NewPerson
from tests.journeys.lives import STRUGGLING
from tests.journeys.pages import ResultPage, StartPage
from tests.journeys.pages_sending import NamePage, SentPage
from tests.journeys.pages_staff import ListPage
from tests.journeys.person import Person
from tests.serving import Site
from tests.staff import sign_in_as


def test_a_form_goes_from_a_resident_to_staff_and_back(
    new_person: NewPerson, hounslow: Site, shared_data: Path
) -> None:
    resident, officer = new_person(width=320), new_person()
    result = _answers(resident)
    assert set(result.services) <= _names_in(shared_data / "feeds" / "hounslow.json")
    assert result.distances
    assert result.says("I cannot do this, or someone does it all for me")
    assert result.open_first_service().back().services == result.services

    result.send_to_the_council()
    sent = _sends(resident)
    status = sent.where_is_my_form().show(sent.code)
    assert status.says("Received")
    assert status.says("Someone in the adult care team")

    case = _signs_in(officer, hounslow).open(sent.reference)
    assert case.says("Ada Bell")
    assert case.says("I cannot do this, or someone does it all for me")
    assert case.says("F1")
    case = case.decide("Assessment", "Two outcomes, as the rules say.")
    case = case.close("Assessment booked", "Visit on Friday.")
    assert case.says("Ola Caseworker")
    assert status.look_again().says("Done")


def _answers(resident: Person) -> ResultPage:
    resident.opens("/")
    check = StartPage(resident).see_what_could_help().start().answer_all(STRUGGLING)
    assert check.says("My garden, and my sister on Sundays.")
    check.see_what_could_help()
    return ResultPage(resident)


def _sends(resident: Person) -> SentPage:
    reach = NamePage(resident).fill_in("Ada Bell").fill_in("27", "3", "1948").fill_in("4 Mill Plat", "tw74aa")
    complaint = reach.leave_empty().leave_empty()
    assert complaint.says("Choose at least one way in which we can answer you")
    ringing = complaint.ring("07700 900123")
    check = ringing.fill_in("In the morning").fill_in("Large print").leave_empty()
    assert check.says("07700 900123")
    assert check.says("TW7 4AA")
    return check.send()


def _signs_in(officer: Person, site: Site) -> ListPage:
    sign_in_as(officer.page.context, site, "triage", name="Ola Caseworker")
    officer.opens("/staff/referrals/")
    return ListPage(officer)


def _names_in(feed: Path) -> set[str]:
    return {" ".join(service["name"].split()) for service in json.loads(feed.read_text(encoding="utf-8"))["contents"]}
