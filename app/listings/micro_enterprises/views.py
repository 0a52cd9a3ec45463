"""The staff's pages of people who work for themselves: who there is, and what was seen of each, when and by whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app import db
from app.accounts import api as accounts
from app.accounts.api import signed_in_staff
from app.accounts.domain import Role, Staff
from app.audit import api as audit
from app.audit.domain import staff_member
from app.directory import api as directory
from app.kernel.clock import now, today
from app.listings.domain import Group, from_json
from app.listings.micro_enterprises import store as checks
from app.listings.micro_enterprises.forms import CheckForm
from app.listings.micro_enterprises.seen import EVIDENCE, SEEN, Check
from app.listings.page.record import SOURCE
from app.listings.public import store
from app.listings.public.store import Shown
from app.web.errors import NotFound

ROLES = {Role.DIRECTORY_EDITOR: "directory editor", Role.MANAGER: "manager"}

blueprint = Blueprint("micro_enterprises", __name__, url_prefix="/staff/micro-enterprises")


@dataclass(frozen=True)
class Row:
    """Somebody who works for themselves, and how many checks hold and have run out."""

    page_id: UUID
    group: Group
    holding: int
    lapsed: int


@dataclass(frozen=True)
class Told:
    """A check in words, with who saw it in which role. `state` says why residents do not see it, if they do not."""

    check: Check
    what: str
    evidence: str
    by: str
    state: str


@blueprint.get("/")
def listed() -> ResponseReturnValue:
    """Everybody whose page is public."""
    rows = sorted(_rows(db.session()), key=lambda row: row.group.name.lower())
    return render_template("listings/staff/micro_enterprises.html", rows=rows)


@blueprint.get("/<uuid:page_id>/")
def opened(page_id: UUID) -> ResponseReturnValue:
    """One of them, with every check that there was. That it was opened is on record before anything is shown."""
    shown = _shown(page_id)
    with db.transaction() as writing:
        _on_record(writing, signed_in_staff(), "opened", page_id)
    return _page(shown, CheckForm())


@blueprint.post("/<uuid:page_id>/checks")
def record(page_id: UUID) -> ResponseReturnValue:
    """Writes down what a member of staff saw, once."""
    shown, form, staff = _shown(page_id), CheckForm(), signed_in_staff()
    if not form.validate_on_submit():
        return _page(shown, form), 422
    with db.transaction() as writing:
        if checks.add(writing, form.check(page_id, staff.id, _role(staff), now())):
            _on_record(writing, staff, f"check-{form.what.data}", page_id)
    return _done(page_id)


@blueprint.post("/<uuid:page_id>/checks/<uuid:check_id>/withdraw")
def withdraw(page_id: UUID, check_id: UUID) -> ResponseReturnValue:
    """Lets a check count no more that was noted by mistake, or that is no longer true."""
    _shown(page_id)
    with db.transaction() as writing:
        if checks.withdraw(writing, page_id, check_id):
            _on_record(writing, signed_in_staff(), "check-withdrawn", page_id)
    return _done(page_id)


def _done(page_id: UUID) -> ResponseReturnValue:
    services = store.services_of(db.session(), page_id)
    directory.look_again(*((SOURCE, one.service_id) for one in services))
    return redirect(url_for(".opened", page_id=page_id), code=303)


def _role(staff: Staff) -> Role:
    """In which of their roles they may do this."""
    return Role.DIRECTORY_EDITOR if Role.DIRECTORY_EDITOR in staff.roles else Role.MANAGER


def _on_record(writing: Session, staff: Staff, what: str, page_id: UUID) -> None:
    action, about = f"micro-enterprise.{what}", str(page_id)
    audit.record(writing, actor=staff_member(staff.id), action=action, kind="micro-enterprise", about=about)


def _shown(page_id: UUID) -> Shown:
    """The public page of somebody who works for themselves. Raises NotFound."""
    shown = store.shown(db.session(), page_id)
    if shown is None or not from_json(shown.content).sole_trader:
        raise NotFound
    return shown


def _rows(session: Session) -> Iterator[Row]:
    for shown in store.all_shown(session):
        group = from_json(shown.content)
        if group.sole_trader:
            found = [check for check in checks.checks_of(session, shown.page_id) if not check.withdrawn]
            holding = sum(check.holds_on(today()) for check in found)
            yield Row(shown.page_id, group, holding, len(found) - holding)


def _page(shown: Shown, form: CheckForm) -> str:
    session = db.session()
    told = [_told(session, check) for check in checks.checks_of(session, shown.page_id)]
    services = store.services_of(session, shown.page_id)
    return render_template(
        "listings/staff/micro_enterprise.html",
        group=from_json(shown.content),
        page_id=shown.page_id,
        services=[one.service_id for one in services],
        source=SOURCE,
        checks=told,
        form=form,
    )


def _told(session: Session, check: Check) -> Told:
    seer = accounts.account(session, check.by)
    by = f"{seer.name if seer else 'somebody who has left'}, {ROLES.get(check.role, check.role)}"
    return Told(check, str(SEEN[check.what]), EVIDENCE.get(check.evidence, ""), by, _state(check))


def _state(check: Check) -> str:
    if check.withdrawn:
        return "Taken back"
    return "" if check.holds_on(today()) else "Ran out"
