"""What other rooms need to take in somebody's listings: to read them, to judge them, to write them, to compare them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import db
from app.directory.domain import Service
from app.directory.importing import run
from app.directory.importing.feeds import Feed
from app.directory.importing.run import Change, Order, Prepared
from app.directory.index import keeping
from app.directory.record import archive, confirming, edits, store
from app.directory.record import tables as t
from app.directory.upkeep import ageing
from app.kernel import clock
from app.needs.api import vocabulary


@dataclass(frozen=True)
class Likeness:
    """What tells whether two listings are the same service. Telephones and postcodes are bare, to be compared."""

    source: str
    id: str
    name: str
    organisation: str
    url: str
    town: str
    what: str
    telephones: frozenset[str]
    postcodes: frozenset[str]


def judged(order: Order, feed: Feed) -> Prepared:
    """The records of a feed, each judged. Needs no database. Raises CannotImport when none can be used."""
    return run.prepare(order, feed, vocabulary(), lambda _: None)


def rehearsed(prepared: Prepared) -> Change:
    """What taking it in would change if every removal were allowed. Nothing is written."""
    with db.transaction() as session:
        change = run.take_in(session, run.with_removals_allowed(prepared))
        session.rollback()
    return change


def rebuild() -> None:
    """Makes the index anew."""
    keeping.rebuild()


def settle(change: Change) -> None:
    """Brings the index in step with what was written."""
    keeping.follow(change.outcome.source, change.changed, change.removed, change.area_changed)


def are_found(session: Session, *keys: archive.Key) -> bool:
    """Whether residents can find all of these."""
    return len(store.live_among(session, keys)) == len(keys)


def hide(session: Session, hidden: archive.Key, behind: archive.Key) -> None:
    """Lets residents find a listing no longer, and who has its address be sent on to the other."""
    archive.hide(session, hidden, behind, clock.now())


def part(session: Session, hidden: archive.Key) -> None:
    """Undoes that."""
    archive.part(session, hidden)


def stands_behind(session: Session, hidden: archive.Key) -> archive.Key | None:
    """The listing behind which another is hidden, whether or not that one can be found."""
    return archive.shown_instead(session, *hidden)


def look_again(*keys: archive.Key) -> None:
    """Brings the index in step with what staff did to these listings."""
    for source, id in keys:
        keeping.refresh(source, {id}, ())


def withdraw(session: Session, source: str, ids: Collection[str]) -> None:
    """Takes listings off the pages in the caller's transaction; what was known of them stays."""
    store.withdraw(session, source, ids, clock.now())


def write(session: Session, source: str, id: str, field: str, ours: str) -> None:
    """Puts the staff's words into a field in the place of the feed's, or gives the feed's back if they are the same."""
    theirs = edits.said(run.feeds_own(session, source, id, vocabulary()), field)
    edit = edits.Edit(id, field, ours, theirs)
    if ours == theirs:
        edits.drop(session, source, edit)
    else:
        edits.keep(session, source, edit, clock.now())
    run.rewrite(session, source, id, vocabulary())


def say(session: Session, source: str, id: str, word: confirming.Word) -> bool:
    """Keeps what somebody said of a listing, in the caller's transaction; False when its source no longer has it.

    Its page, its row and the open data say the day from the commit on, and search once the caller has had the index
    `look_again`.
    """
    row = session.get(t.ServiceRow, (source, id))
    if row is None or row.withdrawn_at is not None:
        return False
    confirming.keep(session, source, id, word, clock.now())
    run.rewrite(session, source, id, vocabulary())
    return True


def getting_old(session: Session, since: date) -> tuple[ageing.Aged, ...]:
    """Every listing that residents can open and that nobody has checked since a day, or of which nobody knows."""
    return ageing.unchecked(session, since)


def feeds_words(session: Session, source: str, id: str) -> dict[str, str]:
    """What the feed itself says in each field that staff may write."""
    service = run.feeds_own(session, source, id, vocabulary())
    return {field: edits.said(service, field) for field in edits.FIELDS}


def listings_of_staff(session: Session, keys: Iterable[archive.Key]) -> dict[archive.Key, Service]:
    """Listings as they are kept, also those that residents cannot find."""
    by_source: dict[str, list[str]] = {}
    for source, id in keys:
        by_source.setdefault(source, []).append(id)
    return {
        (source, id): service
        for source, ids in by_source.items()
        for id, service in archive.services(session, source, ids).items()
    }


def listings_by_source(session: Session) -> dict[str, int]:
    """How many listings residents find of each source that ever had one."""
    shown = select(t.ServiceRow.source, func.count()).where(*store.is_shown()).group_by(t.ServiceRow.source)
    return dict.fromkeys(store.areas(session), 0) | {source: number for source, number in session.execute(shown)}


def newest_change(session: Session) -> tuple[int, datetime | None]:
    """What differs whenever a listing came, changed or went: how many there are, and when one last changed."""
    number, newest = session.execute(select(func.count(), func.max(t.ServiceRow.changed_at))).one()
    return number, newest


def likenesses(session: Session, but: Collection[tuple[str, ...]] = ()) -> Iterator[Likeness]:
    """Every listing that residents can find: four queries, however many there are.

    The postcodes are without those of the places `but`: source, service, and its being there.
    """
    columns = (t.ServiceRow.source, t.ServiceRow.id, t.ServiceRow.name, t.ServiceRow.organisation_id)
    more = (t.ServiceRow.url, t.ServiceRow.town, t.ServiceRow.what)
    organisations = {
        (source, id): name
        for source, id, name in session.execute(
            select(t.OrganisationRow.source, t.OrganisationRow.id, t.OrganisationRow.name)
        )
    }
    numbers, postcodes = _telephones(session), _postcodes(session, but)
    for source, id, name, organisation, url, town, what in session.execute(
        select(*columns, *more).where(*store.is_shown())
    ):
        yield Likeness(
            source=source,
            id=id,
            name=name,
            organisation=organisations.get((source, organisation or ""), ""),
            url=url or "",
            town=town,
            what=what,
            telephones=frozenset(numbers.get((source, id), ())),
            postcodes=frozenset(postcodes.get((source, id), ())),
        )


def _telephones(session: Session) -> dict[archive.Key, set[str]]:
    found: dict[archive.Key, set[str]] = {}
    rows = session.execute(select(t.PhoneRow.source, t.PhoneRow.service_id, t.PhoneRow.number))
    for source, id, number in rows:
        found.setdefault((source, id), set()).add("".join(filter(str.isdigit, number)))
    return found


def _postcodes(session: Session, but: Collection[tuple[str, ...]]) -> dict[archive.Key, set[str]]:
    at, address = t.AtLocationRow, t.AddressRow
    rows = session.execute(
        select(at.source, at.service_id, at.id, address.postal_code)
        .join(address, (address.source == at.source) & (address.location_id == at.location_id))
        .where(address.postal_code.is_not(None))
    )
    found: dict[archive.Key, set[str]] = {}
    for source, id, there, code in rows:
        if (source, id, there) not in but:
            found.setdefault((source, id), set()).add((code or "").replace(" ", "").upper())
    return found
