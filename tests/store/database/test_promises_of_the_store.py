"""What the database promises to every room: writers wait their turn, nothing is half there, and no secret is plain."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from threading import Barrier, Event

import pytest
from cryptography.fernet import Fernet, InvalidToken
from flask import Flask
from sqlalchemy import MetaData, func, select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app import db
from app.db import Sealed, UtcDateTime

WRITERS = 4
TURNS_OF_EACH = 10
A_SECRET = "Ada Bell, 3 Mill Lane"


class OfThisTest(DeclarativeBase):
    """Tables of these tests alone, so that no room's table has to be known here."""

    metadata = MetaData()


class Note(OfThisTest):
    """Something to read and to write."""

    __tablename__ = "note"

    id: Mapped[int] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(default=0)
    secret: Mapped[str | None] = mapped_column(Sealed)
    moment: Mapped[datetime | None] = mapped_column(UtcDateTime)


@pytest.fixture(autouse=True)
def _table_of_notes(app: Flask) -> None:
    OfThisTest.metadata.create_all(app.extensions["engine"])


def write(app: Flask, **values: object) -> None:
    with app.app_context(), db.transaction() as session:
        session.add(Note(id=1, **values))


@pytest.fixture
def note(app: Flask) -> Callable[[], Note]:
    """Reads the one note."""

    def read() -> Note:
        with app.app_context():
            return db.session().scalars(select(Note)).one()

    return read


def test_writers_that_read_first_wait_their_turn_and_none_fails(app: Flask, note: Callable[[], Note]) -> None:
    write(app)
    together = Barrier(WRITERS)

    def count(_: int) -> None:
        together.wait()
        for _turn in range(TURNS_OF_EACH):
            with app.app_context(), db.transaction() as session:
                held = session.scalars(select(Note).with_for_update()).one()
                held.count += 1

    with ThreadPoolExecutor(WRITERS) as writing:
        list(writing.map(count, range(WRITERS)))
    assert note().count == WRITERS * TURNS_OF_EACH


def test_a_transaction_that_fails_leaves_nothing(app: Flask) -> None:
    def fail() -> None:
        with db.transaction() as session:
            session.add(Note(id=1))
            session.flush()
            raise TimeoutError

    with app.app_context():
        with pytest.raises(TimeoutError):
            fail()
        assert db.session().scalar(select(func.count()).select_from(Note)) == 0


def test_nobody_reads_what_is_not_yet_committed_nor_waits_for_it(app: Flask) -> None:
    written, seen = Event(), Event()

    def write_slowly() -> None:
        with app.app_context(), db.transaction() as session:
            session.add_all([Note(id=1), Note(id=2)])
            session.flush()
            written.set()
            assert seen.wait(30)

    with ThreadPoolExecutor(1) as writing:
        slowly = writing.submit(write_slowly)
        assert written.wait(30)
        with app.app_context():
            before = db.session().scalar(select(func.count()).select_from(Note))
        seen.set()
        slowly.result()
    with app.app_context():
        assert (before, db.session().scalar(select(func.count()).select_from(Note))) == (0, 2)


def test_what_was_just_written_is_what_is_read_next(app: Flask) -> None:
    write(app)
    with app.app_context():
        assert db.session().scalars(select(Note)).one().count == 0
        with db.transaction() as session:
            session.scalars(select(Note)).one().count = 7
        assert db.session().scalars(select(Note)).one().count == 7


def test_sealed_text_is_the_same_when_read_and_unreadable_where_it_is_kept(
    app: Flask, note: Callable[[], Note]
) -> None:
    write(app, secret=A_SECRET)
    assert note().secret == A_SECRET
    with app.app_context():
        kept = bytes(db.session().execute(text("SELECT secret FROM note")).scalar_one())
    assert A_SECRET.encode() not in kept
    for file in app.config["DATA_DIR"].glob("careway.sqlite*"):
        assert A_SECRET.encode() not in file.read_bytes()


def test_the_same_text_is_never_sealed_the_same_way_twice(app: Flask) -> None:
    with app.app_context():
        with db.transaction() as session:
            session.add_all([Note(id=1, secret=A_SECRET), Note(id=2, secret=A_SECRET)])
        assert len(set(db.session().execute(text("SELECT secret FROM note")).scalars().all())) == 2


def test_after_a_new_key_old_text_is_read_and_new_text_needs_the_new_key(
    app: Flask, start_again: Callable[..., Flask]
) -> None:
    old, new = app.config["ENCRYPTION_KEYS"][0], Fernet.generate_key().decode()
    write(app, secret=A_SECRET)
    rotated = start_again(app, ENCRYPTION_KEYS=f"{new} {old}")
    with rotated.app_context():
        assert db.session().scalars(select(Note.secret)).one() == A_SECRET
        with db.transaction() as session:
            session.add(Note(id=2, secret=A_SECRET))
    with app.app_context(), pytest.raises(InvalidToken):
        db.session().scalars(select(Note.secret).where(Note.id == 2)).one()


def test_nothing_is_kept_of_a_text_that_is_not_there(app: Flask, note: Callable[[], Note]) -> None:
    write(app, secret=None)
    assert note().secret is None


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, tzinfo=timezone(timedelta(hours=1))),
        datetime(2028, 2, 29, 23, 59, 59, 999999, tzinfo=UTC),
        datetime(2038, 1, 19, 3, 14, 8, tzinfo=timezone(timedelta(hours=-11))),
    ],
    ids=["an hour that comes twice", "the same hour in summer time", "a leap day", "past 2038, far away"],
)
def test_a_moment_is_the_same_moment_when_it_is_read_and_in_utc(
    app: Flask, note: Callable[[], Note], moment: datetime
) -> None:
    write(app, moment=moment)
    read = note().moment
    assert read is not None
    assert (read, read.utcoffset()) == (moment, timedelta(0))
