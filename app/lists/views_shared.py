"""A list that somebody was sent: to read, to print, and to keep as a list of one's own. Nothing says who made it."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.lists import browser, pages
from app.lists.views import opened_by, paper_page
from app.printing.api import Size
from app.web.errors import NotFound

blueprint = Blueprint("shared_lists", __name__, url_prefix="/list/shared")


@blueprint.get("/")
def shown() -> ResponseReturnValue:
    """The list as it was when the link was made, each service as it is now."""
    link = opened_by(request.args.get("link", ""))
    return render_template("lists/shared.html", link=link, rows=pages.rows_of(link.things))


@blueprint.get("/paper/<size>")
def paper(size: str) -> ResponseReturnValue:
    """A booklet of it."""
    if size not in set(Size):
        raise NotFound
    link = opened_by(request.args.get("link", ""))
    return paper_page(link.things, Size(size), link.token)


@blueprint.post("/")
def take() -> ResponseReturnValue:
    """Puts everything on it at the end of one's own list."""
    link = opened_by(request.form.get("link", ""))
    browser.change_here(lambda things: things.with_all(link.things.all))
    return redirect(url_for("lists.shown"), code=303)
