"""Passkeys: what an honest device can do, and what no other can."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from app.accounts.domain import Staff
from app.kernel.clock import now
from tests.passkey_device import PRESENT, Device
from tests.staff import member_of_staff, signed_in

PASSWORD = "purple kettle rain"


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    """The service under a name: passkeys belong to one."""
    app = make_app(PUBLIC_URL="http://localhost:8000")
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture
def staff(app: Flask) -> Staff:
    return member_of_staff(app, password=PASSWORD, second="JBSWY3DPEHPK3PXP")


@pytest.fixture
def device(app: Flask, staff: Staff) -> Device:
    """Sam's device, which is known to the service."""
    device = Device()
    assert add(signed_in(app, staff), device) == 303
    return device


def wanted(client: FlaskClient) -> dict[str, Any]:
    options: dict[str, Any] = client.post("/staff/passkeys/wanted").get_json()
    return options


def asked(client: FlaskClient) -> dict[str, Any]:
    options: dict[str, Any] = client.post("/staff/passkeys/asked").get_json()
    return options


def add(client: FlaskClient, device: Device, password: str = PASSWORD) -> int:
    return keep(client, device.makes(wanted(client)), password)


def keep(client: FlaskClient, answer: str, password: str = PASSWORD) -> int:
    data = {"answer": answer, "name": "Work laptop", "old_password": password}
    return client.post("/staff/passkeys/", data=data).status_code


def give(client: FlaskClient, answer: str) -> int:
    return client.post("/staff/passkeys/sign-in", data={"answer": answer}).status_code


def is_in(client: FlaskClient) -> bool:
    return client.get("/staff/").status_code == 200


def test_a_passkey_signs_its_owner_in_with_no_further_step(client: FlaskClient, device: Device) -> None:
    assert give(client, device.proves(asked(client))) == 303
    assert "Sam Okafor" in client.get("/staff/").text


def test_an_answer_works_once(app: Flask, client: FlaskClient, device: Device) -> None:
    answer = device.proves(asked(client))
    assert [give(client, answer), give(app.test_client(), answer)] == [303, 422]


@pytest.mark.parametrize(
    "changes",
    [
        {"origin": "https://careway.evil.example"},
        {"origin": "http://localhost:8001"},
        {"host": "evil.example"},
        {"flags": PRESENT},
        {"id": b"x" * 32},
    ],
    ids=["another site", "another port", "another host", "its owner not seen", "a passkey that nobody has"],
)
def test_an_answer_that_is_not_for_us_opens_nothing(
    client: FlaskClient, device: Device, changes: dict[str, Any]
) -> None:
    for name, value in changes.items():
        setattr(device, name, value)
    assert give(client, device.proves(asked(client))) == 422
    assert not is_in(client)


def test_another_key_under_the_same_name_opens_nothing(client: FlaskClient, device: Device) -> None:
    assert give(client, Device(id=device.id).proves(asked(client))) == 422


def test_a_copy_that_has_fallen_behind_opens_nothing(client: FlaskClient, device: Device) -> None:
    copy = Device(key=device.key, id=device.id)
    for _ in range(3):
        give(client, device.proves(asked(client)))
    client.post("/staff/sign-out")
    assert give(client, copy.proves(asked(client))) == 422


def test_an_answer_comes_within_five_minutes(client: FlaskClient, device: Device) -> None:
    with time_machine.travel(now(), tick=False) as clock:
        answer = device.proves(asked(client))
        clock.shift(timedelta(minutes=5))
        assert give(client, answer) == 422


def test_a_challenge_that_we_did_not_give_opens_nothing(client: FlaskClient, device: Device) -> None:
    assert give(client, device.proves({"challenge": "A" * 43})) == 422


def test_a_challenge_for_adding_a_passkey_signs_nobody_in(
    app: Flask, client: FlaskClient, staff: Staff, device: Device
) -> None:
    assert give(client, device.proves(wanted(signed_in(app, staff)))) == 422


def test_nobody_adds_a_passkey_with_what_somebody_else_was_asked(app: Flask, staff: Staff) -> None:
    sam, ada = signed_in(app, staff), signed_in(app, member_of_staff(app, "ada@example.org", password=PASSWORD))
    answer = Device().makes(wanted(ada))
    assert keep(sam, answer) == 422
    assert keep(ada, answer) == 303


def test_one_passkey_belongs_to_one_account(app: Flask, device: Device) -> None:
    ada = signed_in(app, member_of_staff(app, "ada@example.org", password=PASSWORD))
    assert add(ada, device) == 422


def test_a_passkey_is_added_only_by_whoever_knows_the_password(app: Flask, staff: Staff) -> None:
    assert add(signed_in(app, staff), Device(), password="wrong") == 422


def test_a_passkey_that_was_removed_opens_nothing(
    app: Flask, client: FlaskClient, staff: Staff, device: Device
) -> None:
    own = signed_in(app, staff)
    assert "Remove Work laptop" in own.get("/staff/account/").text
    own.post("/staff/passkeys/remove", data={"passkey": "1"})
    assert give(client, device.proves(asked(client))) == 422


def test_nobody_removes_somebody_elses(app: Flask, client: FlaskClient, device: Device) -> None:
    signed_in(app, member_of_staff(app, "ada@example.org")).post("/staff/passkeys/remove", data={"passkey": "1"})
    assert give(client, device.proves(asked(client))) == 303


@pytest.mark.parametrize("verb", ["disable", "reset"])
def test_an_account_that_is_closed_or_reset_opens_to_no_passkey(
    app: Flask, client: FlaskClient, staff: Staff, device: Device, verb: str
) -> None:
    app.test_cli_runner().invoke(args=["accounts", verb, staff.email])
    assert give(client, device.proves(asked(client))) == 422


@pytest.mark.parametrize(
    "answer", ["", "{}", "[]", '{"response": 1}', "[" * 30_000, '{"response": {"clientDataJSON": "é"}}']
)
def test_what_is_no_answer_is_refused_plainly(client: FlaskClient, answer: str) -> None:
    assert give(client, answer) == 422


def test_the_eleventh_question_from_one_address_is_not_put(client: FlaskClient) -> None:
    statuses = [client.post("/staff/passkeys/asked").status_code for _ in range(11)]
    assert statuses == [200] * 10 + [429]


def test_a_service_without_a_name_offers_none(make_app: Callable[..., Flask]) -> None:
    assert "careway-passkey" not in make_app().test_client().get("/staff/sign-in").text
