"""The forms of uploading a spreadsheet and of saying what its columns hold."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import MultipleFileField, StringField

from app import db
from app.directory.api import spreadsheets as directory

_ = lazy_gettext

ROWS_SHOWN = 3
LONGEST_NAME = 200


class UploadForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What to read, and what its source is called."""

    source = StringField(
        _("What is this directory called?"),
        description=_("Use the same name as last time to bring its listings up to date."),
        render_kw={"maxlength": 60, "autocomplete": "off"},
    )
    files = MultipleFileField(
        _("The spreadsheet"),
        description=_("An Excel workbook (.xlsx) or a CSV file. Choose several CSV files if they belong together."),
        render_kw={"accept": ",".join(directory.SUFFIXES), "multiple": True},
    )
    area = StringField(
        _("How far does it reach? (you do not have to say)"),
        description=_("Outward codes with commas between them, such as TS18, TS19. Or: national."),
        render_kw={"autocomplete": "off"},
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.contents: Mapping[str, bytes] = {}
        self.sheets: Sequence[directory.Sheet] = ()

    @property
    def slug(self) -> str:
        """The name as a source can have it."""
        return directory.source_name(self.source.data or "")

    def validate(self, extra_validators: Any = None) -> bool:
        """Reads the first rows, so that a file that is none is told at once."""
        sound = bool(super().validate(extra_validators))
        if not self.slug:
            self.source.errors = [gettext("Write what this directory is called, in letters or numbers")]
        elif directory.comes_from_an_address(db.session(), self.slug):
            self.source.errors = [gettext("That directory is read from a web address. Give this one another name")]
        if self.area.data and not directory.is_area(self.area.data):
            self.area.errors = [gettext("Write outward codes such as TS18, with commas between them, or: national")]
        self._read()
        return sound and not self.errors

    def _read(self) -> None:
        uploads = [upload for upload in self.files.data or () if upload and upload.filename]
        self.contents = {_name(upload.filename): upload.read() for upload in uploads}
        if not uploads:
            self.files.errors = [gettext("Choose a file")]
            return
        try:
            self.sheets = directory.first_rows(self.contents, ROWS_SHOWN)
        except directory.CannotImport as error:
            self.files.errors = [gettext("We cannot read this file: %(reason)s", reason=str(error))]


def matching_typed(
    typed: Mapping[str, str], sheets: Sequence[directory.Sheet]
) -> tuple[dict[str, directory.Matched], bool]:
    """What staff say of each sheet, and whether one holds something else than its columns were offered for.

    Then these columns are guessed anew; a value that was not on offer counts as "keep".
    """
    matching, again = {}, False
    for place, sheet in enumerate(sheets):
        holds = _holds(typed.get(f"holds-{place}", ""))
        if holds != typed.get(f"was-{place}", ""):
            matching[sheet.name], again = directory.guess_as(sheet, holds), True
            continue
        offered = {directory.KEEP, directory.LEAVE_OUT, *(field.name for field in directory.choices(holds))}
        said = {
            heading: typed.get(f"column-{place}-{column}", directory.KEEP) for heading, column in sheet.headings.items()
        }
        matching[sheet.name] = directory.Matched(
            holds, {head: name if name in offered else directory.KEEP for head, name in said.items()}
        )
    return matching, again


def _holds(text: str) -> directory.Holds:
    return directory.Holds(text) if text in set(directory.Holds) else directory.Holds.NOTHING


def _name(filename: str) -> str:
    """The file's own name without a folder, fit to be shown."""
    name = PurePath(filename.replace("\\", "/")).name
    return "".join(letter for letter in name if letter.isprintable())[-LONGEST_NAME:]
