"""What other rooms may ask about places."""

from collections.abc import Iterable, Mapping

from blinker import Namespace
from sqlalchemy.orm import Session

from app import db
from app.kernel.postcode import NotAPostcode, Postcode, outward_code
from app.places import store
from app.places.domain import Place

imported = Namespace().signal("places-imported")
"""Sent after a file of postcodes went in, so that rooms above can look again at what they place by postcode."""


def lookup(text: str) -> Place | None:
    """The place of a postcode as a person typed it, or else the middle of its outward code.

    None when it is no postcode or we do not know where it is. One indexed query.
    """
    try:
        postcode = Postcode.parse(text)
    except NotAPostcode:
        return _middle(text)
    return store.place_of(db.connection(), postcode.outward, postcode.inward)


def points_of(session: Session, postcodes: Iterable[Postcode]) -> Mapping[Postcode, tuple[float, float]]:
    """Latitude and longitude of each of these postcodes that is known; outward codes do not stand in."""
    codes = {postcode: postcode.outward + postcode.inward for postcode in postcodes}
    known = store.points_of(session, codes.values())
    return {postcode: known[code] for postcode, code in codes.items() if code in known}


def _middle(text: str) -> Place | None:
    try:
        return store.place_of(db.connection(), outward_code(text), "")
    except NotAPostcode:
        return None
