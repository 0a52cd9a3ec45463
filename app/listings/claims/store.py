"""The tables of claims to listings and of invitations to keep one together."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, ForeignKey, String, and_, delete, func, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, Sealed, UtcDateTime
from app.listings.claims.claim import Claim, Key, State, Way

KEPT_AFTER_IT_WAS_DECIDED = timedelta(days=365)
KEPT_WITHOUT_AN_END = timedelta(days=90)


class ClaimRow(Base):
    """Somebody says that a listing is theirs. A row lives for a year after it was refused or taken back, and 90 days
    while nothing comes of it; one that was granted lives on, since it says of which listing a page was made.

    `secret_hash` is that of the link or the code which proves it.
    """

    __tablename__ = "listing_claims"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("staff_accounts.id"), index=True)
    source: Mapped[str] = mapped_column(String(60))
    service_id: Mapped[str] = mapped_column(String(200), index=True)
    name: Mapped[str] = mapped_column(Sealed)
    way: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20), index=True)
    words: Mapped[str] = mapped_column(Sealed)
    made: Mapped[datetime] = mapped_column(UtcDateTime)
    secret_hash: Mapped[str | None] = mapped_column(String(64), index=True)
    until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tries: Mapped[int]
    page_id: Mapped[UUID | None]
    settled: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(Sealed)

    def claim(self) -> Claim:
        """The row as a value."""
        return Claim(
            id=self.id,
            account=self.account_id,
            key=(self.source, self.service_id),
            name=self.name,
            way=Way(self.way),
            state=State(self.state),
            words=self.words,
            made=self.made,
            until=self.until,
            tries=self.tries,
            page_id=self.page_id,
            reason=self.reason,
        )


class InvitationRow(Base):
    """Somebody is asked by e-mail to keep a page too. A row lives until it is taken up or back, or ends.

    `hands_over` says that whoever asks leaves then.
    """

    __tablename__ = "listing_invitations"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    page_id: Mapped[UUID] = mapped_column(index=True)
    email: Mapped[str] = mapped_column(Sealed)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    by: Mapped[int]
    hands_over: Mapped[bool]
    until: Mapped[datetime] = mapped_column(UtcDateTime)

    def invitation(self) -> "Invitation":
        """The row as a value."""
        return Invitation(self.id, self.page_id, self.email, self.by, self.hands_over, self.until)


@dataclass(frozen=True)
class Invitation:
    """An address that may keep a page, once its owner takes it up."""

    id: UUID
    page_id: UUID
    email: str
    by: int
    hands_over: bool
    until: datetime


@dataclass(frozen=True)
class Proof:
    """What shows a claim: the hash of a link or a code, and until when it counts."""

    secret_hash: str
    until: datetime


def add(session: Session, claim: Claim, proof: Proof | None) -> None:
    """Writes a new claim."""
    row = ClaimRow(id=claim.id, account_id=claim.account, source=claim.key[0], service_id=claim.key[1], tries=0)
    row.name, row.way, row.state, row.words = claim.name, claim.way, claim.state, claim.words
    row.made, row.reason = claim.made, ""
    session.add(row)
    give(row, proof)
    session.flush()


def give(row: ClaimRow, proof: Proof | None) -> None:
    """Keeps what shows it from now on, in the place of anything earlier."""
    row.secret_hash, row.until = (proof.secret_hash, proof.until) if proof else (None, None)
    row.tries = 0


def held(session: Session, id: UUID) -> ClaimRow | None:
    """The row of a claim as it stands now, held until the transaction ends."""
    chosen = select(ClaimRow).where(ClaimRow.id == id).with_for_update()
    return session.scalars(chosen, execution_options={"populate_existing": True}).one_or_none()


def claim(session: Session, id: UUID) -> Claim | None:
    """One claim."""
    row = session.get(ClaimRow, id)
    return row.claim() if row else None


def by_link(session: Session, secret_hash: str) -> Claim | None:
    """The claim that a link confirms."""
    chosen = select(ClaimRow).where(ClaimRow.secret_hash == secret_hash, ClaimRow.way == Way.MAIL)
    row = session.scalar(chosen)
    return row.claim() if row else None


def of_account(session: Session, account: int) -> tuple[Claim, ...]:
    """What somebody claims and claimed, newest first; what they took back is left out."""
    mine = (ClaimRow.account_id == account, ClaimRow.state != State.WITHDRAWN)
    chosen = select(ClaimRow).where(*mine).order_by(ClaimRow.made.desc(), ClaimRow.id)
    return tuple(row.claim() for row in session.scalars(chosen))


def waiting_of(session: Session, account: int, key: Key) -> Claim | None:
    """What somebody claims of one listing, while it waits."""
    chosen = select(ClaimRow).where(ClaimRow.account_id == account, *_about(key), ClaimRow.state == State.WAITING)
    row = session.scalars(chosen.limit(1)).one_or_none()
    return row.claim() if row else None


def pages_made_of(session: Session, key: Key) -> tuple[UUID, ...]:
    """The pages that were made of a listing, newest first."""
    chosen = select(ClaimRow.page_id).where(*_about(key), ClaimRow.state == State.GRANTED)
    found = session.scalars(chosen.order_by(ClaimRow.settled.desc()))
    return tuple(page_id for page_id in found if page_id)


def for_staff(session: Session) -> tuple[Claim, ...]:
    """The claims for which it is the council's turn, the oldest first."""
    chosen = select(ClaimRow).where(_waits_for_staff()).order_by(ClaimRow.made, ClaimRow.id)
    return tuple(row.claim() for row in session.scalars(chosen))


def count_for_staff(session: Session) -> int:
    """How many there are."""
    return session.scalar(select(func.count()).select_from(ClaimRow).where(_waits_for_staff())) or 0


def others(session: Session, claim: Claim) -> tuple[Claim, ...]:
    """What other people claim or claimed of the same listing."""
    chosen = select(ClaimRow).where(*_about(claim.key), ClaimRow.id != claim.id, ClaimRow.state != State.WITHDRAWN)
    return tuple(row.claim() for row in session.scalars(chosen.order_by(ClaimRow.made)))


def forget_old(session: Session, now: datetime) -> None:
    """Deletes what led to nothing, and the invitations that ended."""
    decided = and_(ClaimRow.state.in_((State.REFUSED, State.WITHDRAWN)), _before(now - KEPT_AFTER_IT_WAS_DECIDED))
    left = and_(ClaimRow.state == State.WAITING, ClaimRow.way != Way.STAFF, ClaimRow.made < now - KEPT_WITHOUT_AN_END)
    session.execute(delete(ClaimRow).where(or_(decided, left)))
    session.execute(delete(InvitationRow).where(InvitationRow.until <= now))


def invite(session: Session, invitation: Invitation, token_hash: str) -> None:
    """Writes an invitation."""
    session.add(InvitationRow(token_hash=token_hash, **vars(invitation)))
    session.flush()


def invitations(session: Session, page_id: UUID, now: datetime) -> tuple[Invitation, ...]:
    """Who is asked to keep a page too."""
    chosen = select(InvitationRow).where(InvitationRow.page_id == page_id, InvitationRow.until > now)
    return tuple(row.invitation() for row in session.scalars(chosen.order_by(InvitationRow.until)))


def invitation(session: Session, token_hash: str, now: datetime) -> Invitation | None:
    """The invitation that a link belongs to, while it counts."""
    chosen = select(InvitationRow).where(InvitationRow.token_hash == token_hash, InvitationRow.until > now)
    row = session.scalar(chosen)
    return row.invitation() if row else None


def end_invitation(session: Session, id: UUID, page_id: UUID) -> bool:
    """Takes an invitation away; whether it was there. Of two that use it at once, one does."""
    used = delete(InvitationRow).where(InvitationRow.id == id, InvitationRow.page_id == page_id)
    return bool(session.execute(used.returning(InvitationRow.id)).all())


def new_id() -> UUID:
    """An id that nothing else has."""
    return uuid4()


def _about(key: Key) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return ClaimRow.source == key[0], ClaimRow.service_id == key[1]


def _before(moment: datetime) -> ColumnElement[bool]:
    return and_(ClaimRow.settled.is_not(None), ClaimRow.settled < moment)


def _waits_for_staff() -> ColumnElement[bool]:
    to_ring = and_(ClaimRow.way == Way.TELEPHONE, ClaimRow.until.is_(None))
    return and_(ClaimRow.state == State.WAITING, or_(ClaimRow.way == Way.STAFF, to_ring))
