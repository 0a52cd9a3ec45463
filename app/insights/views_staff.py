"""The managers' pages of figures: a chapter at a time, as tables for a spreadsheet, and as a report on one page."""

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.api import signed_in_staff
from app.insights import pages
from app.insights.sections import as_csv
from app.printing import api as printing
from app.printing.domain import NotPrinted

blueprint = Blueprint("figures", __name__, url_prefix="/staff/figures")


@blueprint.get("/")
@blueprint.get("/<chapter>")
def shown(chapter: str = pages.FIRST_CHAPTER) -> ResponseReturnValue:
    """One chapter: each question with its answer, its drawing and its table."""
    page = pages.figures_page(chapter, request.args)
    return render_template("insights/figures.html", page=page, staff=signed_in_staff())


@blueprint.get("/<chapter>/figures.csv")
def table(chapter: str) -> ResponseReturnValue:
    """The tables of a chapter for a spreadsheet."""
    page = pages.figures_page(chapter, request.args)
    return _file(as_csv(page.sections, pages.about(page)), "text/csv", f"{chapter}-{page.period.code}.csv")


@blueprint.get("/report")
def report() -> ResponseReturnValue:
    """The report as a page that prints by itself."""
    page = pages.report_page(request.args)
    has_press = printing.has_press()
    return render_template("insights/report.html", page=page, staff=signed_in_staff(), has_press=has_press)


@blueprint.post("/report")
def report_pdf() -> ResponseReturnValue:
    """The same as tagged PDF."""
    page = pages.report_page(request.form)
    try:
        made = printing.pdf_of(render_template("insights/report_alone.html", page=page))
    except NotPrinted:
        busy = render_template("insights/no_pdf.html", page=page, staff=signed_in_staff())
        return busy, 503, {"Retry-After": "10"}
    return _file(made, "application/pdf", f"report-{page.period.code}.pdf")


def _file(content: str | bytes, kind: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=kind, headers=headers)
