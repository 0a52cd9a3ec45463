"""What staff type on a call, read from the one form of the page."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from werkzeug.datastructures import MultiDict

from app.contact_centre.domain import Notes, Way, notes_of
from app.kernel.text import cleaned

Sent = MultiDict[str, str]


def notes_in(form: Sent, picked: tuple[str, ...]) -> Notes:
    """The notes as the page sent them. Nothing is refused and nothing cut off: a caller cannot be asked to wait."""
    way = form.get("way") if form.get("way") in set(Way) else Way.TELEPHONE
    return notes_of({**_read(form), "picked": picked, "way": way})


def version_in(form: Sent) -> int:
    """The version that the page showed; none that ever was when somebody tampered with it."""
    text = form.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _read(form: Sent) -> Mapping[str, Any]:
    defaults = Notes()
    return {field.name: _value(form, field.name, getattr(defaults, field.name)) for field in fields(Notes)}


def _value(form: Sent, name: str, empty: object) -> object:
    if isinstance(empty, tuple):
        return tuple(cleaned(value) for value in form.getlist(name))
    if isinstance(empty, bool):
        return name in form
    return cleaned(form.get(name, ""))
