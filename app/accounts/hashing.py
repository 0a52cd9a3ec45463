"""How passwords are kept: argon2, a few at a time, and as slowly for a name that nobody has."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.accounts.passwords import normal
from app.config import ROOT
from app.web.errors import TooMany

# Of a random password that nobody kept: an unknown name must cost the same time as a known one.
HASH_OF_NOTHING = "$argon2id$v=19$m=65536,t=3,p=4$Rk4jUMF/tHlS32KuluHcwQ$fAp+R2HPhvh4j0xvWC9FRBN8NibUnBVpi30vnpdXQII"

# In one process. Each hash takes 64 MiB, so that many at once would be a way to fell the machine.
MOST_AT_ONCE = 2
SECONDS_TO_WAIT = 5

_hasher = PasswordHasher()
_places = BoundedSemaphore(MOST_AT_ONCE)


def hashed(password: str) -> str:
    """The password as it is kept."""
    with _place():
        return _hasher.hash(normal(password))


def matches(kept: str, password: str) -> bool:
    """Whether this is the password that was kept."""
    with _place():
        try:
            return _hasher.verify(kept, normal(password))
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(kept: str) -> bool:
    """Whether it was kept in a weaker way than we keep passwords now."""
    return _hasher.check_needs_rehash(kept)


@cache
def common_passwords() -> frozenset[str]:
    """What is guessed first, as the shipped list has it."""
    lines = (ROOT / "directory_data" / "common-passwords.txt").read_text(encoding="ascii").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


@contextmanager
def _place() -> Iterator[None]:
    if not _places.acquire(timeout=SECONDS_TO_WAIT):
        raise TooMany(1)
    try:
        yield
    finally:
        _places.release()
