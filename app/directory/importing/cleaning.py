"""Turns values as feeds write them into values that we can show: text, numbers, addresses, telephone numbers, dates."""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from urllib.parse import urlsplit

import nh3
import phonenumbers
from email_validator import EmailNotValidError, validate_email
from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher

from app.kernel.postcode import NotAPostcode, Postcode

LONGEST_TEXT = 20_000
NO_DATE_BEFORE = date(1990, 1, 1)
OLDEST = 120
PLACEHOLDER_HOSTS = {"example.com", "www.example.com", "path", "localhost"}
PLACEHOLDER_WORDS = {"not given", "not known", "unknown", "none", "n/a", "na", "null", "tbc", "tba", "-", "."} | {
    "no description",
    "no description available",
}
# Bidirectional overrides can make a name read as another. Control characters have no place in text, and what stands in
# the private use areas means nothing to anybody but its writer.
_UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff\u200b]")
_NOT_WORDS = {"Cc", "Cs", "Co"}
_HTML = re.compile(r"</?[a-zA-Z][^<>]*>|&[a-z]{2,8};|&#\d{1,6};")
_BREAKS = re.compile(r"(?i)<br\s*/?>|</(p|div|h[1-6]|ul|ol|tr|table|section)\s*>")
_ITEMS = re.compile(r"(?i)<li[^<>]*>")
_LINKS = re.compile(
    r"""(?i)<a\b[^<>]*\bhref\s*=\s*["']([^"'<>]*)["'][^<>]*>([^<>]{0,500}(?:<(?!/?a\b)[^<>]*>[^<>]{0,500}){0,4})</a\s*>"""
)
_MARKDOWN_LINKS = re.compile(r"!?\[([^\[\]\n]{0,300})\]\(([^()\s]{1,500})(?:\s[^()\n]{0,100})?\)")
_MARKDOWN_MARKS = re.compile(r"\*\*|__|(?m:^#{1,6}\s+)|(?m:^>\s?)|\\(?=[*_#>\[\]()\n-]|$)|(?m:\\$)")
_MARKDOWN_ITEMS = re.compile(r"(?m)^[ \t]*[*•·][ \t]+")
_SHORT_NUMBER = re.compile(r"^\d{3,6}$")


class Doubtful(ValueError):
    """A value that we had better leave out; the message says why, as the end of "left out: it …"."""


@dataclass(frozen=True)
class Number:
    """A telephone number, and what stood beside it."""

    number: str
    description: str | None


def plain_text(text: str) -> str:
    """The words of HTML or Markdown as plain text with blank lines between paragraphs and "- " before items."""
    text = _seen(text)
    if _HTML.search(text):
        text = _seen(_without_html(text))  # for "&#57344;" is a character too
    text = _MARKDOWN_LINKS.sub(lambda link: _link(link[1], link[2]), text)
    text = _MARKDOWN_ITEMS.sub("- ", _MARKDOWN_MARKS.sub("", text))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _seen(text: str) -> str:
    """What a reader sees of a text."""
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", text)).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in text if letter in "\n\t" or unicodedata.category(letter) not in _NOT_WORDS)


def has_html(text: str) -> bool:
    """Whether a text is written in HTML."""
    return bool(_HTML.search(text))


def one_line(text: str) -> str:
    """A name or a short fact: plain text without line breaks."""
    return " ".join(plain_text(text).split()).strip(" ,;")


def _without_html(text: str) -> str:
    text = _LINKS.sub(lambda link: _link(re.sub(r"<[^<>]*>", "", link[2]), html.unescape(link[1])), text)
    text = _ITEMS.sub("\n- ", _BREAKS.sub("\n\n", text))
    return html.unescape(nh3.clean(text, tags=set()))


def _link(words: str, address: str) -> str:
    """A link as it reads on paper: the words, and the address unless the words are the address already."""
    words = " ".join(words.split())
    shown = address.removeprefix("mailto:").removeprefix("tel:")
    if not words or words.rstrip("/") in {shown.rstrip("/"), address}:
        return shown
    return f"{words} ({shown})" if urlsplit(address).scheme in {"http", "https", "mailto", "tel"} else words


def web_address(text: str) -> str:
    """An address that a browser may follow. Raises Doubtful."""
    address = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError as error:
        raise Doubtful("is not a web address") from error
    if host in PLACEHOLDER_HOSTS or host.endswith(".invalid"):
        raise Doubtful("is a placeholder")
    if parts.scheme not in {"http", "https"} or "." not in host or parts.username or not address.isprintable():
        raise Doubtful("is not a web address")
    if " " in address:
        raise Doubtful("is not a web address")
    return address


def email_address(text: str) -> str:
    """An e-mail address that could be real. Raises Doubtful."""
    local, _, host = text.strip().rpartition("@")
    nobodys = host.lower().endswith(".invalid") or host.lower() in PLACEHOLDER_HOSTS
    if nobodys or local.lower().startswith(("unknown-", "noemail", "noreply-")):
        raise Doubtful("is a placeholder")
    try:
        return validate_email(text.strip(), check_deliverability=False).normalized
    except EmailNotValidError as error:
        raise Doubtful("is not an e-mail address") from error


def telephone_numbers(text: str) -> tuple[Number, ...]:
    """The numbers in a text, each with the words beside it. Raises Doubtful when there is none."""
    found = tuple(number for line in plain_text(text).split("\n") for number in _numbers_in(line))
    if not found:
        raise Doubtful("holds no telephone number")
    return tuple(dict.fromkeys(found))


def _numbers_in(line: str) -> Iterator[Number]:
    bare = re.sub(r"\s", "", line)
    if _SHORT_NUMBER.match(bare):
        yield Number(line.strip(), None)
        return
    matches = list(PhoneNumberMatcher(line, "GB", leniency=Leniency.POSSIBLE))
    outside = line
    for match in matches:
        outside = outside.replace(match.raw_string, " ")
    words = re.sub(r"\s+", " ", outside).strip(" :;,-–()/.")
    description = words if len(words) > 2 and words.lower() not in {"tel", "phone", "and", "telephone"} else None
    for match in matches:
        ours = match.number.country_code == 44
        style = PhoneNumberFormat.NATIONAL if ours else PhoneNumberFormat.INTERNATIONAL
        yield Number(phonenumbers.format_number(match.number, style), description)


def postcode(text: str) -> str:
    """A whole postcode as the post writes it. Raises Doubtful."""
    try:
        return str(Postcode.parse(text))
    except NotAPostcode as error:
        raise Doubtful("is not a postcode") from error


def age(value: float) -> float:
    """An age in years. Raises Doubtful."""
    if not 0 <= value <= OLDEST:
        raise Doubtful(f"cannot be an age: {value:g}")
    return value


def day(text: str, latest: date) -> date:
    """A date that is not later than `latest`. Raises Doubtful."""
    try:
        read = date.fromisoformat(text[:10])
    except ValueError as error:
        raise Doubtful("is not a date") from error
    if not NO_DATE_BEFORE <= read <= latest:
        raise Doubtful("is a date that cannot be")
    return read


def moment(text: str) -> datetime:
    """A moment in UTC. Raises Doubtful when it has no time zone: an hour's doubt would hide a change."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError as error:
        raise Doubtful("is not a date and time") from error
    if read.tzinfo is None:
        raise Doubtful("has no time zone")
    return read.astimezone(UTC)


def clock(text: str) -> time:
    """A time of day. Raises Doubtful."""
    try:
        return time.fromisoformat(text).replace(tzinfo=None, microsecond=0)
    except ValueError as error:
        raise Doubtful("is not a time") from error
