"""The staff's pages: the list by clock, one case, and deciding on it."""

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from app import db
from app.accounts.api import signed_in_staff
from app.assessment.domain import Route
from app.audit import api as audit
from app.audit.domain import staff_member
from app.councils.api import council
from app.kernel.clock import now
from app.referrals import store, wording
from app.referrals.case_forms import CaseForm, OutcomeForm, RouteForm
from app.referrals.domain import Case, Happened, Promise, SomeoneElseWasFirst, Status, promised
from app.referrals.pages_council import CasePage, Filters, ListPage
from app.referrals.sending import RECORD
from app.referrals.store import Referral
from app.web.errors import NotFound

blueprint = Blueprint("council_referrals", __name__, url_prefix="/staff/referrals")


@blueprint.get("/")
def listed() -> ResponseReturnValue:
    """The cases: what cannot wait on top, then what is due first."""
    return render_template(
        "referrals/council/list.html",
        page=ListPage.of(Filters.read(request.args), now()),
        staff=signed_in_staff(),
        routes=wording.ROUTES,
        statuses=wording.STATUSES,
    )


@blueprint.get("/<uuid:referral_id>")
def opened(referral_id: UUID) -> ResponseReturnValue:
    """One case. That it was opened is on record before anything of it is shown."""
    return _case_page(_referral(referral_id))


@blueprint.post("/<uuid:referral_id>/route")
def decide(referral_id: UUID) -> ResponseReturnValue:
    """Confirms the route or changes it, with a reason either way."""
    referral, form = _referral(referral_id), _route_form()
    if not form.validate_on_submit():
        return _case_page(referral, route_form=form), 422
    route = Route(form.route.data)
    happened = Happened.ROUTE_CONFIRMED if route is referral.route else Happened.ROUTE_CHANGED
    words = f"{wording.ROUTES[referral.route]} → {wording.ROUTES[route]}\n{form.reason.data}"
    try:
        with db.transaction() as session:
            store.reroute(session, referral.id, form.seen_version(), route, _promise(referral, route))
            _on_record(session, referral, happened, words)
    except SomeoneElseWasFirst:
        return _changed_meanwhile(referral.id, route_form=form)
    return redirect(url_for(".opened", referral_id=referral.id), code=303)


@blueprint.post("/<uuid:referral_id>/look")
def look(referral_id: UUID) -> ResponseReturnValue:
    """Marks a case as being looked at."""
    referral, form = _referral(referral_id), CaseForm()
    try:
        with db.transaction() as session:
            store.mark(session, referral.id, form.seen_version(), Status.LOOKED_AT)
            _on_record(session, referral, Happened.LOOKED_AT, "")
    except SomeoneElseWasFirst:
        return _changed_meanwhile(referral.id)
    return redirect(url_for(".opened", referral_id=referral.id), code=303)


@blueprint.post("/<uuid:referral_id>/done")
def close(referral_id: UUID) -> ResponseReturnValue:
    """Marks a case as done, with what came of it."""
    referral, form = _referral(referral_id), OutcomeForm()
    if not form.validate_on_submit():
        return _case_page(referral, outcome_form=form), 422
    try:
        with db.transaction() as session:
            store.mark(session, referral.id, form.seen_version(), Status.DONE)
            _on_record(session, referral, Happened.DONE, form.outcome.data)
    except SomeoneElseWasFirst:
        return _changed_meanwhile(referral.id, outcome_form=form)
    return redirect(url_for(".opened", referral_id=referral.id), code=303)


def _referral(referral_id: UUID) -> Referral:
    referral = store.by_id(db.session(), referral_id)
    if referral is None:
        raise NotFound
    return referral


def _route_form(**kwargs: Any) -> RouteForm:
    return RouteForm({route.value: str(name) for route, name in wording.ROUTES.items()}, **kwargs)


def _promise(referral: Referral, route: Route) -> Promise:
    """The clock of the route decided on. One that became more urgent counts from now: nobody could know before."""
    if route is referral.route:
        return referral.promise
    since = now() if route.rank > referral.route.rank else referral.received_at
    return promised(council(), Case(referral.subject, route), since)


def _on_record(session: Session, referral: Referral, happened: Happened, words: str) -> None:
    staff = signed_in_staff()
    store.note(session, referral.id, happened, staff.name, words)
    action = f"referral.{happened.value.replace('_', '-')}"
    audit.record(session, actor=staff_member(staff.id), action=action, kind=RECORD, about=str(referral.id))


def _changed_meanwhile(referral_id: UUID, **forms: CaseForm) -> ResponseReturnValue:
    """Shows the case as it is now, with what was typed still in its box."""
    words = gettext("Someone changed this case after you opened it. Look at it again, then decide.")
    return _case_page(_referral(referral_id), notice=words, **forms), 409


def _case_page(referral: Referral, notice: str = "", **forms: CaseForm) -> str:
    staff = signed_in_staff()
    with db.transaction() as session:
        actor = staff_member(staff.id)
        audit.record(session, actor=actor, action="referral.opened", kind=RECORD, about=str(referral.id))
    return render_template(
        "referrals/council/case.html",
        page=CasePage.of(referral, now()),
        staff=staff,
        route_form=forms.get("route_form") or _route_form(formdata=None),
        outcome_form=forms.get("outcome_form") or OutcomeForm(formdata=None),
        notice=notice,
    )
