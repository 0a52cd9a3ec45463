"""The council's own figures for everybody: a page, and its tables for a spreadsheet."""

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.councils.api import council
from app.insights.public import performance_page, said
from app.insights.sections import as_csv

blueprint = Blueprint("performance", __name__)


@blueprint.get("/performance")
def shown() -> ResponseReturnValue:
    """What is counted, how, and what it came to."""
    return render_template("insights/performance.html", page=performance_page(), said=said)


@blueprint.get("/performance.csv")
def table() -> ResponseReturnValue:
    """The same numbers for a spreadsheet."""
    page = performance_page()
    through = page.through.isoformat() if page.through else ""
    about = ((council().name, page.period), (gettext("Counted up to"), through))
    headers = {"Content-Disposition": 'attachment; filename="performance.csv"'}
    return Response(as_csv(page.sections, about), mimetype="text/csv", headers=headers)
