"""A disk that takes nothing more must not keep the pages from being shown, nor say what is not so."""

from typing import NoReturn

import pytest
from flask import Flask
from flask.testing import FlaskClient


def test_a_page_is_shown_when_its_compiled_template_cannot_be_kept(app: Flask, client: FlaskClient) -> None:
    (app.config["DATA_DIR"] / "templates").unlink()
    assert client.get("/council/ask").status_code == 200


def test_whoever_only_reads_is_not_told_that_nothing_was_sent(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.view_functions, "referrals.ask", _full)
    answer = client.get("/council/ask")
    assert answer.status_code == 503
    assert "Something went wrong at our end" in answer.text
    assert "Nothing was saved or sent" not in answer.text


def _full() -> NoReturn:
    raise OSError("No space left on device")
