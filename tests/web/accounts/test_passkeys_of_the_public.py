"""Passkeys of people with pages of their own: added just after signing in, and good at their own door alone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from app.kernel.clock import now
from tests.mailed import somebody
from tests.passkey_device import Device
from tests.staff import signed_in

ACCOUNT = "/your-pages/account/"


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    """The service under a name: passkeys belong to one."""
    app = make_app(PUBLIC_URL="http://localhost:8000")
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture
def dana(app: Flask) -> FlaskClient:
    return signed_in(app, somebody(app))


def proves(client: FlaskClient, device: Device, door: str) -> int:
    answer = device.proves(client.post(f"{door}asked").get_json())
    return client.post(f"{door}sign-in", data={"answer": answer}).status_code


def test_a_passkey_opens_its_owners_account_and_no_door_of_the_staff(
    app: Flask, client: FlaskClient, dana: FlaskClient
) -> None:
    device = Device()
    answer = device.makes(dana.post(f"{ACCOUNT}passkeys/wanted").get_json())
    assert dana.post(f"{ACCOUNT}passkeys", data={"answer": answer, "name": "Phone"}).status_code == 303
    assert "Phone" in dana.get(ACCOUNT).text
    assert proves(client, device, "/staff/passkeys/") == 422
    assert proves(client, device, "/your-pages/passkeys/") == 303
    assert client.get(ACCOUNT).status_code == 200


def test_no_passkey_is_added_long_after_signing_in(dana: FlaskClient) -> None:
    with time_machine.travel(now() + timedelta(minutes=31), tick=False):
        assert "sign out and sign in again" in dana.get(ACCOUNT).text
        assert dana.post(f"{ACCOUNT}passkeys/wanted").status_code == 403
        assert dana.post(f"{ACCOUNT}passkeys", data={"answer": "{}"}).status_code == 422
