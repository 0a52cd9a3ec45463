"""Where somebody may be written to about their case: by the ways that they chose, as far as each is safe."""

import re

from app.assessment.domain import Decision
from app.messages.domain import Channel, NotAMobileNumber, NotAPostalAddress, mobile_number, postal_address
from app.referrals.domain import Details, Way
from app.triage.domain import may_be_unsafe_to_ring

_ENDS_WITH_A_POSTCODE = re.compile(r"^(.*?)[\s,]*\b([A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})$", re.IGNORECASE)


def ways_to_write(details: Details, do_they_know: str, decision: Decision, lives_there: bool) -> dict[Channel, str]:
    """The address, number or envelope by each way, the best first.

    An e-mail goes wherever they let us write. A text message says who we are, and a letter is opened by a household:
    neither goes where ringing may be unsafe, and a text to those alone who let us say who is calling. `lives_there`
    says that the address asked for is that of whoever is written to.
    """
    reach, ringing = details.get("reach", {}), details.get("ringing", {})
    chosen = reach.get("ways", ())
    ways = {Channel.EMAIL: str(reach.get("email", "")) if Way.EMAIL in chosen else ""}
    if not may_be_unsafe_to_ring(details, do_they_know, decision):
        may_text = Way.TELEPHONE in chosen and ringing.get("say_who") == "yes" and not ringing.get("instead_telephone")
        ways[Channel.TEXT] = _mobile(str(reach.get("telephone", ""))) if may_text else ""
        ways[Channel.LETTER] = _envelope(details, lives_there) if Way.POST in chosen else ""
    return {way: address for way, address in ways.items() if address}


def _mobile(number: str) -> str:
    try:
        return mobile_number(number)
    except NotAMobileNumber:
        return ""


def _envelope(details: Details, lives_there: bool) -> str:
    """Whom a letter is to and where, the postcode last, wherever on the form it was written; else nothing."""
    home = details.get("address", {}) if lives_there else {}
    name = details.get("name" if lives_there else "helper", {}).get("name", "")
    written = str(details["reach"].get("post") or home.get("address", ""))
    *before, last = written.strip().splitlines() or [""]
    found = _ENDS_WITH_A_POSTCODE.match(last.strip())
    ends = found.groups() if found else (last, str(home.get("postcode", "")))
    try:
        return postal_address([str(name), *before, *ends])
    except NotAPostalAddress:
        return ""
