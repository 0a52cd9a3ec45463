"""The staff's pages about listings: which are old and what the rule does with them, and whose address is kept back."""

import hashlib

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import db
from app.accounts.api import signed_in_staff
from app.accounts.domain import Staff
from app.audit import api as audit
from app.audit.domain import staff_member
from app.councils.api import council
from app.directory import api
from app.directory.index import keeping
from app.directory.reading import listing_pages
from app.directory.service.freshness import Standing
from app.directory.upkeep import addresses_by_telephone
from app.kernel.clock import today
from app.kernel.whole_number import whole_number
from app.web.errors import NotFound

blueprint = Blueprint("listings", __name__, url_prefix="/staff/listings")


@blueprint.get("/")
def listed() -> ResponseReturnValue:
    """How many listings the rule marks, ranks down and hides, and which."""
    asked = request.args.get("standing", "")
    standing = Standing(asked) if asked in set(Standing) else Standing.HIDDEN
    page = min(max(request.args.get("page", 1, type=whole_number), 1), 10_000)
    words = request.args.get("name", "").strip()
    return render_template(
        "directory/staff/listings.html",
        page=listing_pages.old_listings(db.session(), standing, page, words, today()),
        limits=council().freshness,
        staff=signed_in_staff(),
    )


@blueprint.get("/<source>/<id>")
def opened(source: str, id: str) -> ResponseReturnValue:
    """One listing: how old it is, what it does not say, and whether its addresses are kept back."""
    found = api.listing(source, id)
    if found is None:
        raise NotFound
    page = listing_pages.one_listing(db.session(), source, found)
    return render_template("directory/staff/listing.html", page=page, staff=signed_in_staff())


@blueprint.post("/<source>/<id>/address")
def keep_back(source: str, id: str) -> ResponseReturnValue:
    """Keeps an address of a listing back, or lets everybody see it."""
    found, location_id = api.listing(source, id), request.form.get("location", "")
    if found is None or location_id not in {at.location.id for at in found.at_locations}:
        raise NotFound
    _say(source, location_id, request.form.get("withheld") == "yes", signed_in_staff())
    return redirect(url_for(".opened", source=source, id=id), code=303)


def _say(source: str, location_id: str, withheld: bool, staff: Staff) -> None:
    """Writes the staff's word down with its record, then gives the index what it may know from now on."""
    action = "address.kept-back" if withheld else "address.shown"
    about = hashlib.sha256(f"{source}/{location_id}".encode()).hexdigest()[:32]  # an id of a feed may hold anything
    with db.transaction() as session:
        changed = addresses_by_telephone.keep_back(session, source, location_id, withheld)
        audit.record(session, actor=staff_member(staff.id), action=action, kind="location", about=about)
    keeping.follow(source, changed, (), area_changed=False)
