"""What the pages of ideas for equipment are told, all decided: one frozen value a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext

from app.equipment.domain import Catalogue, EquipmentIdea, Label
from app.equipment.forms import NarrowForm


@dataclass(frozen=True)
class Door:
    """A room or a difficulty, how many ideas there are for it, and the address of their list."""

    name: str
    count: int
    address: str


@dataclass(frozen=True)
class StartPage:
    """The ways into the list."""

    count: int
    rooms: tuple[Door, ...]
    difficulties: tuple[Door, ...]


@dataclass(frozen=True)
class Shelf:
    """The ideas for one room of the home."""

    id: str
    name: str
    ideas: tuple[EquipmentIdea, ...]


@dataclass(frozen=True)
class ListPage:
    """Ideas by room of the home, each whole."""

    heading: str
    count: int
    shelves: tuple[Shelf, ...]
    about_prices: str
    priced_on: date
    in_large_letters: str


def start_page(catalogue: Catalogue) -> StartPage:
    """How many ideas each room and each difficulty leads to."""
    return StartPage(
        count=len(catalogue.ideas),
        rooms=tuple(
            _door(label, sum(label in idea.rooms for idea in catalogue.ideas), room=label.id)
            for label in catalogue.rooms
        ),
        difficulties=tuple(
            _door(label, sum(label.id in idea.facts for idea in catalogue.ideas), difficulty=label.id)
            for label in catalogue.difficulties
        ),
    )


def list_page(catalogue: Catalogue, form: NarrowForm) -> ListPage:
    """The ideas for what the form says."""
    shelves = tuple(Shelf(label.id, gettext(label.name), ideas) for label, ideas in catalogue.shelves(**form.data))
    return ListPage(
        heading=_heading(catalogue, form),
        count=sum(len(shelf.ideas) for shelf in shelves),
        shelves=shelves,
        about_prices=gettext(catalogue.about_prices),
        priced_on=catalogue.priced_on,
        in_large_letters=_address(form.chosen | {"print": "large"}),
    )


def _door(label: Label, count: int, **chosen: str) -> Door:
    return Door(gettext(label.name), count, _address(chosen))


def _address(chosen: Mapping[str, Any]) -> str:
    return url_for("equipment.listed", **chosen)


def _heading(catalogue: Catalogue, form: NarrowForm) -> str:
    """The difficulty, and where: both are names that the person chose."""
    names = {label.id: gettext(label.name) for label in catalogue.rooms}
    hard = {label.id: gettext(label.name) for label in catalogue.difficulties}
    said = [words for words in (hard.get(form.difficulty.data), names.get(form.room.data)) if words]
    return ": ".join(said) or gettext("All our ideas")
