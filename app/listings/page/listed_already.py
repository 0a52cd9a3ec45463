"""What is listed already of what a group writes: by name, telephone, postcode and web address together."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for

from app.directory import api as directory
from app.directory.api import Likely, Likeness, What
from app.kernel.postcode import NotAPostcode, Postcode
from app.listings.domain import Group, OwnService
from app.listings.page.record import SOURCE

MOST_SHOWN = 3
"""Of each service. In a hall with one telephone a new group may look like many."""

_SHARED = {
    What.NAME: "the name ({} of its words)",
    What.ORGANISATION: "who runs it ({} of its words)",
    What.TELEPHONE: "the telephone number",
    What.URL: "the web address",
    What.POSTCODE: "the postcode",
    What.TOWN: "the town",
}


@dataclass(frozen=True)
class Alike:
    """A listing that may be the same: its page, and what the two share in words."""

    name: str
    address: str
    shared: str


def alike(group: Group, service: OwnService) -> Iterator[Alike]:
    """What may be listed already, the likeliest first; not the group's own, nor the listing that it claimed."""
    own = {(SOURCE, one.id) for one in group.services}
    claimed = {(source, id) for source, _, id in (one.instead_of.partition("/") for one in group.services)}
    if group.called(service):
        for other, likely in directory.already_listed(_likeness(group, service), own | claimed)[:MOST_SHOWN]:
            address = url_for("directory.service", source=other.source, id=other.id)
            yield Alike(other.name, address, _in_words(likely))


def _likeness(group: Group, service: OwnService) -> Likeness:
    return Likeness(
        source=SOURCE,
        id=service.id,
        name=group.called(service),
        organisation=group.name,
        url=_url(group.website),
        town=next((place.town for place in service.places if place.town), ""),
        what=service.what,
        telephones=frozenset(filter(None, (_figures(contact.telephone) for contact in group.contacts))),
        postcodes=frozenset(filter(None, (_postcode(place.postcode) for place in service.places))),
    )


def _url(typed: str) -> str:
    try:
        return directory.tidy("url", typed) if typed else ""
    except directory.NotThatValue:
        return ""


def _figures(typed: str) -> str:
    try:
        return "".join(filter(str.isdecimal, directory.tidy("telephone", typed))) if typed else ""
    except directory.NotThatValue:
        return ""


def _postcode(typed: str) -> str:
    try:
        return str(Postcode.parse(typed)).replace(" ", "") if typed else ""
    except NotAPostcode:
        return ""


def _in_words(likely: Likely) -> str:
    return ", ".join(_SHARED[reason.what].format(reason.shared) for reason in likely.reasons)
