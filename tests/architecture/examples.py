"""Records for the matrix of access: for an argument of an address, some that there are, and who may open each.

A room with records adds a line to EXAMPLES, and to OWN where somebody may open theirs and nobody else's. Without one,
its pages are asked for with a record that there is not.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from uuid import uuid4

from flask import Flask
from sqlalchemy import select

from app.accounts import api as accounts
from app.accounts.domain import Role, Staff
from app.assessment.domain import Subject
from app.config import ROOT
from app.db import session, transaction
from app.kernel.clock import now
from app.listings.claims import store as claim_store
from app.listings.claims.claim import Claim, State, Way
from app.listings.domain import as_json
from app.listings.public import publication
from app.pa_finder.record.store import AssistantRow
from app.problems.store import ProblemRow
from app.publishing import api as publishing
from app.publishing.domain import MODERATORS, Kind
from app.referrals import api as referrals
from app.referrals.api import SentBy
from app.referrals.store import ReferralRow
from app.triage.domain import OF_EVERYTHING
from tests import own_listing, sending, talking
from tests.staff import member_of_staff, signed_in

EVERY_ROLE = frozenset(Role)


@dataclass(frozen=True)
class Record:
    """A record by what names it in the address. `open_to` narrows what the table gives, as its room decides."""

    name: str
    open_to: frozenset[Role] = EVERY_ROLE


Make = Callable[[Flask], tuple[Record, ...]]
MakeOwn = Callable[[Flask, Mapping[Role, Staff]], tuple[Record, ...]]
"""The same for the people of the matrix: one of each role alone."""


def cases(app: Flask) -> tuple[Record, ...]:
    """A form that somebody sent about themselves, a carer's, and one with a worry about safety."""
    return (
        Record(_sent(app), OF_EVERYTHING),
        Record(_sent(app, subject=Subject.CARER), OF_EVERYTHING | {Role.CARERS_TEAM}),
        Record(_sent(app, safeguarding=True), OF_EVERYTHING | {Role.SAFEGUARDING}),
    )


def cases_with_a_record(app: Flask) -> tuple[Record, ...]:
    """The same, of which one with a worry about safety will do, since they are opened in the same way."""
    return (Record(_sent(app, safeguarding=True), OF_EVERYTHING | {Role.SAFEGUARDING}),)


def _sent(app: Flask, **changes: object) -> str:
    """A form that arrived, and the written record of what was decided about it."""
    resident = app.test_client()
    sending.ask(resident)
    sending.send(resident, name={"name": "Canary Gwendolen"})
    with app.app_context(), transaction() as writing:
        newest = writing.scalars(select(ReferralRow).order_by(ReferralRow.received_at.desc())).first()
        assert newest is not None
        for name, value in changes.items():
            setattr(newest, name, value)
        referrals.write_record(writing, newest.id, "en", SentBy.PRINT, "Canary words.")
        return str(newest.id)


def a_call(app: Flask) -> tuple[Record, ...]:
    """A call that somebody at the contact centre has begun."""
    adviser = signed_in(app, member_of_staff(app, f"{uuid4()}@example.org", Role.ADVISER))
    return (Record(adviser.post("/staff/calls/").location.rstrip("/").rpartition("/")[2]),)


def a_problem(app: Flask) -> tuple[Record, ...]:
    """A listing that somebody found wrong."""
    sample = str(ROOT / "directory_data" / "sample" / "directory.json")
    assert app.test_cli_runner().invoke(args=["directory", "import", sample, "--source", "sample"]).exit_code == 0
    service = (
        app.test_client().get("/directory/?q=lunch").text.partition('href="/directory/service/')[2].partition('"')[0]
    )
    app.test_client().post(f"/problem/{service}", data={"about": "out-of-date", "words": "They moved.", "answer": "no"})
    with app.app_context():
        return (Record(str(session().scalars(select(ProblemRow)).one().id)),)


def a_collection(app: Flask) -> tuple[Record, ...]:
    """A list of services that staff keep."""
    loaded = app.test_cli_runner().invoke(args=["collections", "load", str(ROOT / "directory_data" / "collections")])
    assert loaded.exit_code == 0, loaded.output
    return (Record("falls"),)


def a_source(app: Flask) -> tuple[Record, ...]:
    """A directory that is read on a schedule."""
    words = ["sources", "add", "Far Council", "http://127.0.0.1:9/", "--allow-private"]
    added = app.test_cli_runner().invoke(args=words)
    assert added.exit_code == 0, added.output
    return (Record("far-council"),)


def a_colleague(app: Flask) -> tuple[Record, ...]:
    """Somebody else's account."""
    return (Record(str(member_of_staff(app, "colleague@example.org", Role.TRIAGE).id)),)


def anothers_talk(app: Flask) -> tuple[Record, ...]:
    """A conversation of two others: nobody who is neither of them may open it, whatever they are."""
    return (Record(str(talking.pair(app, "others").conversation), frozenset()),)


def anothers_advert(app: Flask) -> tuple[Record, ...]:
    """An advert of somebody else's, for those who write adverts."""
    return (Record(str(talking.waiting_advert(app, "theirs")), frozenset()),)


def an_advert(app: Flask) -> tuple[Record, ...]:
    """An advert that waits to be read, for staff."""
    return (Record(str(talking.waiting_advert(app, "waits"))),)


def a_reported_talk(app: Flask) -> tuple[Record, ...]:
    """A conversation that one of its two people reported."""
    return (Record(str(talking.a_report(app, talking.pair(app, "reported")))),)


def a_caller(app: Flask) -> tuple[Record, ...]:
    """Somebody without e-mail for whom staff write."""
    return (Record(str(talking.a_caller(app).id)),)


def anothers_listing(app: Flask) -> tuple[Record, ...]:
    """A listing that somebody else keeps: no other editor may open its pages."""
    return (Record(str(own_listing.keeper(app, email=f"{uuid4()}@example.org").page_id), frozenset()),)


def pages_that_wait(app: Flask) -> tuple[Record, ...]:
    """A listing that its keeper sent, and the page of a personal assistant, for those who decide on them."""
    listing = own_listing.keeper(app, email=f"{uuid4()}@example.org")
    listing.send()
    assistants = (Record(each.name, MODERATORS[Kind.PA]) for each in an_assistant(app))
    return Record(str(listing.page_id), MODERATORS[Kind.LISTING]), *assistants


def a_sole_trader(app: Flask) -> tuple[Record, ...]:
    """The public page of somebody who works for themselves."""
    alone = replace(own_listing.LAKESIDE, sole_trader=True)
    kept = own_listing.keeper(app, alone, email=f"{uuid4()}@example.org")
    with app.test_request_context(), transaction() as writing:
        publication.publish(writing, kept.page_id, alone)
    return (Record(str(kept.page_id)),)


def an_assistant(app: Flask) -> tuple[Record, ...]:
    """The page of a personal assistant, for staff."""
    folder = str(ROOT / "directory_data" / "personal_assistants")
    loaded = app.test_cli_runner().invoke(args=["personal-assistants", "load-samples", folder])
    assert loaded.exit_code == 0, loaded.output
    with app.app_context():
        return (Record(str(session().scalars(select(AssistantRow.id)).first())),)


def anothers_assistant(app: Flask) -> tuple[Record, ...]:
    """The same for those who keep a page of their own: it is nobody's but its own."""
    return tuple(Record(record.name, frozenset()) for record in an_assistant(app))


def a_claim(app: Flask) -> tuple[Record, ...]:
    """Somebody says that a listing is theirs, for staff."""
    with app.app_context(), transaction() as writing:
        who = accounts.account_for(writing, f"{uuid4()}@example.org", "Canary Claire", Role.COMMUNITY_EDITOR)
    return (Record(_claimed_by(app, who.id)),)


def _claimed_by(app: Flask, staff_id: int) -> str:
    claim = Claim(uuid4(), staff_id, ("feed", "club"), "Canary club", Way.STAFF, State.WAITING, "", now())
    with app.app_context(), transaction() as writing:
        claim_store.add(writing, claim, None)
    return str(claim.id)


def anothers_claim(app: Flask) -> tuple[Record, ...]:
    """The same for those who claim listings themselves: it is nobody's but its own."""
    return tuple(Record(record.name, frozenset()) for record in a_claim(app))


def a_case_of_ones_own(app: Flask, people: Mapping[Role, Staff]) -> tuple[Record, ...]:
    """A form that somebody sent about themselves, given to one of the carers' team, who could not open it else."""
    given = _sent(app, assigned_to=people[Role.CARERS_TEAM].id)
    return (Record(given, OF_EVERYTHING | {Role.CARERS_TEAM}),)


def own_listing_of(app: Flask, people: Mapping[Role, Staff]) -> tuple[Record, ...]:
    """The editor's own listing."""
    editor = people[Role.COMMUNITY_EDITOR]
    with app.test_request_context(), transaction() as writing:
        lakeside = own_listing.LAKESIDE
        page = publishing.begin(writing, Kind.LISTING, lakeside.name, editor.id, as_json(lakeside))
    return (Record(str(page.id), frozenset({Role.COMMUNITY_EDITOR})),)


def own_claim(app: Flask, people: Mapping[Role, Staff]) -> tuple[Record, ...]:
    """What the editor says of a listing."""
    return (Record(_claimed_by(app, people[Role.COMMUNITY_EDITOR].id), frozenset({Role.COMMUNITY_EDITOR})),)


def own_assistant(app: Flask, people: Mapping[Role, Staff]) -> tuple[Record, ...]:
    """The personal assistant's own page."""
    return (Record(str(talking.assistant(app, people[Role.PA])[0]), frozenset({Role.PA})),)


def own_advert(app: Flask, people: Mapping[Role, Staff]) -> tuple[Record, ...]:
    """The seeker's own advert."""
    advert = talking.waiting_advert(app, "own", people[Role.SEEKER])
    return (Record(str(advert), frozenset({Role.SEEKER})),)


def own_talk(app: Flask, people: Mapping[Role, Staff]) -> tuple[Record, ...]:
    """What the seeker and the personal assistant of the matrix say to each other."""
    talk = talking.pair(app, people=(people[Role.SEEKER], people[Role.PA]))
    return (Record(str(talk.conversation), frozenset({Role.SEEKER, Role.PA})),)


EXAMPLES: Mapping[str, Make] = {
    "staff_claims.claim_id": a_claim,
    "your_claims.claim_id": anothers_claim,
    "your_editors.page_id": anothers_listing,
    "cases.referral_id": cases,
    "case_answers.referral_id": cases_with_a_record,
    "calls.contact_id": a_call,
    "council_problems.problem_id": a_problem,
    "staff_collections.slug": a_collection,
    "sources.slug": a_source,
    "own_listing.page_id": anothers_listing,
    "own_shares.page_id": anothers_listing,
    "letters.page_id": anothers_listing,
    "publishing.page_id": anothers_listing,
    "own_pages.page_id": pages_that_wait,
    "micro_enterprises.page_id": a_sole_trader,
    "staff_register.staff_id": a_colleague,
    "pa_own.pa_id": anothers_assistant,
    "staff_pas.pa_id": an_assistant,
    "pa_messages.conversation_id": anothers_talk,
    "pa_adverts.advert_id": anothers_advert,
    "staff_pa_adverts.advert_id": an_advert,
    "staff_pa_reports.report_id": a_reported_talk,
    "staff_pa_callers.caller_id": a_caller,
}
"""By blueprint and argument."""

OWN: Mapping[str, MakeOwn] = {
    "cases.referral_id": a_case_of_ones_own,
    "case_answers.referral_id": a_case_of_ones_own,
    "own_listing.page_id": own_listing_of,
    "own_shares.page_id": own_listing_of,
    "pa_adverts.advert_id": own_advert,
    "pa_messages.conversation_id": own_talk,
    "pa_own.pa_id": own_assistant,
    "publishing.page_id": own_listing_of,
    "your_claims.claim_id": own_claim,
    "your_editors.page_id": own_listing_of,
}
"""The same."""
