"""The rows of a list as they go out: the frame of a row is written once for all rows that have the same parts.

What a listing says, how far it is and why it is shown are filled in, escaped. A frame was told nothing of a listing.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from operator import attrgetter
from typing import NamedTuple

from flask_babel import get_locale
from markupsafe import Markup, escape

from app.directory.domain import Idea
from app.web import skeletons

FRAMES_KEPT = 2_000  # some 2 kB each; a directory needs a few hundred in each language
_MAY_HAVE = ("what", "distance", "where", "when", "cost", "telephone", "unstated", "checked", "complete", "because")
_words = attrgetter(*_MAY_HAVE)
_SOMETHING = "…"


class Frame(NamedTuple):
    """What a row has: its heading's level, whether it is in somebody's list, and which of the words it may have."""

    level: int
    is_kept: bool | None
    is_open: bool | None
    badges: tuple[str, ...]
    has: tuple[bool, ...]


def rows(ideas: Iterable[Idea], level: int, kept: Collection[str] | None) -> Markup:
    """The rows, with headings of this level; `kept` are the keys in somebody's list, None where there are no lists."""
    language = str(get_locale())
    return Markup("".join(_row(idea, language, level, kept) for idea in ideas))


def anchor_of(key: str) -> str:
    """Where a service stands on a page. It does not say which it is: addresses are kept in histories."""
    return "kept-" + sha256(key.encode()).hexdigest()[:10]


def _row(idea: Idea, language: str, level: int, kept: Collection[str] | None) -> str:
    words = _words(idea)
    is_kept = None if kept is None else idea.key in kept
    pieces = _frame(language, Frame(level, is_kept, idea.is_open, idea.badges, tuple(map(bool, words)))).copy()
    said = {name: escape(text) for name, text in zip(_MAY_HAVE, words, strict=True) if text}
    said |= {"name": escape(idea.name), "address": escape(idea.address)}
    if idea.telephone:
        said["dialled"] = escape(idea.telephone.replace(" ", ""))
    if is_kept is not None:
        said |= {"key": escape(idea.key), "anchor": escape(anchor_of(idea.key))}
    pieces[1::2] = [said.get(name, "") for name in pieces[1::2]]
    return "".join(pieces)


@lru_cache(maxsize=FRAMES_KEPT)
def _frame(_language: str, frame: Frame) -> list[str]:
    there = {name: _SOMETHING for name, is_there in zip(_MAY_HAVE, frame.has, strict=True) if is_there}
    bare = replace(Idea(address="", name="", is_open=frame.is_open, badges=frame.badges), **there)  # type: ignore[arg-type]  # all words
    kept = None if frame.is_kept is None else {bare.key} if frame.is_kept else ()
    return skeletons.written("directory/_row.html", row=bare, level=frame.level, kept=kept)
