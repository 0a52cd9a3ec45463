"""The rows of a list as they go out: each written once for everybody, and filled in for whoever asks.

How far and where, why it is shown, what it leaves unsaid and whether it is kept in a list differ from one to another.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from markupsafe import Markup, escape

from app.directory.domain import Idea
from app.web import skeletons

_DIFFERS = ("distance", "where", "because", "unstated")


def rows(ideas: Iterable[Idea], level: int, kept: Collection[str] | None) -> Markup:
    """The rows, with headings of this level; `kept` are the keys in somebody's list, None where there are no lists."""
    return Markup("".join(_row(idea, level, kept) for idea in ideas))


def _row(idea: Idea, level: int, kept: Collection[str] | None) -> str:
    said = tuple(name for name in _DIFFERS if getattr(idea, name))
    shape = (level, None if kept is None else idea.key in kept, *said)
    pieces = idea.rows.get(shape)
    if pieces is None:
        # It is written from a row in which the blanks are only known to be filled in.
        row = replace(idea, **{name: "…" for name in said})  # type: ignore[arg-type]  # all four are words
        in_list = None if kept is None else {idea.key}.intersection(kept)
        pieces = idea.rows[shape] = skeletons.written("directory/_row.html", row=row, level=level, kept=in_list)
    return "".join(escape(getattr(idea, piece)) if place % 2 else piece for place, piece in enumerate(pieces))
