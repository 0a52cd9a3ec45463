"""We write to a caller in their language when we offer it, however the adviser wrote its name."""

import pytest
from flask import Flask

from app.contact_centre.calls import language_of
from app.contact_centre.domain import Notes


@pytest.mark.parametrize(
    ("written", "code"), [("pl", "pl"), ("Polish", "pl"), ("polski", "pl"), ("BSL", "en"), ("", "en")]
)
def test_a_language_is_known_by_its_code_and_its_names(app: Flask, written: str, code: str) -> None:
    with app.app_context():
        assert language_of(Notes(language=written)) == code
