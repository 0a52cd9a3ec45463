"""Reads CQC's monthly ratings, an OpenDocument spreadsheet (.ods), row by row without ever holding it whole.

The packed file is small and unfolds to hundreds of megabytes. So nothing is trusted: neither the sizes that it states,
nor how often it says that a row or a cell repeats, nor entities of its own.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from xml.etree.ElementTree import ParseError, XMLParser
from zipfile import BadZipFile, ZipFile, ZipInfo, is_zipfile
from zlib import error as NotDeflated

from app.registered.directory_file import day, heading
from app.registered.domain import LOCATION_ID, RATINGS, CannotRead, Rating

MOST_BYTES = 150_000_000
MOST_BYTES_UNPACKED = 3_000_000_000
MOST_PARTS = 2_000
MOST_ROWS = 3_000_000
MOST_COLUMNS = 100
LONGEST_CELL = 1_000
MOST_BYTES_WITHOUT_A_ROW = 20_000_000
MOST_TIMES_SMALLER = 300  # such files pack some fifty times; what packs far better was made to unfold
BYTES_AT_ONCE = 256_000
CONTENT, KIND = "content.xml", "mimetype"
SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("location id", "cqc location id"),
    "domain": ("domain",),
    "rating": ("latest rating", "rating"),
    "published": ("publication date", "date of publication"),
    "group": ("service / population group", "service/population group"),
}
"""What a row says, and the headings under which it stands; the last of them need not be there."""
NEEDED = frozenset({"id", "domain", "rating", "published"})
OVERALL = "overall"


def read(path: Path, tell: Callable[[int, int], None]) -> dict[str, Rating]:
    """How each location is rated over all. Tells how many bytes of how many are read. Raises CannotRead."""
    try:
        with _opened(path) as packed:
            return _ratings(packed, path.name, tell)
    except OSError as error:
        raise CannotRead(f"{path}: {error.strerror or 'cannot be read'}") from error


def _opened(path: Path) -> ZipFile:
    if path.stat().st_size > MOST_BYTES:
        raise CannotRead(f"{path.name}: is larger than {MOST_BYTES:,} bytes")
    if not is_zipfile(path):
        raise CannotRead(f"{path.name}: is not an OpenDocument spreadsheet (.ods)")
    try:
        return ZipFile(path)
    except BadZipFile as error:
        raise CannotRead(f"{path.name}: cannot be unpacked") from error


def _ratings(packed: ZipFile, name: str, tell: Callable[[int, int], None]) -> dict[str, Rating]:
    parts = packed.infolist()
    content = next((part for part in parts if part.filename == CONTENT), None)
    if content is None or not _is_spreadsheet(packed):
        raise CannotRead(f"{name}: is not an OpenDocument spreadsheet (.ods)")
    if len(parts) > MOST_PARTS or content.file_size > MOST_BYTES_UNPACKED or _unfolds(content):
        raise CannotRead(f"{name}: unpacks to more than a spreadsheet of its size would")
    sheets = _Sheets(name)
    parser = XMLParser(target=sheets)
    try:
        for done in _fed(parser, sheets, packed):
            tell(done, content.file_size)
        parser.close()
    except (ParseError, BadZipFile, NotDeflated, NotImplementedError, RuntimeError, EOFError) as error:
        raise CannotRead(f"{name}: is broken, {_place(error)}") from error
    if not sheets.found:
        raise CannotRead(f"{name}: no sheet has the headings “Location ID”, “Domain”, “Latest Rating” and the date")
    return sheets.ratings


def _is_spreadsheet(packed: ZipFile) -> bool:
    """Whether the file says so itself; one without the word may be one too."""
    if KIND not in packed.namelist():
        return True
    try:
        with packed.open(KIND) as opened:
            return opened.read(len(SPREADSHEET) + 1).strip() == SPREADSHEET
    except (BadZipFile, NotDeflated, NotImplementedError, RuntimeError):
        return False


def _unfolds(content: ZipInfo) -> bool:
    return content.file_size > MOST_BYTES_WITHOUT_A_ROW and content.file_size > MOST_TIMES_SMALLER * max(
        content.compress_size, 1
    )


def _fed(parser: XMLParser, sheets: "_Sheets", packed: ZipFile) -> Iterator[int]:
    """Gives the parser piece after piece; says how many bytes it has had. Python unpacks no more than is stated."""
    done = at_last_row = rows = 0
    with packed.open(CONTENT) as opened:
        while piece := opened.read(BYTES_AT_ONCE):
            parser.feed(piece)
            done += len(piece)
            if sheets.rows != rows:
                at_last_row, rows = done, sheets.rows
            if done - at_last_row > MOST_BYTES_WITHOUT_A_ROW:
                raise CannotRead(f"{sheets.name}: goes on without an end of a row")
            yield done


def _place(error: Exception) -> str:
    line, _ = getattr(error, "position", (0, 0))
    return f"line {line} of its {CONTENT}" if line else f"its {CONTENT} cannot be unpacked"


class _Sheets:
    """What the parser tells: sheets, rows and cells as they begin and end."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.ratings: dict[str, Rating] = {}
        self.found = False
        self.rows = 0
        self._columns: dict[str, int] = {}
        self._row: list[str] = []
        self._cell: list[str] | None = None
        self._value = ""
        self._times = 1

    def doctype(self, *_: object) -> None:
        """No spreadsheet program writes one; it could define entities that unfold without end."""
        raise CannotRead(f"{self.name}: defines entities of its own")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == f"{TABLE}table":
            self._columns = {}
        elif tag == f"{TABLE}table-row":
            self._row = []
        elif tag in {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}:
            self._cell, self._times = [], _times(attributes)
            self._value = attributes.get(f"{OFFICE}date-value", "")[:10]
        elif tag in {f"{TEXT}s", f"{TEXT}p"}:
            self.data(" ")

    def data(self, text: str) -> None:
        if self._cell is not None and len(self._cell) < LONGEST_CELL:
            self._cell.append(text[:LONGEST_CELL])

    def end(self, tag: str) -> None:
        if tag in {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"} and self._cell is not None:
            said = self._value or " ".join("".join(self._cell).split())[:LONGEST_CELL]
            self._row += [said] * min(self._times, MOST_COLUMNS - len(self._row))
            self._cell = None
        elif tag == f"{TABLE}table-row":
            self._end_of_row()

    def close(self) -> None:
        """Nothing is left to do: each row was read when it ended."""

    def _end_of_row(self) -> None:
        self.rows += 1
        if self.rows > MOST_ROWS:
            raise CannotRead(f"{self.name}: has more than {MOST_ROWS:,} rows")
        if not self._columns:
            self._columns = _columns(self._row)
            self.found = self.found or bool(self._columns)
            return
        said = {field: self._row[column] for field, column in self._columns.items() if column < len(self._row)}
        if said.get("domain", "").lower() != OVERALL or said.get("group", OVERALL).lower() not in {OVERALL, ""}:
            return
        id = said.get("id", "")
        if LOCATION_ID.fullmatch(id):
            self.ratings[id] = _newer(self.ratings.get(id), _rating(said))


def _times(attributes: Mapping[str, str]) -> int:
    text = attributes.get(f"{TABLE}number-columns-repeated", "1")
    return int(text) if text.isdecimal() and len(text) < 8 else 1


def _columns(cells: list[str]) -> dict[str, int]:
    """Where each field stands, if a row is that of the headings."""
    said = [heading(cell) for cell in cells]
    found = {
        field: said.index(words[0])
        for field, names in COLUMNS.items()
        if (words := [word for word in names if word in said])
    }
    return found if found.keys() >= NEEDED else {}


def _rating(said: Mapping[str, str]) -> Rating:
    """One of CQC's four words, however it is written; anything else says that there is no rating."""
    words = " ".join(said["rating"].lower().split())
    return Rating(next((word for word in RATINGS if word.lower() == words), ""), day(said.get("published", "")))


def _newer(before: Rating | None, now: Rating) -> Rating:
    if before is None or before.published_on is None or (now.published_on and now.published_on >= before.published_on):
        return now
    return before
