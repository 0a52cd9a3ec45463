"""Tidies what staff write into a listing, as a feed's own words are tidied."""

from collections.abc import Callable

from app.directory.importing import cleaning


class NotThatValue(ValueError):
    """Text that cannot stand in the field; the message says why, as the end of "It …"."""


def tidy(field: str, text: str) -> str:
    """The text as it is kept: cleaned as a feed's is. Raises NotThatValue."""
    try:
        return _TIDY[field](text) if text.strip() else _blank(field)
    except cleaning.Doubtful as doubt:
        raise NotThatValue(str(doubt)) from doubt


def _blank(field: str) -> str:
    if field == "name":
        raise cleaning.Doubtful("needs a name")
    return ""


def _numbers(text: str) -> str:
    return "\n".join(number.number for number in cleaning.telephone_numbers(text))


_TIDY: dict[str, Callable[[str], str]] = {
    "name": lambda text: cleaning.one_line(text)[:300],
    "description": lambda text: cleaning.plain_text(text)[: cleaning.LONGEST_TEXT],
    "telephone": _numbers,
    "email": cleaning.email_address,
    "url": lambda text: cleaning.web_address(text.strip()),
    "fees": lambda text: cleaning.plain_text(text)[: cleaning.LONGEST_TEXT],
}
