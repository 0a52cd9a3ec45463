"""Where the index lies on the disk: one folder to a build, a pointer to the one in use, one writer at a time."""

import json
import os
import shutil
import time
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any
from uuid import uuid4

from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import COLUMN, ID, TEXT, Schema
from whoosh.index import TOC, create_in, open_dir
from whoosh.reading import SegmentReader
from whoosh.writing import MERGE_SMALL

from app.needs.domain import words
from app.search import columns_file
from app.search.columns import Columns, documents_of
from app.search.domain import Document, Town
from app.search.postings import ROW, documents_with
from app.search.spelling import Spelling
from app.search.stemming import analyse
from app.search.towns import kept_towns, towns_of

FORMAT = 3
"""Raised when what is written changes, so that an index of another version is rebuilt and not misread."""
WAIT_SECONDS = 30
MOST_PARTS = 8
"""How many parts an index may have before the small ones are put together: each makes a search a little slower."""
_POINTER, _LABEL, _SPELLING = "current", "label.json", "spelling.npz"
_PLACES, _TOWNS = "places.json", "towns.json"


def _schema() -> Schema:
    text = TEXT(phrase=False, analyzer=analyse)
    return Schema(id=ID(unique=True, stored=True), row=COLUMN(ROW), name=text, organisation=text, needs=text, body=text)


@dataclass(frozen=True)
class Build:
    """One folder with an index, its columns and its spelling."""

    folder: Path
    _opened: dict[str, Any] = field(default_factory=dict, compare=False)

    @cached_property
    def whoosh(self) -> Any:
        return open_dir(str(self.folder))

    def generation(self) -> int:
        """The number of the newest version; a change by any process raises it."""
        return int(self.whoosh.latest_generation())

    def newest(self) -> tuple[int, list[Any]]:
        """The number of the newest version and its parts. Those that went since are let go."""
        contents = TOC.read(self.whoosh.storage, self.whoosh.indexname, schema=self.whoosh.schema)
        parts = [part for part in contents.segments if part.doc_count_all()]
        for id in self._opened.keys() - {part.segment_id() for part in parts}:
            self._opened.pop(id, None)
        return int(contents.generation), parts

    def reader(self, part: Any) -> Any:
        """The reader of a part, opened once: but for which of its documents are deleted a part never changes."""
        id = str(part.segment_id())
        if (reader := self._opened.get(id)) is None:
            reader = self._opened[id] = SegmentReader(self.whoosh.storage, self.whoosh.schema, part)
        return reader

    def columns(self, generation: int) -> Columns:
        return _columns_in(self._columns_file(generation))

    @cached_property
    def place_words(self) -> frozenset[str]:
        """The words of the towns and postcodes where services were when the build was made."""
        return frozenset(json.loads((self.folder / _PLACES).read_text(encoding="utf-8")))

    @cached_property
    def towns(self) -> Mapping[tuple[str, ...], Town]:
        """The towns and districts where services were when the build was made, by the words of their names."""
        return kept_towns((self.folder / _TOWNS).read_text(encoding="utf-8"))

    @cached_property
    def spelling(self) -> Spelling:
        return Spelling.load(self.folder / _SPELLING)

    def update(self, documents: Sequence[Document], gone: Collection[str]) -> None:
        """The columns of a version are on the disk before the version is, so no reader misses them."""
        writer = self._writer()
        try:
            before = self.columns(writer.generation - 1)
            self._delete(writer, {*gone, *(document.id for document in documents)})
            _add(writer, documents, before.rows_for(documents))
            after = before.replaced(documents) if documents else before
            columns_file.save(after, self._columns_file(writer.generation))
        except BaseException:
            writer.cancel()
            raise
        writer.commit(mergetype=_when_many)
        self._tidy(writer.generation)

    def _delete(self, writer: Any, ids: Collection[str]) -> None:
        for part in writer.segments:
            if part.doc_count_all():
                for number in chain.from_iterable(documents_with(self.reader(part), id) for id in ids):
                    if not part.is_deleted(number):
                        part.delete_document(number)

    @classmethod
    def made(cls, folder: Path, documents: Sequence[Document], belongs_to: str) -> "Build":
        folder.mkdir(parents=True)
        create_in(str(folder), _schema())
        build = cls(folder)
        writer = build._writer()
        _add(writer, documents, range(len(documents)))
        columns_file.save(Columns.of(documents), build._columns_file(writer.generation))
        Spelling.of(_uses(documents)).save(folder / _SPELLING)
        places = sorted({word for document in documents for word in words(document.place)})
        (folder / _PLACES).write_text(json.dumps(places), encoding="utf-8")
        (folder / _TOWNS).write_text(towns_of(documents), encoding="utf-8")
        writer.commit(optimize=True)
        label = {"format": FORMAT, "belongs_to": belongs_to}
        (folder / _LABEL).write_text(json.dumps(label), encoding="utf-8")
        return build

    def belongs_to(self, owner: str) -> bool:
        try:
            label = json.loads((self.folder / _LABEL).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        return bool(label == {"format": FORMAT, "belongs_to": owner})

    def _writer(self) -> Any:
        # Blocks are not compressed: a word that nobody asked for since the start is read several times faster.
        return self.whoosh.writer(timeout=WAIT_SECONDS, codec=W3Codec(blocklimit=4096, compression=0))

    def _columns_file(self, generation: int) -> Path:
        return self.folder / f"columns-{generation}"

    def _tidy(self, generation: int) -> None:
        """Keeps the version before, which a reader may just be opening."""
        for path in self.folder.glob("columns-*"):
            number = path.name.removeprefix("columns-")
            if number.isdigit() and int(number) < generation - 1:
                path.unlink(missing_ok=True)


@dataclass(frozen=True)
class Shelf:
    """The builds of one database's index."""

    folder: Path
    belongs_to: str
    _last: list[Build] = field(default_factory=list, compare=False)

    @cached_property
    def _pointer(self) -> str:
        return str(self.folder / _POINTER)

    def current(self) -> Build | None:
        """The build in use; None when there is none or it belongs to another database or version."""
        try:
            build = Build(self.folder / (self.folder / _POINTER).read_text(encoding="utf-8").strip())
        except OSError:
            return None
        if not build.belongs_to(self.belongs_to):
            return None
        self._last[:] = [known for known in self._last if known == build] or [build]
        return self._last[0]

    def ring(self) -> None:
        """Tells readers in all processes that there is something new to see."""
        now = time.time_ns()
        os.utime(self._pointer, ns=(now, now))

    def last_rung(self) -> int:
        """When there was last something new, another build included; 0 when there is no index."""
        try:
            return os.stat(self._pointer).st_mtime_ns
        except OSError:
            return 0

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Makes a new build beside the one in use, then switches. The one before stays for those reading it."""
        before = self.current()
        listed = documents_of(documents)
        build = Build.made(self.folder / f"build-{uuid4().hex}", listed, self.belongs_to)
        draft = self.folder / f"{_POINTER}.draft"
        draft.write_text(build.folder.name, encoding="utf-8")
        os.replace(draft, self._pointer)
        self.ring()
        for path in self.folder.glob("build-*"):
            if path not in (build.folder, before.folder if before else None):
                shutil.rmtree(path, ignore_errors=True)
        return len(listed)


# A version's columns never change, and whoever writes the next one has most often just read this one.
@lru_cache(maxsize=1)
def _columns_in(file: Path) -> Columns:
    return columns_file.load(file)


def _when_many(writer: Any, segments: Sequence[Any]) -> Any:
    """Whoosh's own way to put small parts together, but not at every edit: most of an edit's time went there."""
    return MERGE_SMALL(writer, segments) if len(segments) >= MOST_PARTS else segments


def _add(writer: Any, documents: Sequence[Document], rows: Iterable[int]) -> None:
    for document, row in zip(documents, rows, strict=True):
        writer.add_document(
            id=document.id,
            row=int(row),
            name=_plain(document.name),
            organisation=_plain(document.organisation),
            needs=_plain(document.needs),
            body=_plain(f"{document.body} {document.place}"),
        )


def _plain(text: str) -> str:
    return " ".join(words(text))


def _uses(documents: Iterable[Document]) -> Counter[str]:
    """In how many documents each word stands."""
    uses: Counter[str] = Counter()
    for document in documents:
        parts = (document.name, document.organisation, document.needs, document.body, document.place)
        uses.update(set(words(" ".join(parts))))
    return uses
