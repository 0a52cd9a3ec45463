"""What the pages of accounts are told."""

from collections.abc import Callable
from dataclasses import dataclass

from app.accounts import register, store, wording
from app.accounts.domain import Staff
from app.audit import api as audit
from app.audit.domain import Event
from app.db import session
from app.kernel.clock import now
from app.web.pagination import Pager, last_page

LAST_EVENTS = 10
PAGE = 50


@dataclass(frozen=True)
class AccountRow:
    """An account in the list."""

    staff: Staff
    roles: str
    standing: str
    second_step: bool


@dataclass(frozen=True)
class ListPage:
    """A page of the accounts of staff, all or those found. The public may be thousands: found by whole address alone.

    `without_second_step` are the open accounts of staff that are not safe yet, on whatever page.
    """

    rows: tuple[AccountRow, ...]
    total: int
    pager: Pager
    of_the_public: int
    without_second_step: int

    @classmethod
    def of_page(cls, number: int, address: Callable[[int], str]) -> "ListPage":
        """The accounts by sign-in name; the last page for a number beyond it."""
        return cls._showing(lambda _: True, number, address)

    @classmethod
    def found(cls, words: str, address: Callable[[int], str]) -> "ListPage":
        """Those whose name or address holds the words; where they are many, the first."""
        wanted = words.casefold()
        return cls._showing(lambda staff: wanted in f"{staff.name}\n{staff.email}".casefold(), 1, address)

    @classmethod
    def _showing(cls, is_wanted: Callable[[Staff], bool], number: int, address: Callable[[int], str]) -> "ListPage":
        everybody = register.everybody()
        staff = [each for each in everybody if not each.is_of_the_public]
        wanted = [each for each in staff if is_wanted(each)]
        last = last_page(len(wanted), PAGE)
        page, invited = min(max(1, number), last), store.invited(session(), now())
        rows = tuple(_row(each, invited) for each in wanted[(page - 1) * PAGE : page * PAGE])
        unsafe = sum(not each.has_second_factor and not each.disabled for each in staff)
        return cls(rows, len(wanted), Pager.of(page, last, address), len(everybody) - len(staff), unsafe)


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
