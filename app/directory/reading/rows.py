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

END = "end of the row"
_DIFFERS = ("distance", "where", "because", "unstated")
_differing = attrgetter(*_DIFFERS)


def rows(ideas: Iterable[Idea], level: int, kept: Collection[str] | None) -> Markup:
    """The rows, with headings of this level; `kept` are the keys in somebody's list, None where there are no lists."""
    shaped = [(idea, _shape(idea, level, kept)) for idea in ideas]
    missing = [(idea, shape) for idea, shape in shaped if shape not in idea.rows]
    for (idea, shape), pieces in zip(missing, _written([idea for idea, _ in missing], level, kept), strict=True):
        idea.rows[shape] = pieces
    return Markup("".join(chain.from_iterable(_filled(idea, idea.rows[shape]) for idea, shape in shaped)))


def _shape(idea: Idea, level: int, kept: Collection[str] | None) -> tuple[object, ...]:
    return level, None if kept is None else idea.key in kept, *map(bool, _differing(idea))


def _filled(idea: Idea, pieces: list[str]) -> Iterator[str]:
    said = dict(zip(_DIFFERS, map(escape, _differing(idea)), strict=True))
    yield pieces[0]
    for name, text in zip(pieces[1::2], pieces[2::2], strict=True):
        yield said[name]
        yield text


def _written(ideas: Iterable[Idea], level: int, kept: Collection[str] | None) -> Iterator[list[str]]:
    """Rows in which the blanks are only known to be filled in; all in one go, which costs little more than one row."""
    bare = tuple(replace(idea, **{name: "…" for name in _DIFFERS if getattr(idea, name)}) for idea in ideas)  # type: ignore[arg-type]  # all words
    if not bare:
        return
    pieces = skeletons.written("directory/_rows.html", rows=bare, level=level, kept=kept)
    ends = [place for place in range(1, len(pieces), 2) if pieces[place] == END]
    for begins, end in zip([0, *(end + 1 for end in ends)], ends, strict=False):
        yield pieces[begins:end]
