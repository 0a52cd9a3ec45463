"""Cases and staff for the tests of triage."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.accounts.domain import Role
from app.audit import api as audit
from app.db import session
from app.events.store import EventRow
from app.referrals.store import EntryRow, ReferralRow
from tests.sending import Filled, ask, code_in, reference_in, send
from tests.staff import member_of_staff, signed_in


@dataclass(frozen=True)
class ACase:
    """A case that somebody has just sent: its address for staff, and the browser and code of whoever sent it."""

    app: Flask
    id: UUID
    address: str
    resident: FlaskClient
    code: str

    @property
    def row(self) -> ReferralRow:
        with self.app.app_context():
            found = session().get(ReferralRow, self.id)
            assert found is not None
            return found

    @property
    def happened(self) -> list[str]:
        with self.app.app_context():
            rows = session().scalars(select(EntryRow).where(EntryRow.referral_id == self.id).order_by(EntryRow.id))
            return [row.happened for row in rows]

    @property
    def actions(self) -> list[str]:
        with self.app.app_context():
            return [event.action for event in audit.events_about(session(), "referral", str(self.id))]

    @property
    def counted(self) -> list[EventRow]:
        with self.app.app_context():
            return list(session().scalars(select(EventRow).order_by(EventRow.id)))


Sent = Callable[..., ACase]


@pytest.fixture
def sent(app: Flask) -> Sent:
    """Sends a form of somebody who asks to be looked at."""

    def send_one(**pages: Filled) -> ACase:
        resident = app.test_client()
        ask(resident)
        page = send(resident, **pages)
        with app.app_context():
            of_it = ReferralRow.reference == reference_in(page)
            found = session().scalars(select(ReferralRow.id).where(of_it)).one()
        return ACase(app, found, f"/staff/referrals/{found}", resident, code_in(page))

    return send_one


@pytest.fixture
def manager(app: Flask) -> FlaskClient:
    """A manager's browser."""
    return signed_in(app, member_of_staff(app, "mo@example.org", Role.MANAGER, name="Mo Manager"))


@pytest.fixture
def officer(app: Flask) -> FlaskClient:
    """A triage officer's browser."""
    return signed_in(app, member_of_staff(app, "olu@example.org", Role.TRIAGE, name="Olu Officer"))
