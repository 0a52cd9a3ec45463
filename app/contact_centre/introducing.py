"""Making an introduction and following it up: the rows, the messages and the record stand together."""

from contextlib import suppress

from flask import current_app, render_template, url_for
from flask_babel import force_locale, gettext
from sqlalchemy.orm import Session

from app import db
from app.accounts.domain import Staff
from app.audit import api as audit
from app.audit.domain import SERVICE
from app.contact_centre import calls, introductions
from app.contact_centre.domain import Outcome
from app.contact_centre.introductions import MOST_TIMES_ASKED, Answer, Asking, Introduction, Told
from app.contact_centre.store import Contact
from app.directory import api as directory
from app.events import api as events
from app.events.domain import Ending, FollowedUp, Happening
from app.messages import api as messages
from app.messages.domain import Channel, Kind, NotAMobileNumber, NotAnAddress, Recipient
from app.web.addresses import public_address

RECORD = "introduction"
OWN_LANGUAGE = "en_GB"  # of staff and of groups
AT_ONCE = 50


def addresses_of(service: str) -> tuple[str, ...]:
    """Where a group can be written to, as its own entry in the directory says."""
    source, _, id = service.partition("/")
    listing = directory.listing(source, id)
    if listing is None:
        return ()
    organisation = listing.organisation.email if listing.organisation else None
    return tuple(filter(None, (listing.email, *(contact.email for contact in listing.contacts), organisation)))


def introduce(staff: Staff, contact: Contact, told: Told, asking: Asking, rang: bool) -> None:
    """Makes an introduction and ends the call. A group that nobody `rang` is written to, with nothing of the person.

    Raises SomeoneElseWasFirst.
    """
    with db.transaction() as session:
        said = Answer.TAKEN if rang else None
        made, token = introductions.make(session, contact.id, staff.id, told, asking, said)
        if not rang:
            _write_to_group(session, made, token)
        events.happened(session, Happening.INTRODUCTION_MADE, way=contact.notes.way, place=contact.notes.outward)
        calls.end(session, staff, contact, Outcome.INTRODUCTION, Ending.INTRODUCED)


def ask_who_is_due() -> bool:
    """Asks those whose six weeks are over how it went; says whether there may be more to ask."""
    with db.transaction() as session:
        due = introductions.due(session, AT_ONCE)
        for introduction in due:
            _ask_or_give_up(session, introduction)
    return len(due) == AT_ONCE


def settle(session: Session, introduction: Introduction, outcome: FollowedUp) -> bool:
    """Keeps and counts what came of it, once, in the caller's transaction."""
    settled = introductions.settle(session, introduction.id, outcome)
    if settled:
        events.happened(session, Happening.INTRODUCTION_FOLLOWED_UP, outcome=outcome, way=introduction.ask_way)
    return settled


def not_reached(session: Session, introduction: Introduction) -> None:
    """Counts an asking by staff that reached nobody; the second is the last."""
    counted = introductions.asked_once_more(session, introduction)
    if counted and introduction.asked + 1 >= MOST_TIMES_ASKED:
        settle(session, introduction, FollowedUp.NOT_REACHED)


def _ask_or_give_up(session: Session, introduction: Introduction) -> None:
    """Whoever was asked as often as we may and did not answer is left in peace."""
    if introductions.asked_once_more(session, introduction):
        _ask(session, introduction)
        audit.record(session, actor=SERVICE, action="introduction.asked", kind=RECORD, about=str(introduction.id))
    else:
        settle(session, introduction, FollowedUp.NOT_REACHED)


def _ask(session: Session, introduction: Introduction) -> None:
    """Writes the question: a link, and nothing of what it is about."""
    told = introduction.told
    to = Recipient(Channel.TEXT if introduction.ask_way is Asking.TEXT else Channel.EMAIL, told.ask_to)
    # The worker asks, to whom no request tells the host.
    routes = current_app.url_map.bind("localhost")
    link = public_address(routes.build("introductions.how_it_went", {"link": introduction.ask_token}))
    key = f"introduction:{introduction.id}:{introduction.asked}"
    with suppress(NotAnAddress, NotAMobileNumber):
        messages.tell(session, Kind.FOLLOW_UP, to, {"link": link}, language=told.language, key=key)


def _write_to_group(session: Session, made: Introduction, token: str) -> None:
    """Writes to the first address of the group's entry that can be written to. Raises NotAnAddress when none can."""
    address = public_address(url_for("introductions.shown", link=token))
    with force_locale(OWN_LANGUAGE):
        subject = gettext("Somebody would like to get to know %(group)s", group=made.told.group)
        body = render_template("contact_centre/mail/group.txt", introduction=made, address=address)
    for to in addresses_of(made.told.service):
        with suppress(NotAnAddress):
            messages.enqueue(session, to=to, subject=subject, body=body, key=f"introduction:{made.id}")
            return
    raise NotAnAddress
