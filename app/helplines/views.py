"""The page of helplines, for everybody."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.helplines import api, pages

blueprint = Blueprint("helplines", __name__, url_prefix="/helplines")


@blueprint.get("/")
def listed() -> ResponseReturnValue:
    """Every helpline, by theme."""
    return render_template("helplines/helplines.html", themes=pages.themes(api.everyone()))
