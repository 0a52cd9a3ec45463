"""Pages of ideas for equipment, open to everybody: nothing is asked and nothing is kept."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.equipment.api import catalogue
from app.equipment.forms import NarrowForm
from app.equipment.pages import list_page, start_page

blueprint = Blueprint("equipment", __name__, url_prefix="/equipment")


@blueprint.get("/")
def start() -> ResponseReturnValue:
    """The ways into the list: by room of the home and by what is hard."""
    return render_template("equipment/start.html", page=start_page(catalogue()))


@blueprint.get("/list")
def listed() -> ResponseReturnValue:
    """Ideas for a room or a difficulty, or all of them, each whole."""
    form = NarrowForm(request.args, catalogue())
    return render_template("equipment/list.html", page=list_page(catalogue(), form), narrow_form=form)
