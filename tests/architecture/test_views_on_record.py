"""Whoever of the staff looks at a person's record leaves a line in the audit, before anything of it is shown."""

import flask.templating
import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.access import TABLE
from app.accounts.domain import Asker
from app.audit.store import AuditEvent
from app.db import session
from tests.architecture.examples import EXAMPLES
from tests.staff import member_of_staff, signed_in

OF_PEOPLE = {"referral_id", "contact_id", "case_id"}
"""The arguments that name a person's record."""

SHOW_NO_PERSON: set[str] = set()
"""Pages that name a record and show nothing of it."""


def pages(app: Flask) -> list[tuple[str, str]]:
    """Every page of staff that shows one person's record, by its endpoint and the argument that names the record."""
    return [
        (rule.endpoint, name)
        for rule in app.url_map.iter_rules()
        for name in rule.arguments & OF_PEOPLE
        if "GET" in (rule.methods or ()) and not isinstance(TABLE[rule.endpoint], Asker) and len(rule.arguments) == 1
    ]


def on_record(app: Flask, about: str) -> int:
    with app.app_context():
        chosen = select(func.count()).select_from(AuditEvent).where(AuditEvent.about == about)
        return session().scalars(chosen).one()


@pytest.fixture
def staff(app: Flask) -> FlaskClient:
    """Somebody who may open everything."""
    return signed_in(app, member_of_staff(app))


def test_every_look_at_a_persons_record_is_on_record_before_it_is_shown(
    app: Flask, staff: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = {key.partition(".")[2]: make for key, make in EXAMPLES.items()}
    records = {name: make(app)[0].name for name, make in made.items() if name in OF_PEOPLE}
    looked, unseen = [], []
    for endpoint, name in pages(app):
        about = records.get(name, "")
        if (
            not about
            or endpoint in SHOW_NO_PERSON
            or staff.get(address_of(app, endpoint, name, about)).status_code != 200
        ):
            continue
        looked.append(endpoint)
        before = on_record(app, about)
        with monkeypatch.context() as broken:
            broken.setattr(flask.templating, "_render", _fails)
            with pytest.raises(RuntimeError):
                FlaskClient.open(staff, address_of(app, endpoint, name, about))
        if on_record(app, about) != before + 1:
            unseen.append(endpoint)
    assert len(looked) >= 3
    assert not unseen, unseen


def address_of(app: Flask, endpoint: str, name: str, about: str) -> str:
    with app.test_request_context():
        return url_for(endpoint, **{name: about})


def _fails(*_: object) -> str:
    raise RuntimeError
