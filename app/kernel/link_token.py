"""The secret at the end of a link in an e-mail: short enough for one line, and whole however it is copied."""

import hashlib
import re
import secrets

LENGTH = 32  # hexadecimal digits, 128 bits: no sign at its end that a mail program would take for its own

_NO_DIGIT = re.compile(r"[^0-9a-f]")


def new_token() -> str:
    """A secret that nobody guesses."""
    return secrets.token_hex(LENGTH // 2)


def plain(text: str) -> str:
    """The token in what came back, without the full stop, bracket or space that was copied with it."""
    return _NO_DIGIT.sub("", text[: 4 * LENGTH].lower())[:LENGTH]


def hash_of(text: str) -> str:
    """A token as it is kept: it has so many random bits that a plain hash hides it."""
    return hashlib.sha256(plain(text).encode()).hexdigest()
