"""How often a password, a code or a passkey may be tried: for one account, from one address, and by the whole world."""

from ipaddress import IPv6Address, ip_address, ip_network

from flask import request

from app.accounts import register
from app.accounts.domain import Staff, sign_in_name
from app.limits import api as limits

MINUTES = 5
MOST_FOR_ONE = 10
MOST_FOR_ALL = 200
MOST_LOST_FROM_ONE = 10
MOST_LOST_OF_ONE = 3  # in an hour: nobody is pestered with our letters
MOST_MAILED_TO_ONE = 6  # in an hour: a telephone, a computer and some that were lost
MOST_CODES = 5  # for one link

_LONGEST_NAME = 254


def count(email: str, address: str) -> None:
    """Counts a guess before it is looked at. Raises TooMany.

    The address comes first: whoever is stopped there cannot go on to lock other people's accounts.
    """
    for purpose, subject, most in _counters(email, address):
        limits.spend(purpose, subject, most, MINUTES)


def uncount(email: str, address: str) -> None:
    """Takes the guess back, because it was no guess."""
    for purpose, subject, _ in _counters(email, address):
        limits.give_back(purpose, subject)


def count_lost(email: str, address: str) -> None:
    """Counts somebody saying that they lost their password, the same for a name that nobody has. Raises TooMany."""
    limits.spend("lost password from an address", _network(address), MOST_LOST_FROM_ONE, MINUTES)
    limits.spend("lost password of an account", sign_in_name(email)[:_LONGEST_NAME], MOST_LOST_OF_ONE, 60)


def count_mailed(email: str, address: str) -> None:
    """Counts somebody asking for a link to sign in, the same for a name that nobody has. Raises TooMany."""
    limits.spend("mailed sign-in from an address", _network(address), MOST_FOR_ONE, MINUTES)
    limits.spend("mailed sign-in to an account", sign_in_name(email)[:_LONGEST_NAME], MOST_MAILED_TO_ONE, 60)
    limits.spend("mailed sign-in", "", MOST_FOR_ALL, MINUTES)


def count_code(link: str, minutes: int) -> None:
    """Counts a guess at the code that belongs to a link. Raises TooMany."""
    limits.spend("code of a mailed sign-in", link, MOST_CODES, minutes)


def count_passkey(address: str) -> None:
    """Counts somebody asking what to prove. Raises TooMany."""
    limits.spend("passkey from an address", _network(address), MOST_FOR_ONE, MINUTES)
    limits.spend("passkey", "", MOST_FOR_ALL, MINUTES)


def uncount_passkey(address: str) -> None:
    """Takes it back, because it was proven."""
    limits.give_back("passkey from an address", _network(address))
    limits.give_back("passkey", "")


def is_password_of(staff: Staff, typed: str) -> bool:
    """Whether somebody who is signed in gave their own password again. Counts, since it may not be them."""
    address = request.remote_addr or ""
    count(staff.email, address)
    right = register.has_password(staff, typed)
    if right:
        uncount(staff.email, address)
    return right


def _counters(email: str, address: str) -> tuple[tuple[str, str, int], ...]:
    return (
        ("sign-in from an address", _network(address), MOST_FOR_ONE),
        ("sign-in to an account", sign_in_name(email)[:_LONGEST_NAME], MOST_FOR_ONE),
        ("sign-in", "", MOST_FOR_ALL),
    )


def _network(address: str) -> str:
    """One connection's address. Of IPv6 its first half: a household is given a whole 64-bit network (RFC 6177)."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((known, 64), strict=False)) if isinstance(known, IPv6Address) else str(known)
