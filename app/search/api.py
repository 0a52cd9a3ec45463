"""What other rooms may ask of search: the index, to fill and to ask, and the place inside what was typed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import cast

from flask import current_app

from app.needs.api import FOLDER, vocabulary
from app.needs.domain import Vocabulary
from app.search import understanding
from app.search.domain import Index, Query, Town
from app.search.explaining import ConceptTold as ConceptTold
from app.search.explaining import Explanation as Explanation
from app.search.explaining import ResultTold as ResultTold
from app.search.explaining import explained
from app.search.safety import Danger, heard, load_dangers
from app.search.safety import Heard as Heard
from app.search.slips import Slips, load_slips
from app.search.thesaurus import State as State
from app.search.thesaurus import Thesaurus
from app.search.thesaurus import Version as Version
from app.search.thesaurus import newest_versions as newest_versions
from app.search.thesaurus import versions as versions
from app.search.thesaurus import write_version as write_version
from app.search.whoosh_index import WhooshIndex

SAFETY = FOLDER / "safety.toml"


def index() -> Index:
    """The index of this application's database. It notices by itself what other processes write."""
    kept = current_app.extensions
    if "search" not in kept:
        database = sha256(current_app.config["DATABASE_URL"].encode()).hexdigest()
        folder = Path(current_app.config["DATA_DIR"]) / "index"
        kept["search"] = WhooshIndex(folder, database, vocabulary(), _thesaurus().now)
    return cast(Index, kept["search"])


def words_in_force() -> Vocabulary:
    """The vocabulary with what staff have changed in the thesaurus, up to this moment."""
    return _thesaurus().now()


def _thesaurus() -> Thesaurus:
    kept = current_app.extensions
    if "thesaurus" not in kept:
        kept["thesaurus"] = Thesaurus(kept["engine"], vocabulary())
    return cast(Thesaurus, kept["thesaurus"])


def words_changed() -> None:
    """Tells every process to look at the thesaurus again: to be called once a change is committed."""
    asked = index()
    if isinstance(asked, WhooshIndex):
        asked.ring()


def state() -> object:
    """Another object whenever what is found may have changed: the listings, or what people's words mean."""
    asked = index()
    return asked.view() if isinstance(asked, WhooshIndex) else asked.version()


def open_until(moment: datetime) -> datetime:
    """Until when the listings that are open stay the same, by the clock on the wall: midnight at the latest."""
    asked = index()
    view = asked.view() if isinstance(asked, WhooshIndex) else None
    return view.columns.opening.until(moment) if view else moment


def place_in(text: str) -> tuple[str, str | None]:
    """What was typed without its postcode or outward code, and that code, which may be unknown ("U3A" looks like one).

    Whoever does not know the place searches for the text as it was.
    """
    return understanding.place_in(text)


def town_in(text: str) -> tuple[str, Town | None]:
    """What was typed without the name of a town where listings are, and that town: "choir hythe" → ("choir", Hythe)."""
    asked = index()
    view = asked.view() if isinstance(asked, WhooshIndex) else None
    return view.town_among(text) if view else (text, None)


@cache
def dangers() -> tuple[Danger, ...]:
    """The dangers that we listen for; a file that is wrong stops the start with a `WrongContent`."""
    return load_dangers(SAFETY)


@cache
def slips() -> Slips:
    """The slips of the fingers that we mend in words of danger, and never in what the file's own phrases say."""
    loaded = load_slips(SAFETY)
    return replace(loaded, never=loaded.never.union(*(danger.own_words for danger in dangers())))


def dangers_in(text: str) -> tuple[Heard, ...]:
    """The dangers that somebody's words speak of. Neither the words nor that they were typed are kept anywhere."""
    return heard(text, dangers(), slips())


def explain(query: Query, ids: Sequence[str] = ()) -> Explanation | None:
    """Why the results of a query, or these services, stand where they do; None without an index."""
    asked = index()
    view = asked.view() if isinstance(asked, WhooshIndex) else None
    return explained(view, query, ids) if view else None
