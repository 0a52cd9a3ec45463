"""The page on which the services of a search are drawn where they are."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.directory.finding.search_address import Search
from app.directory.map.page import map_page

blueprint = Blueprint("directory_map", __name__, url_prefix="/directory")


@blueprint.get("/map")
def shown() -> ResponseReturnValue:
    """The services of a search on a map and in a list beside it; a search that asks nothing is asked first."""
    search = Search.of(request.args)
    if not search.asks_something:
        return redirect(url_for("directory.search"))
    return render_template("directory/map.html", page=map_page(search))
