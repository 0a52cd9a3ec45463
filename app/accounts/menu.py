"""What of the staff's navigation one person sees, and where in it they are."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flask import current_app, request
from flask.sansio.app import App

from app.accounts.domain import PagesOfStaff
from app.web.components import link_to

MayOpen = Callable[[str], bool]
HowMany = Callable[[], int]
COUNTED = "counted_in_navigation"


@dataclass(frozen=True)
class Link:
    """A page, and whether it is the one that is open, or the one above that. `waiting` is how much there is to do."""

    words: str
    address: str
    here: bool
    waiting: int = 0


@dataclass(frozen=True)
class Group:
    """Pages that belong together; opened by its name is the first of them."""

    name: str
    links: tuple[Link, ...]

    @property
    def waiting(self) -> int:
        """How much there is to do on all its pages."""
        return sum(link.waiting for link in self.links)

    @property
    def here(self) -> bool:
        """Whether the page that is open is one of its own."""
        return any(link.here for link in self.links)


def count_beside(app: App, endpoint: str, how_many: HowMany) -> None:
    """Has every page say beside the link to this one how much there is to do. It is asked often: it must be quick."""
    app.extensions.setdefault(COUNTED, {})[endpoint] = how_many


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
            here = request.blueprint == endpoint.rpartition(".")[0]
            yield Link(words, address, here, _waiting().get(endpoint, _nothing)())


def _waiting() -> dict[str, HowMany]:
    """What is counted beside a link, by its endpoint."""
    kept: dict[str, HowMany] = current_app.extensions.get(COUNTED, {})
    return kept


def _nothing() -> int:
    return 0
