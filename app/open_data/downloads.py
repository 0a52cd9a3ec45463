"""The whole directory as files: made once for each version of it, and kept until the next.

They lie in DATA_DIR, which nobody else may read, and hold nothing that the pages do not show everybody.
"""

import csv
import json
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import IO, Any

from flask import current_app

from app.councils.api import council
from app.directory import api as directory
from app.directory.api import Wanted
from app.directory.domain import Kind
from app.kernel import clock
from app.open_data.answers import tag_of
from app.open_data.categories import own_group
from app.open_data.domain import LICENCE, LICENCE_ADDRESS, Shape
from app.open_data.shelf import Shelf, shelf
from app.open_data.tables import FLAT, TABLES, flat_row, harmless, package, rows_of
from app.open_data.version3 import moment, taxonomy_shape, term_shape

FILES = {
    "directory.csv.zip": "application/zip",
    "directory.json": "application/json",
    "datapackage.zip": "application/zip",
}
VERSIONS_KEPT = 2
# More services take longer to write than somebody waits; the worker writes them.
MOST_AT_ONCE = 2_000


class NotMadeYet(Exception):
    """The files of this version are still to be made, and older ones hold something that has been taken away."""


def folder() -> Path:
    """The folder with the newest files, whose name differs for each version.

    Files of the version before serve until the worker has made new ones, unless something has been taken away since.
    A small directory is made anew at once. Raises NotMadeYet.
    """
    here, ready = shelf(), _home() / _tag()
    if ready.is_dir():
        return ready
    before = _made(_home())[-1:]
    if before and _left(here) >= _left_in(before[0]):
        return before[0]
    if here.catalogue.services(Wanted(), 0, 1).total > MOST_AT_ONCE:
        raise NotMadeYet
    return make()


def make() -> Path:
    """Makes the files of this version if there are none. Whoever comes meanwhile waits for them."""
    ready = _home() / _tag()
    if not ready.is_dir():
        with _alone(_home()):
            if not ready.is_dir():
                _make(ready, shelf())
                _clear(_home())
    return ready


def prepare() -> None:
    """Makes the files if the directory has changed, so that nobody has to wait for them."""
    make()


def _home() -> Path:
    home = Path(current_app.config["DATA_DIR"]) / "open_data"
    home.mkdir(exist_ok=True, mode=0o700)
    return home


def _tag() -> str:
    return tag_of("files", directory.version())


def _made(home: Path) -> list[Path]:
    """The folders that are whole, the oldest first."""
    whole = (path for path in home.iterdir() if path.is_dir() and not path.suffix)
    return sorted(whole, key=lambda path: path.stat().st_mtime)


def _left(here: Shelf) -> set[str]:
    """What is there to be seen now: services, and places where they are given."""
    kinds = (here.catalogue.services(Wanted()), here.catalogue.at_locations(Wanted()))
    return {"\t".join(key) for page in kinds for key in page.keys}


def _left_in(folder: Path) -> set[str]:
    """What was there when these files were made."""
    return set((folder / "holds").read_text(encoding="utf-8").split("\n"))


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    with (home / "lock").open("w") as lock:
        flock(lock, LOCK_EX)
        yield


def _clear(home: Path) -> None:
    """Older files go, but for the last ones, which somebody may be about to open."""
    for old in _made(home)[:-VERSIONS_KEPT]:
        shutil.rmtree(old, ignore_errors=True)


def _make(folder: Path, here: Shelf) -> None:
    """Writes beside and moves over when done, so that no half of a file is ever served."""
    beside = folder.with_suffix(".making")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(mode=0o700)
    (beside / "holds").write_text("\n".join(sorted(_left(here))), encoding="utf-8")
    keys = here.catalogue.services(Wanted()).keys
    shapes = (here.writer.service(one, full=True) for one in here.catalogue.whole_services(keys))
    with Sheets(beside, here) as sheets:
        for shape in shapes:
            sheets.add(shape)
    _zip(beside / "directory.csv.zip", [beside / "services.csv", beside / "licence.txt"])
    _zip(beside / "datapackage.zip", [beside / "datapackage.json", *(beside / "tables" / t.path for t in TABLES)])
    shutil.rmtree(beside / "tables")
    for name in ("services.csv", "licence.txt", "datapackage.json"):
        (beside / name).unlink()
    beside.rename(folder)


class Sheets:
    """The files while they are being written, a service at a time."""

    def __init__(self, folder: Path, here: Shelf) -> None:
        self._folder = folder
        self._here = here
        self._files = ExitStack()
        self._made = moment(clock.now())
        self._seen: set[tuple[str, str]] = set()
        self._first = True
        self._needs = own_group(Kind.NEED).id

    def __enter__(self) -> "Sheets":
        (self._folder / "tables").mkdir()
        self._json = self._open("directory.json")
        head = {"made": self._made, "license": {"name": LICENCE, "url": LICENCE_ADDRESS}, "publisher": council().name}
        self._json.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "services": [')
        self._flat = csv.DictWriter(self._open("services.csv"), FLAT)
        self._flat.writeheader()
        self._tables = {table.name: csv.writer(self._open(f"tables/{table.path}")) for table in TABLES}
        self._columns = {table.name: table.columns for table in TABLES}
        for table in TABLES:
            self._tables[table.name].writerow(table.columns)
        for group in self._here.categories.groups:
            self._row("taxonomies", taxonomy_shape(group))
        for category in self._here.categories.all:
            self._row("taxonomy_terms", term_shape(category))
        return self

    def add(self, service: Shape) -> None:
        """Writes a service into every file."""
        self._json.write(("\n" if self._first else ",\n") + json.dumps(service, ensure_ascii=False))
        self._first = False
        self._flat.writerow({name: harmless(value) for name, value in flat_row(service, self._needs).items()})
        for table, row in rows_of(service):
            self._row(table, row)

    def _row(self, table: str, row: Shape) -> None:
        if (table, row["id"]) not in self._seen:
            self._seen.add((table, row["id"]))
            self._tables[table].writerow([harmless(row.get(column)) for column in self._columns[table]])

    def __exit__(self, *_: object) -> None:
        self._json.write("\n]}\n")
        title = f"{council().service_name}, {council().name}"
        described = json.dumps(package(title, self._made), ensure_ascii=False, indent=1)
        (self._folder / "datapackage.json").write_text(described, encoding="utf-8")
        (self._folder / "licence.txt").write_text(f"{title}\n{LICENCE}\n{LICENCE_ADDRESS}\n", encoding="utf-8")
        self._files.close()

    def _open(self, name: str) -> IO[Any]:
        return self._files.enter_context((self._folder / name).open("w", encoding="utf-8", newline=""))


def _zip(target: Path, files: list[Path]) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            archive.write(path, path.name)
