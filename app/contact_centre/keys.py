"""What somebody is known again by: keyed hashes, from which the store alone tells no number, address or name."""

import hmac
import unicodedata
from collections.abc import Iterator

import phonenumbers
from flask import current_app

from app.contact_centre.domain import KnownBy, Notes, date_written

Key = tuple[KnownBy, str]


def keys_of(notes: Notes) -> frozenset[Key]:
    """What these notes give to know the person by."""
    return keys_for(telephone=notes.telephone, email=notes.email, name=notes.about, born=notes.born)


def keys_for(*, telephone: str = "", email: str = "", name: str = "", born: str = "") -> frozenset[Key]:
    """The same of what is known about somebody, however it was written."""
    return frozenset((kind, _hash(kind, text)) for kind, text in _plain(telephone, email, name, born))


def _plain(telephone: str, email: str, name: str, born: str) -> Iterator[Key]:
    """Each in one form, whatever the spacing, the case and the order of names."""
    if number := _number(telephone):
        yield KnownBy.TELEPHONE, number
    if "@" in email:
        yield KnownBy.EMAIL, email.strip().casefold()
    day, names = date_written(born), plain_names(name)
    if day is not None and names:
        yield KnownBy.NAME_AND_BIRTH, f"{names} {day.isoformat()}"


def _number(written: str) -> str:
    try:
        number = phonenumbers.parse(written, "GB")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def plain_names(written: str) -> str:
    """Somebody's names in one form: without accents and capitals, in the order of the alphabet."""
    plain = unicodedata.normalize("NFKD", written).casefold()
    letters = "".join(letter if letter.isalpha() or letter.isspace() else " " * (letter == "-") for letter in plain)
    return " ".join(sorted(letters.split()))


def _hash(kind: KnownBy, text: str) -> str:
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.digest(key, f"known-by:{kind}:{text}".encode(), "sha256").hex()
