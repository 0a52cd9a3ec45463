"""Asking the people of listings whether they are still right: the worker's share.

Who was asked, and the letter, are written in one transaction: whenever the worker is stopped, each goes once.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from sqlalchemy.orm import Session

from app import db
from app.councils.api import council
from app.directory import api as directory
from app.kernel.clock import in_london, now, today
from app.listings.post import people, post
from app.listings.still_right import reminders_store
from app.listings.still_right.reminders import Due, is_settled
from app.listings.still_right.reminders_store import Asking, AskingRow, Key
from app.listings.use import uses
from app.messages.domain import Chore

AT_ONCE = 20
"""How many are written to before the post has its turn."""

LOOKED_UP_AT_ONCE = 100
USED_LATELY = relativedelta(months=3)
A_DAY = timedelta(days=1)


def chores() -> tuple[Chore, ...]:
    """What the worker does to have listings confirmed."""
    return (
        Chore("ask whether listings are right", timedelta(hours=1), ask),
        Chore("ask again whether listings are right", timedelta(hours=1), ask_again),
        Chore("forget old askings", timedelta(days=1), forget),
    )


def ask() -> bool:
    """Asks the people of listings that were not checked for the council's interval; says whether there may be more.

    One letter to an address, whatever number of listings it is about. Those that people open most come first.
    """
    asked = reminders_store.last_asked(db.session())
    groups = _to_ask(db.session(), asked, _room_today())
    with db.transaction() as session:
        db.hold(session, AskingRow)
        if reminders_store.last_asked(session) != asked:
            return True  # another worker has asked meanwhile: look again
        for to, keys in groups.items():
            write(session, reminders_store.begin(session, to, keys, now()), keys, 1)
    return len(groups) == AT_ONCE


def ask_again() -> bool:
    """Writes to those whose next letter is due, about what nobody has looked at since; whether there may be more."""
    with db.transaction() as session:
        due = reminders_store.due(session, now(), AT_ONCE)
        for asking in due:
            left = unsettled(session, asking)
            if left and reminders_store.wants_letters(session, asking.to):
                write(session, asking, left, asking.sent + 1)
                reminders_store.sent_again(session, asking)
            else:
                reminders_store.write_no_more(session, asking)
    return len(due) == AT_ONCE


def forget() -> None:
    """Forgets whom we asked, once they may be asked again."""
    with db.transaction() as session:
        reminders_store.forget(session, now() - relativedelta(months=council().reminders.months), now())


def unsettled(session: Session, asking: Asking) -> tuple[Key, ...]:
    """The listings of an asking that are still there and that nobody has looked at since."""
    listed = directory.listings_of_staff(session, asking.listings)
    began = in_london(asking.began_at).date()
    there = {key: service for key, service in listed.items() if service.status.is_shown}
    return tuple(key for key, service in there.items() if not is_settled(service.assured_date, began))


def write(session: Session, asking: Asking, keys: Sequence[Key], number: int) -> None:
    """Writes the first letter, or a later one, in the caller's transaction.

    An address that cannot be written to counts as asked.
    """
    listings = directory.listings_of_staff(session, keys)
    services = [listings[key] for key in keys if key in listings]
    # What opens the page stands behind the "?", which our logs leave out.
    address, key = post.address_of("still_right.shown", link=asking.token), f"still-right:{asking.id}:{number}"
    post.send(session, [asking.to], "still_right", key, services=services, number=number, address=address)


def _room_today() -> int:
    """How many may still be written to today, in one go."""
    begun = reminders_store.begun_since(db.session(), now() - A_DAY)
    return max(min(AT_ONCE, council().reminders.most_a_day - begun), 0)


def _to_ask(session: Session, asked: Mapping[Key, date], most: int) -> dict[str, tuple[Key, ...]]:
    """The listings to ask about, by the address that is asked: so many addresses at most."""
    if not most:
        return {}
    rule = Due.on(today(), council().reminders.months)
    opened = uses.opened_since(session, uses.month_of(today() - USED_LATELY))
    old = {(one.source, one.id): one.checked for one in directory.getting_old(session, rule.checked_by)}
    due = (key for key, checked in old.items() if rule.is_met(checked, asked.get(key)))
    return _by_address(session, sorted(due, key=lambda key: (-opened.get(key, 0), key)), most)


def _by_address(session: Session, keys: Sequence[Key], most: int) -> dict[str, tuple[Key, ...]]:
    """All that each of the first addresses is asked about."""
    by_address: defaultdict[str, list[Key]] = defaultdict(list)
    for key, address in _addresses(session, keys):
        by_address[address].append(key)
    willing = (address for address in by_address if reminders_store.wants_letters(session, address))
    return {address: tuple(by_address[address]) for address, _ in zip(willing, range(most), strict=False)}


def _addresses(session: Session, keys: Sequence[Key]) -> Iterator[tuple[Key, str]]:
    for start in range(0, len(keys), LOOKED_UP_AT_ONCE):
        part = keys[start : start + LOOKED_UP_AT_ONCE]
        found = people.addresses(session, part)
        yield from ((key, address.lower()) for key in part for address in found.get(key, ()))
