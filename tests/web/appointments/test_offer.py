"""A result offers a talking point where the council has one, and never beside what cannot wait."""

from flask import Flask
from flask.testing import FlaskClient

from app.appointments.domain import Point
from tests import walking

OFFER = "Or book a time to talk with us near you"


def result(client: FlaskClient, **said: str) -> str:
    walking.start(client)
    walking.finish(client, **said)
    return client.get("/assessment/result").text


def test_a_council_without_talking_points_offers_none(client: FlaskClient) -> None:
    assert OFFER not in result(client, hygiene="needs_help")


def test_the_result_leads_to_the_talking_points_and_carries_no_answer_there(client: FlaskClient, point: Point) -> None:
    page = result(client, hygiene="needs_help")
    assert OFFER in page
    assert 'href="/talking-points/"' in page


def test_nothing_competes_with_what_cannot_wait(app: Flask, client: FlaskClient, point: Point) -> None:
    assert OFFER not in result(client, safety="abuse")
