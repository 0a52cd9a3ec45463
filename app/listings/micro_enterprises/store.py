"""What was seen of people who work for themselves, in the database."""

from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import String, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app import db
from app.accounts.domain import Role
from app.db import Base, UtcDateTime
from app.directory import api as directory
from app.directory.api import Besides
from app.directory.domain import Service
from app.kernel.clock import today
from app.listings.domain import from_json
from app.listings.micro_enterprises.seen import Check, What, besides
from app.listings.page.record import SOURCE
from app.listings.public import store
from app.registered import api as registered


class MicroCheckRow(Base):
    """A check of a micro-enterprise. Kept with its page, also when it has run out, so that staff see what there was."""

    __tablename__ = "listing_micro_check"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    page_id: Mapped[UUID] = mapped_column(index=True)
    what: Mapped[str] = mapped_column(String(20))
    detail: Mapped[str] = mapped_column(String(100))
    evidence: Mapped[str] = mapped_column(String(20))
    seen_on: Mapped[date]
    until: Mapped[date | None]
    by: Mapped[int]
    role: Mapped[str] = mapped_column(String(30))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn: Mapped[bool]

    def check(self) -> Check:
        said = {name: getattr(self, name) for name in Check.__dataclass_fields__}
        return Check(**said | {"what": What(self.what), "role": Role(self.role)})


def checks_of(session: Session, page_id: UUID) -> tuple[Check, ...]:
    """Every check of somebody, the one that was seen last first."""
    mine = select(MicroCheckRow).where(MicroCheckRow.page_id == page_id)
    rows = session.scalars(mine.order_by(MicroCheckRow.seen_on.desc(), MicroCheckRow.recorded_at.desc()))
    return tuple(row.check() for row in rows)


def add(session: Session, check: Check) -> bool:
    """Writes a check down, once: pressed twice it is there already."""
    if session.get(MicroCheckRow, check.id) is not None:
        return False
    session.add(MicroCheckRow(**asdict(check) | {"what": check.what.value, "role": check.role.value}))
    session.flush()
    return True


def withdraw(session: Session, page_id: UUID, check_id: UUID) -> bool:
    """Lets a check count no more that was recorded wrongly; says whether it counted."""
    this = (MicroCheckRow.id == check_id, MicroCheckRow.page_id == page_id, ~MicroCheckRow.withdrawn)
    done = session.execute(update(MicroCheckRow).where(*this).values(withdrawn=True))
    return bool(getattr(done, "rowcount", 0))


def withdraw_all(session: Session, page_id: UUID) -> None:
    """Lets no check count any more, because somebody else may keep the page now."""
    session.execute(update(MicroCheckRow).where(MicroCheckRow.page_id == page_id).values(withdrawn=True))


def forget(session: Session, page_id: UUID) -> None:
    """Deletes every check of somebody whose page is deleted."""
    session.execute(delete(MicroCheckRow).where(MicroCheckRow.page_id == page_id))


def told(source: str, service: Service) -> Besides | None:
    """What the page of a service says of somebody who works for themselves; nothing of anybody else."""
    shown = store.shown_with(db.session(), service.id) if source == SOURCE else None
    if shown is None or not from_json(shown.content).sole_trader:
        return None
    checks, is_registered = checks_of(db.session(), shown.page_id), directory.is_registered(service)
    return besides(checks, today(), is_registered, looked_for=registered.is_known(db.session()))
