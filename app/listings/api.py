"""What other rooms may ask of the listings: to know the room, to read a claimed listing, and what falls due."""

from datetime import timedelta

from flask import Flask

from app import db
from app.directory import api as directory
from app.listings.domain import Group, new_id
from app.listings.micro_enterprises import store as micro_enterprises_store
from app.listings.page import claimed
from app.listings.public import publication, store
from app.listings.room import ListingsRoom
from app.messages.domain import Chore
from app.publishing import api as publishing


def init_app(app: Flask) -> None:
    """Gives publishing the room that knows what is in a listing, and the directory what is said besides."""
    publishing.register(app, ListingsRoom())
    directory.tell(app, micro_enterprises_store.told)


def chores() -> tuple[Chore, ...]:
    """What falls due by itself."""
    return (Chore("open and close the listings of groups that pause", timedelta(hours=3), turn_all),)


def turn_all() -> None:
    """Writes each page that pauses or ends as it stands today; one that stands so already is left alone."""
    for page_id in store.turning(db.session()):
        with db.transaction() as writing:
            publication.turn(writing, page_id)


def group_of(source: str, id: str) -> Group | None:
    """What a listing of the directory says, as the group that claims it would edit it; None when nobody finds it."""
    service = directory.listing(source, id)
    return claimed.from_directory(source, service, new_id) if service else None
