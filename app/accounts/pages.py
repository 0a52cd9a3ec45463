"""What the pages of accounts are told."""

from dataclasses import dataclass

from app.accounts import register, store, wording
from app.accounts.domain import Staff
from app.audit import api as audit
from app.audit.domain import Event
from app.db import session
from app.kernel.clock import now

LAST_EVENTS = 10


@dataclass(frozen=True)
class AccountRow:
    """An account in the list."""

    staff: Staff
    roles: str
    standing: str
    second_step: bool


@dataclass(frozen=True)
class ListPage:
    """Every account of staff. Of the public there may be thousands: they are counted, and looked for by address."""

    rows: tuple[AccountRow, ...]
    of_the_public: int

    @classmethod
    def now(cls) -> "ListPage":
        invited = store.invited(session(), now())
        everybody = register.everybody()
        rows = tuple(_row(staff, invited) for staff in everybody if not staff.is_of_the_public)
        return cls(rows, len(everybody) - len(rows))

    @property
    def without_second_step(self) -> int:
        """How many open accounts are not safe yet."""
        return sum(not row.second_step and not row.staff.disabled for row in self.rows)


@dataclass(frozen=True)
class AccountPage:
    """One account. Its own owner only looks."""

    row: AccountRow
    version: int
    sessions: int
    own: bool
    events: tuple[Event, ...]

    @property
    def staff(self) -> Staff:
        """Whose it is."""
        return self.row.staff

    @classmethod
    def of(cls, staff_id: int, asker: Staff) -> "AccountPage":
        staff, version = store.with_version(session(), staff_id)
        return cls(
            _row(staff, store.invited(session(), now())),
            version,
            len(store.sessions_of(session(), staff_id, now())),
            staff_id == asker.id,
            audit.events_about(session(), "staff", staff_id)[: -LAST_EVENTS - 1 : -1],
        )


def _row(staff: Staff, invited: frozenset[int]) -> AccountRow:
    roles = ", ".join(wording.ROLES[role][0] for role in wording.ROLES if role in staff.roles)
    return AccountRow(staff, roles, _standing(staff, staff.id in invited), staff.has_second_factor)


def _standing(staff: Staff, invited: bool) -> str:
    if staff.disabled:
        return "Closed"
    if invited:
        return "Invited"
    return "One-time password" if staff.must_change_password else "Open"
