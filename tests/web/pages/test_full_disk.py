"""A disk that takes nothing more must not keep the pages from being shown."""

from flask import Flask
from flask.testing import FlaskClient


def test_a_page_is_shown_when_its_compiled_template_cannot_be_kept(app: Flask, client: FlaskClient) -> None:
    (app.config["DATA_DIR"] / "templates").unlink()
    assert client.get("/council/ask").status_code == 200
