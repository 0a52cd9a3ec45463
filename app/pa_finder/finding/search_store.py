"""The table of what people look for: sealed, for an hour, and each search known to the browser that asked alone."""

import hashlib
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, Sealed, UtcDateTime
from app.kernel.clock import now
from app.pa_finder.finding.matching import Asked

LIFE = timedelta(hours=1)
MOST_OF_A_BROWSER = 20


class SearchRow(Base):
    """What somebody looked for, so that two windows can look for two things. Lives for an hour."""

    __tablename__ = "pa_searches"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    browser_hash: Mapped[str] = mapped_column(String(64), index=True)
    asked: Mapped[str] = mapped_column(Sealed)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


def keep(session: Session, browser: str, asked: Asked) -> UUID:
    """Keeps a search of a browser, and forgets those of it that are one too many."""
    row = SearchRow(id=uuid4(), browser_hash=_hash(browser), asked=asked.as_text(), at=now())
    session.add(row)
    session.flush()
    old = select(SearchRow.id).where(SearchRow.browser_hash == row.browser_hash).order_by(SearchRow.at.desc())
    extra = session.scalars(old.offset(MOST_OF_A_BROWSER)).all()
    session.execute(delete(SearchRow).where(SearchRow.id.in_(extra)))
    return row.id


def of_browser(session: Session, browser: str, search_id: UUID) -> Asked | None:
    """A search that this browser asked within the hour; another's is not there."""
    row = session.get(SearchRow, search_id)
    stands = row is not None and row.browser_hash == _hash(browser) and row.at > now() - LIFE
    return Asked.from_text(row.asked) if row is not None and stands else None


def forget(session: Session, browser: str) -> None:
    """Deletes all that a browser looked for."""
    session.execute(delete(SearchRow).where(SearchRow.browser_hash == _hash(browser)))


def forget_old(session: Session) -> None:
    """Deletes the searches whose time is over."""
    session.execute(delete(SearchRow).where(SearchRow.at <= now() - LIFE))


def _hash(browser: str) -> str:
    """A browser's token has 256 random bits, so that a plain hash is enough to hide it."""
    return hashlib.sha256(browser.encode()).hexdigest()
