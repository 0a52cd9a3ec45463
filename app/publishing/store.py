"""The tables of pages that people keep themselves. Versions and history are only ever added to."""

import json
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, Sealed, UtcDateTime, insert_into
from app.publishing import naming
from app.publishing.domain import Content, Deed, Entry, Kind, Page, Standing, Version


class PageRow(Base):
    """A page that people keep themselves. Lives while the public reads it, and after that for a year untouched.

    All that hangs on it, versions, owners, history and looks, lives as long. A title may be a person's first name, so
    that it is sealed as all other words are, and found by the hashes of its words (`naming`).
    """

    __tablename__ = "own_pages"
    __table_args__ = (
        Index("ix_own_pages_standing_since", "standing", "since"),
        Index("ix_own_pages_touched", "touched"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(Sealed)
    standing: Mapped[str] = mapped_column(String(20))
    newest: Mapped[int]
    published: Mapped[int | None]
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    touched: Mapped[datetime] = mapped_column(UtcDateTime)
    words: Mapped[str] = mapped_column(Sealed, default="")

    def page(self) -> Page:
        """This row as a value."""
        standing = Standing(self.standing)
        return Page(self.id, Kind(self.kind), self.title, standing, self.newest, self.published, self.since, self.words)

    def stands(self, standing: Standing, at: datetime, words: str = "") -> None:
        """Writes where the newest version stands from now on."""
        self.standing, self.since, self.touched, self.words = standing, at, at, words


class VersionRow(Base):
    """What a page said. Rows never change, and live as long as the page."""

    __tablename__ = "own_page_versions"

    page_id: Mapped[UUID] = mapped_column(ForeignKey("own_pages.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title: Mapped[str] = mapped_column(Sealed)
    content: Mapped[str] = mapped_column(Sealed)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[int | None]

    def version(self) -> Version:
        """This row as a value."""
        return Version(self.number, self.title, json.loads(self.content), self.made_at, self.by)


class OwnerRow(Base):
    """Somebody who keeps a page. Lives until they leave it, or as long as the page."""

    __tablename__ = "own_page_owners"

    page_id: Mapped[UUID] = mapped_column(ForeignKey("own_pages.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("staff_accounts.id"), primary_key=True, index=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime)


class EntryRow(Base):
    """A deed in the history of a page, with the words that went with it. Rows never change; they live as the page."""

    __tablename__ = "own_page_history"

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[UUID] = mapped_column(ForeignKey("own_pages.id"), index=True)
    number: Mapped[int]
    deed: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Sealed)
    by: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    def entry(self) -> Entry:
        """This row as a value."""
        return Entry(self.number, Deed(self.deed), self.words, self.by, self.at)


class LookRow(Base):
    """A version that was published at once and that staff are to look at. Lives until one of them has.

    `before` is what the public had read until then.
    """

    __tablename__ = "own_page_looks"

    page_id: Mapped[UUID] = mapped_column(ForeignKey("own_pages.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    before: Mapped[int | None]
    since: Mapped[datetime] = mapped_column(UtcDateTime)


class TrustedRow(Base):
    """An account whose pages of a kind go public without waiting. Lives until a moderator takes the trust back."""

    __tablename__ = "own_page_trusted"

    account_id: Mapped[int] = mapped_column(ForeignKey("staff_accounts.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    by: Mapped[int]
    since: Mapped[datetime] = mapped_column(UtcDateTime)


def add(session: Session, kind: Kind, title: str, owner: int, at: datetime) -> PageRow:
    """A page without a version yet, and whose it is."""
    row = PageRow(id=uuid4(), kind=kind, title=title, newest=0, published=None)
    row.stands(Standing.DRAFT, at)
    session.add(row)
    session.flush()
    add_owner(session, row.id, owner, at)
    return row


def as_kept(content: Content) -> str:
    """What a version says, the same whether it comes from its room or was read here."""
    return json.dumps(content, sort_keys=True)


def held(session: Session, id: UUID) -> PageRow | None:
    """The row of a page as it stands now, held until the transaction ends."""
    chosen = select(PageRow).where(PageRow.id == id).with_for_update()
    return session.scalars(chosen, execution_options={"populate_existing": True}).one_or_none()


def add_version(
    session: Session, row: PageRow, title: str, content: Content, at: datetime, by: int | None
) -> VersionRow:
    """Writes the next version of a page that is held."""
    is_called_anew = row.newest == 0 or row.title != title
    row.newest, row.title, row.touched = row.newest + 1, title, at
    version = VersionRow(page_id=row.id, number=row.newest, title=title, content=as_kept(content), made_at=at, by=by)
    session.add(version)
    session.flush()
    if is_called_anew:
        file_under_its_names(session, row)
    return version


def file_under_its_names(session: Session, row: PageRow) -> None:
    """Lets a page be found by what its newest version calls it, and by what the public reads."""
    public = version(session, row.id, row.published) if row.published is not None else None
    naming.file_under(session, row.id, {row.title} | ({public.title} if public else set()))


def file_what_is_not(session: Session, most: int) -> int:
    """Files pages that were written before there was anything to file them under, or with an older key; how many."""
    missing = select(PageRow).where(~naming.is_filed(PageRow.id.expression)).limit(most)
    rows = session.scalars(missing).all()
    for row in rows:
        file_under_its_names(session, row)
    return len(rows)


def page(session: Session, id: UUID) -> Page | None:
    """One page."""
    row = session.get(PageRow, id)
    return None if row is None else row.page()


def pages_of(session: Session, account: int) -> tuple[Page, ...]:
    """The pages that somebody keeps, the one that was touched last first."""
    chosen = select(PageRow).join(OwnerRow).where(OwnerRow.account_id == account)
    return tuple(row.page() for row in session.scalars(chosen.order_by(PageRow.touched.desc(), PageRow.id)))


def waiting(session: Session, kinds: Iterable[Kind], first: int, most: int) -> tuple[Page, ...]:
    """Pages that wait for a moderator, the oldest first."""
    chosen = select(PageRow).where(PageRow.standing == Standing.WAITING, PageRow.kind.in_(tuple(kinds)))
    some = chosen.order_by(PageRow.since, PageRow.id).offset(first).limit(most)
    return tuple(row.page() for row in session.scalars(some))


def named(session: Session, kinds: Iterable[Kind], words: str, first: int, most: int) -> tuple[tuple[Page, ...], int]:
    """Pages of these kinds whose names have words that begin so, or every page; and how many there are.

    The one that was touched last is first.
    """
    those = (PageRow.kind.in_(tuple(kinds)), *naming.is_named(PageRow.id.expression, words))
    some = select(PageRow).where(*those).order_by(PageRow.touched.desc(), PageRow.id).offset(first).limit(most)
    total = session.scalars(select(func.count()).select_from(PageRow).where(*those)).one()
    return tuple(row.page() for row in session.scalars(some)), total


def how_many_wait(session: Session, kinds: Iterable[Kind]) -> dict[Kind, tuple[int, datetime]]:
    """How many pages of each kind wait, and since when the oldest does."""
    chosen = select(PageRow.kind, func.count(), func.min(PageRow.since, type_=UtcDateTime))
    chosen = chosen.where(PageRow.standing == Standing.WAITING, PageRow.kind.in_(tuple(kinds))).group_by(PageRow.kind)
    return {Kind(kind): (many, oldest) for kind, many, oldest in session.execute(chosen)}


def version(session: Session, id: UUID, number: int) -> Version | None:
    """One version of a page."""
    row = session.get(VersionRow, (id, number))
    return None if row is None else row.version()


def versions(session: Session, id: UUID) -> tuple[Version, ...]:
    """Every version of a page, the newest first."""
    chosen = select(VersionRow).where(VersionRow.page_id == id).order_by(VersionRow.number.desc())
    return tuple(row.version() for row in session.scalars(chosen))


def nth_newest(session: Session, id: UUID, nth: int) -> datetime | None:
    """When the version was made that is the `nth` from the newest; None when there are fewer."""
    made = select(VersionRow.made_at).where(VersionRow.page_id == id).order_by(VersionRow.number.desc())
    return session.scalars(made.offset(nth - 1).limit(1)).one_or_none()


def note(session: Session, row: PageRow, deed: Deed, words: str, by: int | None, at: datetime) -> None:
    """Adds a deed to the history of a page that is held."""
    session.add(EntryRow(page_id=row.id, number=row.newest, deed=deed, words=words, by=by, at=at))
    session.flush()


def history(session: Session, id: UUID) -> tuple[Entry, ...]:
    """What was done to a page, the oldest first."""
    chosen = select(EntryRow).where(EntryRow.page_id == id).order_by(EntryRow.id)
    return tuple(row.entry() for row in session.scalars(chosen))


def owners(session: Session, id: UUID) -> tuple[int, ...]:
    """The accounts of those who keep a page, the longest first."""
    chosen = select(OwnerRow.account_id).where(OwnerRow.page_id == id)
    return tuple(session.scalars(chosen.order_by(OwnerRow.since, OwnerRow.account_id)))


def add_owner(session: Session, id: UUID, account: int, at: datetime) -> None:
    """Lets somebody keep a page that they do not keep yet."""
    session.add(OwnerRow(page_id=id, account_id=account, since=at))
    session.flush()


def remove_owner(session: Session, id: UUID, account: int) -> None:
    """Takes a page from somebody."""
    session.execute(delete(OwnerRow).where(OwnerRow.page_id == id, OwnerRow.account_id == account))


def is_trusted(session: Session, account: int, kind: Kind) -> bool:
    """Whether what somebody sends of a kind goes public without waiting."""
    return session.get(TrustedRow, (account, kind)) is not None


def trusted(session: Session, kinds: Iterable[Kind]) -> tuple[TrustedRow, ...]:
    """Who publishes pages of these kinds at once, those who have done so longest first."""
    chosen = select(TrustedRow).where(TrustedRow.kind.in_(tuple(kinds)))
    return tuple(session.scalars(chosen.order_by(TrustedRow.since, TrustedRow.account_id)))


def trust(session: Session, account: int, kind: Kind, by: int, at: datetime) -> bool:
    """Lets somebody publish at once; whether they could not before."""
    row = insert_into(session, TrustedRow).values(account_id=account, kind=kind, by=by, since=at)
    added = row.on_conflict_do_nothing().returning(TrustedRow.account_id)
    return bool(session.execute(added).all())


def trust_no_more(session: Session, account: int, kind: Kind) -> bool:
    """Has somebody's pages of a kind wait again; whether they did not before."""
    gone = delete(TrustedRow).where(TrustedRow.account_id == account, TrustedRow.kind == kind)
    return bool(session.execute(gone.returning(TrustedRow.account_id)).all())


def ask_for_a_look(session: Session, row: PageRow, before: int | None, at: datetime) -> None:
    """Puts the newest version of a page that is held on the list of what staff look at afterwards."""
    session.add(LookRow(page_id=row.id, number=row.newest, before=before, since=at))
    session.flush()


def looks(session: Session, kinds: Iterable[Kind], first: int, most: int) -> tuple[Page, ...]:
    """Pages that staff are to look at afterwards, each once, the oldest first."""
    asked = select(LookRow.page_id, func.min(LookRow.since).label("since")).group_by(LookRow.page_id).subquery()
    chosen = select(PageRow).join(asked, asked.c.page_id == PageRow.id).where(PageRow.kind.in_(tuple(kinds)))
    some = chosen.order_by(asked.c.since, PageRow.id).offset(first).limit(most)
    return tuple(row.page() for row in session.scalars(some))


def how_many_looks(session: Session, kinds: Iterable[Kind]) -> int:
    """How many of them there are."""
    chosen = select(func.count(LookRow.page_id.distinct())).join(PageRow).where(PageRow.kind.in_(tuple(kinds)))
    return session.scalars(chosen).one()


def looks_at(session: Session, id: UUID) -> tuple[LookRow, ...]:
    """Which versions of one page staff are to look at, the oldest first."""
    return tuple(session.scalars(select(LookRow).where(LookRow.page_id == id).order_by(LookRow.number)))


def end_looks(session: Session, id: UUID, up_to: int) -> bool:
    """Takes a page off that list, as far as somebody has looked; whether it was on it."""
    gone = delete(LookRow).where(LookRow.page_id == id, LookRow.number <= up_to).returning(LookRow.number)
    return bool(session.execute(gone).all())


def left_alone(session: Session, before: datetime) -> tuple[UUID, ...]:
    """The pages that the public does not read and that nobody has touched since then; none that waits for staff."""
    chosen = select(PageRow.id).where(PageRow.published.is_(None), PageRow.touched < before)
    return tuple(session.scalars(chosen.where(PageRow.standing != Standing.WAITING)))


def forget(session: Session, id: UUID) -> None:
    """Deletes a page and all that hangs on it."""
    naming.forget(session, id)
    for table in (VersionRow, OwnerRow, EntryRow, LookRow):
        session.execute(delete(table).where(table.page_id == id))
    session.execute(delete(PageRow).where(PageRow.id == id))
