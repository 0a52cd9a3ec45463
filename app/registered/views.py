"""The staff's pages about registered providers: which listing is which, and which are registered no longer."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import db
from app.accounts.api import signed_in_staff
from app.kernel.at_once import SomeoneElseWasFirst
from app.kernel.whole_number import whole_number
from app.registered import deciding, pages, store
from app.registered.domain import Standing, Tie
from app.registered.forms import TieForm
from app.web.errors import NotFound

blueprint = Blueprint("registered", __name__, url_prefix="/staff/registered")


@blueprint.get("/")
def listed() -> ResponseReturnValue:
    """What waits for staff."""
    return _desk(TieForm())


@blueprint.get("/shown")
def shown() -> ResponseReturnValue:
    """The listings that are shown as registered."""
    return _decided("shown", (Standing.NAMED, Standing.CONFIRMED))


@blueprint.get("/refused")
def refused() -> ResponseReturnValue:
    """Those of which staff said that they are not the location."""
    return _decided("refused", (Standing.REFUSED,))


@blueprint.post("/tie")
def tie() -> ResponseReturnValue:
    """Says by hand that a listing is a location."""
    form = TieForm()
    if not form.validate_on_submit():
        return _desk(form), 422
    deciding.tie_by_hand(form.listed, form.found, signed_in_staff())
    return redirect(url_for(".shown"), code=303)


@blueprint.post("/decide")
def decide() -> ResponseReturnValue:
    """What staff pressed at one pair of a listing and a location."""
    pair, deed = _tie(), request.form.get("deed", "")
    if pair is None or deed not in deciding.DEEDS:
        raise NotFound
    try:
        deciding.decide(pair, deed, signed_in_staff())
    except SomeoneElseWasFirst:
        return _desk(TieForm(formdata=None), changed=True), 409
    then = {"no": ".listed" if pair.standing is Standing.PROPOSED else ".shown", "ask-again": ".refused"}
    return redirect(url_for(then.get(deed, ".listed")), code=303)


def _tie() -> Tie | None:
    form = request.form
    at = (form.get("source", ""), form.get("service", ""), form.get("location", ""))
    return store.tie(db.session(), *at) if "".join(at).isprintable() else None


def _desk(form: TieForm, changed: bool = False) -> str:
    return render_template("registered/desk.html", page=pages.desk(db.session()), form=form, changed=changed)


def _decided(name: str, standings: tuple[Standing, ...]) -> str:
    number = min(max(request.args.get("page", 1, type=whole_number), 1), 10_000)
    page = pages.decided(db.session(), standings, number, pages.address_of_page(f"registered.{name}"))
    return render_template(f"registered/{name}.html", page=page)
