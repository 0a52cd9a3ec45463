"""What other rooms may ask about equipment."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from flask import Flask

from app.councils.api import council
from app.councils.domain import Room
from app.equipment.domain import Catalogue, Suggestion
from app.equipment.loader import load_catalogue

FOLDER = Path(__file__).resolve().parents[2] / "directory_data"


def init_app(_: Flask) -> None:
    """Reads the ideas, or stops the start with WrongContent."""
    catalogue()


@cache
def catalogue() -> Catalogue:
    """Every idea, read once and checked."""
    return load_catalogue(FOLDER / "equipment.toml", FOLDER / "facts.toml")


def ideas_for(facts: Iterable[str], most_for_each: int) -> tuple[Suggestion, ...]:
    """Ideas for these facts (`toilet`, `recent_falls`, `carer` …), fact by fact as asked, none twice.

    A fact that leads to no idea gives none; nor does any where the council has switched ideas off. The names are those
    of `app.assessment.facts`, and `carer` for anybody who looks after someone.
    """
    return catalogue().suggestions(facts, most_for_each) if council().has(Room.EQUIPMENT) else ()
