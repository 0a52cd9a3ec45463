"""The rows of a list as they go out: each written once for everybody, and filled in for whoever asks.

How far and where, why it is shown, what it leaves unsaid and whether it is kept in a list differ from one to another.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from operator import attrgetter

from markupsafe import Markup, escape

from app.directory.domain import Idea
from app.web import skeletons

_DIFFERS = ("distance", "where", "because", "unstated")
_differing = attrgetter(*_DIFFERS)


def rows(ideas: Iterable[Idea], level: int, kept: Collection[str] | None) -> Markup:
    """The rows, with headings of this level; `kept` are the keys in somebody's list, None where there are no lists."""
    return Markup("".join(chain.from_iterable(_row(idea, level, kept) for idea in ideas)))


def _row(idea: Idea, level: int, kept: Collection[str] | None) -> Iterator[str]:
    words = _differing(idea)
    shape = (level, None if kept is None else idea.key in kept, *map(bool, words))
    pieces = idea.rows.get(shape)
    if pieces is None:
        pieces = idea.rows[shape] = _written(idea, level, kept)
    said = dict(zip(_DIFFERS, map(escape, words), strict=True))
    yield pieces[0]
    for name, text in zip(pieces[1::2], pieces[2::2], strict=True):
        yield said[name]
        yield text


def _written(idea: Idea, level: int, kept: Collection[str] | None) -> list[str]:
    """It is written from a row in which the blanks are only known to be filled in."""
    row = replace(idea, **{name: "…" for name in _DIFFERS if getattr(idea, name)})  # type: ignore[arg-type]  # all words
    in_list = None if kept is None else {idea.key}.intersection(kept)
    return skeletons.written("directory/_row.html", row=row, level=level, kept=in_list)
