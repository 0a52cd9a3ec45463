"""Skeletons: pages, and parts of them, that are the same for everybody but for a few blanks. Written once and kept.

A skeleton is written from what it depends on and from nothing else, and by that it is found again: it was never told
anything of a person. What differs from one person to the next is a blank, filled in anew for each, and escaped.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from secrets import token_hex
from urllib.parse import quote

from flask import Flask, current_app, g, render_template, request
from flask.sansio.app import App
from flask_babel import get_locale
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup, escape

# A question's page takes some 17 kB, and there are fewer than 600 in three languages; a part of a page takes 1 or 2 kB.
MOST_KEPT = 1024

# What a blank begins with. It is new in each process, so that nothing that anybody wrote can pass for a blank.
_MARK = f"\ue000{token_hex(8)}"
_BETWEEN = f"{_MARK}\ue001"
_BLANK = re.compile(f"{_MARK}(.*?)\ue001")


def init_app(app: Flask) -> None:
    """Gives the templates what this module holds; the token of a form is a blank of every skeleton."""
    app.extensions["skeletons"] = lru_cache(MOST_KEPT)(_written)
    app.extensions["blanks_of_every_page"] = {"csrf_token": csrf_token, "here": address_here}
    app.jinja_env.globals.update(blank=blank, csrf_token=csrf_token, fragment=fragment, address_here=address_here)


def fill_on_every_page(app: App, name: str, words: Callable[[], str]) -> None:
    """Says what goes into a blank of this name on whichever page it stands; it is asked for each request."""
    app.extensions["blanks_of_every_page"][name] = words


def filled(template: str, blanks: Mapping[str, str], **depends_on: Hashable) -> Markup:
    """A template with its blanks filled in; one that is not named stays empty. It sees what it depends on alone."""
    return joined(kept(template, **depends_on), blanks)


def kept(template: str, **depends_on: Hashable) -> list[str]:
    """A skeleton, which may have been written before."""
    pieces: list[str] = current_app.extensions["skeletons"](template, str(get_locale()), **depends_on)
    return pieces


def joined(pieces: Sequence[str], blanks: Mapping[str, str]) -> Markup:
    """The words of a skeleton with its blanks filled in; they are escaped unless they are marked up."""
    everywhere: Mapping[str, Callable[[], str]] = current_app.extensions["blanks_of_every_page"]
    words = {
        name: escape(_word(name, everywhere[name]) if name in everywhere else blanks.get(name, ""))
        for name in set(pieces[1::2])
    }
    return Markup("".join(words[piece] if place % 2 else piece for place, piece in enumerate(pieces)))


def filled_for_everybody(pieces: Sequence[str], blanks: Mapping[str, str]) -> list[str]:
    """A skeleton with these blanks filled in, and with the blanks of every page left for each request."""
    everywhere = current_app.extensions["blanks_of_every_page"]
    filled = [pieces[0]]
    for name, words in zip(pieces[1::2], pieces[2::2], strict=True):
        if name in everywhere:
            filled += [name, words]
        else:
            filled[-1] = "".join((filled[-1], escape(blanks.get(name, "")), words))
    return filled


def escaped(words: Iterable[str]) -> list[str]:
    """Each of these words escaped, in one go: a list says hundreds of things."""
    return str.split(escape(_BETWEEN.join(words)), _BETWEEN)


def written(template: str, **depends_on: object) -> list[str]:
    """A skeleton that a room keeps itself, because it knows when it stops being true."""
    return _written(template, "", **depends_on)


def fragment(template: str, blanks: Mapping[str, str] | None = None, /, **depends_on: Hashable) -> Markup:
    """A part of a page that is the same on every page that tells it the same, but for its blanks."""
    return filled(template, blanks or {}, **depends_on)


def blank(name: str, value: object = "") -> object:
    """The value; or, where a skeleton is being written, the blank that it goes into."""
    return f"{_MARK}{name}\ue001" if _is_writing() else value


def csrf_token() -> str:
    """What shows that a form was sent from a page of ours."""
    return str(blank("csrf_token") or generate_csrf())


def address_here() -> str:
    """The address of this page, to come back to."""
    return str(blank("here") or _address())


# What would tell of a person, and what a skeleton is told instead.
_NOBODY = {"request": None, "session": None, "g": None, "staff": None, "csrf_token": csrf_token}


def _word(name: str, words: Callable[[], str]) -> str:
    """What goes into a blank of every page. Within a skeleton that is being written it stays a blank."""
    return str(blank(name) or words())


def _written(template: str, _language: str, **depends_on: object) -> list[str]:
    """The words of a skeleton, and between each two of them the name of a blank."""
    with _writing():
        return _BLANK.split(render_template(template, **_NOBODY, **depends_on))


@contextmanager
def _writing() -> Iterator[None]:
    before, g.writing_a_skeleton = _is_writing(), True
    try:
        yield
    finally:
        g.writing_a_skeleton = before


def _is_writing() -> bool:
    return bool(g.get("writing_a_skeleton", False))


def _address() -> str:
    query = request.query_string.decode("ascii", "replace")
    return quote(request.path) + (f"?{query}" if query else "")
