"""The database: one reading session a request, writes only inside `transaction()`, personal text sealed."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from random import uniform
from time import monotonic, sleep
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from flask import Flask, current_app, g
from sqlalchemy import Connection, DateTime, Engine, LargeBinary, MetaData, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

SECONDS_TO_WAIT_FOR_THE_WRITER = 10
SECONDS_BETWEEN_LOOKS = (0.001, 0.003)
MILLISECONDS_TO_WAIT_FOR_A_WIPE = 1000

_NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table. Each says in its docstring how long its rows live."""

    metadata = MetaData(naming_convention=_NAMES)


class Sealed(TypeDecorator[str]):
    """Personal text, encrypted at rest with the newest of our keys. It can be neither searched nor sorted."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else sealed(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        return None if value is None else unsealed(bytes(value))


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, always aware and in UTC, on SQLite too (which forgets time zones)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def init_app(app: Flask) -> None:
    """Connects the application to its database; nothing is opened until the first query."""
    reading = create_engine(app.config["DATABASE_URL"], **_arguments(app.config["DATABASE_URL"]))
    app.extensions["engine"] = reading
    app.extensions["writing_engine"] = _for_writing(reading)
    app.extensions["keyring"] = MultiFernet([Fernet(key) for key in app.config["ENCRYPTION_KEYS"]])
    app.teardown_appcontext(_close)


def sealed(text: str) -> bytes:
    """Personal text, encrypted with the newest of our keys."""
    return keyring().encrypt(text.encode())


def unsealed(token: bytes) -> str:
    """Personal text as it was before it was sealed."""
    return keyring().decrypt(token).decode()


def keyring() -> MultiFernet:
    """The keys that seal personal text."""
    keys: MultiFernet = current_app.extensions["keyring"]
    return keys


def connection() -> Connection:
    """What this request or command reads through, for whoever needs rows and no objects."""
    if "connection" not in g:
        g.connection = current_app.extensions["engine"].connect()
    reading: Connection = g.connection
    return reading


def session() -> Session:
    """The reading session of this request or command."""
    if "session" not in g:
        g.session = Session(connection())
    reading: Session = g.session
    return reading


@contextmanager
def transaction() -> Iterator[Session]:
    """A session whose work is committed together at the end of the block, or not at all.

    What the reading session had loaded is forgotten, so that it reads what was just written.
    """
    read_anew()
    with Session(current_app.extensions["writing_engine"]) as writing, writing.begin():
        yield writing


def hold(session: Session, table: type[DeclarativeBase]) -> None:
    """Lets nobody else write to a table until the transaction ends, for what depends on all of its rows.

    SQLite has one writer at a time anyway.
    """
    if session.get_bind().dialect.name != "sqlite":
        session.execute(text(f"LOCK TABLE {table.__tablename__} IN SHARE ROW EXCLUSIVE MODE"))


def insert_into(session: Session, table: type[DeclarativeBase]) -> postgresql.Insert | sqlite.Insert:
    """An insert that may say what to do `on_conflict_do_update`: both our databases know it, and SQL itself does not.

    So one statement makes a row or changes the one that is there, and processes that meet here go one after the other.
    """
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    return insert(table)


def wipe_what_was_deleted() -> None:
    """Takes what was deleted out of SQLite's journal too. When somebody is in the way it is left for the next time.

    On PostgreSQL that is the work of its own vacuum.
    """
    engine: Engine = current_app.extensions["engine"]
    if engine.dialect.name == "sqlite":
        read_anew()
        wiping = engine.raw_connection()
        try:
            for pragma in (f"busy_timeout = {MILLISECONDS_TO_WAIT_FOR_A_WIPE}", "wal_checkpoint(TRUNCATE)"):
                wiping.cursor().execute(f"PRAGMA {pragma}")
        finally:
            wiping.invalidate()


def read_anew() -> None:
    """Ends what is being read, so that whoever reads next sees what was written meanwhile."""
    for reading in ("session", "connection"):
        if reading in g:
            g.get(reading).rollback()


def _close(_: BaseException | None) -> None:
    for reading in ("session", "connection"):
        if reading in g:
            g.pop(reading).close()


def _arguments(url: str) -> dict[str, Any]:
    if url.startswith("sqlite"):
        return {"connect_args": {"timeout": SECONDS_TO_WAIT_FOR_THE_WRITER, "isolation_level": None}}
    return {"pool_pre_ping": True}


def _for_writing(engine: Engine) -> Engine:
    """The same connections, but a transaction takes the writer's place at once.

    On SQLite a transaction that reads first and then writes fails when somebody wrote in between; BEGIN IMMEDIATE waits
    its turn instead.
    """
    writing = engine.execution_options(writing=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _make_durable)
        event.listen(engine, "begin", _begin)
    return writing


def _make_durable(connection: sqlite3.Connection, _: object) -> None:
    """Readers never wait for the writer; what was committed survives a power cut; what was deleted is overwritten."""
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Any) -> None:
    if connection.get_execution_options().get("writing", False):
        _wait_for_the_writer(connection.connection.driver_connection)
    else:
        # This one never waits, so it needs nobody to tell its errors; and every page begins.
        connection.connection.driver_connection.execute("BEGIN")


def _wait_for_the_writer(connection: sqlite3.Connection) -> None:
    """Takes the writer's place, once it is free.

    SQLite's own way of waiting sleeps longer each time, up to a tenth of a second, so that whoever has waited longest
    is passed by: of eight who sent forms at once, some waited for most of a second.
    """
    give_up = monotonic() + SECONDS_TO_WAIT_FOR_THE_WRITER
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > give_up:
                    raise
            sleep(uniform(*SECONDS_BETWEEN_LOOKS))
    finally:
        connection.execute(f"PRAGMA busy_timeout = {SECONDS_TO_WAIT_FOR_THE_WRITER * 1000}")
