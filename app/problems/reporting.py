"""What happens when a problem is reported and when it is done: the row, the messages and the record stand together."""

from contextlib import suppress
from uuid import UUID

from flask import render_template, url_for
from flask_babel import force_locale, gettext
from sqlalchemy.orm import Session

from app import db
from app.audit import api as audit
from app.audit.domain import ANYONE, staff_member
from app.councils.api import council
from app.directory.domain import Service
from app.kernel.clock import now
from app.limits import api as limits
from app.messages import api as messages
from app.messages.domain import Channel, Kind, NotAnAddress, Recipient
from app.problems import store
from app.problems.domain import About, Report
from app.web.addresses import public_address
from app.web.errors import TooMany

RECORD = "problem"
OWN_LANGUAGE = "en_GB"  # of staff and of listings
MOST_TOLD_ABOUT_ONE_LISTING, A_DAY = 20, 24 * 60


def take(report: Report, service: Service) -> UUID:
    """Keeps a report, and tells those who run the service and the council."""
    telling = _may_tell(report)
    with db.transaction() as session:
        told = telling and report.about.reaches_owner and _tell_owner(session, report, service)
        id = store.add(session, report, told, now())
        if telling:
            _tell_council(session, id, report.about)
        audit.record(session, actor=ANYONE, action="problem.reported", kind=RECORD, about=str(id))
    return id


def finish(id: UUID, answer: str, name: str, staff_id: int) -> None:
    """Ends a problem, and answers whoever asked to hear. Raises SomeoneElseWasFirst."""
    with db.transaction() as session:
        email = store.finish(session, id, answer, now())
        if email:
            _answer(session, id, email, answer, name)
        audit.record(session, actor=staff_member(staff_id), action="problem.done", kind=RECORD, about=str(id))


def _may_tell(report: Report) -> bool:
    """Counts the report; False when so many were told about its listing that a letter box fills.

    A worry about safety is neither counted nor held back, or anybody could silence it with reports of their own.
    """
    if report.about is About.SAFETY:
        return True
    try:
        limits.spend("problem-about", f"{report.source}/{report.service_id}", MOST_TOLD_ABOUT_ONE_LISTING, A_DAY)
    except TooMany:
        return False
    return True


def _tell_owner(session: Session, report: Report, service: Service) -> bool:
    """Writes to the listing's own address; says whether there is one. Nothing of what somebody typed leaves with it.

    Words of a stranger would speak in the council's name.
    """
    with force_locale(OWN_LANGUAGE):
        subject = gettext("Please check what our list says about %(name)s", name=service.name)
        body = render_template(
            "problems/mail/owner.txt",
            name=service.name,
            about=report.about,
            address=public_address(url_for("directory.service", source=report.source, id=report.service_id)),
        )
    for address in _addresses_of(service):
        with suppress(NotAnAddress):
            messages.enqueue(session, to=address, subject=subject, body=body)
            return True
    return False


def _addresses_of(service: Service) -> tuple[str, ...]:
    contacts = (contact.email for contact in service.contacts)
    organisation = service.organisation.email if service.organisation else None
    return tuple(filter(None, (service.email, *contacts, organisation)))


def _tell_council(session: Session, id: UUID, about: About) -> None:
    """Writes to the team that there is something to read, and none of it."""
    with force_locale(OWN_LANGUAGE):
        urgent = gettext("Read today: somebody may not be safe at a service on our list")
        subject = urgent if about is About.SAFETY else gettext("A problem with a listing was reported")
        address = public_address(url_for("council_problems.opened", problem_id=id))
        body = gettext(
            "Sign in to read it: %(address)s\nThis message holds nothing of what was written.", address=address
        )
    messages.enqueue(session, to=council().email, subject=subject, body=body)


def _answer(session: Session, id: UUID, email: str, answer: str, name: str) -> None:
    to = Recipient(Channel.EMAIL, email)
    messages.tell(session, Kind.PROBLEM_ANSWER, to, {"name": name, "answer": answer}, key=f"problem:{id}:answer")
