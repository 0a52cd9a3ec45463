"""The pages that residents use count what happens, once each, and of nobody."""

from collections import Counter
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app import db
from app.events.store import EventRow
from tests import walking

FIXTURES = Path(__file__).parents[2] / "fixtures"

NOBODY = {"happened", "day", "outcome", "way", "language", "subject", "route", "id"}


def happened(app: Flask) -> Counter[str]:
    with app.app_context():
        return Counter(db.session().scalars(select(EventRow.happened)))


def test_a_form_is_counted_when_it_begins_and_once_when_its_result_is_seen(app: Flask, client: FlaskClient) -> None:
    walking.start(client)
    assert happened(app) == {"assessment-begun": 1}
    walking.finish(client, hygiene="needs_help")
    client.get("/assessment/result")
    client.get("/assessment/result")
    assert happened(app) == {"assessment-begun": 1, "assessment-finished": 1}


def test_another_way_through_the_same_form_is_no_new_one(app: Flask, client: FlaskClient) -> None:
    walking.start(client)
    tag = walking.tag_in(client.get("/assessment/question/for_whom"))
    client.post("/assessment/way", data={"draft": tag, "way": "short"})
    assert happened(app) == {"assessment-begun": 1}


def test_whoever_keeps_services_of_their_result_is_a_contact_that_ended_with_them(
    app: Flask, client: FlaskClient
) -> None:
    for room, file in (("places", "places.csv"), ("directory", "feeds/small.json")):
        assert app.test_cli_runner().invoke(args=[room, "import", str(FIXTURES / file)]).exit_code == 0
    walking.result(client, nutrition="needs_help", place="TS18 1AU")
    for thing in ("equipment:kettle-tipper", "service:small/lunch", "service:small/lunch"):
        pressed(client, "keep", thing)
    with app.app_context():
        ended = db.session().scalars(select(EventRow).where(EventRow.happened == "contact-ended")).one()
    assert (ended.outcome, ended.way, ended.language) == ("signposted", "web", "en")


def test_a_search_that_finds_nothing_is_counted_without_its_words(app: Flask, client: FlaskClient) -> None:
    client.get("/directory/?q=canary+whispering")
    with app.app_context():
        event = db.session().scalars(select(EventRow)).one()
        assert event.happened == "search-found-nothing"
        assert "canary" not in repr(vars(event))


def test_an_event_of_a_form_says_nothing_but_code_words(app: Flask, client: FlaskClient) -> None:
    walking.result(client, hygiene="cannot", place="TS18 1AU")
    with app.app_context():
        for event in db.session().scalars(select(EventRow)):
            said = {name for name, value in vars(event).items() if value not in ("", None) and name[0] != "_"}
            assert said <= NOBODY


def pressed(client: FlaskClient, press: str, thing: str) -> None:
    tag = walking.tag_in(client.get("/assessment/plan"))
    client.post(f"/assessment/plan/{press}", data={"draft": tag, "thing": thing})
