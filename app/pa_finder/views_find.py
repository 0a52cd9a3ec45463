"""The pages on which people look for a PA and read about one. Nobody needs an account, and no address tells of them."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import db
from app.kernel.whole_number import whole_number
from app.limits import api as limits
from app.pa_finder.finding import searching
from app.pa_finder.finding.forms import FindForm
from app.pa_finder.finding.matching import Asked
from app.pa_finder.finding.pages import profile_page, results_page
from app.pa_finder.finding.showing import found_for, visible_by_name
from app.pa_finder.finding.wording import DAYS, PARTS
from app.web.errors import NotFound

MOST_FROM_ONE_PLACE, A_DAY = 2000, 24 * 60  # a library is one place

blueprint = Blueprint("pa_finder", __name__, url_prefix="/personal-assistants")


@blueprint.get("/")
def find() -> ResponseReturnValue:
    """What somebody looks for, as it was asked in the search that the address names, if it names one."""
    asked = searching.asked_here() or Asked()
    return _form_page(FindForm(formdata=None, data=vars(asked)))


@blueprint.post("/")
def search() -> ResponseReturnValue:
    """Keeps what was asked for an hour, and goes to what was found. Each search is one of its own."""
    form = FindForm()
    if not form.validate_on_submit():
        return _form_page(form), 422
    limits.spend("pa-search-from", request.remote_addr or "", MOST_FROM_ONE_PLACE, A_DAY)
    return redirect(url_for(".found", looking=searching.keep_here(form.asked)), code=303)


@blueprint.get("/found")
def found() -> ResponseReturnValue:
    """Every PA who may be seen, those first who fit what was asked, each with what fits and what does not."""
    asked = searching.asked_here()
    if asked is None and searching.search_here():  # its hour is over, or it was another browser's
        return redirect(url_for(".find"), code=303)
    number, looking = request.args.get("page", 1, type=whole_number), _looking(asked)
    page = results_page(found_for(db.session(), asked or Asked()), number, looking)
    return render_template("pa_finder/found.html", page=page, looking=looking)


@blueprint.post("/forget")
def forget() -> ResponseReturnValue:
    """Forgets all that this browser looked for."""
    searching.forget_here()
    return redirect(url_for(".find"), code=303)


@blueprint.get("/<short>")
def shown(short: str) -> ResponseReturnValue:
    """A PA, while they may be seen."""
    pa = visible_by_name(db.session(), short)
    if pa is None:
        raise NotFound
    asked = searching.asked_here()
    return render_template("pa_finder/profile.html", page=profile_page(pa), looking=_looking(asked))


def _looking(asked: Asked | None) -> UUID | None:
    """The search that the links of a page carry on, while it stands."""
    return searching.search_here() if asked is not None else None


def _form_page(form: FindForm) -> str:
    return render_template("pa_finder/find.html", form=form, days=DAYS, parts=tuple(PARTS.values()))
