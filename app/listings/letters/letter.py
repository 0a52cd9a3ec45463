"""The monthly letter to those who keep a page: how often people opened it, whether it helped, what would help more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from dateutil.relativedelta import relativedelta
from sqlalchemy.orm import Session

from app.kernel.clock import today
from app.listings.domain import from_json
from app.listings.page.record import SOURCE
from app.listings.page.richness import Hint, meter
from app.listings.public import store
from app.listings.use import uses
from app.listings.use.uses import Use

SMALLEST = 5
"""Smaller numbers are not told, not even none: beside what a group knows of its own day they could tell of somebody."""

MOST_HINTS = 3


@dataclass(frozen=True)
class Counted:
    """A service in a month and in the one before, each number as the letter says it."""

    name: str
    address_id: str
    opened: str
    before: str
    helped: str
    did_not_help: str


@dataclass(frozen=True)
class Letter:
    """The letter about a page in a month, which its first day names."""

    page_id: UUID
    name: str
    month: date
    services: tuple[Counted, ...]
    hints: tuple[Hint, ...]
    there: int
    of: int
    checked_on: date


def told(number: int) -> str:
    """A number as the letter says it."""
    return f"{number:,}" if number >= SMALLEST else f"fewer than {SMALLEST}"


def last_month() -> date:
    """The month that the letters tell of."""
    return uses.month_of(today()) - relativedelta(months=1)


def letter_about(session: Session, page_id: UUID, month: date) -> Letter | None:
    """The letter about a page; None when the public reads nothing of it, or nothing was counted in that month."""
    shown = store.shown(session, page_id)
    if shown is None or not uses.was_counted(session, month):
        return None
    group = from_json(shown.content)
    names = {service.id: group.called(service) for service in group.services}
    found = meter(group)
    return Letter(
        page_id=page_id,
        name=group.name,
        month=month,
        services=tuple(
            _counted(session, names[one.service_id], one.service_id, month)
            for one in store.services_of(session, page_id)
            if one.service_id in names
        ),
        hints=_chosen(found.hints),
        there=found.there,
        of=found.of,
        checked_on=shown.checked_on,
    )


def _counted(session: Session, name: str, service_id: str, month: date) -> Counted:
    use, before = (uses.of(session, (SOURCE, service_id), each) for each in (month, month - relativedelta(months=1)))
    known = uses.was_counted(session, month - relativedelta(months=1))
    return Counted(name, service_id, told(use.opened), told(before.opened) if known else "", *_said(use))


def _said(use: Use) -> tuple[str, str]:
    return told(use.helped), told(use.did_not_help)


def _chosen(hints: Sequence[Hint]) -> tuple[Hint, ...]:
    """The first hints, each piece of advice once however many services want it."""
    return tuple({hint.words: hint for hint in hints}.values())[:MOST_HINTS]
