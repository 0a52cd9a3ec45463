"""A disk that takes nothing more must not keep the pages from being shown."""

import shutil

from flask import Flask
from flask.testing import FlaskClient


def test_a_page_is_shown_when_its_compiled_template_cannot_be_kept(app: Flask, client: FlaskClient) -> None:
    shutil.rmtree(app.config["DATA_DIR"] / "templates")
    assert client.get("/council/ask").status_code == 200
