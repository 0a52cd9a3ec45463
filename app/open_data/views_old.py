"""Version 1.0 of Open Referral UK, for the programs that still read it."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request

from app.open_data import answers, old_lists
from app.open_data.domain import Sheet, old_envelope, read
from app.open_data.lists import Listing
from app.open_data.openapi import description
from app.open_data.parameters import V1, by_operation
from app.open_data.shelf import Shelf, shelf
from app.web.addresses import public_address

VERSION = "HSDS-UK-1.0"
ROOT = f"{answers.PREFIX}/v1"
_ENDPOINTS = by_operation(V1)

blueprint = Blueprint("open_data_1", __name__, url_prefix=ROOT)
answers.init_blueprint(blueprint)


@blueprint.get("")
@blueprint.get("/")
@blueprint.get("/openapi.json")
def openapi() -> Response:
    """The description of this API, which has no page of its own at its root."""
    return answers.whole(description(V1, VERSION, public_address(ROOT)))


@blueprint.get("/services")
def services() -> Response:
    """A page of services."""
    return _page("services", old_lists.services)


@blueprint.get("/services/<id>")
def service(id: str) -> Response:
    """One service."""
    _asked("service")
    return answers.whole(old_lists.service(id, shelf()))


@blueprint.get("/taxonomies")
def taxonomies() -> Response:
    """A page of categories."""
    return _page("taxonomies", old_lists.taxonomies)


@blueprint.get("/taxonomies/<id>")
def taxonomy(id: str) -> Response:
    """One category."""
    _asked("taxonomy")
    return answers.whole(old_lists.taxonomy(id, shelf()))


@blueprint.get("/vocabularies")
def vocabularies() -> Response:
    """The names of all taxonomies."""
    _asked("vocabularies")
    return answers.whole(old_lists.vocabularies(shelf()))


@blueprint.get("/organizations")
def organizations() -> Response:
    """A page of organisations."""
    return _page("organizations", old_lists.organizations)


@blueprint.get("/organizations/<id>")
def organization(id: str) -> Response:
    """One organisation."""
    _asked("organization")
    return answers.whole(old_lists.organization(id, shelf()))


@blueprint.get("/locations")
def locations() -> Response:
    """A page of places."""
    return _page("locations", old_lists.locations)


@blueprint.get("/locations/<id>")
def location(id: str) -> Response:
    """One place."""
    _asked("location")
    return answers.whole(old_lists.location(id, shelf()))


def _asked(operation: str) -> dict[str, Any]:
    return read(_ENDPOINTS[operation], request.args.to_dict(flat=False))


def _page(operation: str, listed: Callable[[dict[str, Any], Shelf], Listing]) -> Response:
    found = listed(_asked(operation), shelf())
    sheet = found.sheet or Sheet()
    return answers.with_pages(answers.whole(old_envelope(sheet, found.total, found.shapes)), sheet, found.total)
