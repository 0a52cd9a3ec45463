"""The pages on which people look for a PA and read about one. Nobody needs an account, and no address tells of them."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import db
from app.kernel.whole_number import whole_number
from app.pa_finder.finding import searching
from app.pa_finder.finding.forms import FindForm
from app.pa_finder.finding.matching import Asked
from app.pa_finder.finding.pages import profile_page, results_page
from app.pa_finder.finding.showing import found_for, visible_by_name
from app.pa_finder.finding.wording import DAYS, PARTS
from app.web.errors import NotFound

blueprint = Blueprint("pa_finder", __name__, url_prefix="/personal-assistants")


@blueprint.get("/")
def find() -> ResponseReturnValue:
    """What somebody looks for, as this browser last asked."""
    asked = searching.asked_here() or Asked()
    return _form_page(FindForm(formdata=None, data=vars(asked)))


@blueprint.post("/")
def search() -> ResponseReturnValue:
    """Keeps in the browser what was asked, and goes to what was found."""
    form = FindForm()
    if not form.validate_on_submit():
        return _form_page(form), 422
    searching.keep_here(form.asked)
    return redirect(url_for(".found"), code=303)


@blueprint.get("/found")
def found() -> ResponseReturnValue:
    """Every PA who may be seen, those first who fit what was asked, each with what fits and what does not."""
    asked = searching.asked_here() or Asked()
    page = results_page(found_for(db.session(), asked), request.args.get("page", 1, type=whole_number))
    return render_template("pa_finder/found.html", page=page, asked=asked)


@blueprint.post("/forget")
def forget() -> ResponseReturnValue:
    """Lets the browser forget what was asked."""
    searching.forget_here()
    return redirect(url_for(".find"), code=303)


@blueprint.get("/<short>")
def shown(short: str) -> ResponseReturnValue:
    """A PA, while they may be seen."""
    pa = visible_by_name(db.session(), short)
    if pa is None:
        raise NotFound
    return render_template("pa_finder/profile.html", page=profile_page(pa), looked=searching.asked_here() is not None)


def _form_page(form: FindForm) -> str:
    return render_template("pa_finder/find.html", form=form, days=DAYS, parts=tuple(PARTS.values()))
