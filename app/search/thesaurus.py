"""The table of what the council's staff changed in the thesaurus, version by version, and the vocabulary with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, Connection, Engine, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, UtcDateTime, hold
from app.kernel.at_once import SomeoneElseWasFirst
from app.needs.domain import Amendment, Entry, Phrase, Vocabulary

LONGEST_KEY = 200


class State(StrEnum):
    """What a version makes of its entry: in force as it says, out of use, or as it ships with the service."""

    IN_FORCE = "in-force"
    RETIRED = "retired"
    AS_SHIPPED = "as-shipped"


class ThesaurusVersion(Base):
    """An entry of the thesaurus as staff left it; the newest counts. Rows live as long as the installation."""

    __tablename__ = "thesaurus_versions"

    number: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(LONGEST_KEY), index=True)
    state: Mapped[str] = mapped_column(String(12))
    said: Mapped[list[str]] = mapped_column(JSON)
    needs: Mapped[list[str]] = mapped_column(JSON)
    find: Mapped[list[str]] = mapped_column(JSON)
    wish: Mapped[bool]
    reason: Mapped[str] = mapped_column(String(500))
    why: Mapped[str] = mapped_column(String(500))
    staff: Mapped[str] = mapped_column(String(200))
    moment: Mapped[datetime] = mapped_column(UtcDateTime)


@dataclass(frozen=True)
class Version:
    """One version of an entry: what it says, why it was changed, by whom and when."""

    number: int
    key: str
    state: State
    entry: Entry
    why: str
    staff: str
    moment: datetime


def write_version(session: Session, version: Version, seen: int) -> int:
    """Adds a version; `seen` is the number of the newest that the page showed. Raises SomeoneElseWasFirst.

    Versions are written one after the other, so that two of one entry never follow the same, and numbers are seen in
    their order: whoever has read the newest has read all.
    """
    hold(session, ThesaurusVersion)
    newest = session.scalar(select(func.max(ThesaurusVersion.number)).where(ThesaurusVersion.key == version.key))
    if (newest or 0) != seen:
        raise SomeoneElseWasFirst
    row = ThesaurusVersion(
        key=version.key,
        state=version.state.value,
        said=[phrase.text for phrase in version.entry.said],
        needs=list(version.entry.needs),
        find=list(version.entry.find),
        wish=version.entry.wish,
        reason=version.entry.reason,
        why=version.why,
        staff=version.staff,
        moment=version.moment,
    )
    session.add(row)
    session.flush()
    return row.number


def versions(session: Session, key: str) -> tuple[Version, ...]:
    """Every version of an entry, the newest first."""
    rows = session.scalars(select(ThesaurusVersion).where(ThesaurusVersion.key == key))
    return tuple(map(_version, sorted(rows, key=lambda row: -row.number)))


def newest_versions(session: Session) -> dict[str, Version]:
    """The newest version of each entry that staff ever changed, by its key."""
    newest = select(func.max(ThesaurusVersion.number)).group_by(ThesaurusVersion.key)
    rows = session.scalars(select(ThesaurusVersion).where(ThesaurusVersion.number.in_(newest)))
    return {row.key: _version(row) for row in rows}


def _version(row: ThesaurusVersion) -> Version:
    said = tuple(map(Phrase, row.said))
    entry = Entry(said, tuple(row.needs), tuple(row.find), row.reason, row.wish)
    return Version(row.number, row.key, State(row.state), entry, row.why, row.staff, row.moment)


def amendments(changed: Sequence[Version]) -> tuple[Amendment, ...]:
    """What these versions, the newest of their entries, make of the thesaurus that ships."""
    return tuple(
        Amendment(version.key, version.entry if version.state is State.IN_FORCE else None)
        for version in changed
        if version.state is not State.AS_SHIPPED
    )


class Thesaurus:
    """The vocabulary as it is now in this database, read again when somebody has changed it."""

    def __init__(self, engine: Engine, shipped: Vocabulary) -> None:
        self._engine = engine
        self._shipped = shipped
        self._number = 0
        self._vocabulary = shipped

    def now(self) -> Vocabulary:
        """The shipped vocabulary with what staff changed; the same object for as long as nothing changes.

        Reads on a connection of its own: a request that began earlier would see what was there then.
        """
        with self._engine.connect() as connection:
            number = _newest(connection)
            if number != self._number:
                with Session(connection) as session:
                    changed = tuple(newest_versions(session).values())
                self._vocabulary = self._shipped.amended(amendments(changed))
                self._number = number
        return self._vocabulary


def _newest(connection: Connection) -> int:
    return connection.scalar(select(func.max(ThesaurusVersion.number))) or 0
