"""A case that was sent, a case system with a key, and a worker."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.db import session
from app.referrals.store import ReferralRow
from tests import case_system, sending
from tests.case_system import CaseSystem


@dataclass
class Program:
    """Another program that asks, with its key."""

    browser: FlaskClient
    key: str

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.browser.get(f"/api/cases{path}", headers={"Authorization": f"Bearer {self.key}", **headers})

    def acknowledge(self, case: UUID, key: str = "k1", **told: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.key}", "Idempotency-Key": key}
        return self.browser.post(f"/api/cases/{case}/acknowledgement", json=told, headers=headers)


@pytest.fixture
def system() -> Iterator[CaseSystem]:
    with case_system.running() as system:
        yield system


@pytest.fixture
def app(make_app: Callable[..., Flask], system: CaseSystem) -> Flask:
    return make_app(**system.settings)


@pytest.fixture
def program(app: Flask) -> Program:
    key = app.test_cli_runner().invoke(args=["case-systems", "add", "Sample LAS"]).stdout.strip()
    return Program(app.test_client(), key)


@pytest.fixture
def case(app: Flask) -> UUID:
    """A case whose words begin like a formula."""
    return send(app, name={"name": "=Canary"})


def send(app: Flask, **filled: Any) -> UUID:
    app.config["WTF_CSRF_ENABLED"] = False
    browser = app.test_client()
    sending.ask(browser)
    sending.send(browser, **filled)
    with app.app_context():
        return session().scalars(select(ReferralRow.id).order_by(ReferralRow.received_at.desc())).all()[0]


def work(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["worker", "--once"])
    assert result.exit_code == 0, result.output
