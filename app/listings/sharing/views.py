"""What anybody may have of a group's own services elsewhere: the widget, the dates for a calendar, and the poster."""

from uuid import UUID

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import db
from app.directory import api as directory
from app.limits import api as limits
from app.listings.sharing import poster as posters
from app.listings.sharing.feed import feed_of
from app.listings.sharing.shared import public
from app.printing.domain import NotPrinted
from app.web.addresses import public_address

MOST_PDFS_AN_HOUR, AN_HOUR = 10, 60
IN_ANYBODYS_FRAME = "; ".join(
    ("default-src 'none'", "style-src 'self'", "img-src 'self'", "frame-ancestors *", "base-uri 'none'")
)
"""What a browser may do with the widget: show it, within any site, without scripts and forms."""

blueprint = Blueprint("group_shares", __name__, url_prefix="/groups")


@blueprint.get("/widget/<uuid:page_id>")
def widget(page_id: UUID) -> ResponseReturnValue:
    """The group's services for a frame in its own site: no script, no cookie, nothing that tells who looks."""
    answer = Response(render_template("listings/shares/widget.html", page=public(db.session(), page_id)))
    answer.headers["Content-Security-Policy"] = IN_ANYBODYS_FRAME
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


@blueprint.get("/dates/<uuid:page_id>.ics")
def calendar(page_id: UUID) -> ResponseReturnValue:
    """The times of all that the group does, for a calendar that asks again by itself."""
    page = public(db.session(), page_id)
    answer = Response(directory.calendar_of_all(page.group.name, page.leaflets), mimetype="text/calendar")
    answer.headers["Content-Disposition"] = 'attachment; filename="dates.ics"'
    return answer


@blueprint.get("/feed/<uuid:page_id>.atom")
def feed(page_id: UUID) -> ResponseReturnValue:
    """What the group does, for readers of feeds and other sites: no cookie, and nothing new costs nothing."""
    page = public(db.session(), page_id)
    addresses = (url_for(f".{name}", page_id=page_id) for name in ("feed", "widget"))
    answer = Response(feed_of(page, *map(public_address, addresses)), mimetype="application/atom+xml")
    answer.add_etag()
    return answer.make_conditional(request)


@blueprint.get("/poster/<uuid:page_id>")
def poster(page_id: UUID) -> ResponseReturnValue:
    """The poster, to look at and to print."""
    page = public(db.session(), page_id)
    return render_template("listings/shares/poster.html", poster=posters.poster_of(page), page_id=page_id)


@blueprint.post("/poster/<uuid:page_id>")
def poster_as_pdf(page_id: UUID) -> ResponseReturnValue:
    """The poster as a file."""
    page = public(db.session(), page_id)
    limits.spend("poster-pdf", request.remote_addr or "", MOST_PDFS_AN_HOUR, AN_HOUR)
    try:
        made = posters.pdf_of(page)
    except NotPrinted:
        return render_template("listings/shares/no_pdf.html", page_id=page_id), 503, {"Retry-After": "10"}
    headers = {"Content-Disposition": 'attachment; filename="poster.pdf"'}
    return Response(made, mimetype="application/pdf", headers=headers)
