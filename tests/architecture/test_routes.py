"""Every route is named here with who may use it; a new one fails until somebody decides. Each is asked for real."""

from collections.abc import Mapping

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import Rule

from app.access import ANYONE, RESIDENT, SENDER, SIGNED_IN, TABLE, NotInTheTable, check
from app.accounts.domain import Asker
from app.db import Base, session
from app.referrals.store import ReferralRow
from tests import sending, walking
from tests.staff import member_of_staff, signed_in

FILLED = {
    "press": "keep",
    "token": "none",
    "staff_id": "0",
    "kind": "receipt",
    "message_id": "0" * 32,
    "case_id": "00000000-0000-4000-8000-000000000000",
    "paper": "pack",
    "size": "large",
    "chapter": "contacts",
    "question_id": "hygiene",
    "step": "name",
    "source": "sample",
    "id": "none",
    "filename": "careway.css",
    "run_id": "1",
    "pair_id": "1",
    "verdict": "left",
    "other_id": "00000000-0000-4000-8000-000000000000",
    "whose": "ours",
    "field": "name",
    "file": "directory.json",
    "slug": "falls",
    "number": "1",
    "link_id": "00000000-0000-4000-8000-000000000000",
    "introduction_id": "00000000-0000-4000-8000-000000000000",
    "contact_id": "00000000-0000-4000-8000-000000000000",
    "referral_id": "00000000-0000-4000-8000-000000000000",
    "spreadsheet_id": "00000000-0000-4000-8000-000000000000",
    "point_id": "00000000-0000-4000-8000-000000000000",
    "pattern_id": "00000000-0000-4000-8000-000000000000",
    "day": "2027-03-09",
    "month": "2027-02",
    "page_id": "00000000-0000-4000-8000-000000000000",
    "account_id": "0",
    "problem_id": "00000000-0000-4000-8000-000000000000",
    "pa_id": "00000000-0000-4000-8000-000000000000",
    "check_id": "00000000-0000-4000-8000-000000000000",
    "short": "0000000000",
    "claim_id": "00000000-0000-4000-8000-000000000000",
    "advert_id": "00000000-0000-4000-8000-000000000000",
    "conversation_id": "00000000-0000-4000-8000-000000000000",
    "caller_id": "00000000-0000-4000-8000-000000000000",
    "report_id": "00000000-0000-4000-8000-000000000000",
    "picture_id": "00000000-0000-4000-8000-000000000000",
    "service_id": "00000000-0000-4000-8000-000000000000",
}

# Where staff sign in, and where people do who keep pages of their own.
DOORS = ("/staff/sign-in", "/your-pages/sign-in")

# Leaving must never fail, not even with an old token; all it changes is which form this browser holds open.
LEAVING = {"/assessment/leave", "/council/leave"}

# It needs no cookie, and all it does is to count; that a page of ours sent it, the browser's Origin says.
COUNTING = {"/groups/helpful/sample/none"}

# Other programs come with a key in every request and not with a form, so there is no token that they could send.
FOR_PROGRAMS = "/api/cases/"

# What a GET may add to: rows that only ever grow.
GROW = {"audit_events", "audit_head"}


STAFF = "staff of some role"

# The developers' page of components is there only when it is asked for.
SPECIMEN = {"specimen.components", "specimen.page", "specimen.right_to_left"}


def requests_of(app: Flask, audience: str) -> list[tuple[str, str]]:
    """Every method and address that an audience may use, with something in the place of each name."""
    return [
        (method, _address(rule))
        for rule in app.url_map.iter_rules()
        for method in sorted(rule.methods & {"GET", "POST"})
        if _audience(rule.endpoint, method) == audience
    ]


def _audience(endpoint: str, method: str) -> str:
    entry = TABLE[endpoint]
    who = entry[method] if isinstance(entry, Mapping) else entry
    return who if isinstance(who, Asker) else STAFF


def _address(rule: Rule) -> str:
    path = rule.rule
    for name in rule.arguments:
        path = path.replace(f"<{name}>", FILLED[name]).replace(f":{name}>", f">{FILLED[name]}")
    return path.replace("<path>", "").replace("<uuid>", "").replace("<int>", "")


def test_every_route_is_in_the_table_and_the_table_names_no_other(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == TABLE.keys() - SPECIMEN


def test_a_route_that_the_table_does_not_name_stops_the_start(app: Flask) -> None:
    app.add_url_rule("/surprise", "surprise", lambda: "")
    with pytest.raises(NotInTheTable, match="surprise"):
        check(app.url_map)


def test_whoever_is_not_signed_in_gets_nothing_of_the_staff(app: Flask) -> None:
    for method, address in requests_of(app, STAFF) + requests_of(app, SIGNED_IN):
        answer = app.test_client().open(address, method=method)
        assert answer.status_code in {302, 303, 403}, f"{method} {address}: {answer.status_code}"
        assert any(door in (answer.location or answer.text) for door in DOORS), address


@pytest.mark.parametrize("audience", [RESIDENT, SENDER])
def test_whoever_holds_no_form_gets_nothing_of_anybodys(app: Flask, audience: str) -> None:
    other = app.test_client()
    sending.ask(other)
    sending.send(other, name={"name": "Canary Gwendolen"})
    for method, address in requests_of(app, audience):
        answer = app.test_client().open(address, method=method)
        assert answer.status_code in {302, 303, 403, 404}, f"{method} {address}: {answer.status_code}"
        assert "Canary" not in answer.text


def test_a_form_without_its_token_is_refused_everywhere(make_app) -> None:
    app = make_app()
    staff = signed_in(app, member_of_staff(app))
    for audience in (ANYONE, RESIDENT, SENDER, SIGNED_IN, STAFF):
        for method, address in requests_of(app, audience):
            if method == "POST" and address not in LEAVING | COUNTING:
                refused = 401 if address.startswith(FOR_PROGRAMS) else 400
                assert staff.post(address).status_code == refused, address


@pytest.fixture
def everything_open(app: Flask) -> list[FlaskClient]:
    """A resident with a finished form, one who has sent theirs, and a member of staff who may open it."""
    resident, sender = app.test_client(), app.test_client()
    walking.start(resident)
    walking.finish(resident, hygiene="needs_help")
    resident.get("/assessment/result")  # counts, once for each form, the needs that nothing answers
    sending.ask(sender)
    sending.send(sender)
    return [resident, sender, signed_in(app, member_of_staff(app))]


def test_a_get_changes_nothing_but_the_audit(app: Flask, everything_open: list[FlaskClient]) -> None:
    with app.app_context():
        sent = session().scalars(select(ReferralRow)).one()
    pages = [
        address
        for audience in (ANYONE, RESIDENT, SENDER, SIGNED_IN, STAFF)
        for method, address in requests_of(app, audience)
    ]
    before = _content(app)
    for client in everything_open:
        for address in pages:
            client.get(address.replace(FILLED["referral_id"], str(sent.id))).close()
    assert _content(app) == before


def _content(app: Flask) -> dict[str, list[tuple[object, ...]]]:
    with app.app_context():
        connection = session().connection()
        return {
            name: sorted(map(tuple, connection.exec_driver_sql(f"SELECT * FROM {name}")), key=repr)
            for name in Base.metadata.tables
            if name not in GROW
        }
