"""What the link in a letter opens, and what a press on "still right" does."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app import db
from app.audit import api as audit
from app.audit.domain import ANYONE
from app.directory import api as directory
from app.directory.api import Said, ServicePage, Word
from app.kernel.clock import in_london, now, today
from app.listings.still_right import reminders_store
from app.listings.still_right.reminders import is_settled
from app.listings.still_right.reminders_store import Asking, Key

RECORD = "listing"


class LinkEnded(Exception):
    """The link opens nothing: it has ended, or was not copied whole."""


@dataclass(frozen=True)
class Asked:
    """A listing on the page of a link: what everybody reads of it, and when it was confirmed, if it was."""

    key: str
    leaflet: ServicePage
    confirmed: date | None

    @property
    def name(self) -> str:
        return self.leaflet.service.name


def opened_by(link: str) -> Asking:
    """The asking that a link opens. Raises LinkEnded."""
    asking = reminders_store.by_link(db.session(), link, now())
    if asking is None:
        raise LinkEnded
    return asking


def listings_of(asking: Asking) -> tuple[Asked, ...]:
    """The listings of an asking that residents can still open; those that wait for an answer come first."""
    began = in_london(asking.began_at).date()
    leaflets = directory.leaflets("/".join(key) for key in asking.listings)
    asked = [
        Asked(key, leaflet, leaflet.checked if is_settled(leaflet.checked, began) else None)
        for key, leaflet in leaflets.items()
    ]
    return tuple(sorted(asked, key=lambda one: (one.confirmed is not None, one.name)))


def confirm(asking: Asking, chosen: Collection[str]) -> None:
    """Keeps that these listings of an asking are right today. To press again changes nothing but the day."""
    keys = [key for key in asking.listings if "/".join(key) in chosen and directory.listing(*key) is not None]
    with db.transaction() as session:
        said = [key for key in keys if directory.say(session, *key, Word(Said.RIGHT, today(), by_council=False))]
        for key in said:
            on_record(session, ANYONE, "listing.still-right", key)
    directory.look_again(*keys)


def write_no_more(asking: Asking) -> None:
    """Keeps that the address which was asked wants no such letters."""
    with db.transaction() as session:
        reminders_store.want_no_letters(session, asking.to, now())
        reminders_store.write_no_more(session, asking)


def on_record(session: Session, actor: str, action: str, key: Key) -> None:
    """Writes what was said of a listing into the audit. An id of a feed may hold anything, so its hash stands there."""
    about = hashlib.sha256("/".join(key).encode()).hexdigest()[:32]
    audit.record(session, actor=actor, action=action, kind=RECORD, about=about)
