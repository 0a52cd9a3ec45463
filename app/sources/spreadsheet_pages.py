"""What the pages of spreadsheets are told, all decided: one frozen value a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext

from app.directory.api import spreadsheets as directory
from app.sources import spreadsheet_wording as wording
from app.sources.spreadsheet_domain import Said, Spreadsheet, Stage

SECONDS_TO_LOOK_AGAIN = 4


@dataclass(frozen=True)
class Choice:
    """One thing that a list offers."""

    value: str
    words: str


@dataclass(frozen=True)
class ColumnPart:
    """A column of a sheet: what it is called, its first values, and what it says."""

    id: str
    heading: str
    samples: tuple[str, ...]
    chosen: str


@dataclass(frozen=True)
class SheetPart:
    """A sheet with its columns. All its columns have the same choices."""

    place: int
    name: str
    holds: directory.Holds
    columns: tuple[ColumnPart, ...]
    choices: tuple[Choice, ...]
    is_empty: bool


@dataclass(frozen=True)
class ColumnsPage:
    """The page on which staff say what the columns hold. `problem` is its words, and the id of what to mend."""

    sheets: tuple[SheetPart, ...]
    holds: tuple[Choice, ...]
    problem: tuple[str, str] | None

    @classmethod
    def of(
        cls, sheets: Sequence[directory.Sheet], matching: directory.Matching, wrong: directory.NotAMatch | None = None
    ) -> "ColumnsPage":
        return cls(
            sheets=tuple(_sheet(place, sheet, matching) for place, sheet in enumerate(sheets)),
            holds=tuple(Choice(holds.value, str(words)) for holds, words in wording.HOLDS.items()),
            problem=_problem(wrong, sheets, matching) if wrong else None,
        )


@dataclass(frozen=True)
class SpreadsheetPage:
    """One spreadsheet: how far it is, what the check found, or what was done."""

    spreadsheet: Spreadsheet
    stage: str
    said: str
    refreshes: bool

    @classmethod
    def of(cls, spreadsheet: Spreadsheet, refreshes: bool) -> "SpreadsheetPage":
        return cls(
            spreadsheet=spreadsheet,
            stage=str(wording.STAGES[spreadsheet.stage]),
            said=said(spreadsheet),
            refreshes=refreshes and spreadsheet.stage.is_with_the_worker,
        )


def said(spreadsheet: Spreadsheet) -> str:
    """Why a spreadsheet stands where it does, in words. What a file itself is told to be wrong is in English."""
    known = set(Said)
    return str(wording.SAID[Said(spreadsheet.said)]) if spreadsheet.said in known else spreadsheet.said


def rows(spreadsheets: Sequence[Spreadsheet]) -> tuple[tuple[Spreadsheet, str], ...]:
    """The uploads with where each stands."""
    return tuple((one, str(wording.STAGES[one.stage])) for one in spreadsheets)


def address_of(spreadsheet: Spreadsheet) -> str:
    """The endpoint of the page that stands for it now."""
    return ".columns" if spreadsheet.stage is Stage.MATCHING else ".shown"


def _sheet(place: int, sheet: directory.Sheet, matching: directory.Matching) -> SheetPart:
    matched = matching[sheet.name]
    words = {**wording.FIELDS[matched.holds], **wording.ANY_COLUMN}
    return SheetPart(
        place=place,
        name=sheet.name,
        holds=matched.holds,
        columns=tuple(
            ColumnPart(
                id=f"column-{place}-{column}",
                heading=heading,
                samples=tuple(row.cells[heading] for row in sheet.rows if heading in row.cells),
                chosen=matched.columns.get(heading, directory.KEEP),
            )
            for heading, column in sheet.headings.items()
        ),
        choices=tuple(Choice(name, str(word)) for name, word in words.items()),
        is_empty=not sheet.rows,
    )


def _problem(
    wrong: directory.NotAMatch, sheets: Sequence[directory.Sheet], matching: directory.Matching
) -> tuple[str, str]:
    place = next((at for at, sheet in enumerate(sheets) if sheet.name == wrong.sheet), None)
    if place is None:
        return gettext("One sheet has to hold the services, and only one"), "holds-0"
    sheet = sheets[place]
    field = str(wording.FIELDS[matching[sheet.name].holds][wrong.field])
    if wrong.heading:
        words = gettext("Only one column of “%(sheet)s” can say: %(field)s", sheet=sheet.name, field=field)
        return words, f"column-{place}-{sheet.headings[wrong.heading]}"
    words = gettext("Choose the column of “%(sheet)s” that says: %(field)s", sheet=sheet.name, field=field)
    return words, f"holds-{place}"
