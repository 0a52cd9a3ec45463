"""What the staff's pages of the sources are told: one frozen value for each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import format_datetime

from app import db
from app.directory import api as directory
from app.directory.api import Difference, edits
from app.directory.domain import Service
from app.kernel.clock import in_london
from app.sources import pairs, store, wording
from app.sources.domain import Run, Source, State
from app.sources.pairs import Pair
from app.web.pagination import Pager, last_page
from app.web.words import clock_time, long_date

RUNS_SHOWN = 30
CHANGES_A_PAGE = 50
PAIRS_A_PAGE = 10
DECIDED_SHOWN = 50
FOUND_SHOWN = 50
CLASHES_SHOWN = 20


def moment(at: datetime | None) -> str:
    """A day and its hour, as staff write them in a list; nothing for never."""
    return str(format_datetime(in_london(at), "d MMM y, HH:mm", rebase=False)) if at else ""


@dataclass(frozen=True)
class SourceRow:
    """One directory in the list."""

    source: Source
    state: str
    kind: str
    listings: int
    good: str
    due: str


@dataclass(frozen=True)
class Clash:
    """A field of a listing that staff had put right and its feed has changed since."""

    source: str
    id: str
    name: str
    field: str


@dataclass(frozen=True)
class ListPage:
    """Every directory that we take listings from, and what waits for staff."""

    rows: tuple[SourceRow, ...]
    others: tuple[tuple[str, int], ...]
    duplicates: int
    waiting: tuple[tuple[Source, Run], ...]
    clashes: tuple["Clash", ...]
    more_clashes: int

    @classmethod
    def of(cls) -> "ListPage":
        session = db.session()
        latest, counts = store.latest_runs(session), directory.listings_by_source(session)
        sources = store.sources(session)
        known = {source.slug for source in sources}
        waiting, clashes = store.waiting(session), edits.clashes(session)
        return cls(
            rows=tuple(_source_row(source, latest.get(source.slug), counts.get(source.slug, 0)) for source in sources),
            others=tuple((slug, count) for slug, count in sorted(counts.items()) if slug not in known),
            duplicates=pairs.count_waiting(session),
            waiting=tuple((source, waiting[source.slug]) for source in sources if source.slug in waiting),
            clashes=_named(clashes[:CLASHES_SHOWN]),
            more_clashes=max(0, len(clashes) - CLASHES_SHOWN),
        )


def _named(clashes: list[tuple[str, edits.Edit]]) -> tuple[Clash, ...]:
    services = directory.listings_of_staff(db.session(), {(source, edit.service_id) for source, edit in clashes})
    return tuple(
        Clash(source, edit.service_id, services[source, edit.service_id].name, edit.field)
        for source, edit in clashes
        if (source, edit.service_id) in services
    )


def _source_row(source: Source, run: Run | None, listings: int) -> SourceRow:
    return SourceRow(
        source=source,
        state=wording.state(run) if run else "",
        kind=wording.KINDS.get(run.state, "") if run else "",
        listings=listings,
        good=moment(source.good_at),
        due=moment(source.due_at),
    )


@dataclass(frozen=True)
class RunRow:
    """One reading in the list of a source."""

    run: Run
    when: str
    state: str
    kind: str
    changes: str


@dataclass(frozen=True)
class SourcePage:
    """One directory: how it is read, and what its last readings changed."""

    row: SourceRow
    every: str
    runs: tuple[RunRow, ...]
    now: RunRow | None
    waiting: RunRow | None

    @classmethod
    def of(cls, source: Source) -> "SourcePage":
        session = db.session()
        runs = [run_row(run) for run in store.runs(session, source.slug, RUNS_SHOWN)]
        listings = directory.listings_by_source(session).get(source.slug, 0)
        return cls(
            row=_source_row(source, runs[0].run if runs else None, listings),
            every=wording.every(source.hours),
            runs=tuple(runs),
            now=next((row for row in runs if row.run.state in {State.READING, State.WRITTEN, State.ACCEPTED}), None),
            waiting=next((row for row in runs if row.run.state is State.WAITING), None),
        )


def run_row(run: Run) -> RunRow:
    """A reading as a row says it."""
    reading = run.state in {State.READING, State.FAILED}
    return RunRow(
        run=run,
        when=moment(run.started_at),
        state=wording.state(run),
        kind=wording.KINDS.get(run.state, ""),
        changes="" if reading else wording.changes(run),
    )


def pager(number: int, total: int, each: int, path: str) -> Pager:
    """The pages of a list whose address is a path alone."""
    return Pager.of(number, last_page(total, each), lambda page: f"{path}?page={page}")


@dataclass(frozen=True)
class RunPage:
    """What one reading changed, or would change."""

    source: Source
    row: RunRow
    day: str
    hour: str
    differences: tuple[Difference, ...]
    pager: Pager

    @classmethod
    def of(cls, source: Source, run: Run, number: int, path: str) -> "RunPage":
        total = store.count_differences(db.session(), run.id)
        first = (number - 1) * CHANGES_A_PAGE
        return cls(
            source=source,
            row=run_row(run),
            day=long_date(run.started_at),
            hour=clock_time(run.started_at),
            differences=tuple(store.differences(db.session(), run.id, first, CHANGES_A_PAGE)),
            pager=pager(number, total, CHANGES_A_PAGE, path),
        )


@dataclass(frozen=True)
class Side:
    """One of two listings that may be one service."""

    source: str
    id: str
    name: str
    facts: Mapping[str, str]


@dataclass(frozen=True)
class PairCard:
    """Two listings beside each other, and why they may be one."""

    pair: Pair
    left: Side
    right: Side
    fields: tuple[str, ...]
    reasons: tuple[str, ...]
    percent: str
    decided: str


COMPARED = ("organisation", "telephone", "url", "where", "when", "description", "checked")


def pair_cards(found: list[Pair]) -> tuple[PairCard, ...]:
    """The pairs as a page shows them: a few queries for each source, however many pairs."""
    keys = {key for pair in found for key in (pair.left, pair.right)}
    services = directory.listings_of_staff(db.session(), keys)
    whole = [pair for pair in found if pair.left in services and pair.right in services]
    return tuple(_card(pair, services[pair.left], services[pair.right]) for pair in whole)


def _card(pair: Pair, left: Service, right: Service) -> PairCard:
    sides = _side(pair.left, left), _side(pair.right, right)
    return PairCard(
        pair=pair,
        left=sides[0],
        right=sides[1],
        fields=tuple(field for field in COMPARED if sides[0].facts[field] or sides[1].facts[field]),
        reasons=tuple(wording.shared(reason) for reason in pair.reasons),
        percent=f"{pair.weight:.0%}",
        decided=moment(pair.decided_at),
    )


def _side(key: tuple[str, str], service: Service) -> Side:
    return Side(*key, service.name, {field: directory.TOLD[field](service) for field in COMPARED})


@dataclass(frozen=True)
class ListingPage:
    """One listing: what its feed says, what staff wrote in its place, and what waits to be decided."""

    source: str
    service: Service
    feeds_words: Mapping[str, str]
    written: Mapping[str, edits.Edit]

    @classmethod
    def of(cls, source: str, service: Service) -> "ListingPage":
        session = db.session()
        return cls(
            source=source,
            service=service,
            feeds_words=directory.feeds_words(session, source, service.id),
            written=edits.of(session, source, service.id),
        )

    @property
    def clashes(self) -> tuple[edits.Edit, ...]:
        return tuple(edit for edit in self.written.values() if edit.offered is not None)
