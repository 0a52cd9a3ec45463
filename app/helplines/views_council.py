"""The staff's page about helplines: when each was looked up, and which have to be looked up again."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.accounts.api import count_beside, signed_in_staff
from app.helplines import api, pages
from app.helplines.domain import Helpline
from app.kernel.clock import today

blueprint = Blueprint("council_helplines", __name__, url_prefix="/staff/helplines")


blueprint.record_once(lambda state: count_beside(state.app, "council_helplines.listed", lambda: len(_to_look_up())))


@blueprint.get("/")
def listed() -> ResponseReturnValue:
    """Every number with its day, the ones to look up again on top."""
    lines, old = api.everyone(), _to_look_up()
    return render_template(
        "helplines/council.html",
        old=old,
        lines=(*old, *(line for line in lines if line not in old)),
        months=pages.MONTHS_UNTIL_LOOKED_UP_AGAIN,
        staff=signed_in_staff(),
    )


def _to_look_up() -> tuple[Helpline, ...]:
    return pages.to_look_up_again(api.everyone(), today())
