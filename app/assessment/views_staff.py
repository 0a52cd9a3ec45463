"""The staff's page with the map of the assessment: every way, question and rule, drawn and as tables."""

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.api import signed_in_staff
from app.assessment.map_page import MapFilters, MapPage
from app.assessment.map_table import as_csv
from app.councils.api import council

blueprint = Blueprint("assessment_map", __name__, url_prefix="/staff/map")


@blueprint.get("/")
def shown() -> ResponseReturnValue:
    """The map, or the part of it that is asked for."""
    page = MapPage.of(MapFilters.read(request.args), council().rule_review)
    return render_template("assessment/map.html", page=page, staff=signed_in_staff())


@blueprint.get("/table.csv")
def table() -> ResponseReturnValue:
    """The same as a file for a spreadsheet."""
    part = MapFilters.read(request.args).of(council().rule_review)
    answer = Response(as_csv([part]), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="assessment-{part.way.value}.csv"'
    return answer
