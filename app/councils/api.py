"""What other rooms may ask of the council of this deployment."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from flask import Flask, current_app, request
from flask_babel import get_locale
from markupsafe import Markup, escape

from app.councils.domain import Council, Room
from app.councils.loader import load_council
from app.councils.passages import PASSAGES
from app.web.errors import NotFound

DATA = Path(__file__).resolve().parents[2] / "directory_data"


def init_app(app: Flask) -> None:
    """Reads the council's file, or stops the start."""
    holidays = tomllib.loads((DATA / "bank-holidays.toml").read_text(encoding="utf-8"))
    app.extensions["council"] = load_council(app.config["COUNCIL"], frozenset(holidays["days"]), _facts())
    app.context_processor(lambda: {"council": council()})
    app.jinja_env.globals.update(worded=worded)


def council() -> Council:
    """The council whose service this is."""
    this: Council = current_app.extensions["council"]
    return this


def close_rooms(app: Flask, doors: Mapping[Room, frozenset[str]]) -> None:
    """Takes away the pages (blueprints or endpoints) that the council has switched off, and the links to them."""
    this: Council = app.extensions["council"]
    shut = {door for room in this.rooms_off for door in doors.get(room, ())}
    closed = frozenset(page for page in app.view_functions if shut & {page, page.partition(".")[0]})
    app.extensions["closed_pages"] = closed

    def not_there() -> None:
        if request.endpoint in closed:
            raise NotFound

    # First of all, so that nobody is asked to sign in to a page that is not there.
    app.before_request_funcs.setdefault(None, []).insert(0, not_there)


def worded(passage: str, ours: str, **values: str) -> Markup:
    """A passage in the council's own words when it has some, otherwise in ours, which are filled in already.

    `values` are what may stand in braces besides the council's own name, team, number, hours and e-mail address.
    """
    this = council()
    said = this.words.get(passage)
    if said is None:
        _known(passage)
        return escape(ours)
    filled = {
        "council": this.name,
        "team": this.team,
        "telephone": this.telephone,
        "hours": this.telephone_hours,
        "email": this.email,
    }
    return escape(said[get_locale().language]).format(**filled | values)


def _known(passage: str) -> None:
    if passage not in PASSAGES:
        raise LookupError(f"there is no passage {passage!r}")


def _facts() -> frozenset[str]:
    """The facts that a council may confirm: the tables of facts.toml, each with its source."""
    facts = tomllib.loads((DATA / "facts.toml").read_text(encoding="utf-8"))
    return frozenset(name for name, fact in facts.items() if isinstance(fact, dict))
