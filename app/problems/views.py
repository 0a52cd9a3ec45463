"""Telling us what is wrong with a listing: no account, no name."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.directory import api as directory
from app.directory.domain import Service
from app.limits import api as limits
from app.problems import reporting
from app.problems.forms import ProblemForm
from app.web.errors import NotFound

MOST_FROM_ONE_PLACE, AN_HOUR = 10, 60

blueprint = Blueprint("problems", __name__, url_prefix="/problem")


@blueprint.get("/<source>/<id>")
def report(source: str, id: str) -> ResponseReturnValue:
    """What is wrong with this listing?"""
    return _page(source, _service(source, id), ProblemForm(formdata=None))


@blueprint.post("/<source>/<id>")
def send(source: str, id: str) -> ResponseReturnValue:
    """Takes a report."""
    service, form = _service(source, id), ProblemForm()
    if not form.validate_on_submit():
        return _page(source, service, form), 422
    limits.spend("problem-from", request.remote_addr or "", MOST_FROM_ONE_PLACE, AN_HOUR)
    reporting.take(form.report(source, id), service)
    return redirect(url_for(".sent", source=source, id=id), code=303)


@blueprint.get("/<source>/<id>/sent")
def sent(source: str, id: str) -> ResponseReturnValue:
    """That we have it, and what happens next."""
    return render_template("problems/sent.html", service=_service(source, id), source=source)


def _page(source: str, service: Service, form: ProblemForm) -> str:
    return render_template("problems/report.html", service=service, source=source, form=form)


def _service(source: str, id: str) -> Service:
    service = directory.listing(source, id)
    if service is None:
        raise NotFound
    return service
