"""What moderators decide about a page, each time about the version that they saw."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.kernel.at_once import SomeoneElseWasFirst
from app.kernel.clock import now
from app.publishing import deeds, store, telling
from app.publishing.domain import Deed, Kind, Page, Standing, Version
from app.publishing.store import PageRow
from app.web.errors import NotFound


def approve(writing: Session, id: UUID, seen: int, by: int) -> Page:
    """Lets the public read the version that waits. Raises SomeoneElseWasFirst and MustBeMended."""
    row = _waiting(writing, id, seen)
    deeds.publish(writing, row, now())
    return _decided(writing, row, Deed.APPROVED, by)


def ask_back(writing: Session, id: UUID, seen: int, by: int, words: str) -> Page:
    """Asks the owners something; what the public reads stays. Raises SomeoneElseWasFirst."""
    row = deeds.held_as_seen(writing, id, seen)
    if row.standing not in {Standing.WAITING, Standing.PUBLISHED}:
        raise SomeoneElseWasFirst
    row.stands(Standing.ASKED_BACK, now(), words)
    return _decided(writing, row, Deed.ASKED_BACK, by, words)


def reject(writing: Session, id: UUID, seen: int, by: int, words: str) -> Page:
    """Says no to the version that waits; what the public reads stays. Raises SomeoneElseWasFirst."""
    row = _waiting(writing, id, seen)
    row.stands(Standing.REJECTED, now(), words)
    return _decided(writing, row, Deed.REJECTED, by, words)


def looked_at(writing: Session, id: UUID, seen: int, by: int) -> Page:
    """Says that what went out at once is well. Raises SomeoneElseWasFirst when there is nothing to look at any more."""
    row = deeds.held_as_seen(writing, id, seen)
    if not store.end_looks(writing, id, seen):
        raise SomeoneElseWasFirst
    deeds.note(writing, row, Deed.LOOKED_AT, by)
    return row.page()


def restore(writing: Session, id: UUID, number: int, seen: int, by: int) -> Page:
    """Lets the public read an earlier version again, as the newest. Raises SomeoneElseWasFirst and MustBeMended."""
    row = deeds.held_as_seen(writing, id, seen)
    earlier = store.version(writing, id, number)
    if earlier is None:
        raise NotFound
    at = now()
    store.add_version(writing, row, earlier.title, earlier.content, at, by)
    deeds.note(writing, row, Deed.RESTORED, by)
    deeds.publish(writing, row, at)
    return _decided(writing, row, Deed.APPROVED, by)


def trust(writing: Session, account: int, kind: Kind, by: int) -> None:
    """Lets what somebody sends of a kind go public without waiting."""
    if store.trust(writing, account, kind, by, now()):
        deeds.on_record_of_account(writing, "trusted", account, by)


def trust_no_more(writing: Session, account: int, kind: Kind, by: int) -> None:
    """Has what somebody sends of a kind wait again."""
    if store.trust_no_more(writing, account, kind):
        deeds.on_record_of_account(writing, "trusted-no-more", account, by)


def version_to_compare(session: Session, page: Page) -> Version | None:
    """What the newest version is held against: what the public reads, or else what a moderator saw last.

    Of what went out at once it is what the public had read before.
    """
    if page.published is not None and page.has_news:
        return store.version(session, page.id, page.published)
    looks = store.looks_at(session, page.id)
    if looks:
        return store.version(session, page.id, looks[0].before) if looks[0].before else None
    decided = [entry.number for entry in store.history(session, page.id) if entry.number < page.newest]
    return store.version(session, page.id, decided[-1]) if decided else None


def _waiting(writing: Session, id: UUID, seen: int) -> PageRow:
    """A page that waits, held as it was seen."""
    row = deeds.held_as_seen(writing, id, seen)
    if row.standing != Standing.WAITING:
        raise SomeoneElseWasFirst
    return row


def _decided(writing: Session, row: PageRow, deed: Deed, by: int, words: str = "") -> Page:
    store.end_looks(writing, row.id, row.newest)
    telling.tell_owners(writing, row, deed)
    deeds.note(writing, row, deed, by, words)
    return row.page()
