"""The staff's list of whom to ring: what people open and nobody has checked, with one press for what was heard."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import db
from app.accounts.api import may, signed_in_staff
from app.councils.api import council
from app.kernel.at_once import SomeoneElseWasFirst
from app.kernel.whole_number import whole_number_or
from app.listings.still_right import ringing
from app.listings.still_right.ringing_store import Heard
from app.web.errors import NotFound

blueprint = Blueprint("pages_to_ring", __name__, url_prefix="/staff/pages-to-ring")


@blueprint.get("/")
def listed() -> ResponseReturnValue:
    """Whom to ring."""
    return _page()


@blueprint.post("/<source>/<id>")
def press(source: str, id: str) -> ResponseReturnValue:
    """What was heard. What has changed is put right on the page of its words."""
    staff, pressed = signed_in_staff(), request.form.get("heard", "")
    seen = whole_number_or(request.form.get("seen", "0"), -1)
    if pressed not in set(Heard) or seen < 0:
        raise NotFound
    try:
        if not ringing.rang(staff, (source, id), Heard(pressed), seen):
            raise NotFound
    except SomeoneElseWasFirst:
        return _page(clash=True), 409
    if pressed == Heard.CHANGED and may(staff, "listing_words.shown", "GET"):
        return redirect(url_for("listing_words.shown", source=source, id=id), code=303)
    return redirect(url_for(".listed"), code=303)


def _page(clash: bool = False) -> str:
    return render_template(
        "listings/staff/to_ring.html",
        page=ringing.call_list(db.session()),
        months=council().reminders.months,
        opened_at_least=ringing.OPENED_AT_LEAST,
        most=ringing.MOST_SHOWN,
        clash=clash,
        staff=signed_in_staff(),
    )
