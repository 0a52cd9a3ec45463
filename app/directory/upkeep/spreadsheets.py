"""What other rooms may ask of the directory about spreadsheets: look into one, judge it, take it in, undo that."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import db
from app.directory.importing import feeds, run
from app.directory.importing.ledger import CannotImport as CannotImport
from app.directory.importing.ledger import Remark as Remark
from app.directory.importing.run import Change as Change
from app.directory.importing.run import Order as Order
from app.directory.importing.run import Prepared as Prepared
from app.directory.importing.spreadsheets import fields, matching, opening, taking
from app.directory.importing.spreadsheets.fields import Field as Field
from app.directory.importing.spreadsheets.fields import Holds as Holds
from app.directory.importing.spreadsheets.matching import Matched as Matched
from app.directory.importing.spreadsheets.matching import Matching as Matching
from app.directory.importing.spreadsheets.matching import NotAMatch as NotAMatch
from app.directory.importing.spreadsheets.sheets import MOST_BYTES as MOST_BYTES
from app.directory.importing.spreadsheets.sheets import Sheet as Sheet
from app.directory.index import keeping
from app.directory.record import store, undoing
from app.directory.record import tables as t
from app.directory.record.undoing import ChangedSince as ChangedSince
from app.directory.record.undoing import Memory as Memory
from app.directory.record.undoing import Touched as Touched
from app.directory.service.areas import NotAnArea, area_given
from app.needs.api import vocabulary

KEEP, LEAVE_OUT = fields.KEEP, fields.LEAVE_OUT
SUFFIXES = tuple(sorted(opening.WORKBOOKS | opening.CSV_FILES))

choices = matching.choices
fingerprint = matching.fingerprint
matching_as_json = matching.as_json
matching_from_json = matching.from_json
check_matching = matching.checked


@dataclass(frozen=True)
class Forecast:
    """What taking a spreadsheet in would do. `gone` are the names of services that would be withdrawn.

    `too_many_gone` says that this needs somebody's leave.
    """

    created: int
    updated: int
    unchanged: int
    rejected: tuple[Remark, ...]
    repaired: tuple[Remark, ...]
    gone: tuple[str, ...]
    too_many_gone: bool


def first_rows(files: Mapping[str, bytes], most: int) -> tuple[Sheet, ...]:
    """The sheets of these files with their first rows. Raises CannotImport."""
    return opening.sheets(files, most)


def guess(sheets: Sequence[Sheet]) -> dict[str, Matched]:
    """What the sheets most likely hold."""
    return matching.guessed(sheets)


def guess_as(sheet: Sheet, holds: Holds) -> Matched:
    """What the columns of a sheet most likely say when it holds this."""
    return matching.guessed_as(sheet, holds)


def source_name(text: str) -> str:
    """A name as a source can have it; empty when nothing of it can stand in an address."""
    return feeds.plain_slug(text)


def is_area(text: str) -> bool:
    """Whether a text names an area: outward codes parted by commas, or "national"."""
    try:
        area_given(text)
    except NotAnArea:
        return False
    return True


def comes_from_an_address(session: Session, source: str) -> bool:
    """Whether a source is read from the web, so that a spreadsheet must not take its place."""
    row = session.get(t.SourceRow, source)
    return row is not None and feeds.is_address(row.address)


def judged(order: Order, files: Mapping[str, bytes], matched: Matching, tell: Callable[[int, int], None]) -> Prepared:
    """Every row, judged; tells how many of how many are done. Raises CannotImport."""
    joined = taking.read(files, matched)
    total, done = len(joined.records), 0

    def told(more: int) -> None:
        nonlocal done
        done += more
        tell(done, total)

    return joined.named(run.prepare(order, joined.feed, vocabulary(), told))


def order_of(source: str, address: str, area: str, allow_removals: bool) -> Order:
    """What an import is to do. Raises NotAnArea."""
    return Order(source, address, area_given(area) if area else None, allow_removals)


def forecast(prepared: Prepared) -> Forecast:
    """What would change. Nothing is written."""
    allowed = replace(prepared, order=replace(prepared.order, allow_removals=True))
    with db.transaction() as session:
        before = store.kept(session, prepared.order.slug)
        change = run.take_in(session, allowed)
        session.rollback()
    live = sum(not kept.withdrawn for kept in before.values())
    outcome = change.outcome
    return Forecast(
        created=outcome.created,
        updated=outcome.updated,
        unchanged=outcome.unchanged,
        rejected=outcome.rejected,
        repaired=outcome.repaired,
        gone=_names(db.session(), prepared.order.slug, sorted(change.removed)),
        too_many_gone=len(change.removed) > run.MOST_REMOVED * live,
    )


def take_in(session: Session, prepared: Prepared) -> tuple[Change, Memory]:
    """Writes it in the caller's transaction, and remembers what was there. Raises CannotImport."""
    change = run.take_in(session, prepared)
    source, entries = prepared.order.slug, prepared.entries
    services = [entries[id].service for id in sorted(change.changed)]
    touched = Touched.by(source, services, sorted(change.removed))
    return change, undoing.remember(db.session(), session, touched)


def undo(session: Session, memory: Memory) -> None:
    """Puts back what was there, in the caller's transaction. Raises ChangedSince."""
    undoing.undo(session, memory)


def settle(source: str, ids: Sequence[str], area_changed: bool) -> None:
    """Brings the index in step with what was written."""
    keeping.follow(source, ids, (), area_changed)


def _names(session: Session, source: str, ids: Sequence[str]) -> tuple[str, ...]:
    names: list[str] = []
    for start in range(0, len(ids), undoing.IDS_AT_ONCE):
        these = t.ServiceRow.source == source, t.ServiceRow.id.in_(ids[start : start + undoing.IDS_AT_ONCE])
        names += session.scalars(select(t.ServiceRow.name).where(*these).order_by(t.ServiceRow.name))
    return tuple(names)
