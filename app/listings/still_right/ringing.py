"""Which listings staff should ring about, and what comes of a call: those that people open and nobody has checked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from sqlalchemy.orm import Session

from app import db
from app.accounts.domain import Staff
from app.audit.domain import staff_member
from app.councils.api import council
from app.directory import api as directory
from app.directory.api import Said, Word
from app.directory.domain import Idea
from app.kernel.clock import now, today
from app.listings.still_right import ringing_store
from app.listings.still_right.confirmations import on_record
from app.listings.still_right.reminders import Due
from app.listings.still_right.ringing_store import Call, Heard, Key
from app.listings.use import uses

MOST_SHOWN = 50
OPENED_AT_LEAST = 5
"""How often in three months a page was opened that people "actually open"."""

USED_LATELY = relativedelta(months=3)
REST = timedelta(days=7)
"""How long nobody rings again where nobody answered."""

TAKEN_OUT_LATELY = timedelta(days=30)
_WORDS = {Heard.RIGHT: Said.RIGHT, Heard.GONE: Said.GONE}


@dataclass(frozen=True)
class ToRing:
    """A listing to ring about: its row, how often it was opened, and what was heard the last time."""

    key: Key
    row: Idea
    opened: int
    checked: date | None
    call: Call | None

    @property
    def version(self) -> int:
        """What a press on this row has seen."""
        return self.call.version if self.call else 0

    @property
    def to_put_right(self) -> bool:
        """Whether somebody heard that it has changed, and nobody has put it right since."""
        return self.call is not None and self.call.heard is Heard.CHANGED


@dataclass(frozen=True)
class TakenOut:
    """A listing that was said to be gone, which a press brings back."""

    key: Key
    name: str
    call: Call


@dataclass(frozen=True)
class CallList:
    """Everything on the page: those to ring about, how many more there are, and what was taken out lately."""

    rows: tuple[ToRing, ...]
    more: int
    taken_out: tuple[TakenOut, ...]


def call_list(session: Session) -> CallList:
    """What to ring about, that which people open most first."""
    calls = ringing_store.all_of(session)
    opened = uses.opened_since(session, uses.month_of(today() - USED_LATELY))
    old = {(one.source, one.id): one.checked for one in directory.getting_old(session, _getting_old())}
    keys = sorted((key for key in old if _is_wanted(key, opened, calls)), key=lambda key: (-opened[key], key))
    rows = directory.rows_of(["/".join(key) for key in keys[:MOST_SHOWN]])
    found = ((key, rows.get("/".join(key))) for key in keys[:MOST_SHOWN])
    shown = tuple(ToRing(key, row, opened[key], old[key], calls.get(key)) for key, row in found if row)
    return CallList(shown, max(len(keys) - MOST_SHOWN, 0), tuple(_taken_out(session, calls)))


def rang(staff: Staff, key: Key, heard: Heard, seen: int) -> bool:
    """Writes a call and what follows from it; False when the directory has no such listing.

    Raises SomeoneElseWasFirst when a colleague wrote something since the page was shown.
    """
    word = _WORDS.get(heard)
    with db.transaction() as session:
        if key not in directory.listings_of_staff(session, [key]):
            return False
        ringing_store.write(session, key, heard, staff.id, seen, now())
        if word:
            directory.say(session, *key, Word(word, today(), by_council=True))
        on_record(session, staff_member(staff.id), f"listing.rang-{heard}", key)
    if word:
        directory.look_again(key)
    return True


def _getting_old() -> date:
    return Due.on(today(), council().reminders.months).checked_by


def _is_wanted(key: Key, opened: Mapping[Key, int], calls: Mapping[Key, Call]) -> bool:
    call = calls.get(key)
    rests = call is not None and call.heard is Heard.NOBODY and now() - call.rang_at < REST
    return opened.get(key, 0) >= OPENED_AT_LEAST and not rests


def _taken_out(session: Session, calls: Mapping[Key, Call]) -> Iterable[TakenOut]:
    lately = {
        key: call for key, call in calls.items() if call.heard is Heard.GONE and now() - call.rang_at < TAKEN_OUT_LATELY
    }
    named = directory.listings_of_staff(session, lately)
    there = [TakenOut(key, named[key].name, call) for key, call in lately.items() if key in named]
    return sorted(there, key=lambda one: one.call.rang_at, reverse=True)
