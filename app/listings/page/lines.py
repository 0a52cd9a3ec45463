"""A page as rows of words, so that two versions can be looked at side by side."""

from collections.abc import Iterator

from app.listings.domain import ACCESS, PRICES, WAYS, Contact, Cost, Group, OwnService, Pause, Place, filled
from app.listings.page import times
from app.needs.api import vocabulary
from app.publishing.domain import Line


def lines_of(group: Group) -> tuple[Line, ...]:
    """Everything that a version says; what is empty has no row."""
    group = filled(group)
    rows = [*_of_group(group)]
    for service in group.services:
        name = group.called(service)
        rows += [Line(f"{service.id}.{field}", f"{name}: {label}", text) for field, label, text in _of_service(service)]
    return tuple(row for row in rows if row.text)


def _of_group(group: Group) -> Iterator[Line]:
    yield Line("name", "Name", group.name)
    yield Line("about", "Who they are", group.about)
    yield Line("website", "Website", group.website)
    yield Line("contacts", "Whom to ask", "\n".join(map(_contact, group.contacts)))
    yield Line("pictures", "Pictures", "\n".join(f"{picture.alt} ({picture.id[:8]})" for picture in group.pictures))
    yield Line("sole_trader", "Works alone", "Yes, a micro-enterprise" if group.sole_trader else "")


def _of_service(service: OwnService) -> Iterator[tuple[str, str, str]]:
    yield "name", "Name", service.name
    yield "what", "What happens", service.what
    yield "needs", "Helps with", ", ".join(vocabulary()[need].name for need in service.needs if need in vocabulary())
    yield "who_for", "Who it is for", service.who_for
    yield "ages", "Ages", " to ".join(filter(None, (service.youngest, service.oldest)))
    yield "ways", "How it is given", ", ".join(WAYS[way] for way in service.ways if way in WAYS)
    yield "places", "Where", "\n".join(map(_place, service.places))
    yield "covers", "For people in", service.covers
    yield "times", "When", "\n".join(map(times.said, service.times))
    yield "price", "Free or not", PRICES.get(service.price, "") if service.price else ""
    yield "costs", "Prices", "\n".join(map(_cost, service.costs))
    yield "cost_words", "More about the cost", service.cost_words
    yield "access", "Getting in", ", ".join(ACCESS[one] for one in service.access if one in ACCESS)
    yield "access_words", "More about getting in", service.access_words
    yield "languages", "Languages", service.languages
    yield "joining", "How to join", service.joining
    yield "pauses", "Closed", "\n".join(map(_pause, service.pauses))
    yield "ends_on", "Last day", service.ends_on
    yield "does", "What they do", service.does
    yield "does_not", "What they do not do", service.does_not
    yield "insurance", "Insurance", service.insurance
    yield "training", "Training", service.training
    yield "cqc", "CQC location ID", service.cqc
    yield "instead_of", "In the place of", service.instead_of


def _contact(contact: Contact) -> str:
    return ", ".join(filter(None, (contact.name, contact.telephone, contact.email)))


def _place(place: Place) -> str:
    where = ", ".join(filter(None, (place.name, place.address, place.town, place.postcode)))
    return f"{where} (not shown to anybody)" if place.hidden else where


def _cost(cost: Cost) -> str:
    return " ".join(filter(None, (f"{cost.what}:" if cost.what else "", f"£{cost.amount.lstrip('£ ')}", cost.per)))


def _pause(pause: Pause) -> str:
    return times.pause_words(pause) or f"{pause.starts} to {pause.ends}"
