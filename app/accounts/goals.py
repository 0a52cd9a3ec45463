"""What the table of access says of pages: who may open each, and as whom somebody comes who wants to see one."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from flask import current_app
from werkzeug.exceptions import HTTPException

from app.accounts.domain import OF_THE_PUBLIC, Role, Who


def who_may(endpoint: str, method: str) -> Who:
    """What the table says; a method that it does not name is nobody's."""
    entry: Who | Mapping[str, Who] = current_app.extensions["access"][endpoint]
    if isinstance(entry, Mapping):
        return entry.get("GET" if method in {"HEAD", "OPTIONS"} else method, frozenset())
    return entry


def is_of_the_public(who: Who) -> bool:
    """Whether a page is for people who keep pages of their own, and for nobody of the council."""
    return isinstance(who, frozenset) and bool(who) and who <= OF_THE_PUBLIC


def role_at(goal: str) -> Role | None:
    """The one role of the public that opens a page. None when there is no such page, or several roles open it."""
    try:
        endpoint, _ = current_app.url_map.bind("").match(urlsplit(goal).path, method="GET")
    except HTTPException:
        return None
    who = who_may(endpoint, "GET")
    return next(iter(who)) if isinstance(who, frozenset) and is_of_the_public(who) and len(who) == 1 else None
