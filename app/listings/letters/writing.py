"""What the worker writes to those who keep a page: the letter of a month, and what ends or opens again soon."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app import db
from app.kernel.clock import now, today
from app.listings.domain import Group, OwnService, from_json
from app.listings.letters import store as letters_store
from app.listings.letters.letter import Letter, last_month, letter_about
from app.listings.page import seasons
from app.listings.page.seasons import Coming
from app.listings.post import people, post
from app.listings.public import store
from app.listings.still_right import reminders_store as wishes
from app.listings.still_right.reminders_store import Letters
from app.messages.domain import Chore

AT_ONCE = 20
FIRST_DAY = 2
"""The day of a month from which letters about the last one go: by then its last openings are counted."""


def chores() -> tuple[Chore, ...]:
    """What the worker writes."""
    return (
        Chore("write the letters of the month", timedelta(hours=6), write_letters),
        Chore("tell groups what ends or opens again", timedelta(hours=6), tell_what_comes),
        Chore("forget old letters", timedelta(days=1), forget),
    )


def write_letters() -> bool:
    """Writes to the people of the next pages whose letter was not written; says whether there are more."""
    month = last_month()
    if today().day < FIRST_DAY:
        return False
    done = letters_store.written(db.session(), month)
    next_pages = [page.page_id for page in store.all_shown(db.session()) if page.page_id not in done][:AT_ONCE]
    with db.transaction() as session:
        letters_store.write(session, next_pages, month, now())
        for page_id in next_pages:
            letter = letter_about(session, page_id, month)
            if letter:
                _write_letter(session, letter)
    return len(next_pages) == AT_ONCE


def tell_what_comes() -> None:
    """Tells the people of each page what happens soon by itself, once."""
    for page_id in store.turning(db.session()):
        with db.transaction() as session:
            shown = store.shown(session, page_id)
            if shown is not None:
                _tell(session, page_id, from_json(shown.content))


def forget() -> None:
    """Forgets which letters were written, when nobody could write them again."""
    with db.transaction() as session:
        letters_store.forget(session, today())


def _tell(session: Session, page_id: UUID, group: Group) -> None:
    for service in group.services:
        for coming in seasons.coming(service, today()):
            if letters_store.tell_once(session, service.id, coming.what, coming.day):
                _write_of(session, page_id, group, service, coming)


def _write_of(session: Session, page_id: UUID, group: Group, service: OwnService, coming: Coming) -> None:
    post.send(
        session,
        people.keepers_of(session, page_id),
        "coming",
        f"{coming.what}:{service.id}:{coming.day}",
        name=group.called(service),
        coming=coming,
        tomorrow=coming.day + timedelta(days=1),
        address=post.address_of("own_listing.tasks", page_id=page_id),
    )


def _write_letter(session: Session, letter: Letter) -> None:
    month = f"{letter.month:%Y-%m}"
    address = post.address_of("letters.shown", page_id=letter.page_id, month=month)
    willing = (
        to for to in people.keepers_of(session, letter.page_id) if wishes.wants_letters(session, to, Letters.MONTHLY)
    )
    post.send(session, willing, "letter", f"letter:{letter.page_id}:{month}", letter=letter, address=address)
