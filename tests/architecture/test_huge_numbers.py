"""A number that no table can hold is answered like one that names nothing: never by an error of ours."""

import inspect
import re
import sys
from http import HTTPStatus

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map

from app.config import ROOT
from tests.architecture.test_routes import SIGNED_IN, STAFF, requests_of
from tests.staff import member_of_staff, signed_in

BEYOND_A_TABLE = "9" * 20

NUMBERS = ("editor", "helpers", "number", "page", "part", "passkey", "seen", "version")
"""What forms and addresses of ours call a number. Whoever reads another adds it."""


def test_an_address_takes_no_number_that_a_table_cannot_hold(app: Flask) -> None:
    with_numbers = [rule for rule in app.url_map.iter_rules() if "<int:" in rule.rule]
    assert with_numbers
    for rule in with_numbers:
        address = re.sub(r"<int:\w+>", BEYOND_A_TABLE, rule.rule)
        address = re.sub(r"<uuid:\w+>", "00000000-0000-4000-8000-000000000000", address)
        address = re.sub(r"<\w+>", "none", address)
        assert not _leads_to(app.url_map, address, rule.endpoint), rule.rule


def test_no_room_reads_a_number_that_somebody_sent_without_a_bound() -> None:
    """Where it fails: read it with `type=whole_number` of app.kernel.whole_number."""
    reading = re.compile(r"(?:request\.\w+|typed|sent|form|args)\.get\([^)]*type=int\b")
    found = [file for file in (ROOT / "app").rglob("*.py") if reading.search(file.read_text(encoding="utf-8"))]
    assert found == []


def test_a_page_that_reads_a_number_answers_a_huge_one_as_one_that_names_nothing(app: Flask) -> None:
    app.testing = False
    browser = signed_in(app, member_of_staff(app))
    reading = [asked for audience in (STAFF, SIGNED_IN) for asked in requests_of(app, audience) if _reads(app, *asked)]
    assert len(reading) > 10
    for method, address in reading:
        sent = dict.fromkeys(NUMBERS, BEYOND_A_TABLE)
        answer = browser.open(address, method=method, **{"data" if method == "POST" else "query_string": sent})
        assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, f"{method} {address}: {answer.status_code}"


def _reads(app: Flask, method: str, address: str) -> bool:
    """Whether a number is read in the module in which the address is answered."""
    endpoint, _ = app.url_map.bind("").match(address, method)
    code = inspect.getsource(sys.modules[app.view_functions[endpoint].__module__])
    return "whole_number" in code or (method == "POST" and ".seen" in code)


def _leads_to(addresses: Map, address: str, endpoint: str) -> bool:
    try:
        return any(addresses.bind("").match(address, method)[0] == endpoint for method in ("GET", "POST"))
    except HTTPException:
        return False
