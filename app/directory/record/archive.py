"""What is kept of listings beside what pages show: their source's own record, and which stand behind another."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, String, and_, delete, exists, or_, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from app.db import Base, UtcDateTime
from app.directory.domain import Service, Status
from app.directory.record import shelves
from app.directory.record.tables import ServiceRow

ROWS_AT_ONCE = 500
SHOWN = tuple(status.value for status in Status if status.is_shown)

Key = tuple[str, str]


class MergedRow(Base):
    """A listing that staff hid because another says the same. Kept until they part them again.

    It stands behind the other only while that one can be found: what its source withdraws hides nothing.
    """

    __tablename__ = "directory_merged"
    source: Mapped[str] = mapped_column(String(60), primary_key=True)
    id: Mapped[str] = mapped_column(String(200), primary_key=True)
    into_source: Mapped[str] = mapped_column(String(60), index=True)
    into_id: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


_Other = aliased(ServiceRow)


def stands_behind() -> ColumnElement[bool]:
    """Whether a row of the services is hidden behind another that can be found."""
    there = and_(_Other.source == MergedRow.into_source, _Other.id == MergedRow.into_id)
    mine = and_(MergedRow.source == ServiceRow.source, MergedRow.id == ServiceRow.id)
    found = and_(_Other.withdrawn_at.is_(None), _Other.status.in_(SHOWN))
    return exists().where(mine, there, found).correlate(ServiceRow)


def merged_since(moment: datetime) -> ColumnElement[bool]:
    """Whether staff have put a row of the services behind another at this moment or later."""
    mine = and_(MergedRow.source == ServiceRow.source, MergedRow.id == ServiceRow.id)
    return exists().where(mine, MergedRow.made_at >= moment).correlate(ServiceRow)


def gone_at(session: Session, these: ColumnElement[bool]) -> dict[tuple[str, ...], datetime]:
    """When these services, which are not shown, last changed or were put behind another."""
    mine = and_(MergedRow.source == ServiceRow.source, MergedRow.id == ServiceRow.id)
    columns = (ServiceRow.source, ServiceRow.id, ServiceRow.changed_at, MergedRow.made_at)
    rows = session.execute(select(*columns).outerjoin(MergedRow, mine).where(these))
    return {(source, id): max(filter(None, (changed_at, made_at))) for source, id, changed_at, made_at in rows}


def hide(session: Session, hidden: Key, behind: Key, at: datetime) -> None:
    """Hides a listing behind another."""
    session.merge(
        MergedRow(source=hidden[0], id=hidden[1], into_source=behind[0], into_id=behind[1], made_at=at),
    )
    session.flush()


def part(session: Session, hidden: Key) -> None:
    """Lets a listing stand by itself again."""
    session.execute(delete(MergedRow).where(MergedRow.source == hidden[0], MergedRow.id == hidden[1]))


def shown_instead(session: Session, source: str, id: str) -> Key | None:
    """The listing behind which another stands, if it does."""
    row = session.get(MergedRow, (source, id))
    return (row.into_source, row.into_id) if row else None


def behind(session: Session, source: str, ids: Collection[str]) -> list[Key]:
    """What stands behind these listings: it is shown or hidden as they come and go."""
    rows = select(MergedRow.source, MergedRow.id, MergedRow.into_id).where(MergedRow.into_source == source)
    wanted = set(ids)
    return [(its_source, id) for its_source, id, into_id in session.execute(rows) if into_id in wanted]


def record_of(session: Session, source: str, id: str) -> Mapping[str, Any]:
    """What the source of a listing gave, whole."""
    return session.get_one(ServiceRow, (source, id)).record


def services(session: Session, source: str, ids: Sequence[str]) -> dict[str, Service]:
    """These services whole, with the addresses that are kept back and withdrawn ones too, a few hundred at a time."""
    found: dict[str, Service] = {}
    for start in range(0, len(ids), ROWS_AT_ONCE):
        found |= shelves.exact_services(session, source, ids[start : start + ROWS_AT_ONCE])
    return found


def names(session: Session, source: str, ids: Sequence[str]) -> dict[str, str]:
    """What these services are called."""
    found: dict[str, str] = {}
    for start in range(0, len(ids), ROWS_AT_ONCE):
        these = (ServiceRow.source == source, ServiceRow.id.in_(ids[start : start + ROWS_AT_ONCE]))
        found |= {id: name for id, name in session.execute(select(ServiceRow.id, ServiceRow.name).where(*these))}
    return found


def called(session: Session, source: str, words: str, most: int) -> list[tuple[str, str, bool]]:
    """Id, name and whether it is withdrawn of the services of a source whose name or id holds the words."""
    like = f"%{words.replace(chr(92), '').replace('%', '').replace('_', '')}%"
    found = or_(ServiceRow.name.ilike(like), ServiceRow.id == words)
    columns = (ServiceRow.id, ServiceRow.name, ServiceRow.withdrawn_at)
    rows = session.execute(
        select(*columns).where(ServiceRow.source == source, found).order_by(ServiceRow.name).limit(most)
    )
    return [(id, name, withdrawn_at is not None) for id, name, withdrawn_at in rows]
