"""Codes that people write down, read out and type in again."""

import secrets

# Crockford's base 32 without the letters that sound or look alike on a bad line (I, L, O, U).
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})


class NotACode(ValueError):
    """The text cannot be one of our codes."""


def new_code(length: int) -> str:
    """A random code of `length` characters, five bits each."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def grouped(code: str) -> str:
    """The code in fours, as we print it: "7K3M 9PQD"."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def as_typed(text: str, length: int) -> str:
    """The code a person typed: any case, spacing or dashes, O for 0 and I for 1. Raises NotACode."""
    bare = "".join(character for character in text[: length * 4] if character.isalnum()).upper().translate(_MISREAD)
    if len(bare) != length or any(character not in ALPHABET for character in bare):
        raise NotACode
    return bare
