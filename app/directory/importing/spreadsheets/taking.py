"""The way from files to records: opened, matched as somebody said or as it is guessed, and joined."""

from collections.abc import Mapping

from app.directory.importing.ledger import CannotImport
from app.directory.importing.spreadsheets import joining, matching, opening
from app.directory.importing.spreadsheets.joining import Joined
from app.directory.importing.spreadsheets.matching import Matching, NotAMatch


def read(files: Mapping[str, bytes], said: Matching | None = None, said_where: str = "") -> Joined:
    """The records of these files, by the names that people know them by. Raises CannotImport.

    `said_where` is the file in which somebody said what the columns hold.
    """
    sheets = opening.sheets(files)
    whole = matching.completed(said or {}, sheets)
    try:
        matching.checked(said or whole, sheets)
    except NotAMatch as error:
        place = ", ".join(filter(None, (said_where or next(iter(files)), error.sheet, error.heading)))
        raise CannotImport(f"{place}: {error.reason}. The sheets are: {_names(whole)}") from error
    found = joining.joined(sheets, whole)
    if not found.records:
        raise CannotImport(f"{next(iter(files))}: there is no row of a service in it")
    return found


def _names(whole: Matching) -> str:
    return "; ".join(f"{name} (holds {one.holds})" for name, one in whole.items())
