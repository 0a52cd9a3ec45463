"""A list that somebody was sent: to read, to print, and to keep as a list of one's own. Nothing says who made it."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app import db
from app.lists import browser, pages, store
from app.lists.store import Link
from app.lists.views import paper_page
from app.printing.api import Size
from app.web.errors import NotFound

blueprint = Blueprint("shared_lists", __name__, url_prefix="/list/shared")


class NoLink(Exception):
    """The link opens nothing: its 90 days are over, it was ended, or it is not whole."""


@blueprint.get("/")
def shown() -> ResponseReturnValue:
    """The list as it was when the link was made, each service as it is now."""
    link = _link(request.args)
    return render_template("lists/shared.html", link=link, rows=pages.rows_of(link.things))


@blueprint.get("/paper/<size>")
def paper(size: str) -> ResponseReturnValue:
    """A booklet of it."""
    if size not in set(Size):
        raise NotFound
    link = _link(request.args)
    return paper_page(link.things, Size(size), link.token)


@blueprint.post("/")
def take() -> ResponseReturnValue:
    """Puts everything on it at the end of one's own list."""
    link = _link(request.form)
    browser.change_here(lambda things: things.with_all(link.things.all))
    return redirect(url_for("lists.shown"), code=303)


@blueprint.errorhandler(NoLink)
def no_link(_: NoLink) -> ResponseReturnValue:
    """Says why a link may have stopped."""
    return render_template("lists/no_link.html"), 404


def _link(sent: MultiDict[str, str]) -> Link:
    link = store.link_by_token(db.session(), sent.get("link", ""))
    if link is None:
        raise NoLink
    return link
