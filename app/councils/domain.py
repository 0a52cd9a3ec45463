"""A council as data: what it is called, how it is reached, where it is, and how soon it answers."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from app.kernel.clock import in_london
from app.kernel.postcode import NotAPostcode, outward_code

SATURDAY = 5
READABLE = 4.5  # WCAG 2.2, success criterion 1.4.3


class WrongCouncilFile(ValueError):
    """A council's file that the service cannot start with; the message names the file and the field."""


@dataclass(frozen=True)
class Neighbour:
    """A council to hand a person over to, by name and number."""

    name: str
    telephone: str
    outward_codes: frozenset[str]


@dataclass(frozen=True)
class Replies:
    """How soon the council promises to answer; calendar days unless said otherwise."""

    formal_contact_working_days: int
    formal_start_days: int
    carer_contact_working_days: int
    short_term_working_days: int


@dataclass(frozen=True)
class Council:
    """The council of this deployment. Numbers and names come from its file in `directory_data/councils`."""

    slug: str
    name: str
    sample: bool
    service_name: str
    team: str
    telephone: str
    telephone_hours: str
    opens_at: str
    closes_at: str
    out_of_hours_telephone: str
    out_of_hours_name: str
    safeguarding_telephone: str
    childrens_telephone: str
    childrens_name: str
    email: str
    address: tuple[str, ...]
    website: str
    brand_colour: str
    exit_site: str
    languages: tuple[str, ...]
    outward_codes: frozenset[str]
    neighbours: tuple[Neighbour, ...]
    replies: Replies
    bank_holidays: frozenset[date]

    def covers(self, outward: str) -> bool:
        """Whether the outward code lies in this council's area."""
        return outward in self.outward_codes

    def works_on(self, day: date) -> bool:
        """Whether the council's offices work that day."""
        return day.weekday() < SATURDAY and day not in self.bank_holidays

    def is_open(self, moment: datetime) -> bool:
        """Whether the day line is answered at this moment; otherwise the out-of-hours number comes first."""
        there = in_london(moment)
        return self.works_on(there.date()) and self.opens_at <= f"{there:%H:%M}" < self.closes_at

    def working_days_after(self, day: date, days: int) -> date:
        """The working day that is `days` working days after `day`."""
        while days > 0:
            day += timedelta(days=1)
            days -= self.works_on(day)
        return day

    def neighbour_of(self, outward: str) -> Neighbour | None:
        """The other council that we know to look after an outward code."""
        return next((neighbour for neighbour in self.neighbours if outward in neighbour.outward_codes), None)


_COLOUR = re.compile(r"^#[0-9a-f]{6}$")
_TELEPHONE = re.compile(r"^[0-9][0-9 ]{2,15}$")
_CLOCK = re.compile(r"^([01]\d|2[0-3]):[0-5]\d$")


def load_council(path: Path, bank_holidays: frozenset[date]) -> Council:
    """Reads a council's file. Raises WrongCouncilFile, which says what to mend."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise WrongCouncilFile(f"{path}: {error}") from error
    known = {field.name for field in fields(Council)} - {"bank_holidays"}
    if table.keys() != known:
        wrong = sorted(table.keys() ^ known)
        raise WrongCouncilFile(
            f"{path}: {wrong[0]}: {'missing' if wrong[0] in known else 'not a setting of a council'}"
        )
    _check(path, table)
    return Council(
        **{
            **table,
            "address": tuple(table["address"]),
            "languages": tuple(table["languages"]),
            "outward_codes": _outward_codes(path, table["outward_codes"]),
            "neighbours": tuple(_neighbour(path, entry) for entry in table["neighbours"]),
            "replies": Replies(**table["replies"]),
            "bank_holidays": bank_holidays,
        }
    )


def _check(path: Path, table: Mapping[str, Any]) -> None:
    shapes = {"brand_colour": _COLOUR, "opens_at": _CLOCK, "closes_at": _CLOCK}
    shapes |= {name: _TELEPHONE for name in table if name.endswith("telephone")}
    for name, shape in shapes.items():
        if not shape.match(str(table[name])):
            raise WrongCouncilFile(f"{path}: {name}: {table[name]!r} is not written as it must be")
    if contrast_with_white(table["brand_colour"]) < READABLE:
        raise WrongCouncilFile(f"{path}: brand_colour: {table['brand_colour']} is too pale to be read on white")
    if "en" not in table["languages"]:
        raise WrongCouncilFile(f"{path}: languages: English must be among them")
    if table["replies"].keys() != {field.name for field in fields(Replies)}:
        raise WrongCouncilFile(f"{path}: replies: needs exactly {', '.join(field.name for field in fields(Replies))}")


def contrast_with_white(colour: str) -> float:
    """The contrast of "#rrggbb" with white, from 1 to 21, as the Web Content Accessibility Guidelines reckon it."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _neighbour(path: Path, entry: Mapping[str, Any]) -> Neighbour:
    return Neighbour(entry["name"], entry["telephone"], _outward_codes(path, entry["outward_codes"]))


def _outward_codes(path: Path, codes: list[str]) -> frozenset[str]:
    try:
        return frozenset(outward_code(code) for code in codes)
    except NotAPostcode as error:
        raise WrongCouncilFile(f"{path}: outward_codes: {error} is not an outward code") from error
