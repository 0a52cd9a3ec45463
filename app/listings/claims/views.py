"""Claiming a listing, for whoever has signed in: begin, show it, see what became of it; and adding a new one."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import db
from app.accounts.api import signed_in_staff
from app.directory import api as directory
from app.directory.domain import Service
from app.kernel.clock import now
from app.listings.claims import claiming, editors, store
from app.listings.claims.claim import Way
from app.listings.claims.claiming import Code, NotThatWay
from app.listings.claims.forms import ClaimForm, CodeForm, NewListingForm
from app.listings.claims.pages import ClaimPage, found_for
from app.listings.domain import Group
from app.listings.room import edit_address
from app.web.errors import NotFound

blueprint = Blueprint("your_claims", __name__, url_prefix="/your-pages/claims")

_NOT_RIGHT = {
    Code.WRONG: "That is not the code. Check it and try again.",
    Code.OVER: "This code has ended, or was typed wrong too often.",
}


@blueprint.get("/")
def listed() -> ResponseReturnValue:
    """What somebody claims."""
    claims = store.of_account(db.session(), signed_in_staff().id)
    return render_template("listings/claims/list.html", claims=claims, now=now(), edit_address=edit_address)


@blueprint.route("/new", methods=["GET", "POST"])
def add() -> ResponseReturnValue:
    """Begins the page of a group that is not in the directory."""
    form, account = NewListingForm(), signed_in_staff()
    if not form.validate_on_submit():
        return render_template("listings/claims/add.html", form=form, found=()), 422 if form.errors else 200
    found = () if form.different.data else found_for(form.name.data)
    if found:
        return render_template("listings/claims/add.html", form=form, found=found)
    claiming.count_new(account)
    return redirect(edit_address(claiming.add(account, Group(name=form.name.data))), code=303)


@blueprint.get("/<source>/<id>")
def begin(source: str, id: str) -> ResponseReturnValue:
    """Asks how somebody can show that a listing is theirs."""
    page = _page(source, id)
    form = ClaimForm(formdata=None)
    form.offer(page.ways())
    return render_template("listings/claims/begin.html", page=page, form=form)


@blueprint.post("/<source>/<id>")
def claim(source: str, id: str) -> ResponseReturnValue:
    """Writes the claim down, and sends out what shows it."""
    page, form, account = _page(source, id), ClaimForm(), signed_in_staff()
    form.offer(page.ways())
    if not form.validate_on_submit():
        return render_template("listings/claims/begin.html", page=page, form=form), 422
    way = Way(form.way.data)
    claiming.count(account, page.key, way)
    try:
        claim_id = claiming.begin(account, page.key, page.service, way, form.words.data)
    except NotThatWay:
        form.way.errors = ["We cannot reach the group that way. Choose another."]
        return render_template("listings/claims/begin.html", page=page, form=form), 422
    return redirect(url_for(".shown", claim_id=claim_id), code=303)


@blueprint.post("/<source>/<id>/ask")
def ask(source: str, id: str) -> ResponseReturnValue:
    """Asks those who keep the page already."""
    key, account = _page(source, id).key, signed_in_staff()
    editors.count_asking(account)
    page_id = claiming.kept_page(db.session(), key)
    if page_id is None:
        raise NotFound
    editors.ask(account, page_id)
    return redirect(url_for(".asked"), code=303)


@blueprint.get("/asked")
def asked() -> ResponseReturnValue:
    """Says that they were asked."""
    return render_template("listings/claims/asked.html")


@blueprint.get("/one/<uuid:claim_id>")
def shown(claim_id: UUID) -> ResponseReturnValue:
    """What became of a claim, and the box for its code."""
    return _claim_page(claim_id, CodeForm(formdata=None))


@blueprint.post("/one/<uuid:claim_id>/code")
def enter(claim_id: UUID) -> ResponseReturnValue:
    """Takes a code."""
    form, account = CodeForm(), signed_in_staff()
    claiming.claim_of(claim_id, account.id)
    if not form.validate_on_submit():
        return _claim_page(claim_id, form), 422
    said = claiming.enter(account, claim_id, form.code.data)
    if said is not Code.RIGHT:
        form.code.errors = [_NOT_RIGHT[said]]
        return _claim_page(claim_id, form), 422
    return redirect(url_for(".shown", claim_id=claim_id), code=303)


@blueprint.post("/one/<uuid:claim_id>/withdraw")
def withdraw(claim_id: UUID) -> ResponseReturnValue:
    """Takes a claim back."""
    claiming.withdraw(signed_in_staff(), claim_id)
    return redirect(url_for(".listed"), code=303)


def _page(source: str, id: str) -> ClaimPage:
    """The listing, if residents find it. Raises NotFound."""
    service: Service | None = directory.listing(source, id)
    if service is None:
        raise NotFound
    return ClaimPage.of((source, id), service, signed_in_staff())


def _claim_page(claim_id: UUID, form: CodeForm) -> str:
    claim = claiming.claim_of(claim_id, signed_in_staff().id)
    page = edit_address(claim.page_id) if claim.page_id else ""
    return render_template("listings/claims/claim.html", claim=claim, form=form, now=now(), edit_address=page)
