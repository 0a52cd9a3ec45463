"""Whether the Care Quality Commission (CQC) has registered a service, among the other things that we know of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString
from sqlalchemy.orm import Session

from app import db
from app.directory.domain import Finding, How, Kind, Service
from app.registered import api as registered
from app.registered.domain import Location
from app.web.words import long_date

REGULATED = "regulated"
RATINGS: dict[str, LazyString] = {
    "Outstanding": lazy_gettext("Outstanding"),
    "Good": lazy_gettext("Good"),
    "Requires improvement": lazy_gettext("Requires improvement"),
    "Inadequate": lazy_gettext("Inadequate"),
}
"""The four words that CQC gives a care service."""


@dataclass(frozen=True)
class Registered:
    """What the page of a service says of one registration; without a rating both words are empty."""

    name: str
    address: str
    rating: str
    day: str


class Registrations:
    """Who is registered of one source, by the id of the service. Before CQC's files were ever read, nobody knows."""

    def __init__(self, session: Session, source: str) -> None:
        self._known = registered.is_known(session)
        self._by_id: Mapping[str, tuple[Location, ...]] = registered.registrations(session, source)

    def with_word(self, service: Service) -> Service:
        """The service with CQC's word in the place of the listing's own: those who only say it lose it."""
        if not self._known:
            return service
        told = tuple(one for one in service.findings if (one.kind, one.value) != (Kind.RUN_BY, REGULATED))
        if locations := self._by_id.get(service.id):
            told = (*told, Finding(Kind.RUN_BY, REGULATED, How.RECORDED, words_of(locations)))
        return service if told == service.findings else replace(service, findings=told)


def is_registered(service: Service) -> bool:
    """Whether CQC says so, rather than the words of the listing."""
    return any(one.value == REGULATED and one.how is How.RECORDED for one in service.found(Kind.RUN_BY))


def registrations_of(source: str, service: Service) -> tuple[Registered, ...]:
    """What CQC says of a service; it is asked only where the listing is known to be registered."""
    if not is_registered(service):
        return ()
    locations = registered.registrations(db.session(), source, [service.id]).get(service.id, ())
    return tuple(_said(location) for location in locations)


def _said(location: Location) -> Registered:
    rating = str(RATINGS[location.rating]) if location.rating else ""
    return Registered(location.name, location.page, rating, long_date(location.rated_on) if location.rated_on else "")


def words_of(locations: Sequence[Location]) -> str:
    """What CQC says of these locations. Other words whenever the page of the service would say something else."""
    return "; ".join(
        f"{one.id} {one.name}: {one.rating or 'no rating'}{f', {one.rated_on}' if one.rated_on else ''}"
        for one in locations
    )
