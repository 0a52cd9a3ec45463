"""What administrators do with accounts: each deed acts within one request, and nobody is shut out by it."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.accounts.domain import Role, Staff
from app.accounts.pages import PAGE
from app.accounts.store import StaffAccount
from app.audit import api as audit
from app.db import session, transaction
from app.kernel.clock import now
from tests.staff import member_of_staff, signed_in


@pytest.fixture
def ada(app: Flask) -> Staff:
    return member_of_staff(app, "ada@example.org", Role.ADMINISTRATOR, name="Ada Bell")


@pytest.fixture
def sam(app: Flask) -> Staff:
    return member_of_staff(app, "sam@example.org", Role.DIRECTORY_EDITOR, second="JBSWY3DPEHPK3PXP")


@pytest.fixture
def administrator(app: Flask, ada: Staff) -> FlaskClient:
    return signed_in(app, ada)


def do(administrator: FlaskClient, staff: Staff, deed: str, version: int = 1, **fields: object) -> int:
    data = {"version": version, **fields}
    return administrator.post(f"/staff/accounts/{staff.id}/{deed}", data=data).status_code


def may_open_problems(client: FlaskClient) -> bool:
    return client.get("/staff/problems/").status_code == 200


@pytest.mark.parametrize(
    ("deed", "fields"), [("close", {}), ("reset", {}), ("sign-out", {}), ("roles", {"roles": ["adviser"]})]
)
def test_a_deed_ends_every_session_within_one_request(
    app: Flask, administrator: FlaskClient, sam: Staff, deed: str, fields: dict[str, object]
) -> None:
    client = signed_in(app, sam)
    assert may_open_problems(client)
    assert do(administrator, sam, deed, **fields) == 303
    assert not may_open_problems(client)


def test_a_role_that_was_taken_away_opens_nothing_after_signing_in_again(
    app: Flask, administrator: FlaskClient, sam: Staff
) -> None:
    do(administrator, sam, "roles", roles=["adviser"])
    client = signed_in(app, sam)
    assert client.get("/staff/problems/").status_code == 404
    assert client.get("/staff/lists/").status_code == 200


def test_a_colleague_is_found_by_a_part_of_their_name_and_anybody_else_by_the_whole_address(
    app: Flask, administrator: FlaskClient, sam: Staff
) -> None:
    bea = member_of_staff(app, "bea@example.org", Role.COMMUNITY_EDITOR, name="Bea Walker")
    found = administrator.post("/staff/accounts/find", data={"words": "okafor"}).text
    assert "sam@example.org" in found
    assert "ada@example.org" not in found
    whole = administrator.post("/staff/accounts/find", data={"words": "BEA@example.org"})
    assert whole.location == f"/staff/accounts/{bea.id}"
    for part in ("walker", "bea@", ""):
        assert administrator.post("/staff/accounts/find", data={"words": part}).status_code == 422


def test_a_long_list_of_accounts_has_pages(app: Flask, administrator: FlaskClient, ada: Staff) -> None:
    with app.app_context(), transaction() as writing:
        for number in range(PAGE):
            email = f"{number:02}@example.org"
            writing.add(StaffAccount(email=email, name="Lee", roles="triage", password_hash="none", created=now()))
    first, second = (administrator.get(f"/staff/accounts/?page={page}").text for page in (1, 2))
    assert "49@example.org" in first
    assert "ada@example.org" not in first
    assert "ada@example.org" in second
    past_the_last = administrator.get("/staff/accounts/?page=99").text
    assert "49@example.org" not in past_the_last
    assert "ada@example.org" in past_the_last


def test_the_list_says_who_has_the_second_step(app: Flask, administrator: FlaskClient, sam: Staff) -> None:
    page = administrator.get("/staff/accounts/").text
    assert page.count("Set up") == 1
    assert "1 person has not set up" in page


def test_of_two_administrators_at_once_the_second_is_told(app: Flask, administrator: FlaskClient, sam: Staff) -> None:
    assert do(administrator, sam, "roles", roles=["adviser"]) == 303
    assert do(administrator, sam, "close", version=1) == 409
    assert do(administrator, sam, "close", version=2) == 303


@pytest.mark.parametrize("deed", ["close", "reset", "roles"])
def test_nobody_changes_their_own_account_here(administrator: FlaskClient, ada: Staff, deed: str) -> None:
    assert do(administrator, ada, deed, roles=["triage"]) == 422
    assert administrator.get("/staff/accounts/").status_code == 200


def test_the_last_administrator_stays(app: Flask, administrator: FlaskClient, ada: Staff) -> None:
    eve = member_of_staff(app, "eve@example.org", Role.ADMINISTRATOR)
    app.test_cli_runner().invoke(args=["accounts", "disable", ada.email])
    other = signed_in(app, eve)
    assert do(other, ada, "reset") == 303
    ada_again = signed_in(app, ada)
    assert do(ada_again, eve, "close") == 303


def test_roles_cannot_be_none(administrator: FlaskClient, sam: Staff) -> None:
    assert do(administrator, sam, "roles") == 422


def test_somebody_who_has_an_account_is_not_invited_again(administrator: FlaskClient, sam: Staff) -> None:
    data = {"email": "SAM@example.org", "name": "Sam", "roles": ["triage"]}
    page = administrator.post("/staff/accounts/invite", data=data)
    assert page.status_code == 422
    assert "already" in page.text


def test_every_deed_is_on_record_with_who_did_it(
    app: Flask, administrator: FlaskClient, ada: Staff, sam: Staff
) -> None:
    do(administrator, sam, "roles", roles=["adviser"])
    do(administrator, sam, "sign-out", version=2)
    do(administrator, sam, "close", version=2)
    do(administrator, sam, "reset", version=3)
    with app.app_context():
        events = audit.events_about(session(), "staff", sam.id)
    actions = ["staff.roles-changed", "staff.sessions-ended", "staff.disabled", "staff.enabled"]
    assert [(event.actor, event.action) for event in events] == [(f"staff:{ada.id}", action) for action in actions]
