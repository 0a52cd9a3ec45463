"""What other rooms may ask of the registered providers."""

from collections.abc import Mapping
from datetime import timedelta

from flask import Flask
from sqlalchemy.orm import Session

from app.messages.domain import Chore
from app.registered import matching, store
from app.registered.domain import Key, Listings, Location

is_known = store.is_known
registrations = store.registrations
location = store.location


def init_app(app: Flask, listings: Listings) -> None:
    """Says where the listings are that may be registered."""
    app.extensions[matching.LISTINGS] = listings


def chores() -> tuple[Chore, ...]:
    """Listings come and change between two imports."""
    return (Chore("match listings with the registered providers", timedelta(hours=1), matching.match_again),)


def registered_listings(session: Session) -> Mapping[Key, tuple[Location, ...]]:
    """Every listing that is registered, and the locations that it is."""
    return store.registered_keys(session)
