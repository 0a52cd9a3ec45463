"""What cannot be read in what a group typed, or is missing so that nobody could use the page: each with its field."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from app.directory import api as directory
from app.kernel.postcode import NotAPostcode, Postcode
from app.listings.domain import Contact, Cost, Group, OwnService, Pause, Place, Times, filled, is_empty
from app.listings.page import times
from app.listings.page.times import Unreadable
from app.places import api as places
from app.registered.domain import typed_id

LONGEST: dict[str, int] = {"name": 150, "what": 5000, "about": 2000, "alt": 250}
LONGEST_OTHER = 1000
OLDEST = 120


@dataclass(frozen=True)
class Doubt:
    """What is wrong with a field. `field` is its path: "about", or the id of a service, then "times.0.starts".

    What does not `stop` the page may be right all the same, like the postcode of a new house.
    """

    field: str
    words: str
    stops: bool = True


def doubts_of(group: Group) -> tuple[Doubt, ...]:
    """Everything that has to be mended or looked at before the page goes out, in the order of the page."""
    found = [*_of_group(group)]
    for service in group.services:
        found += [replace(doubt, field=f"{service.id}.{doubt.field}") for doubt in _of_service(service)]
    return tuple(found)


def _of_group(group: Group) -> Iterator[Doubt]:
    if not group.name:
        yield Doubt("name", "Write what your group is called")
    yield from _too_long("name", group.name)
    yield from _too_long("about", group.about)
    yield from _tidied("website", "url", group.website, "Write the address of a website, like www.example.org")
    for place, contact in enumerate(group.contacts):
        yield from _of_contact(f"contacts.{place}", contact)
    if not group.website and not any(contact.telephone or contact.email for contact in filled(group).contacts):
        yield Doubt("contacts", "Say at least one way to reach you: a telephone number, an e-mail address or a website")
    for place, picture in enumerate(group.pictures):
        if not picture.alt:
            yield Doubt(f"pictures.{place}.alt", "Say what the picture shows, for people who cannot see it")
        yield from _too_long(f"pictures.{place}.alt", picture.alt)
    if not group.services:
        yield Doubt("services", "Add at least one thing that you do")


def _of_contact(field: str, contact: Contact) -> Iterator[Doubt]:
    yield from _too_long(f"{field}.name", contact.name)
    yield from _tidied(
        f"{field}.telephone", "telephone", contact.telephone, "Write a telephone number, like 01632 960001"
    )
    yield from _tidied(f"{field}.email", "email", contact.email, "Write an e-mail address, like name@example.org")


def _of_service(service: OwnService) -> Iterator[Doubt]:
    if not service.what:
        yield Doubt("what", "Write what happens, in a sentence or two")
    texts = ("name", "what", "who_for", "covers", "cost_words", "access_words", "languages", "joining")
    for field in (*texts, "does", "does_not", "insurance", "training"):
        yield from _too_long(field, getattr(service, field))
    yield from _ages(service)
    yield from _registration(service)
    for place, one in enumerate(service.places):
        yield from _of_place(f"places.{place}", one)
    for place, row in enumerate(service.times):
        yield from _of_times(f"times.{place}", row)
    for place, cost in enumerate(service.costs):
        yield from _of_cost(f"costs.{place}", cost)
    for place, pause in enumerate(service.pauses):
        yield from _of_pause(f"pauses.{place}", pause)
    if service.ends_on:
        yield from _unreadable("ends_on", lambda: times.day_of(service.ends_on))


def _registration(service: OwnService) -> Iterator[Doubt]:
    if service.cqc and typed_id(service.cqc) is None:
        yield Doubt("cqc", "Write the location ID, like 1-123456789, or leave it empty")


def _ages(service: OwnService) -> Iterator[Doubt]:
    known = []
    for field in ("youngest", "oldest"):
        typed = getattr(service, field)
        if typed and not (typed.isascii() and typed.isdecimal() and len(typed) < 4 and int(typed) <= OLDEST):
            yield Doubt(field, "Write an age in figures, like 18")
        elif typed:
            known.append(int(typed))
    if len(known) == 2 and known[0] > known[1]:
        yield Doubt("oldest", "The oldest age is below the youngest. Check both")


def _of_place(field: str, place: Place) -> Iterator[Doubt]:
    for name in ("name", "address", "town"):
        yield from _too_long(f"{field}.{name}", getattr(place, name))
    if is_empty(place):
        return
    try:
        Postcode.parse(place.postcode)
    except NotAPostcode:
        yield Doubt(f"{field}.postcode", "Write the whole postcode, like TS18 1AU: people are shown what is near them")
        return
    if places.lookup(place.postcode) is None:
        yield Doubt(f"{field}.postcode", f"We do not know where {place.postcode} is. Check the postcode", stops=False)


def _of_times(field: str, row: Times) -> Iterator[Doubt]:
    if is_empty(row):
        return
    if not row.day and (row.starts or row.ends or not row.words):
        yield Doubt(f"{field}.day", "Choose the day")
    yield from _too_long(f"{field}.words", row.words, times.LONG_WORDS)
    yield from _unreadable(f"{field}.starts", lambda: times.hours_of(row.starts, row.ends))
    if row.first:
        yield from _unreadable(f"{field}.first", lambda: times.day_of(row.first))


def _of_cost(field: str, cost: Cost) -> Iterator[Doubt]:
    for name in ("what", "per"):
        yield from _too_long(f"{field}.{name}", getattr(cost, name), 100)
    amount = cost.amount.lstrip("£ ")
    try:
        if amount and not (math.isfinite(float(amount)) and 0 <= float(amount) < 100_000):
            raise ValueError
    except ValueError:
        yield Doubt(f"{field}.amount", "Write how many pounds in figures, like 3 or 3.50")


def _of_pause(field: str, pause: Pause) -> Iterator[Doubt]:
    if not is_empty(pause):
        yield from _unreadable(f"{field}.starts", lambda: times.bounds_of(pause))


def _unreadable(field: str, read: Callable[[], object]) -> Iterator[Doubt]:
    try:
        read()
    except Unreadable as error:
        yield Doubt(field, str(error))


def _tidied(field: str, kind: str, typed: str, words: str) -> Iterator[Doubt]:
    try:
        if typed:
            directory.tidy(kind, typed)
    except directory.NotThatValue:
        yield Doubt(field, words)


def _too_long(field: str, typed: str, longest: int = 0) -> Iterator[Doubt]:
    most = longest or LONGEST.get(field.rpartition(".")[2], LONGEST_OTHER)
    if len(typed) > most:
        yield Doubt(field, f"This is {len(typed) - most:,} characters too long. Write at most {most:,}")
