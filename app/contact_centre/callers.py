"""What we have about a caller from before: told to staff only once the caller has shown who they are."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.contact_centre import store
from app.contact_centre.store import Contact


@dataclass(frozen=True)
class Known:
    """Whether we know the caller and, once they showed who they are, what of."""

    contacts: int = 0
    earlier: tuple[Contact, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether there is anything to read out."""
        return bool(self.contacts)


def known_of(session: Session, contact: Contact) -> Known:
    """What is known of whoever a contact is about."""
    earlier = store.earlier(session, contact)
    return Known(len(earlier), earlier if contact.checked else ())
