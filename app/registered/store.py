"""What CQC publishes and which listings it belongs to, in the database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, String, Text, delete, exists, func, insert, select, tuple_, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, UtcDateTime
from app.kernel.at_once import SomeoneElseWasFirst
from app.registered.domain import SHOWN, Key, Location, Standing, Tie

ROWS_AT_ONCE = 500


class LocationRow(Base):
    """A location that CQC has registered, as it publishes it. Kept until an import no longer has it."""

    __tablename__ = "registered_location"
    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text)
    postcode: Mapped[str] = mapped_column(Text)
    telephone: Mapped[str] = mapped_column(Text)
    website: Mapped[str] = mapped_column(Text)
    service_types: Mapped[str] = mapped_column(Text)
    specialisms: Mapped[str] = mapped_column(Text)
    provider_id: Mapped[str] = mapped_column(Text)
    provider_name: Mapped[str] = mapped_column(Text)
    local_authority: Mapped[str] = mapped_column(Text)
    region: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(Text)
    checked_on: Mapped[date | None]
    rating: Mapped[str] = mapped_column(String(30))
    rated_on: Mapped[date | None]

    def location(self) -> Location:
        return Location(**{name: getattr(self, name) for name in Location.__dataclass_fields__})


class TieRow(Base):
    """A listing and a location. Kept while CQC lists the location and the directory the listing, and what staff said.

    `decided_at` and `decided_by` are the member of staff's who said so last.
    """

    __tablename__ = "registered_tie"
    source: Mapped[str] = mapped_column(String(60), primary_key=True)
    service_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    location_id: Mapped[str] = mapped_column(String(20), primary_key=True)
    standing: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(Text)
    location_name: Mapped[str] = mapped_column(Text)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[int | None]

    __table_args__ = (Index("ix_registered_tie_standing", "standing"),)

    def tie(self) -> Tie:
        said = (self.source, self.service_id, self.location_id)
        return Tie(*said, Standing(self.standing), self.name, self.location_name)


class ImportRow(Base):
    """The newest import. Its one row is kept until the next one overwrites it."""

    __tablename__ = "registered_import"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    locations: Mapped[int]


def locations(session: Session) -> dict[str, Location]:
    """Every location, by its id."""
    return {row.id: row.location() for row in session.scalars(select(LocationRow))}


def location(session: Session, id: str) -> Location | None:
    row = session.get(LocationRow, id)
    return row.location() if row else None


def put_locations(session: Session, before: Mapping[str, Location], now: Mapping[str, Location]) -> None:
    """Writes what is new or different, and takes out what is gone."""
    added = [asdict(one) for id, one in now.items() if id not in before]
    changed = [asdict(one) for id, one in now.items() if id in before and before[id] != one]
    for start in range(0, len(added), ROWS_AT_ONCE):
        session.execute(insert(LocationRow), added[start : start + ROWS_AT_ONCE])
    for start in range(0, len(changed), ROWS_AT_ONCE):
        session.execute(update(LocationRow), changed[start : start + ROWS_AT_ONCE])
    gone = sorted(before.keys() - now.keys())
    for start in range(0, len(gone), ROWS_AT_ONCE):
        session.execute(delete(LocationRow).where(LocationRow.id.in_(gone[start : start + ROWS_AT_ONCE])))


def note_import(session: Session, at: datetime, locations: int) -> None:
    session.merge(ImportRow(id=1, made_at=at, locations=locations))


def imported(session: Session) -> tuple[datetime, int] | None:
    """When CQC's files were read last, and how many locations they held; None when they never were."""
    row = session.get(ImportRow, 1)
    return (row.made_at, row.locations) if row else None


def is_known(session: Session) -> bool:
    """Whether CQC's files were ever read, so that we can tell who is not registered."""
    return bool(session.scalar(select(exists().where(ImportRow.id == 1))))


def ties(session: Session, *standings: Standing) -> tuple[Tie, ...]:
    """Every tie, or those of some standing, in the order of the listings' names."""
    rows = select(TieRow).order_by(TieRow.name, TieRow.source, TieRow.service_id, TieRow.location_id)
    return tuple(
        row.tie() for row in session.scalars(rows.where(TieRow.standing.in_(standings)) if standings else rows)
    )


def put_ties(session: Session, before: Iterable[Tie], now: Iterable[Tie]) -> None:
    """Writes what is new or different, and takes out what holds no longer."""
    kept, wanted = {_at(tie): tie for tie in before}, {_at(tie): tie for tie in now}
    for at in kept.keys() - wanted.keys():
        session.execute(delete(TieRow).where(_is(at)))
    for at, tie in wanted.items():
        if at not in kept:
            session.add(TieRow(**_columns(tie), decided_at=None, decided_by=None))
        elif kept[at] != tie:
            session.execute(update(TieRow).where(_is(at)).values(**_columns(tie)))
    session.flush()


def decide(session: Session, tie: Tie, standing: Standing | None, at: datetime, by: int) -> None:
    """Writes the staff's word; None forgets the tie. Raises SomeoneElseWasFirst when it is no longer as they saw it."""
    this = (_is(_at(tie)), TieRow.standing == tie.standing)
    if standing is None:
        done = session.execute(delete(TieRow).where(*this))
    else:
        said = {"standing": standing.value, "decided_at": at, "decided_by": by}
        done = session.execute(update(TieRow).where(*this).values(**said))
    if not getattr(done, "rowcount", 0):
        raise SomeoneElseWasFirst


def confirm(session: Session, tie: Tie, at: datetime, by: int) -> None:
    """Writes a tie that staff made themselves, in the place of whatever was there between the two."""
    session.merge(TieRow(**_columns(replace(tie, standing=Standing.CONFIRMED)), decided_at=at, decided_by=by))


def tie(session: Session, source: str, service_id: str, location_id: str) -> Tie | None:
    row = session.get(TieRow, (source, service_id, location_id))
    return row.tie() if row else None


def registrations(session: Session, source: str, ids: Sequence[str] | None = None) -> dict[str, tuple[Location, ...]]:
    """The locations of the listings of a source that are registered, by the listing's id."""
    both = select(TieRow.service_id, LocationRow).join(LocationRow, LocationRow.id == TieRow.location_id)
    rows = both.where(TieRow.source == source, TieRow.standing.in_(SHOWN)).order_by(TieRow.location_id)
    found: dict[str, tuple[Location, ...]] = {}
    for id, row in session.execute(rows if ids is None else rows.where(TieRow.service_id.in_(ids))):
        found[id] = (*found.get(id, ()), row.location())
    return found


def registered_keys(session: Session) -> dict[Key, tuple[Location, ...]]:
    """The same for every source."""
    sources = session.scalars(select(TieRow.source).distinct().order_by(TieRow.source)).all()
    return {(source, id): locations for source in sources for id, locations in registrations(session, source).items()}


def count(session: Session, standing: Standing) -> int:
    return session.scalar(select(func.count()).select_from(TieRow).where(TieRow.standing == standing)) or 0


def _columns(tie: Tie) -> dict[str, str]:
    return asdict(tie) | {"standing": tie.standing.value}


def _at(tie: Tie) -> tuple[str, str, str]:
    return tie.source, tie.service_id, tie.location_id


def _is(at: tuple[str, str, str]) -> Any:
    return tuple_(TieRow.source, TieRow.service_id, TieRow.location_id) == tuple_(*at)
