"""Takes CQC's files in, and finds out which listings are registered: all of it in one transaction, or nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from flask import current_app
from sqlalchemy.orm import Session

from app import db
from app.audit import api as audit
from app.audit.domain import OPERATOR
from app.councils.api import council
from app.kernel import clock
from app.messages import api as messages
from app.registered import directory_file, ratings_file, store
from app.registered.domain import (
    CannotRead,
    Listings,
    Location,
    Rating,
    Standing,
    Tie,
    matched,
    settled,
)
from app.web.addresses import public_address

LISTINGS = "registered_listings"
MOST_GONE = 0.10
FEW = 100
"""So many locations may always go: a small list loses a tenth easily."""
NAMED_IN_A_MAIL = 40


@dataclass(frozen=True)
class Read:
    """Both files, read and judged."""

    locations: Mapping[str, Location]
    rejected: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What an import did: to the locations, and to the listings that are shown as registered."""

    read: int
    added: int
    changed: int
    gone: int
    rated: int
    registered: int
    proposed: int
    ended: tuple[Tie, ...]


def read(
    directory: Path, ratings: Path, tell_rows: Callable[[int], None], tell_bytes: Callable[[int, int], None]
) -> Read:
    """Reads both files. Raises CannotRead."""
    listed = directory_file.read(directory, tell_rows)
    rated = ratings_file.read(ratings, tell_bytes)
    whole = {id: _rated(location, rated.get(id)) for id, location in listed.locations.items()}
    return Read(whole, listed.rejected)


def take_in(files: Read, allow_removals: bool) -> Outcome:
    """Writes what is new, and matches the listings anew. Raises CannotRead when too many locations would go."""
    with db.transaction() as session:
        before = store.locations(session)
        _check_gone(before, files.locations, allow_removals)
        store.put_locations(session, before, files.locations)
        store.note_import(session, clock.now(), len(files.locations))
        was = {tie for tie in store.ties(session) if tie.standing is Standing.ENDED}
        touched = _match(session, files.locations)
        ties = store.ties(session)
        audit.record(session, actor=OPERATOR, action="registered.imported", kind="registered", about="locations")
    listings().follow(touched)
    return Outcome(
        read=len(files.locations),
        added=len(files.locations.keys() - before.keys()),
        changed=sum(id in before and before[id] != one for id, one in files.locations.items()),
        gone=len(before.keys() - files.locations.keys()),
        rated=sum(bool(one.rating) for one in files.locations.values()),
        registered=len({tie.key for tie in ties if tie.standing.is_shown}),
        proposed=sum(tie.standing is Standing.PROPOSED for tie in ties),
        ended=tuple(tie for tie in ties if tie.standing is Standing.ENDED and tie not in was),
    )


def match_again() -> None:
    """Matches the listings as they are now with what was read last; nothing before the first import."""
    with db.transaction() as session:
        touched = _match(session, store.locations(session)) if store.is_known(session) else frozenset()
    if touched:
        listings().follow(touched)


def _match(session: Session, locations: Mapping[str, Location]) -> frozenset[tuple[str, str]]:
    """Settles every tie, tells staff of those that have ended, and gives the listings that changed by it."""
    before = store.ties(session)
    now = settled(before, matched(listings().named(session), locations), locations)
    store.put_ties(session, before, now)
    over = {tie for tie in now if tie.standing is Standing.ENDED} - set(before)
    _tell_of(session, sorted(over, key=lambda tie: tie.name))
    return listings().written_anew(session)


def _tell_of(session: Session, ended: list[Tie]) -> None:
    if not ended:
        return
    # The worker and the command answer no request, by which Flask would make an address.
    page = public_address(current_app.url_map.bind("").build("registered.listed"))
    names = "\n".join(f"- {tie.name} (CQC listed it as {tie.location_name})" for tie in ended[:NAMED_IN_A_MAIL])
    more = len(ended) - NAMED_IN_A_MAIL
    body = (
        "The Care Quality Commission no longer lists these locations. Our directory no longer says that these "
        f"listings are registered:\n\n{names}\n{f'and {more} more' if more > 0 else ''}\n\n"
        f"A new owner may have a new registration. Look at them here:\n{page}\n"
    )
    messages.enqueue(session, to=council().email, subject="Listings that are no longer registered with CQC", body=body)


def _check_gone(before: Mapping[str, Location], now: Mapping[str, Location], allow_removals: bool) -> None:
    gone = len(before.keys() - now.keys())
    if gone > FEW and gone > MOST_GONE * len(before) and not allow_removals:
        raise CannotRead(
            f"{gone:,} of the {len(before):,} locations that we know are not in this file, which is more than "
            f"{MOST_GONE:.0%}; nothing was changed. Allow it with --allow-removals"
        )


def _rated(location: Location, rating: Rating | None) -> Location:
    return replace(location, rating=rating.words, rated_on=rating.published_on) if rating else location


def listings() -> Listings:
    found: Listings = current_app.extensions[LISTINGS]
    return found
