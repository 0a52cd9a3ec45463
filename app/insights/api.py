"""What other rooms may ask of the figures: those of a period, and to keep them once a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app import db
from app.events import api as events
from app.events.domain import KEPT
from app.insights import counting, store
from app.insights.domain import Period, Quarter, Release, together
from app.kernel.clock import today
from app.messages.domain import Chore

NOTHING = Release({})
ONE_DAY = timedelta(days=1)
FIRST_WEEK = timedelta(days=6)


@dataclass(frozen=True)
class Figures:
    """What may be known of a period, family by family, and to which day it was counted."""

    period: Period
    by_quarter: Mapping[Quarter, Mapping[str, Release]]
    through: date
    began: date | None
    _whole: dict[str, Release] = field(default_factory=dict, compare=False, repr=False)

    def of(self, family: str) -> Release:
        """The whole period; added up once, because every section of a chapter asks again."""
        if family not in self._whole:
            self._whole[family] = together(self.of_each(family).values())
        return self._whole[family]

    def of_each(self, family: str) -> dict[Quarter, Release]:
        """Each quarter by itself, the earliest first."""
        return {quarter: told.get(family, NOTHING) for quarter, told in sorted(self.by_quarter.items())}

    def newest(self, family: str) -> Release:
        """What was known last of each cell, for what is true of a day and cannot be added up."""
        cells: dict[str, int | None] = {}
        for release in self.of_each(family).values():
            cells |= release.cells
        return Release(cells)

    @property
    def is_whole(self) -> bool:
        """Whether the period was counted from its beginning; a first week without anybody is no gap."""
        every = len(self.by_quarter) == len(self.period.quarters)
        return every and self.began is not None and self.began <= self.period.first.first + FIRST_WEEK

    @property
    def is_empty(self) -> bool:
        return not self.by_quarter


def figures(period: Period) -> Figures:
    """The figures of a period, from what is kept; a quarter that is not kept yet is counted now."""
    session = db.session()
    first, yesterday = events.first_day(session), today() - ONE_DAY
    wanted = [quarter for quarter in period.quarters if first and first <= quarter.last and quarter.first <= yesterday]
    kept = store.kept(session, wanted[0], wanted[-1]) if wanted else {}
    found: dict[Quarter, dict[str, Release]] = {}
    days = []
    for quarter in wanted:
        rows = {family: row for (day, family), row in kept.items() if day == quarter.first}
        counted_to = min((through for through, _ in rows.values()), default=None)
        if counted_to is None or counted_to < quarter.last < today():
            found[quarter] = counting.counted(session, quarter, yesterday)
            counted_to = min(quarter.last, yesterday)
        else:
            found[quarter] = {family: Release(told) for family, (_, told) in rows.items()}
        days.append(counted_to)
    return Figures(period, found, max(days, default=yesterday), first)


def published() -> Figures | None:
    """The last quarter that is over and kept; nothing before there is one. Counts nothing, because anybody may ask."""
    quarter = Quarter.of(today()).plus(-1)
    kept = store.kept(db.session(), quarter, quarter)
    if not kept or min(through for through, _ in kept.values()) < quarter.last:
        return None
    told = {family: Release(cells) for (_, family), (_, cells) in kept.items()}
    return Figures(Period(quarter, quarter), {quarter: told}, quarter.last, None)


def quarters() -> tuple[Quarter, ...]:
    """The quarters of which something was counted, the newest first."""
    first = events.first_day(db.session())
    found: list[Quarter] = []
    quarter = Quarter.of(today() - ONE_DAY)
    while first and first <= quarter.last:
        found.append(quarter)
        quarter = quarter.plus(-1)
    return tuple(found)


def keep() -> None:
    """Counts each quarter up to yesterday that is not counted so far, and forgets those whose events are gone."""
    session, yesterday = db.session(), today() - ONE_DAY
    first, through = events.first_day(session), store.through_days(session)
    quarter = Quarter.of(first) if first else Quarter.of(today()).plus(1)
    while quarter.first <= yesterday:
        last = min(quarter.last, yesterday)
        if {day for (start, _), day in through.items() if start == quarter.first} != {last}:
            _keep(quarter, last)
        quarter = quarter.plus(1)
    with db.transaction() as writing:
        store.forget(writing, today() - KEPT)


def keep_again() -> None:
    """Counts everything anew."""
    with db.transaction() as session:
        store.forget(session)
    keep()


def _keep(quarter: Quarter, last: date) -> None:
    told = counting.counted(db.session(), quarter, last)
    with db.transaction() as session:
        for family, release in told.items():
            store.keep(session, quarter, family, last, release.cells)


def are_made_up(session: Session) -> bool:
    """Whether the figures are of a made-up year, which every page that shows them has to say."""
    return store.made_up(session)


def keeping_figures() -> Chore:
    """Counts yesterday."""
    return Chore("count the figures", ONE_DAY, keep)
