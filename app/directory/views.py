"""Pages of the directory: looking for help, and one service."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.directory import api
from app.directory.finding import results, results_page
from app.directory.finding.forms import SearchForm
from app.directory.finding.search import near_it
from app.directory.finding.search_address import Search
from app.directory.reading import service_pages
from app.directory.reading.calendar import calendar_of
from app.directory.reading.leaflet import service_page
from app.kernel.whole_number import whole_number
from app.web.errors import NotFound

blueprint = Blueprint("directory", __name__, url_prefix="/directory")


@blueprint.get("/")
def search() -> ResponseReturnValue:
    """What to look for and where; and, once something is asked, what was found."""
    search = Search.of(request.args)
    if not search.asks_something:
        form = SearchForm(search.miles)
        return render_template("directory/search.html", search_form=form, groups=results.groups_of_needs())
    number = min(max(request.args.get("page", 1, type=whole_number), 1), results.MOST_PAGES)
    return results_page.page_of(search, number)


@blueprint.get("/service/<source>/<id>")
def service(source: str, id: str) -> ResponseReturnValue:
    """One service."""
    page = service_pages.page_of(source, id)
    if page is None:
        return _other(source, id)
    api.was_opened.send(key=(source, id))
    return page


@blueprint.get("/service/<source>/<id>/calendar.ics")
def calendar(source: str, id: str) -> ResponseReturnValue:
    """The times of one service, for a calendar."""
    found = api.listing(source, id)
    if found is None:
        raise NotFound(id)
    answer = Response(calendar_of(service_page(source, found, on_paper=True)), mimetype="text/calendar")
    answer.headers["Content-Disposition"] = 'attachment; filename="times.ics"'
    return answer


def _other(source: str, id: str) -> ResponseReturnValue:
    """The listing that is shown in the place of one that said the same."""
    other = api.shown_instead(source, id)
    if other is None:
        return _ended(source, id)
    return redirect(url_for(".service", source=other[0], id=other[1]))


def _ended(source: str, id: str) -> ResponseReturnValue:
    """That a service is no longer listed, for good, and what there is instead."""
    gone = api.ended(source, id)
    if gone is None:
        raise NotFound(id)
    return render_template("directory/ended.html", service=gone, ideas=near_it(gone)), 410
