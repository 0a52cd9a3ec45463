"""What a group says of itself and of each thing that it does, as it typed it: nothing that cannot be read is lost."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from types import GenericAlias
from typing import Any, TypeVar, get_args, get_type_hints
from uuid import uuid4

from app.kernel.text import cleaned

MOST_SERVICES = 20
MOST_ROWS = 20
MOST_PICTURES = 6

OFTEN: Mapping[str, str] = {
    "week": "Every week",
    "fortnight": "Every two weeks",
    "1": "First of the month",
    "2": "Second of the month",
    "3": "Third of the month",
    "4": "Fourth of the month",
    "-1": "Last of the month",
}
DAYS: Mapping[str, str] = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
SEVERAL_DAYS: Mapping[str, str] = {"weekdays": "Monday to Friday", "every": "Every day"}
ACCESS: Mapping[str, str] = {
    "step-free": "Step-free way in",
    "step-free-throughout": "Step-free throughout",
    "lift": "Lift",
    "toilet": "Accessible toilet",
    "changing-places": "Changing Places toilet",
    "parking": "Parking for Blue Badges",
    "drop-off": "Drop-off at the door",
    "hearing-loop": "Hearing loop",
    "sign-language": "British Sign Language",
    "quiet": "Quiet space",
    "assistance-dogs": "Assistance dogs welcome",
    "companion-free": "Companions come free",
    "easy-to-read": "Large print or Easy Read",
}
"""Words that the directory reads as what they say; the names are those of its filters."""
WAYS: Mapping[str, str] = {"telephone": "By telephone", "online": "Online", "home": "In people's homes"}
PRICES: Mapping[str, str] = {"free": "It is free", "paid": "People pay something", "": "We would rather not say yet"}


@dataclass(frozen=True)
class Times:
    """A row of times: "every two weeks, Tuesday, 10 am to noon". `words` stand for what no row can say."""

    often: str = "week"
    day: str = ""
    starts: str = ""
    ends: str = ""
    first: str = ""
    term_time: bool = False
    words: str = ""


@dataclass(frozen=True)
class Place:
    """Where it is given. `hidden`: nobody is shown more than the first half of the postcode."""

    id: str = ""
    name: str = ""
    address: str = ""
    town: str = ""
    postcode: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class Cost:
    """A price: for what, how many pounds, and per what."""

    what: str = ""
    amount: str = ""
    per: str = ""


@dataclass(frozen=True)
class Pause:
    """Days on which nothing happens, the last one among them: once, or each year again, and then without a year."""

    starts: str = ""
    ends: str = ""
    every_year: bool = False


@dataclass(frozen=True)
class Contact:
    """Whom to ask. All of it is shown to everybody."""

    name: str = ""
    telephone: str = ""
    email: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture that was uploaded, by its id, and its words for people who cannot see it."""

    id: str = ""
    alt: str = ""


@dataclass(frozen=True)
class OwnService:
    """One thing that a group does. `instead_of` is the listing of a feed (source/id) in whose place it is shown.

    `does` to `training` are what a sole trader says besides; `cqc` is the location of the Care Quality Commission.
    """

    id: str = ""
    name: str = ""
    what: str = ""
    needs: tuple[str, ...] = ()
    who_for: str = ""
    youngest: str = ""
    oldest: str = ""
    ways: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    covers: str = ""
    times: tuple[Times, ...] = ()
    price: str = ""
    costs: tuple[Cost, ...] = ()
    cost_words: str = ""
    access: tuple[str, ...] = ()
    access_words: str = ""
    languages: str = ""
    joining: str = ""
    pauses: tuple[Pause, ...] = ()
    ends_on: str = ""
    does: str = ""
    does_not: str = ""
    insurance: str = ""
    training: str = ""
    cqc: str = ""
    instead_of: str = ""


@dataclass(frozen=True)
class Group:
    """A group, or somebody who works alone (`sole_trader`: a micro-enterprise), with everything they offer."""

    name: str = ""
    about: str = ""
    website: str = ""
    contacts: tuple[Contact, ...] = ()
    pictures: tuple[Picture, ...] = ()
    sole_trader: bool = False
    services: tuple[OwnService, ...] = ()

    def service(self, id: str) -> OwnService | None:
        """What they offer by this id."""
        return next((service for service in self.services if service.id == id), None)

    def having(self, service: OwnService) -> "Group":
        """The group with this in the place of what had its id."""
        return replace(self, services=tuple(service if one.id == service.id else one for one in self.services))

    def called(self, service: OwnService) -> str:
        """What a service is called; one without a name of its own has the group's."""
        return service.name or self.name


Value = TypeVar("Value")


def as_json(group: Group) -> dict[str, Any]:
    """The group as publishing keeps it: plain tables, texts and ticks."""
    return asdict(group)


def from_json(content: Mapping[str, Any]) -> Group:
    """The group in what publishing kept; what it does not know is passed over, what is missing is empty."""
    return read(Group, content)


def read(kind: type[Value], table: Mapping[str, Any]) -> Value:
    """The value of a kind in a table of JSON or of a form."""
    shapes = get_type_hints(kind)
    known = {name: _part(shape, table[name]) for name, shape in shapes.items() if name in table}
    return kind(**known)


def _part(shape: Any, written: Any) -> Any:
    if shape is bool:
        return written is True
    if isinstance(shape, GenericAlias):
        inner = get_args(shape)[0]
        return tuple(_part(inner, one) for one in written) if isinstance(written, list | tuple) else ()
    if is_dataclass(shape):
        return written if type(written) is shape else _row(shape, written)
    return cleaned(written) if isinstance(written, str) else ""


def _row(shape: Any, written: Any) -> Any:
    return read(shape, written if isinstance(written, Mapping) else {})


def is_empty(row: object) -> bool:
    """Whether somebody left a whole row blank; what is chosen for them or never shown does not count."""
    kind: Any = type(row)
    fresh = kind()
    return all(getattr(row, one.name) == getattr(fresh, one.name) for one in fields(kind) if one.name not in _UNSEEN)


def filled(group: Group) -> Group:
    """The group without rows that were left blank."""
    services = tuple(_filled(service) for service in group.services)
    return replace(group, contacts=_rows(group.contacts), services=services)


def texts(group: Group) -> Iterator[tuple[str, str]]:
    """Every text of free words with the field that it stands in: what residents would read."""
    yield from (("name", group.name), ("about", group.about))
    yield from ((f"pictures.{place}.alt", picture.alt) for place, picture in enumerate(group.pictures))
    yield from ((f"contacts.{place}.name", contact.name) for place, contact in enumerate(group.contacts))
    for service in group.services:
        for field in _WORDS_OF_A_SERVICE:
            yield f"{service.id}.{field}", getattr(service, field)
        for rows, fields_of_a_row in _WORDS_OF_ROWS.items():
            for place, row in enumerate(getattr(service, rows)):
                yield from ((f"{service.id}.{rows}.{place}.{field}", getattr(row, field)) for field in fields_of_a_row)


_UNSEEN = frozenset({"id", "often"})
_WORDS_OF_ROWS = {"times": ("words",), "costs": ("what", "per"), "places": ("name",)}
"""Addresses and towns are addresses: the checks would find nothing else in them."""
_WORDS_OF_A_SERVICE = (
    *("name", "what", "who_for", "covers", "cost_words", "access_words", "languages", "joining"),
    *("does", "does_not", "insurance", "training"),
)


def _filled(service: OwnService) -> OwnService:
    return replace(
        service,
        places=_rows(service.places),
        times=_rows(service.times),
        costs=_rows(service.costs),
        pauses=_rows(service.pauses),
    )


def _rows(rows: tuple[Value, ...]) -> tuple[Value, ...]:
    return tuple(row for row in rows if not is_empty(row))


def new_id() -> str:
    """An id of a service or a place, which nothing else has."""
    return str(uuid4())
