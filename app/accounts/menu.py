"""What of the staff's navigation one person sees, and where in it they are."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flask import current_app, request

from app.accounts.domain import PagesOfStaff
from app.web.components import link_to

MayOpen = Callable[[str], bool]


@dataclass(frozen=True)
class Link:
    """A page, and whether it is the one that is open, or the one above that."""

    words: str
    address: str
    here: bool


@dataclass(frozen=True)
class Group:
    """Pages that belong together; opened by its name is the first of them."""

    name: str
    links: tuple[Link, ...]

    @property
    def here(self) -> bool:
        """Whether the page that is open is one of its own."""
        return any(link.here for link in self.links)


def groups_for(may_open: MayOpen) -> tuple[Group, ...]:
    """The groups in which there is a page that the person may open."""
    navigation: tuple[PagesOfStaff, ...] = current_app.extensions["navigation"]
    seen = (Group(group.name, tuple(_links(group, may_open))) for group in navigation)
    return tuple(group for group in seen if group.links)


def first_page(wanted: str, may_open: MayOpen) -> str | None:
    """The address of the page wanted, or else of the first that the person may open; None when there is none."""
    if may_open(wanted):
        return link_to(wanted)
    return next((group.links[0].address for group in groups_for(may_open)), None)


def _links(group: PagesOfStaff, may_open: MayOpen) -> Iterator[Link]:
    for endpoint, words in group.pages:
        address = link_to(endpoint)
        if address and may_open(endpoint):
            yield Link(words, address, request.blueprint == endpoint.rpartition(".")[0])
