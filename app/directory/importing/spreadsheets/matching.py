"""Says what each sheet holds and each column says: guessed from the headings, or as a person has said before."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from json import dumps
from typing import Any

from app.directory.importing.spreadsheets.fields import FIELDS, KEEP, NEEDED, Field, Holds
from app.directory.importing.spreadsheets.sheets import Sheet

# The names that sheets usually have. What a sheet is called weighs more than one heading of it.
SHEET_NAMES: Mapping[Holds, tuple[str, ...]] = {
    Holds.SERVICES: ("service", "services", "activities", "listings", "directory"),
    Holds.ORGANISATIONS: ("organisation", "organisations", "organizations", "providers"),
    Holds.LOCATIONS: ("location", "locations", "venues", "places"),
    Holds.SERVICE_LOCATIONS: ("service location", "service locations", "service at location"),
    Holds.CATEGORIES: ("collection category", "categories", "taxonomies"),
    Holds.SERVICE_CATEGORIES: ("taxonomies service", "service categories", "service taxonomies"),
}


class NotAMatch(ValueError):
    """A matching that cannot be used; the message says why, `sheet`, `heading` and `field` where."""

    def __init__(self, sheet: str, heading: str, reason: str, field: str = "") -> None:
        super().__init__(reason)
        self.sheet, self.heading, self.reason, self.field = sheet, heading, reason, field


@dataclass(frozen=True)
class Matched:
    """What one sheet holds, and the field that each of its columns says, by heading."""

    holds: Holds
    columns: Mapping[str, str]

    def headings(self, field: str) -> list[str]:
        """The columns that say a field, in their order."""
        return [heading for heading, name in self.columns.items() if name == field]


Matching = Mapping[str, Matched]
"""What each sheet of a spreadsheet holds, by the sheet's name."""


def plain(heading: str) -> str:
    """A heading as it is compared: small letters and digits; "Org_ID*" is "org id"."""
    return " ".join(re.findall(r"[a-z0-9]+", heading.lower()))


def fingerprint(sheets: Iterable[Sheet]) -> str:
    """The same for two files whose sheets have the same names and headings, in whatever order."""
    shapes = sorted([sheet.name, *sorted(map(plain, sheet.headings))] for sheet in sheets)
    return sha256(dumps(shapes).encode()).hexdigest()


def guessed(sheets: Sequence[Sheet]) -> dict[str, Matched]:
    """What the sheets most likely hold, by their names and headings."""
    if len(sheets) == 1:
        return {sheets[0].name: _columns(sheets[0], Holds.SERVICES)}
    return {sheet.name: _columns(sheet, _holds(sheet)) for sheet in sheets}


def guessed_as(sheet: Sheet, holds: Holds) -> Matched:
    """What the columns of a sheet most likely say when somebody has said what it holds."""
    return _columns(sheet, holds)


def checked(matching: Matching, sheets: Sequence[Sheet]) -> None:
    """Raises NotAMatch when the matching does not fit the sheets, or no sheet holds services."""
    by_name = {sheet.name: sheet for sheet in sheets}
    for name, matched in matching.items():
        if name not in by_name:
            raise NotAMatch(name, "", "there is no such sheet")
        for heading in matched.columns:
            if heading not in by_name[name].headings:
                raise NotAMatch(name, heading, "there is no such column")
        _check_fields(name, matched)
    services = [name for name, matched in matching.items() if matched.holds is Holds.SERVICES]
    if len(services) != 1:
        raise NotAMatch(", ".join(services), "", "one sheet has to hold the services")


def completed(matching: Matching, sheets: Sequence[Sheet]) -> dict[str, Matched]:
    """The matching with a guess for every sheet and column that it does not speak of."""
    guess = guessed(sheets)
    whole = {}
    for sheet in sheets:
        said = matching.get(sheet.name)
        if said is None:
            whole[sheet.name] = Matched(Holds.NOTHING, {}) if matching else guess[sheet.name]
        else:
            whole[sheet.name] = Matched(said.holds, {head: said.columns.get(head, KEEP) for head in sheet.headings})
    return whole


def as_json(matching: Matching) -> dict[str, Any]:
    """The matching as it is remembered."""
    return {name: {"holds": one.holds.value, "columns": dict(one.columns)} for name, one in matching.items()}


def from_json(kept: Mapping[str, Any]) -> dict[str, Matched]:
    """What was remembered."""
    return {name: Matched(Holds(one["holds"]), dict(one["columns"])) for name, one in kept.items()}


def _check_fields(name: str, matched: Matched) -> None:
    for field in FIELDS[matched.holds]:
        said_by = matched.headings(field.name)
        if len(said_by) > 1 and not field.several:
            raise NotAMatch(name, said_by[1], f"the column {said_by[0]!r} says {field.name!r} already", field.name)
    for group in NEEDED[matched.holds]:
        if not any(matched.headings(one) for one in group):
            raise NotAMatch(name, "", f"no column says {' or '.join(map(repr, group))}", group[0])


def _holds(sheet: Sheet) -> Holds:
    """By its name if that is telling, and otherwise by what most of its headings would say."""
    name = plain(sheet.name)
    for holds, names in SHEET_NAMES.items():
        if name in names and _suits(sheet, holds):
            return holds
    suited = [holds for holds in SHEET_NAMES if _suits(sheet, holds)]
    return max(suited, key=lambda holds: len(_said(sheet, holds)), default=Holds.NOTHING)


def _suits(sheet: Sheet, holds: Holds) -> bool:
    said = set(_said(sheet, holds).values())
    return all(said.intersection(group) for group in NEEDED[holds])


def _columns(sheet: Sheet, holds: Holds) -> Matched:
    said = _said(sheet, holds)
    return Matched(holds, {heading: said.get(heading, KEEP) for heading in sheet.headings})


def _said(sheet: Sheet, holds: Holds) -> dict[str, str]:
    """The field of each heading that we know; where two columns could say one, the more usual heading does."""
    said: dict[str, str] = {}
    words = {heading: plain(heading) for heading in sheet.headings}
    for field in FIELDS[holds]:
        mine = [heading for usual in field.headings for heading, word in words.items() if word == usual]
        for heading in _in_order(mine, sheet) if field.several else mine[:1]:
            said.setdefault(heading, field.name)
    return said


def _in_order(headings: Iterable[str], sheet: Sheet) -> list[str]:
    return sorted(headings, key=sheet.headings.__getitem__)


def choices(holds: Holds) -> Sequence[Field]:
    """What a column of such a sheet can say."""
    return FIELDS[holds]
