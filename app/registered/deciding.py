"""What staff say about which listing is which registered location, with its record, in one transaction."""

import hashlib
from urllib.parse import unquote

from flask import current_app
from sqlalchemy.orm import Session

from app import db
from app.accounts.domain import Staff
from app.audit import api as audit
from app.audit.domain import staff_member
from app.kernel import clock
from app.kernel.at_once import SomeoneElseWasFirst
from app.registered import matching, store
from app.registered.domain import Key, Listed, Location, Standing, Tie

DEEDS: dict[str, tuple[frozenset[Standing], Standing | None]] = {
    "yes": (frozenset({Standing.PROPOSED}), Standing.CONFIRMED),
    "no": (frozenset({Standing.PROPOSED, Standing.CONFIRMED, Standing.NAMED}), Standing.REFUSED),
    "ask-again": (frozenset({Standing.REFUSED}), None),
    "seen": (frozenset({Standing.ENDED}), None),
}
"""What staff may press, of which ties, and how they stand then; None forgets the tie."""


def decide(tie: Tie, deed: str, staff: Staff) -> None:
    """Writes it down. Raises SomeoneElseWasFirst when the tie is no longer as it was, and KeyError at no such deed."""
    of, standing = DEEDS[deed]
    if tie.standing not in of:
        raise SomeoneElseWasFirst
    with db.transaction() as session:
        store.decide(session, tie, standing, clock.now(), staff.id)
        touched = matching.listings().written_anew(session)
        _record(session, staff, f"registered.{deed}", tie.key)
    matching.listings().follow(touched)


def tie_by_hand(listed: Listed, location: Location, staff: Staff) -> None:
    """Writes the staff's own word that a listing is a location."""
    tie = Tie(*listed.key, location.id, Standing.CONFIRMED, listed.name, location.name)
    with db.transaction() as session:
        store.confirm(session, tie, clock.now(), staff.id)
        touched = matching.listings().written_anew(session)
        _record(session, staff, "registered.tied", tie.key)
    matching.listings().follow(touched)


def listing_typed(text: str) -> Listed | None:
    """The listing whose page's address, or source and id, somebody typed."""
    path = text.strip().partition("?")[0].partition("#")[0].rstrip("/")
    source, _, id = path.rpartition("/")
    key = source.rpartition("/")[2], unquote(id)
    return next((one for one in matching.listings().named(db.session()) if one.key == key), None)


def _record(session: Session, staff: Staff, action: str, key: Key) -> None:
    about = hashlib.sha256("/".join(key).encode()).hexdigest()[:32]  # an id of a feed may hold anything
    audit.record(session, actor=staff_member(staff.id), action=action, kind="listing", about=about)


def public_path(key: Key) -> str:
    """Where residents read the listing."""
    return str(current_app.url_map.bind("").build("directory.service", {"source": key[0], "id": key[1]}))
