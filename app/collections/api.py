"""What other rooms may ask of the collections: which of them residents can read today."""

from collections.abc import Iterator
from datetime import date

from flask import url_for

from app import db
from app.collections import store
from app.collections.domain import Version
from app.kernel.clock import today


def shown() -> tuple[Version, ...]:
    """The collections that residents can read today, in the order of their titles."""
    day = today()
    readable = (version for version in store.published(db.session()) if version.content.is_shown_on(day))
    return tuple(sorted(readable, key=lambda version: version.content.title.casefold()))


def addresses() -> Iterator[tuple[str, date | None]]:
    """Their paths, and the day on which each was last reviewed."""
    for version in shown():
        yield url_for("collections.shown", slug=version.slug), version.content.reviewed


def shown_by(slug: str) -> Version | None:
    """One of them."""
    return next((version for version in shown() if version.slug == slug), None)
