"""A listing to complain about, with an address of its own."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.reporting import ADDRESS, token_of


@pytest.fixture
def listed(app: Flask, tmp_path: Path) -> Flask:
    """The application with one service."""
    record: dict[str, Any] = {"id": "s", "name": "Knitting circle", "email": "hello@knitting.example.org"}
    file = tmp_path / "one.json"
    file.write_text(json.dumps([record]))
    result = app.test_cli_runner().invoke(args=["directory", "import", str(file), "--source", "feed"])
    assert result.exit_code == 0, result.output
    return app


@pytest.fixture
def report(listed: Flask) -> Callable[..., TestResponse]:
    """Sends the form, as a browser would."""

    def send(client: FlaskClient | None = None, **typed: str) -> TestResponse:
        browser = client or listed.test_client()
        return browser.post(ADDRESS, data={"csrf_token": token_of(browser, ADDRESS), "answer": "no"} | typed)

    return send
