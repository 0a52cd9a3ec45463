"""What we have about a caller from before: told to staff only once the caller has shown who they are."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.contact_centre import deaths, store
from app.contact_centre.deaths import Death
from app.contact_centre.store import Contact


@dataclass(frozen=True)
class Known:
    """Whether we know the caller and, once they showed who they are, what of.

    That somebody has died is told at once: nobody on our side may ask for them.
    """

    contacts: int = 0
    earlier: tuple[Contact, ...] = ()
    deaths: tuple[Death, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether there is anything to read out."""
        return bool(self.contacts)


def known_of(session: Session, contact: Contact) -> Known:
    """What is known of whoever a contact is about."""
    earlier = store.earlier(session, contact)
    told = deaths.of_contacts(session, [contact.id, *(one.id for one in earlier)])
    return Known(len(earlier), earlier if contact.checked else (), told)
