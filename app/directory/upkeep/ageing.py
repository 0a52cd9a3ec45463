"""Finds the listings that nobody has checked for long, and takes them out of search as the council's limits say."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta
from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from app import db
from app.councils.api import council
from app.directory.index import keeping
from app.directory.record import confirming
from app.directory.record import tables as t
from app.directory.record.store import is_shown
from app.directory.service.freshness import Standing, limits_on, standing_of
from app.kernel import clock
from app.messages.domain import Chore

ROWS = 100
# So many days back the daily round looks, so that a worker which stood still catches up.
LOOKS_BACK = timedelta(days=31)
WORDS_LOOK_BACK = timedelta(days=2)
_COLUMNS = (
    t.ServiceRow.source,
    t.ServiceRow.id,
    t.ServiceRow.name,
    t.ServiceRow.assured_date,
)


@dataclass(frozen=True)
class Aged:
    """A listing and when somebody last checked it."""

    source: str
    id: str
    name: str
    checked: date | None
    standing: Standing


def counts(session: Session, today: date) -> dict[Standing, int]:
    """How many listings there are of each standing."""
    hidden, lowered, marked = (_number(session, _since(day)) for _, day in limits_on(council().freshness, today))
    unknown, whole = _number(session, _unknown()), _number(session)
    return {
        Standing.FRESH: whole - unknown - marked,
        Standing.UNKNOWN: unknown,
        Standing.MARKED: marked - lowered,
        Standing.LOWERED: lowered - hidden,
        Standing.HIDDEN: hidden,
    }


def listed(session: Session, standing: Standing, page: int, today: date) -> tuple[Aged, ...]:
    """One page of the listings of a standing, the longest unchecked first."""
    asked = select(*_COLUMNS).where(*is_shown(), _has(standing, today))
    rows = session.execute(
        asked.order_by(t.ServiceRow.assured_date, t.ServiceRow.name).offset((page - 1) * ROWS).limit(ROWS)
    )
    return tuple(_aged(*row, today) for row in rows)


def named(session: Session, words: str, today: date) -> tuple[Aged, ...]:
    """The first listings with these words in their names, whatever their standing."""
    called = t.ServiceRow.name.icontains(words, autoescape=True)
    rows = session.execute(select(*_COLUMNS).where(*is_shown(), called).order_by(t.ServiceRow.name).limit(ROWS))
    return tuple(_aged(*row, today) for row in rows)


def _aged(source: str, id: str, name: str, checked: date | None, today: date) -> Aged:
    return Aged(source, id, name, checked, standing_of(checked, council().freshness, today))


def unchecked(session: Session, since: date) -> tuple[Aged, ...]:
    """Every listing that opens by its address and that nobody has checked since a day, as far as anybody knows."""
    today = clock.today()
    asked = select(*_COLUMNS).where(*is_shown(), or_(_unknown(), _since(since)))
    rows = session.execute(asked.order_by(t.ServiceRow.source, t.ServiceRow.id))
    return tuple(_aged(*row, today) for row in rows)


def findable(session: Session, today: date) -> Iterator[tuple[str, str, datetime]]:
    """Source and id of each listing that search may show, and when it last changed."""
    columns = (t.ServiceRow.source, t.ServiceRow.id, t.ServiceRow.changed_at)
    too_old = _since(today - relativedelta(months=council().freshness.hide_months))
    for row in session.execute(select(*columns).where(*is_shown(), ~too_old)):
        yield row.source, row.id, row.changed_at


def hiding_old_listings() -> Chore:
    """Ranks down and hides what has grown too old since yesterday."""
    return Chore("hide old listings", timedelta(days=1), _look_again)


def _look_again() -> None:
    """Gives the index afresh whatever crossed a limit lately: a listing ages without anybody changing it."""
    by_source: defaultdict[str, set[str]] = defaultdict(set)
    for standing, limit in limits_on(council().freshness, clock.today()):
        if standing is not Standing.MARKED:
            crossed = and_(_since(limit), ~_since(limit - LOOKS_BACK))
            for source, id in db.session().execute(select(t.ServiceRow.source, t.ServiceRow.id).where(crossed)):
                by_source[source].add(id)
    # Whoever was stopped between the word and the index left it behind.
    for source, id in confirming.said_since(db.session(), clock.now() - WORDS_LOOK_BACK):
        by_source[source].add(id)
    db.session().rollback()
    for source, ids in by_source.items():
        keeping.refresh(source, ids, ())


def _number(session: Session, *conditions: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(t.ServiceRow).where(*is_shown(), *conditions)) or 0


def _has(standing: Standing, today: date) -> ColumnElement[bool]:
    if standing is Standing.UNKNOWN:
        return _unknown()
    ordered = [(Standing.FRESH, today), *reversed(limits_on(council().freshness, today))]
    place = [each for each, _ in ordered].index(standing)
    younger = ~_since(ordered[place + 1][1]) if place + 1 < len(ordered) else None
    older = ~_unknown() if standing is Standing.FRESH else _since(ordered[place][1])
    return older if younger is None else and_(older, younger)


def _since(day: date) -> ColumnElement[bool]:
    """Last checked on this day or before."""
    return func.coalesce(t.ServiceRow.assured_date <= day, False)


def _unknown() -> ColumnElement[bool]:
    return t.ServiceRow.assured_date.is_(None)


def standing_today(known: date | None) -> Standing:
    """Where a listing stands by this council's limits."""
    return standing_of(known, council().freshness, clock.today())
