"""Whether the page of a service helped: two buttons, a count, and nothing of who pressed."""

from urllib.parse import urlsplit

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import db
from app.directory import api as directory
from app.directory.domain import Service
from app.kernel.clock import today
from app.limits import api as limits
from app.listings.use import uses
from app.listings.use.uses import Use
from app.web.errors import NotFound
from app.web.resend import csrf

MOST_FROM_ONE_PLACE, AN_HOUR = 30, 60
ANSWERS = {"yes": Use(helped=1), "no": Use(did_not_help=1)}

blueprint = Blueprint("helpful", __name__, url_prefix="/groups/helpful")


@blueprint.post("/<source>/<id>")
@csrf.exempt  # type: ignore[untyped-decorator]  # it asks for no cookie; that a page of ours sent it, its origin says
def say(source: str, id: str) -> ResponseReturnValue:
    """Counts an answer."""
    _service(source, id)
    said = request.form.get("helped", "")
    if said not in ANSWERS or not _is_from_here():
        raise NotFound
    limits.spend("helpful-from", request.remote_addr or "", MOST_FROM_ONE_PLACE, AN_HOUR)
    with db.transaction() as session:
        uses.add(session, (source, id), uses.month_of(today()), ANSWERS[said])
    return redirect(url_for(".thanks", source=source, id=id, helped=said), code=303)


@blueprint.get("/<source>/<id>")
def thanks(source: str, id: str) -> ResponseReturnValue:
    """That it was counted, and what to do when the page did not help."""
    helped = request.args.get("helped") != "no"
    return render_template("listings/thanks.html", service=_service(source, id), source=source, helped=helped)


def _is_from_here() -> bool:
    """Whether a page of ours sent the form. A browser that says nothing of where it comes from is believed."""
    origin = request.headers.get("Origin")
    ours = {request.host, urlsplit(current_app.config["PUBLIC_URL"]).netloc}
    return origin is None or urlsplit(origin).netloc in ours


def _service(source: str, id: str) -> Service:
    service = directory.listing(source, id)
    if service is None:
        raise NotFound
    return service
