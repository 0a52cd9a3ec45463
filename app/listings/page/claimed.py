"""What a listing of the directory says, as the group that claimed it goes on editing it."""

from collections.abc import Callable, Iterator
from itertools import chain

from app.directory.domain import Finding, How, Kind, Service
from app.listings.domain import ACCESS, Contact, Cost, Group, OwnService, Place
from app.listings.page.times import rows_of

Mint = Callable[[], str]
"""Makes an id that nothing else has."""


def from_directory(source: str, service: Service, mint: Mint) -> Group:
    """The group and its one service; it is shown in the place of the listing that it was."""
    return Group(
        name=service.organisation.name if service.organisation else service.name,
        about=(service.organisation.description or "") if service.organisation else "",
        website=service.url or (service.organisation.website if service.organisation else "") or "",
        contacts=tuple(_contacts(service)),
        sole_trader="micro" in service.values(Kind.RUN_BY),
        services=(own_service(source, service, mint),),
    )


def own_service(source: str, service: Service, mint: Mint) -> OwnService:
    """One listing as something that a group does."""
    notes = tuple(dict.fromkeys(line for note in _notes(service) for line in note.split("\n")))
    return OwnService(
        id=mint(),
        name=service.name,
        what=service.description or "",
        needs=_recorded(service, Kind.NEED),
        who_for="\n".join(
            filter(None, (service.eligibility_description, *(e.eligibility for e in service.eligibility)))
        ),
        youngest=_age(service.minimum_age),
        oldest=_age(service.maximum_age),
        ways=tuple(way for way in ("telephone", "online", "home") if way in _recorded(service, Kind.WAY)),
        places=tuple(_places(service, mint)),
        covers=", ".join(filter(None, (area.name or area.extent for area in service.service_areas))),
        times=tuple(chain.from_iterable(map(rows_of, service.schedules))),
        price=next(iter(service.values(Kind.COST)), ""),
        costs=tuple(
            Cost(
                option.option or "",
                "" if option.amount is None else f"{option.amount:g}",
                option.amount_description or "",
            )
            for option in service.cost_options
        ),
        cost_words=service.fees or "",
        access=tuple(one for one, words in ACCESS.items() if words in notes),
        access_words="\n".join(note for note in notes if note not in ACCESS.values()),
        languages=", ".join(filter(None, (language.name for language in service.languages))),
        joining="\n".join(filter(None, (service.application_process, service.wait_time))),
        instead_of=f"{source}/{service.id}",
    )


def _recorded(service: Service, kind: Kind) -> tuple[str, ...]:
    """What fields say of it, or staff; what was only read in the words stays in the words."""
    return tuple(found.value for found in service.found(kind) if _is_sure(found))


def _is_sure(finding: Finding) -> bool:
    return finding.how is not How.READ


def _contacts(service: Service) -> Iterator[Contact]:
    addresses = set()
    for contact in service.contacts:
        addresses.add(contact.email)
        for number in [phone.number for phone in contact.phones] or [""]:
            if number or contact.email:
                yield Contact(contact.name or "", number, contact.email or "")
    if service.email and service.email not in addresses:
        yield Contact(email=service.email)


def _places(service: Service, mint: Mint) -> Iterator[Place]:
    for location in (at.location for at in service.at_locations):
        address = location.address
        if location.location_type == "virtual" or not address:
            continue
        yield Place(
            id=mint(),
            name=location.name or "",
            address=", ".join(filter(None, (address.attention, address.address_1, address.address_2))),
            town=address.city or "",
            postcode=address.postal_code or "",
            hidden=location.confidential,
        )


def _notes(service: Service) -> Iterator[str]:
    for location in (at.location for at in service.at_locations):
        for note in location.accessibility:
            yield from filter(None, (note.description, note.details))


def _age(years: float | None) -> str:
    return "" if years is None else f"{years:g}"
