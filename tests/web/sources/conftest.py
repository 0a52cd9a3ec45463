"""A member of staff, and two directories of which the second has some services of the first."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import db
from app.directory.api import Feed, Order, judged, settle, take_in
from app.sources import merging
from tests.staff import member_of_staff, signed_in

TakeIn = Callable[..., None]


@pytest.fixture
def staff(app: Flask) -> FlaskClient:
    """A browser in which a member of staff is signed in."""
    return signed_in(app, member_of_staff(app))


def service(id: str, name: str, organisation: str, postcode: str, number: str, **more: Any) -> dict[str, Any]:
    """A record of a feed."""
    return {
        "id": id,
        "name": name,
        "organization": {"id": f"o{id}", "name": organisation},
        "contacts": [{"id": f"c{id}", "phones": [{"id": f"p{id}", "number": number}]}],
        "service_at_locations": [
            {
                "id": f"a{id}",
                "location": {
                    "id": f"l{id}",
                    "location_type": "physical",
                    "addresses": [
                        {"id": f"d{id}", "address_1": "1 High Street", "city": "Stockton", "postal_code": postcode}
                    ],
                },
            }
        ],
        **more,
    }


@pytest.fixture
def take(app: Flask) -> TakeIn:
    """Takes records in as a source."""

    def into(source: str, *records: dict[str, Any]) -> None:
        with app.app_context():
            prepared = judged(Order(source, source, allow_removals=True), Feed(records, whole=True))
            with db.transaction() as session:
                change = take_in(session, prepared)
            settle(change)

    return into


@pytest.fixture
def two_directories(app: Flask, take: TakeIn) -> None:
    """Riverside lunch club stands in both; a knitting group shares its building, and is another service."""
    lunch = ("Riverside Neighbours", "TS18 1AU", "01632 960123")
    take("council", service("1", "Riverside Lunch Club", *lunch), service("2", "Knitting for All", *lunch))
    take("charity", service("9", "The Riverside Lunch Club (Thursdays)", *lunch))
    with app.app_context():
        merging.look()
