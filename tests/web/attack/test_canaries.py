"""Nobody finds a PA's surname, address, telephone or e-mail, nor the details of whoever looks for one.

The long proof looks round the whole site: `make prove`, canaries.
"""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import canaries
from tests.editors import made_once


@pytest.fixture(scope="module")
def site(tmp_path_factory, new_database, compiled_templates) -> Iterator[Flask]:
    with made_once(tmp_path_factory.mktemp("canaries"), new_database, compiled_templates) as app:
        app.test_client_class = FlaskClient
        yield app


def test_nobody_finds_what_is_private_by_looking_round(site: Flask, caplog: pytest.LogCaptureFixture) -> None:
    pair = canaries.world(site)
    found, failed = [], []
    for reader in canaries.readers(site, pair):
        came = canaries.crawl(site, reader, pair, most=25)
        found += came.found
        failed += came.failed
    assert found == []
    assert failed == []
    assert canaries.left_behind(site, caplog.text) == []


def test_a_secret_would_be_found_in_any_spacing() -> None:
    assert canaries.among("<a href=tel:01632960777>CANARY  terrace</a>", canaries.OF_THE_PA) == [
        "Canary Terrace",
        "01632 960777",
    ]
