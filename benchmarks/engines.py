"""The engines side by side. Each answers a search with 20 ids, the exact total and facet counts over all hits."""

import shutil
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import tantivy

from app.needs.api import vocabulary
from app.needs.domain import Vocabulary, words
from app.search.columns import Columns
from app.search.domain import Document, Near, Point, Query
from app.search.whoosh_index import WhooshIndex

FIELDS = ("name", "organisation", "needs", "body")
PAGE = 20


class Engine(Protocol):
    name: str

    def answer(self, text: str) -> int:
        """Answers one search in full; says how many hits there are."""


class Ours:
    """Our index, asked like its rivals for words alone; with the thesaurus it does more for a resident than they."""

    def __init__(self, name: str, folder: Path, thesaurus: bool) -> None:
        self.name = name
        self.index = WhooshIndex(folder, "benchmark", vocabulary() if thesaurus else Vocabulary(needs=()))

    def answer(self, text: str) -> int:
        return self.index.search(Query(text, count=PAGE)).total


class OursCold(Ours):
    """The same, every word asked for the first time since the process started."""

    def answer(self, text: str) -> int:
        return self.index.search(Query(text, count=PAGE)).total

    def forget(self) -> None:
        view = self.index._view
        if view:
            view.words._kept.clear()
            view.words._kept_postings = 0


class OursNear(Ours):
    """With a place, a radius and a filter as well."""

    near = Near(Point(54.565, -1.315), "TS18", 5.0)

    def answer(self, text: str) -> int:
        return self.index.search(Query(text, near=self.near, any_of={"free": frozenset({"yes"})}, count=PAGE)).total


class Fts5:
    name = "SQLite FTS5 + numpy facets"

    def __init__(self, folder: Path, documents: Sequence[Document], columns: Columns) -> None:
        self.columns = columns
        self.database = sqlite3.connect(folder / "fts5.sqlite")
        self.database.execute("pragma mmap_size = 4000000000")
        self.database.execute("create table services (row integer primary key, id text)")
        self.database.execute(
            f"create virtual table found using fts5({', '.join(FIELDS)}, content='', tokenize='porter unicode61')"
        )
        self.database.executemany(
            "insert into services values (?, ?)", ((row, document.id) for row, document in enumerate(documents))
        )
        self.database.executemany(
            "insert into found (rowid, name, organisation, needs, body) values (?, ?, ?, ?, ?)",
            ((row, *_texts(document)) for row, document in enumerate(documents)),
        )
        self.database.execute("insert into found (found) values ('optimize')")
        self.database.commit()

    def answer(self, text: str) -> int:
        match = " OR ".join(f'"{word}"' for word in words(text))
        listed = self.database.execute(
            "select rowid, bm25(found, 3.0, 1.5, 1.5, 1.0) from found where found match ?", (match,)
        ).fetchall()
        if not listed:
            return 0
        table = np.array(listed)
        rows, scores = table[:, 0].astype(np.int32), table[:, 1]
        top = np.argpartition(scores, PAGE)[:PAGE] if len(rows) > PAGE else np.arange(len(rows))
        best = rows[top[np.argsort(scores[top])]].tolist()
        holes = ",".join("?" * len(best))
        self.database.execute(f"select row, id from services where row in ({holes})", best).fetchall()
        self.columns.tally.counts(rows)
        return len(rows)


class Tantivy:
    name = "tantivy"

    def __init__(self, folder: Path, documents: Sequence[Document], columns: Columns) -> None:
        path = folder / "tantivy"
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir()
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        for field in FIELDS:
            builder.add_text_field(field, stored=False, tokenizer_name="en_stem")
        for facet in columns.facets:
            builder.add_unsigned_field(f"{facet}_code", stored=False, indexed=False, fast=True)
        index = tantivy.Index(builder.build(), path=str(path))
        writer = index.writer(heap_size=500_000_000, num_threads=1)
        codes = {
            facet: {value: code for code, value in enumerate(part.values)} for facet, part in columns.facets.items()
        }
        for document in documents:
            made = tantivy.Document(id=[document.id], **dict(zip(FIELDS, _texts(document), strict=True)))
            for facet, held in document.facets.items():
                for value in held:
                    made.add_unsigned(f"{facet}_code", codes[facet][value])
            writer.add_document(made)
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self.index, self.searcher = index, index.searcher()
        self.counting = {facet: {"terms": {"field": f"{facet}_code", "size": 100}} for facet in columns.facets}
        self.boosts = {"name": 3.0, "organisation": 1.5, "needs": 1.5, "body": 1.0}

    def answer(self, text: str) -> int:
        query = self.index.parse_query(" ".join(words(text)), list(FIELDS), field_boosts=self.boosts)
        found = self.searcher.search(query, PAGE, count=True)
        for _, address in found.hits:
            self.searcher.doc(address)
        self.searcher.aggregate(query, self.counting)
        return int(found.count)


def _texts(document: Document) -> tuple[str, str, str, str]:
    return document.name, document.organisation, document.needs, document.body


def all_engines(folder: Path, documents: Sequence[Document], tell: Callable[[str], None]) -> list[Engine]:
    tell("our index")
    WhooshIndex(folder / "ours", "benchmark", Vocabulary(needs=())).rebuild(documents)
    columns = Columns.of(documents)
    ours = [
        Ours("ours, warm", folder / "ours", thesaurus=False),
        OursCold("ours, cold", folder / "ours", thesaurus=False),
        Ours("ours with thesaurus and typos, warm", folder / "ours", thesaurus=True),
        OursNear("ours with place and filter, warm", folder / "ours", thesaurus=False),
    ]
    tell("SQLite FTS5")
    fts5 = Fts5(folder, documents, columns)
    tell("tantivy")
    return [*ours, fts5, Tantivy(folder, documents, columns)]
