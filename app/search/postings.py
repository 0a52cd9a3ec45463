"""How well each document answers one word: Whoosh's word lists read once into arrays and scored by BM25.

Reads private parts of Whoosh's codec, which spares 90 % of the time of its own matchers; the version is pinned
and `tests/store/search/test_postings.py` compares with `searcher.search`.
"""

import pickle
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from math import log
from struct import Struct
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import LENGTHS_COLUMN, WHOOSH3_HEADER_MAGIC, W3TermInfo
from whoosh.columns import NumericColumn
from whoosh.util.numeric import byte_to_length

from app.search.columns import Rows

Scores = NDArray[np.float32]
ROW = NumericColumn("i", default=-1)
"""Where a part of the index keeps the row of each document."""

BOOSTS: Mapping[str, float] = {"name": 3.0, "organisation": 1.5, "needs": 1.5, "body": 1.0}
B: Mapping[str, float] = {"name": 0.4, "organisation": 0.4, "needs": 0.3, "body": 0.6}
K1 = 1.2
WELL = 0.5
"""The share from which a document answers a question well."""
KEPT_POSTINGS = 4_000_000
"""How many postings are kept decoded: 8 bytes each."""

_INT, _EXTENT = Struct("!i"), Struct("!qi")
_LENGTHS = np.array([byte_to_length(byte) or 0 for byte in range(256)], dtype=np.float32)


def rarity(holding: int, of: int) -> float:
    """What finding a word is worth when `holding` documents `of` all have it (BM25's idf)."""
    return log(1 + (of - holding + 0.5) / (holding + 0.5))


@dataclass(frozen=True)
class Postings:
    """The rows that hold a word, ascending, and how well each answers it."""

    rows: Rows
    scores: Scores

    @cached_property
    def shares(self) -> Scores:
        """How far each answers it, beside the one that does best: from 0 to 1, weak answers counting for something."""
        best = self.scores.max(initial=0.0)
        return np.sqrt(self.scores / best) if best else self.scores

    @cached_property
    def answering_well(self) -> int:
        """How many answer it at least a quarter as well as the best."""
        return int(np.count_nonzero(self.shares >= WELL))

    @classmethod
    def none(cls) -> "Postings":
        return cls(np.empty(0, dtype=np.int32), np.empty(0, dtype=np.float32))


@dataclass(frozen=True)
class Segment:
    """One part of a Whoosh index: what stays the same for as long as the part exists."""

    reader: Any
    deleted: frozenset[int]
    rows: Rows
    lengths: Mapping[str, NDArray[np.float32]]

    @classmethod
    def of(cls, reader: Any, part: Any) -> "Segment":
        """A part, as the newest version lists it."""
        lengths = {field: _lengths(reader, field) for field in BOOSTS}
        return cls(reader, frozenset(part.deleted_docs()), _rows(reader), lengths)

    def under(self, part: Any) -> "Segment":
        """The same part in a newer version, with what has been deleted since."""
        deleted = frozenset(part.deleted_docs())
        return self if deleted == self.deleted else Segment(self.reader, deleted, self.rows, self.lengths)

    @property
    def is_whole(self) -> bool:
        """Whether nothing has been deleted here."""
        return not self.deleted

    @cached_property
    def living(self) -> Rows:
        """The row of each document, -1 for those deleted here."""
        rows = self.rows.copy()
        rows[list(self.deleted)] = -1
        return rows


class Words:
    """The words of one version of an index. Many threads may read at once: the worst is to decode a list twice."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = segments
        self.documents = sum(segment.reader.doc_count_all() for segment in segments)
        self._penalties = [self._length_penalties(segment) for segment in segments]
        self._kept: OrderedDict[tuple[str, ...], Postings] = OrderedDict()
        self._kept_postings = 0
        self._lock = Lock()

    def answering(self, stems: tuple[str, ...]) -> Postings:
        """The documents that hold all these words."""
        with self._lock:
            if kept := self._kept.get(stems):
                self._kept.move_to_end(stems)
                return kept
        postings = self._decoded(stems[0]) if len(stems) == 1 else self._holding_all(stems)
        self._keep(stems, postings)
        return postings

    def shares(self, stem: str, row: int) -> dict[str, float]:
        """What each field of a document adds to its score for a word."""
        parts: dict[str, float] = {}
        worth = rarity(len(self.answering((stem,)).rows), self.documents)
        for segment, penalties in zip(self.segments, self._penalties, strict=True):
            for number in np.flatnonzero(segment.living == row).tolist():
                for field, boost in BOOSTS.items():
                    if listed := _read(segment.reader, field, stem):
                        times = float(listed[1][listed[0] == number].sum())
                        parts[field] = worth * boost * (K1 + 1) * times / (times + float(penalties[field][number]))
        return {field: part for field, part in parts.items() if part}

    def _holding_all(self, stems: tuple[str, ...]) -> Postings:
        each = sorted((self.answering((stem,)) for stem in set(stems)), key=lambda postings: len(postings.rows))
        both = each[0] if each else Postings.none()
        for other in each[1:]:
            rows, mine, theirs = np.intersect1d(both.rows, other.rows, assume_unique=True, return_indices=True)
            both = Postings(rows, both.scores[mine] + other.scores[theirs])
        return both

    def _keep(self, stems: tuple[str, ...], postings: Postings) -> None:
        with self._lock:
            self._kept_postings += len(postings.rows) if stems not in self._kept else 0
            self._kept[stems] = postings
            while self._kept_postings > KEPT_POSTINGS and len(self._kept) > 1:
                self._kept_postings -= len(self._kept.popitem(last=False)[1].rows)

    def _decoded(self, stem: str) -> Postings:
        parts = [
            self._in_segment(segment, penalties, stem)
            for segment, penalties in zip(self.segments, self._penalties, strict=True)
        ]
        rows, scores = _in_order(parts)
        return Postings(rows, scores * np.float32(rarity(len(rows), self.documents)))

    def _in_segment(self, segment: Segment, penalties: Mapping[str, NDArray[np.float32]], stem: str) -> Postings:
        fields = [(field, *listed) for field in BOOSTS if (listed := _read(segment.reader, field, stem))]
        if not fields:
            return Postings.none()
        parts = [
            (numbers, BOOSTS[field] * (K1 + 1) * times / (times + penalties[field][numbers]))
            for field, numbers, times in fields
        ]
        numbers, scores = parts[0] if len(parts) == 1 else _added(parts, len(segment.rows))
        rows = segment.living[numbers]
        if segment.is_whole:
            return Postings(rows, scores.astype(np.float32, copy=False))
        alive = rows >= 0
        return Postings(rows[alive], scores[alive].astype(np.float32, copy=False))

    def _length_penalties(self, segment: Segment) -> Mapping[str, NDArray[np.float32]]:
        return {
            field: (K1 * (1 - B[field] + B[field] * lengths / self._mean_length(field))).astype(np.float32)
            for field, lengths in segment.lengths.items()
        }

    def _mean_length(self, field: str) -> float:
        total = sum(segment.reader.field_length(field) for segment in self.segments)
        return total / self.documents if total else 1.0


def _in_order(parts: Sequence[Postings]) -> tuple[Rows, Scores]:
    """The parts of an index put together, rows ascending."""
    if len(parts) == 1:
        return parts[0].rows, parts[0].scores
    parts = parts or [Postings.none()]
    rows, scores = np.concatenate([part.rows for part in parts]), np.concatenate([part.scores for part in parts])
    order = np.argsort(rows, kind="stable")
    return rows[order], scores[order]


def _added(parts: Sequence[tuple[NDArray[np.int32], Any]], size: int) -> tuple[NDArray[np.int32], Any]:
    """Fields of one word put together, documents ascending."""
    sums = np.zeros(size, dtype=np.float32)
    for numbers, scores in parts:
        sums[numbers] += scores
    found = np.flatnonzero(sums).astype(np.int32)
    return found, sums[found]


def documents_with(reader: Any, id: str) -> list[int]:
    """The numbers of the documents in a part that have this id, deleted ones too."""
    listed = _read(reader, "id", id)
    return [] if listed is None else listed[0].tolist()


def _rows(reader: Any) -> Rows:
    """The row of each document of a part."""
    column = reader._perdoc._cached_reader("row", ROW)
    return np.frombuffer(column._dbfile.get(column._basepos, 4 * column._count), dtype=">i4").astype(np.int32)


def _lengths(reader: Any, field: str) -> NDArray[np.float32]:
    """How many words the field has in each document, as Whoosh rounds them; documents at the end may be left out."""
    lengths = np.zeros(reader.doc_count_all(), dtype=np.float32)
    column = reader._perdoc._cached_reader(f"_{field}_len", LENGTHS_COLUMN)
    if column is not None:
        stored = np.frombuffer(column._dbfile.get(column._basepos, column._count), dtype=np.uint8)
        lengths[: len(stored)] = _LENGTHS[stored]
    return lengths


def _read(reader: Any, field: str, stem: str) -> tuple[NDArray[np.int32], NDArray[np.float32]] | None:
    """The documents that hold a word in a field and how often; None when there is none."""
    terms = reader._terms
    info = terms._tindex.get(terms._keycoder(field, stem.encode()))
    if info is None:
        return None
    beginning = W3TermInfo._struct.size
    if info[0]:  # what stands in one document alone lies with the word itself
        numbers, times, _ = pickle.loads(info[beginning:])
        return np.array(numbers, dtype=np.int32), np.array(times, dtype=np.float32)
    blocks = [_block(*listed) for listed in _listed(terms._postfile.get(*_EXTENT.unpack_from(info, beginning)))]
    if len(blocks) == 1:
        return blocks[0]
    return np.concatenate([numbers for numbers, _ in blocks]), np.concatenate([times for _, times in blocks])


def _listed(data: bytes) -> Iterator[tuple[tuple[int, ...], Any]]:
    """The gaps and the times of each block of a list. That a block is not compressed is how `store` writes it."""
    stream = BytesIO(data)
    stream.seek(len(WHOOSH3_HEADER_MAGIC))
    is_last = False
    while not is_last:
        (length,) = _INT.unpack(stream.read(_INT.size))
        is_last = length < 0
        pickle.load(stream)  # how many there are and the like
        gaps, times, _ = pickle.load(stream)
        yield gaps, times


def _block(gaps: tuple[int, ...], times: Any) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Each number is stored as the gap from the one before; one figure stands for all when they are the same."""
    numbers = np.cumsum(np.array(gaps, dtype=np.int32), dtype=np.int32)
    if isinstance(times, tuple):
        return numbers, np.array(times, dtype=np.float32)
    return numbers, np.full(len(numbers), 1.0 if times is None else times, dtype=np.float32)
