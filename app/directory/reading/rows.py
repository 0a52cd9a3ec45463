"""The rows of a list as they go out: the frame of a row is written once for all rows that have the same parts.

What a listing says, how far it is and why it is shown are filled in, escaped. A frame was told nothing of a listing.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from flask_babel import get_locale
from markupsafe import Markup, escape

from app.directory.domain import Idea
from app.web import skeletons

FRAMES_KEPT = 2_000  # some 2 kB each; a directory needs a few hundred in each language
_MAY_HAVE = ("what", "distance", "where", "when", "cost", "telephone", "unstated", "checked", "complete", "because")
_BLANKS = (*_MAY_HAVE, "name", "address", "key", "dialled", "anchor")
_words = attrgetter(*_MAY_HAVE)
_SOMETHING = "…"


class Frame(NamedTuple):
    """What a row has: its heading's level, whether it is in somebody's list, and which of the words it may have."""

    level: int
    is_kept: bool | None
    is_open: bool | None
    badges: tuple[str, ...]
    has: tuple[bool, ...]
    is_suggested: bool


def rows(ideas: Sequence[Idea], level: int, kept: Collection[str] | None) -> Markup:
    """The rows, with headings of this level; `kept` are the keys in somebody's list, None where there are no lists."""
    language = str(get_locale())
    said = iter(skeletons.escaped([text for idea in ideas for text in _said(idea)]))
    return Markup("".join(_filled(_frame(language, _parts(idea, level, kept)), _next(said)) for idea in ideas))


def suggested(idea: Idea, level: int, last: str) -> Markup:
    """A row that another room suggests: with the number to ring, and with what that room puts at its end.

    How much a listing answers of what people ask is for whoever compares, and is left to the listing's own page.
    """
    said = zip(_BLANKS, skeletons.escaped(_said(idea)), strict=True)
    words = {**dict(said), "complete": "", "last": escape(last)}
    parts = Frame(level, None, idea.is_open, idea.badges, tuple(bool(words[name]) for name in _MAY_HAVE), True)
    return Markup(_filled(_frame(str(get_locale()), parts), words))


def anchor_of(key: str) -> str:
    """Where a service stands on a page. It does not say which it is: addresses are kept in histories."""
    return "kept-" + sha256(key.encode()).hexdigest()[:10]


def _said(idea: Idea) -> tuple[str, ...]:
    """The text for each of `_BLANKS`."""
    return (*_words(idea), idea.name, idea.address, idea.key, idea.telephone.replace(" ", ""), anchor_of(idea.key))


def _parts(idea: Idea, level: int, kept: Collection[str] | None) -> Frame:
    is_kept = None if kept is None else idea.key in kept
    return Frame(level, is_kept, idea.is_open, idea.badges, tuple(map(bool, _words(idea))), False)


def _next(said: Iterator[str]) -> dict[str, str]:
    return dict(zip(_BLANKS, islice(said, len(_BLANKS)), strict=True))


def _filled(pieces: list[str], words: Mapping[str, str]) -> str:
    filled = pieces.copy()
    filled[1::2] = [words[name] for name in pieces[1::2]]
    return "".join(filled)


@lru_cache(maxsize=FRAMES_KEPT)
def _frame(_language: str, frame: Frame) -> list[str]:
    there = {name: _SOMETHING for name, is_there in zip(_MAY_HAVE, frame.has, strict=True) if is_there}
    bare = replace(Idea(address="", name="", is_open=frame.is_open, badges=frame.badges), **there)  # type: ignore[arg-type]  # all words
    kept = None if frame.is_kept is None else {bare.key} if frame.is_kept else ()
    return skeletons.written(
        "directory/_row.html", row=bare, level=frame.level, kept=kept, is_suggested=frame.is_suggested
    )
