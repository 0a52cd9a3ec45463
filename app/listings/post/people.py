"""Where the people of a listing are written to: whoever keeps its page, otherwise the address that it names itself."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import api as accounts
from app.directory import api as directory
from app.directory.domain import Service
from app.listings.page.record import SOURCE
from app.listings.public import store
from app.publishing import api as publishing

Key = tuple[str, str]
"""The source and the id of a listing."""


def addresses(session: Session, keys: Iterable[Key]) -> dict[Key, tuple[str, ...]]:
    """The e-mail addresses for each of these listings; one without any is left out."""
    found = directory.listings_of_staff(session, keys)
    named = {key: _keepers(session, key) or _named(service) for key, service in found.items()}
    return {key: those for key, those in named.items() if those}


def keepers_of(session: Session, page_id: UUID) -> tuple[str, ...]:
    """The e-mail addresses of those who keep a page."""
    owners = (accounts.account(session, id) for id in publishing.owners(session, page_id))
    return tuple(owner.email for owner in owners if owner is not None and not owner.disabled)


def _keepers(session: Session, key: Key) -> tuple[str, ...]:
    shown = store.shown_with(session, key[1]) if key[0] == SOURCE else None
    return () if shown is None else keepers_of(session, shown.page_id)


def _named(service: Service) -> tuple[str, ...]:
    """The first address that a listing names."""
    contacts = (contact.email for contact in service.contacts)
    organisation = service.organisation.email if service.organisation else None
    return tuple(filter(None, (service.email, *contacts, organisation)))[:1]
