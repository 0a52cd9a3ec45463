"""The tables of the sources: what is read and when, each reading with what it changed, and likely duplicates."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Float, Integer, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, UtcDateTime

LONGEST_SLUG = 60
LONGEST_ID = 200


class FeedRow(Base):
    """A source that is read on a schedule. Kept until staff take it away. `held_by` reads it at the moment."""

    __tablename__ = "sources_feed"
    slug: Mapped[str] = mapped_column(String(LONGEST_SLUG), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text)
    area: Mapped[str] = mapped_column(Text)
    hours: Mapped[int] = mapped_column(Integer)
    licence: Mapped[str] = mapped_column(Text)
    paused: Mapped[bool] = mapped_column(Boolean)
    allow_private: Mapped[bool] = mapped_column(Boolean)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    good_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    asked_by: Mapped[str] = mapped_column(String(64))
    held_by: Mapped[str | None] = mapped_column(String(64))
    held_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(Integer, doc="How often staff have changed it, from 1 on.")
    failing: Mapped[bool] = mapped_column(Boolean, doc="That we have told the council that it fails.")


class RunRow(Base):
    """One reading of a source. Kept for a year."""

    __tablename__ = "sources_run"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    source: Mapped[str] = mapped_column(String(LONGEST_SLUG), index=True)
    state: Mapped[str] = mapped_column(String(12))
    asked_by: Mapped[str] = mapped_column(String(64))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tries: Mapped[int] = mapped_column(Integer)
    said: Mapped[str] = mapped_column(Text)
    done: Mapped[int] = mapped_column(Integer)
    all: Mapped[int] = mapped_column(Integer)
    read: Mapped[int] = mapped_column(Integer)
    created: Mapped[int] = mapped_column(Integer)
    updated: Mapped[int] = mapped_column(Integer)
    unchanged: Mapped[int] = mapped_column(Integer)
    removed: Mapped[int] = mapped_column(Integer)
    clashes: Mapped[int] = mapped_column(Integer)
    rejected: Mapped[list[list[str]]] = mapped_column(JSON)


class ChangeRow(Base):
    """A listing that a reading changed, or would change. Kept as long as its reading."""

    __tablename__ = "sources_change"
    run_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    place: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    service_id: Mapped[str] = mapped_column(String(LONGEST_ID))
    name: Mapped[str] = mapped_column(Text)
    happened: Mapped[str] = mapped_column(String(12))
    fields: Mapped[list[list[str]]] = mapped_column(JSON)


class AnswerRow(Base):
    """A page or a detail that a source gave, packed. Kept until its reading is at its end, to go on from there."""

    __tablename__ = "sources_answer"
    run_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    address: Mapped[str] = mapped_column(String(64), primary_key=True, doc="The address as its SHA-256.")
    body: Mapped[bytes] = mapped_column(LargeBinary)


class PairRow(Base):
    """Two listings that may be one service. Kept when staff have decided; others live until the next look."""

    __tablename__ = "sources_pair"
    __table_args__ = (UniqueConstraint("left_source", "left_id", "right_source", "right_id"),)
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    left_source: Mapped[str] = mapped_column(String(LONGEST_SLUG))
    left_id: Mapped[str] = mapped_column(String(LONGEST_ID))
    right_source: Mapped[str] = mapped_column(String(LONGEST_SLUG))
    right_id: Mapped[str] = mapped_column(String(LONGEST_ID))
    weight: Mapped[float] = mapped_column(Float)
    reasons: Mapped[list[Any]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(12), index=True)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str] = mapped_column(String(64))
