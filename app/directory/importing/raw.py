"""One table of a feed's JSON, read field by field, where a doubtful value is left out and noted."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, uuid5

from app.directory.importing import cleaning
from app.directory.importing.cleaning import LONGEST_TEXT, PLACEHOLDER_WORDS, Doubtful
from app.kernel import clock

LONGEST_NAME = 300
LONGEST_ID = 200
A_LIFETIME_AHEAD = date(2100, 1, 1)

Value = TypeVar("Value")


@dataclass(frozen=True)
class Raw:
    """A JSON object of a feed. `where` is its path within the record, for the notes."""

    table: Mapping[str, Any]
    where: str
    note: Callable[[str, str], None]

    def path(self, field: str) -> str:
        """The field as the notes name it: "contacts[0].phones[1].number"."""
        return f"{self.where}.{field}" if self.where else field

    def string(self, field: str) -> str | None:
        """The text of a field as it stands; a number counts as text, anything else is left out."""
        value = self.table.get(field)
        if value is None or isinstance(value, bool):
            return None
        if isinstance(value, int | float):
            return str(value)
        if not isinstance(value, str):
            self.note(self.path(field), "left out: it is not text")
            return None
        return value.strip() or None

    def id(self, field: str = "id") -> str | None:
        """An id of the feed."""
        written = self.string(field)
        return written if written and len(written) <= LONGEST_ID and written.isprintable() else None

    def id_or_made(self, owner: str, place: int) -> str:
        """The feed's own id, or one that comes out the same each time."""
        return self.id() or str(uuid5(NAMESPACE_URL, f"{owner}/{self.where}/{place}"))

    def line(self, field: str) -> str | None:
        """A name or a short fact on one line."""
        return self._text(field, cleaning.one_line, LONGEST_NAME)

    def text(self, field: str) -> str | None:
        """Paragraphs as plain text."""
        written = self._text(field, cleaning.plain_text, LONGEST_TEXT)
        if written and cleaning.has_html(self.string(field) or ""):
            self.note(self.path(field), "mended: HTML was turned into plain text")
        return written

    def email(self, field: str) -> str | None:
        return self._judged(field, cleaning.email_address)

    def web(self, field: str) -> str | None:
        return self._judged(field, cleaning.web_address)

    def postcode(self, field: str) -> str | None:
        return self._judged(field, cleaning.postcode)

    def past_day(self, field: str) -> date | None:
        """A date that has been: when somebody checked."""
        return self._judged(field, lambda text: cleaning.day(text, clock.today()))

    def day(self, field: str) -> date | None:
        return self._judged(field, lambda text: cleaning.day(text, A_LIFETIME_AHEAD))

    def moment(self, field: str) -> datetime | None:
        return self._judged(field, cleaning.moment)

    def clock(self, field: str) -> time | None:
        return self._judged(field, cleaning.clock)

    def numbers(self, field: str) -> tuple[cleaning.Number, ...]:
        """The telephone numbers of a field."""
        return self._judged(field, cleaning.telephone_numbers) or ()

    def number(self, field: str, judge: Callable[[float], float] = float) -> float | None:
        """A number, which may be written as text."""
        return self._judged(field, lambda text: judge(_number(text)))

    def whole(self, field: str) -> int | None:
        number = self.number(field)
        return None if number is None else int(number)

    def child(self, field: str) -> "Raw | None":
        """The table of a field."""
        value = self.table.get(field)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            self.note(self.path(field), "left out: it is not a table")
            return None
        return Raw(value, self.path(field), self.note)

    def children(self, *names: str) -> Iterator["Raw"]:
        """The tables in the list of a field; several names are one field's names in different versions."""
        for field in names:
            value = self.table.get(field)
            if value is None:
                continue
            if not isinstance(value, list):
                self.note(self.path(field), "left out: it is not a list")
                continue
            for place, entry in enumerate(value):
                if isinstance(entry, Mapping):
                    yield Raw(entry, f"{self.path(field)}[{place}]", self.note)
                else:
                    self.note(f"{self.path(field)}[{place}]", "left out: it is not a table")

    def _text(self, field: str, read: Callable[[str], str], longest: int) -> str | None:
        written = self.string(field)
        if written is None:
            return None
        text = read(written[: 2 * longest])
        if text.lower() in PLACEHOLDER_WORDS:
            self.note(self.path(field), f"left out: {text!r} says nothing")
            return None
        if len(text) > longest or len(written) > 2 * longest:
            self.note(self.path(field), f"mended: it was cut to {longest:,} characters")
            text = text[:longest].rsplit(" ", 1)[0]
        return text or None

    def _judged(self, field: str, read: Callable[[str], Value]) -> Value | None:
        written = self.string(field)
        if written is None:
            return None
        try:
            return read(written[:LONGEST_TEXT])
        except Doubtful as doubt:
            self.note(self.path(field), f"left out: it {doubt}")
            return None


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError as error:
        raise Doubtful("is not a number") from error
    if not abs(number) < 1e12:
        raise Doubtful("is not a number")
    return number
