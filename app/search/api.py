"""What other rooms may ask of search: an index to fill and to ask, and the reading of what was typed."""

from pathlib import Path

from app.needs.api import vocabulary
from app.search import runs, understanding
from app.search.domain import Hits, Index
from app.search.runs import Asked
from app.search.whoosh_index import WhooshIndex

BadQueries = runs.BadQueries


def open_index(folder: Path, belongs_to: str) -> Index:
    """The index in this folder. `belongs_to` names its database: another's index counts as missing.

    Keep one for as long as the process lives; it notices by itself what other processes write.
    """
    return WhooshIndex(folder, belongs_to, vocabulary())


def place_in(text: str) -> tuple[str, str | None]:
    """What was typed without its postcode or outward code, and that code, which may be unknown ("U3A" looks like one).

    Whoever does not know the place searches for the text as it was.
    """
    return understanding.place_in(text)


def read_queries(path: Path) -> tuple[Asked, ...]:
    """The queries of `search run`. Raises BadQueries naming the file, the line and the field."""
    return runs.read_queries(path)


def result_line(asked: Asked, hits: Hits) -> str:
    """One line of the answer of `search run`."""
    return runs.result_line(asked, hits)
