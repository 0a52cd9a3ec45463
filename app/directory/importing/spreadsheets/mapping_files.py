"""Reads a file of TOML that says what the sheets hold and the columns say.

    [sheets.Service]
    holds = "services"
    [sheets.Service.columns]
    "Name*" = "name"
    "Fees URL" = "leave_out"

A sheet that is not named is left out; a column that is not named is kept with the record.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.directory.importing.ledger import CannotImport
from app.directory.importing.spreadsheets.fields import Holds, names_of
from app.directory.importing.spreadsheets.matching import Matched
from app.kernel.toml_lines import TomlFile, WrongContent, read_toml


def mapping(path: Path) -> dict[str, Matched]:
    """What the file says of each sheet. Raises CannotImport, naming the file, the line and the field."""
    try:
        file = read_toml(path)
        sheets = file.content.get("sheets")
        if not isinstance(sheets, Mapping) or not sheets:
            raise file.refuse("there is none", "sheets")
        return {name: _matched(file, name, said) for name, said in sheets.items()}
    except WrongContent as error:
        raise CannotImport(str(error)) from error


def _matched(file: TomlFile, name: str, said: Any) -> Matched:
    if not isinstance(said, Mapping) or not isinstance(said.get("columns", {}), Mapping):
        raise file.refuse("is not a table", "sheets", name)
    if said.get("holds") not in set(Holds):
        raise file.refuse(f"has to be one of {', '.join(Holds)}", "sheets", name, "holds")
    holds, columns = Holds(said["holds"]), said.get("columns", {})
    for heading, field in columns.items():
        if field not in names_of(holds):
            offered = ", ".join(sorted(names_of(holds)))
            raise file.refuse(f"has to be one of {offered}", "sheets", name, "columns", heading)
    return Matched(holds, dict(columns))
