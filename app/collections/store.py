"""The tables of collections: every version is kept, and a collection says which one residents read."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, and_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.collections.domain import Collection, Content, Version, content_from_json
from app.db import Base, UtcDateTime
from app.kernel.at_once import SomeoneElseWasFirst


class CollectionRow(Base):
    """A collection. Lives as long as the installation, so that its address never means something else."""

    __tablename__ = "collections"

    slug: Mapped[str] = mapped_column(String(60), primary_key=True)
    newest: Mapped[int]
    published: Mapped[int | None]


class VersionRow(Base):
    """What a collection said. Rows live as long as the installation and never change; nothing personal is in them."""

    __tablename__ = "collection_versions"

    slug: Mapped[str] = mapped_column(ForeignKey("collections.slug"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(64))

    def version(self) -> Version:
        """This row as a value."""
        return Version(self.slug, self.number, content_from_json(self.content), self.made_at, self.by)


def published(session: Session) -> tuple[Version, ...]:
    """The version of each collection that residents may read, whatever its dates."""
    read = and_(VersionRow.slug == CollectionRow.slug, VersionRow.number == CollectionRow.published)
    return tuple(row.version() for row in session.scalars(select(VersionRow).join(CollectionRow, read)))


def everything(session: Session) -> tuple[Collection, ...]:
    """Every collection, as staff have it."""
    rows = session.scalars(select(CollectionRow).order_by(CollectionRow.slug)).all()
    return tuple(_collection(session, row) for row in rows)


def by_slug(session: Session, slug: str) -> Collection | None:
    """One collection."""
    row = session.get(CollectionRow, slug)
    return None if row is None else _collection(session, row)


def versions(session: Session, slug: str) -> tuple[Version, ...]:
    """Every version of a collection, newest first."""
    chosen = select(VersionRow).where(VersionRow.slug == slug).order_by(VersionRow.number.desc())
    return tuple(row.version() for row in session.scalars(chosen))


def begin(session: Session, slug: str, content: Content, by: str, at: datetime) -> Version:
    """Begins a collection with its first version."""
    session.add(CollectionRow(slug=slug, newest=0, published=None))
    session.flush()
    return add_version(session, slug, 0, content, by, at)


def add_version(session: Session, slug: str, seen: int, content: Content, by: str, at: datetime) -> Version:
    """Writes the next version; `seen` is the newest that its writer had seen. Raises SomeoneElseWasFirst."""
    row = held(session, slug, seen)
    row.newest = seen + 1
    session.add(VersionRow(slug=slug, number=row.newest, content=content.as_json(), made_at=at, by=by))
    session.flush()
    return Version(slug, row.newest, content, at, by)


def publish(session: Session, slug: str, seen: int, number: int | None) -> None:
    """Lets residents read a version, or none. Raises SomeoneElseWasFirst."""
    held(session, slug, seen).published = number
    session.flush()


def held(session: Session, slug: str, seen: int) -> CollectionRow:
    """The collection, held against other writers. Raises SomeoneElseWasFirst when it has a newer version."""
    row = session.scalars(select(CollectionRow).where(CollectionRow.slug == slug).with_for_update()).one()
    if row.newest != seen:
        raise SomeoneElseWasFirst
    return row


def _collection(session: Session, row: CollectionRow) -> Collection:
    numbers = {row.newest, row.published} - {None}
    chosen = select(VersionRow).where(VersionRow.slug == row.slug, VersionRow.number.in_(numbers))
    found = {version.number: version.version() for version in session.scalars(chosen)}
    return Collection(found[row.newest], found[row.published] if row.published else None)
