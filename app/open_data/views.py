"""Version 3.0 of Open Referral UK."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request

from app.directory import api as directory
from app.open_data import answers, lists
from app.open_data.domain import LICENCE, LICENCE_ADDRESS, Sheet, envelope, read
from app.open_data.lists import Listing
from app.open_data.openapi import description
from app.open_data.parameters import V3, by_operation
from app.open_data.shelf import Shelf, shelf
from app.web.addresses import public_address

PROFILE = "https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md"
VERSION = "HSDS-UK-3.0"
ROOT = f"{answers.PREFIX}/v3"
_ENDPOINTS = by_operation(V3)

blueprint = Blueprint("open_data_3", __name__, url_prefix=ROOT)
answers.init_blueprint(blueprint)


@blueprint.get("")
@blueprint.get("/")
def about() -> Response:
    """Which standard this is, where it is described, and what may be done with it."""
    _asked("about")
    return answers.whole(
        {
            "version": VERSION,
            "profile": PROFILE,
            "openapi_url": public_address(f"{ROOT}/openapi.json"),
            "license": {"name": LICENCE, "url": LICENCE_ADDRESS},
            "documentation": public_address("/open-data"),
        }
    )


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """The description of this API."""
    return answers.whole(description(V3, VERSION, public_address(ROOT)))


@blueprint.get("/services")
def services() -> Response:
    """A page of services."""
    return _page("services", lists.services)


@blueprint.get("/services/<id>")
def service(id: str) -> Response:
    """One service."""
    _asked("service")
    return answers.whole(lists.service(id, shelf()))


@blueprint.get("/taxonomies")
def taxonomies() -> Response:
    """A page of taxonomies."""
    return _page("taxonomies", lists.taxonomies)


@blueprint.get("/taxonomies/<id>")
def taxonomy(id: str) -> Response:
    """One taxonomy."""
    _asked("taxonomy")
    return answers.whole(lists.taxonomy(id, shelf()))


@blueprint.get("/taxonomy_terms")
def taxonomy_terms() -> Response:
    """A page of categories."""
    return _page("taxonomy_terms", lists.taxonomy_terms)


@blueprint.get("/taxonomy_terms/<id>")
def taxonomy_term(id: str) -> Response:
    """One category."""
    _asked("taxonomy_term")
    return answers.whole(lists.taxonomy_term(id, shelf()))


@blueprint.get("/organizations")
def organizations() -> Response:
    """A page of organisations."""
    return _page("organizations", lists.organizations)


@blueprint.get("/organizations/<id>")
def organization(id: str) -> Response:
    """One organisation."""
    return answers.whole(lists.organization(id, _asked("organization"), shelf()))


@blueprint.get("/service_at_locations")
def service_at_locations() -> Response:
    """A page of places where services are given."""
    return _page("service_at_locations", lists.service_at_locations)


@blueprint.get("/service_at_locations/<id>")
def service_at_location(id: str) -> Response:
    """One place where a service is given."""
    _asked("service_at_location")
    return answers.whole(lists.service_at_location(id, shelf()))


def _asked(operation: str) -> dict[str, Any]:
    return read(_ENDPOINTS[operation], request.args.to_dict(flat=False))


def _page(operation: str, listed: Callable[[dict[str, Any], Shelf], Listing]) -> Response:
    asked = _asked(operation)
    found = listed(asked, shelf())
    if asked.get("format") == "ndjson":
        return answers.lines(found.shapes, directory.version())
    sheet = found.sheet or Sheet()
    return answers.with_pages(answers.whole(envelope(sheet, found.total, found.shapes)), sheet, found.total)
