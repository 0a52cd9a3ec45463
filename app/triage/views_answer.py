"""What the person is asked and told in writing: what was missing, and the record of what was decided and why."""

from uuid import UUID

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from app import db
from app.accounts.api import signed_in_staff
from app.kernel.clock import now
from app.printing.domain import Size
from app.referrals import api as referrals
from app.referrals.api import Referral, SentBy
from app.triage import deeds, desk
from app.triage.deeds import RecordToGive
from app.triage.domain import Assurance, gaps_in, reach_of
from app.triage.forms import AliveForm, AssureForm, DiedForm, GapsForm
from app.triage.pages import CasePage
from app.web.errors import NotFound

blueprint = Blueprint("case_answers", __name__, url_prefix="/staff/referrals/<uuid:referral_id>")


@blueprint.post("/missing")
def ask_back(referral_id: UUID) -> ResponseReturnValue:
    """Asks the person for what is missing, and for nothing else."""
    case = desk.found(referral_id)
    page = _page(case)
    if not page.ways_to_ask:
        raise NotFound
    form = GapsForm(page.ways_to_ask)
    return desk.work(
        case,
        form,
        lambda work: deeds.ask_back(work, gaps_in(form.gaps.data), form.recipient, page.form.language),
    )


@blueprint.post("/assured")
def assure(referral_id: UUID) -> ResponseReturnValue:
    """Notes what was made of a self-assessment, and gives the person the written record."""
    case = desk.found(referral_id)
    page = _page(case)
    form = AssureForm(page.may_be_emailed_record)
    return desk.work(
        case,
        form,
        lambda work: deeds.assure(
            work,
            Assurance(form.assurance.data),
            form.not_right.data or "",
            RecordToGive(form.told.data, page.form.language, SentBy(form.give.data)),
            page.email,
        ),
    )


@blueprint.post("/died")
def died(referral_id: UUID) -> ResponseReturnValue:
    """Stops every message about somebody who has died, and closes the case."""
    case, form = desk.found(referral_id), DiedForm()
    page = _page(case)
    return desk.work(case, form, lambda work: deeds.died(work, page.own_email, page.own_numbers))


@blueprint.post("/not-died")
def not_died(referral_id: UUID) -> ResponseReturnValue:
    """Takes back that somebody has died, with the reason."""
    case, form = desk.found(referral_id), AliveForm()
    page = _page(case)
    if not page.silenced:
        raise NotFound
    return desk.work(case, form, lambda work: deeds.alive(work, page.own_email, page.own_numbers, form.alive.data))


@blueprint.get("/record", defaults={"size": Size.ORDINARY.value})
@blueprint.get("/record/<size>")
def record(referral_id: UUID, size: str) -> ResponseReturnValue:
    """The newest written record, to print and post, in the language of the person."""
    case, chosen = desk.found(referral_id), _size(size)
    written = referrals.records_of(db.session(), case.id)
    if not written:
        raise NotFound
    with db.transaction() as session:
        deeds.audited(session, signed_in_staff(), case.id, "record-printed")
    page = _page(case)
    with force_locale(written[0].language):
        letter = render_template("triage/_record.html", case=case, record=written[0], form=page.form)
    return render_template("triage/record.html", case=case, letter=letter, size=chosen, record=written[0])


@blueprint.get("/paper", defaults={"size": Size.ORDINARY.value})
@blueprint.get("/paper/<size>")
def paper(referral_id: UUID, size: str) -> ResponseReturnValue:
    """The whole case, to print."""
    case, chosen = desk.found(referral_id), _size(size)
    with db.transaction() as session:
        deeds.audited(session, signed_in_staff(), case.id, "printed")
    return render_template("triage/paper.html", page=_page(case), size=chosen, printed_at=now())


def _page(case: Referral) -> CasePage:
    staff = signed_in_staff()
    return CasePage.of(db.session(), case, reach_of(staff.id, staff.roles))


def _size(name: str) -> Size:
    if name not in set(Size):
        raise NotFound
    return Size(name)
