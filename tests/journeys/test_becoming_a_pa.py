"""Somebody becomes a PA and is found: by keyboard alone, with scripts and without."""

from uuid import UUID, uuid4

from app.accounts.domain import Role
from app.db import session, transaction
from app.kernel.clock import now, today
from app.pa_finder.domain import Check, CheckKind
from app.pa_finder.record import store
from app.publishing import api as publishing
from app.publishing import moderation
from tests.journeys.conftest import NewPerson
from tests.journeys.pages import Page
from tests.journeys.person import Person
from tests.serving import Site
from tests.staff import member_of_staff, sign_in_as


def test_somebody_becomes_a_pa_and_is_found(new_person: NewPerson, hounslow: Site) -> None:
    helper = new_person()
    name = "Amina" if helper.scripts else "Beata"
    sign_in_as(helper.page.context, hounslow, Role.PA, name=f"{name} Canary")
    helper.opens("/personal-assistants/become")
    Page(helper).presses("Begin")
    Page(helper).presses("Begin your page")
    Page(helper).follows("Fill in everything on one page")
    _fills_in(helper, name)
    overview = Page(helper)
    pa_id = UUID(helper.page.url.rstrip("/").rpartition("/")[2])
    overview.presses("Send it to the council")
    assert Page(helper).says("The council is looking at your page.")

    _staff_approve_and_see_everything(hounslow, pa_id)
    helper.opens(f"/your-pages/pa/{pa_id}/")
    assert Page(helper).says("People can see your page")

    seeker = new_person()
    seeker.opens("/personal-assistants/")
    find = Page(seeker)
    for wanted in ("Meals and drinks", "Staying the night", "Monday morning"):
        seeker.ticks(wanted)
    seeker.writes("Where is the help needed?", "TW1 3AA")
    find.presses("Show personal assistants")
    found = Page(seeker)
    assert found.says("Can do 1 of the 2 things that you ticked; not: staying the night.")
    found.follows(name)
    profile = Page(seeker)
    assert profile.says("saw 2 references for them on")
    assert not profile.says("Canary")


def _fills_in(helper: Person, name: str) -> None:
    """Everything that is wanted, on one page."""
    page = Page(helper)
    helper.writes("First name", name)
    helper.writes("Surname", "Canary")
    for part, number in (("Day", "27"), ("Month", "3"), ("Year", "1990")):
        helper.writes(part, number)
    helper.writes("Address", "3 Canary Close, Twickenham")
    helper.writes("Postcode", "TW1 3AA")
    helper.writes("Telephone number", "01632 960777")
    helper.ticks("Meals and drinks")
    helper.ticks("Monday morning")
    helper.writes("What would you like people to know about you?", "I like mornings.")
    helper.writes("Who can tell the council about your work?", "Jo Sample and Sam Sample")
    page.presses("Keep")


def _staff_approve_and_see_everything(site: Site, pa_id: UUID) -> None:
    with site.app.test_request_context():
        keeper = member_of_staff(site.app, f"{uuid4()}@example.org", Role.CARERS_TEAM)
        page = publishing.page(session(), pa_id)
        assert page is not None
        with transaction() as writing:
            moderation.approve(writing, pa_id, page.newest, keeper.id)
            for kind in CheckKind:
                store.add_check(writing, pa_id, Check(uuid4(), kind, today(), None, "seen", keeper.id, now(), 2))
