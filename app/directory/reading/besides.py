"""What another room says of a service on its page, besides what its listing says: rooms above the directory tell it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask import Flask, current_app

from app.directory.domain import Service


@dataclass(frozen=True)
class Besides:
    """A part of the page. `links` are words with their addresses. It holds until the day `until`, that day not among.

    What is said may lapse by itself, so that a page which is kept has to be written anew then.
    """

    heading: str
    paragraphs: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    until: date | None = None


Teller = Callable[[str, Service], Besides | None]
_TELLERS = "besides_of_services"


def tell(app: Flask, teller: Teller) -> None:
    """Lets a room say something of services, by their source and as everybody may know them."""
    app.extensions.setdefault(_TELLERS, []).append(teller)


def besides_of(source: str, service: Service) -> tuple[Besides, ...]:
    """What all rooms say of a service now."""
    tellers: list[Teller] = current_app.extensions.get(_TELLERS, [])
    return tuple(said for teller in tellers if (said := teller(source, service)))
