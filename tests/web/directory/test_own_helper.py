"""Where what somebody looks for is what a personal assistant does too, the results say so."""

import pytest
from flask.testing import FlaskClient

NUDGE = "would you like to choose somebody yourself"


@pytest.mark.parametrize("asked", ["need=bathing-help", "q=personal+assistant", "q=help+with+cleaning"])
def test_who_looks_for_what_an_assistant_does_hears_of_assistants(client: FlaskClient, asked: str) -> None:
    assert NUDGE in client.get(f"/directory/?{asked}").text


@pytest.mark.parametrize("asked", ["need=food-bank", "q=choir", "q=my+husband+hits+me"])
def test_who_looks_for_something_else_does_not(client: FlaskClient, asked: str) -> None:
    assert NUDGE not in client.get(f"/directory/?{asked}").text
