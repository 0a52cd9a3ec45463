"""What of a contact may be copied by everybody: how to reach the service, and nobody's own name or mailbox.

The Open Government Licence does not cover personal data, so a page for residents may say more than the open data.
"""

import re
from collections.abc import Collection

from app.directory.domain import Contact, Organisation, Service

_OFFICE = re.compile(
    r"(?i)\b(?:team|office|reception|desk|help ?(?:line|desk)|enquir(?:y|ies)|switchboard|service|services|centre|"
    r"bookings?|duty|admin(?:istration)?|hub|line|council|department|information|main|general|support)\b"
)
_MAILBOX = re.compile(
    r"(?i)^(?:info|information|enquir(?:y|ies)|contact|contact[-.]?us|hello|hi|mail|email|office|admin|reception|"
    r"help|help[-.]?desk|help[-.]?line|support|bookings?|referrals?|services?|team|general|welcome|care|advice)\d*$"
)


def office_of(contact: Contact) -> str | None:
    """The name of the contact, if it is that of an office and not of a person."""
    return contact.name if contact.name and _OFFICE.search(contact.name) else None


def mailbox_of(contact: Contact, service: Service) -> str | None:
    """The e-mail address of the contact, if it is one that the service gives everybody or plainly an office's."""
    if contact.email is None or contact.email == service.assurer_email:
        return None
    given = _given(service.email, service.organisation)
    local = contact.email.partition("@")[0]
    return contact.email if contact.email.lower() in given or _MAILBOX.match(local) else None


def _given(email: str | None, organisation: Organisation | None) -> Collection[str]:
    """What the service and whoever runs it give as their own address."""
    addresses = (email, organisation.email if organisation else None)
    return {address.lower() for address in addresses if address}
