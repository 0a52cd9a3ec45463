"""What search engines may find: the pages that rooms name, by their plain addresses. Everything else is `noindex`.

A page that nobody has named stays out, so that a new one with something personal on it cannot slip in.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from flask import Blueprint, Flask, Response, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.web.addresses import public_address
from app.web.skeletons import blank

# The protocol of sitemaps allows 50,000 addresses in one file.
MOST_IN_ONE_FILE = 25_000

Addresses = Callable[[], Iterable[tuple[str, date | None]]]
"""Gives paths and the day on which each last changed."""

blueprint = Blueprint("findable", __name__)


def init_app(app: Flask, pages: Iterable[str], addresses: Addresses) -> None:
    """`pages` are blueprints or endpoints that anybody may find; `addresses` are those that name a thing."""
    named = frozenset(pages)
    found = (page for page in app.view_functions if {page, page.partition(".")[0]} & named)
    app.extensions["findable"] = frozenset(found)
    app.extensions["findable_addresses"] = addresses
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(canonical_address=canonical_address)

    @app.after_request
    def keep_out(response: Response) -> Response:
        if not _is_findable(response) and "X-Robots-Tag" not in response.headers:
            response.headers["X-Robots-Tag"] = "noindex"
        return response


def canonical_address() -> str:
    """The one address of this page for search engines; empty on a page that they may not find."""
    if blank("nobody") or not _names_a_page():
        return ""
    return public_address(request.path)


@blueprint.get("/robots.txt")
def robots() -> ResponseReturnValue:
    """What robots may read: all but the staff's pages. What they may not list, each page says itself."""
    lines = ("User-agent: *", "Disallow: /staff/", "", f"Sitemap: {public_address(url_for('.sitemap'))}", "")
    return Response("\n".join(lines), mimetype="text/plain")


@blueprint.get("/sitemap.xml")
def sitemap() -> ResponseReturnValue:
    """Every page that may be found; an index of files when there are too many for one."""
    listed = tuple(_addresses())
    if len(listed) > MOST_IN_ONE_FILE:
        files = range(1, -(-len(listed) // MOST_IN_ONE_FILE) + 1)
        parts = [public_address(url_for(".part_of_sitemap", number=number)) for number in files]
        return _xml("findable/sitemaps.xml", parts=parts)
    return _xml("findable/sitemap.xml", listed=listed)


@blueprint.get("/sitemap-<int:number>.xml")
def part_of_sitemap(number: int) -> ResponseReturnValue:
    """One file of a long list."""
    first = (number - 1) * MOST_IN_ONE_FILE
    return _xml("findable/sitemap.xml", listed=tuple(_addresses())[max(first, 0) : first + MOST_IN_ONE_FILE])


def _xml(template: str, **context: object) -> Response:
    return Response(render_template(template, **context), mimetype="application/xml")


def _addresses() -> Iterator[tuple[str, date | None]]:
    there = current_app.extensions["findable"] - current_app.extensions["closed_pages"]
    plain = sorted({url_for(page) for page in there if not _names(page)})
    yield from ((public_address(path), None) for path in plain)
    yield from ((public_address(path), day) for path, day in current_app.extensions["findable_addresses"]())


def _names(page: str) -> set[str]:
    rules = current_app.url_map.iter_rules(page)
    return set().union(*(rule.arguments for rule in rules))


def _names_a_page() -> bool:
    return request.endpoint in current_app.extensions["findable"]


def _is_findable(response: Response) -> bool:
    """What was asked for or typed stands behind the question mark, and no such address is listed anywhere."""
    if request.endpoint in {"static", "findable.robots", "findable.sitemap", "findable.part_of_sitemap"}:
        return True
    return _names_a_page() and response.status_code == 200 and not request.query_string
