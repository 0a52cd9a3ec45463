"""To whom an advert goes: the personal assistants who may be seen today, each with how they fit what it says."""

from collections.abc import Iterable
from uuid import UUID

from app import db
from app.kernel.postcode import NotAPostcode, outward_code
from app.pa_finder.finding import showing
from app.pa_finder.finding.matching import Asked, Match
from app.pa_finder.talking.advert import Advert


def offered_to(advert: Advert) -> tuple[Match, ...]:
    """Everybody it may go to, those who fit best first."""
    return showing.found_for(db.session(), asked_by(advert))


def asked_by(advert: Advert) -> Asked:
    """What an advert looks for, as the search asks it."""
    return Asked(tasks=advert.tasks, times=advert.times, postcode=advert.outward)


def first_names(pages: Iterable[UUID]) -> tuple[str, ...]:
    """What those who may be seen are called, in the order in which they were chosen."""
    shown = (showing.visible(db.session(), page) for page in pages)
    return tuple(pa.profile.first_name for pa in shown if pa is not None)


def outward_of(postcode: str) -> str:
    """The first half of a postcode, or nothing."""
    try:
        return outward_code(postcode)
    except NotAPostcode:
        return ""
