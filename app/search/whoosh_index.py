"""The index kept by Whoosh on this machine's disk, read through arrays."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from threading import Lock
from time import monotonic

import numpy as np

from app.kernel.recent import Recent
from app.needs.domain import Vocabulary
from app.search import ranking
from app.search.columns import Columns, Flags, Rows, documents_of
from app.search.domain import LOWERED, STANDING, Because, Document, Hit, Hits, Order, Query, Town, Why
from app.search.names import WHOLE_NAME, Asked, NameBook
from app.search.narrowing import Narrowing
from app.search.place import Placed
from app.search.postings import Postings, Scores, Segment, Words, rarity
from app.search.ranking import Answered, Ranked
from app.search.spelling import Spelling
from app.search.stemming import stems
from app.search.store import Build, Shelf
from app.search.towns import town_among
from app.search.understanding import Understood, Way, town_wish, understand, wanting

NEED_FACET = "need"
"""The facet whose values are the needs of `app.needs`."""
NEED_STRENGTH = 2.0
"""How well a document that helps with a need answers it, beside one that says a word of the same rarity once."""
KEPT_WHEN_LOWERED = 0.5
"""The share of its score that a listing keeps which nobody has checked for long."""
SUGGESTIONS = 10
LOOKED_THROUGH_FOR_NAMES = 40
"""How many of the best are looked at for the name that was typed: it is always among them."""
TEXTS_REMEMBERED, LONGEST_REMEMBERED = 1000, 60
"""How many short texts a process remembers the meaning of; longer ones, where people tell of themselves, it forgets."""
SECONDS_BETWEEN_LOOKS = 1.0
TRIES = 10


class WhooshIndex:
    """The `Index` port. Reading is safe from any thread or process; one process at a time writes."""

    def __init__(
        self, folder: Path, belongs_to: str, vocabulary: Vocabulary, newest: Callable[[], Vocabulary] | None = None
    ) -> None:
        """`newest` gives the vocabulary as it is now; it is asked when the bell rings, and once a second."""
        self._shelf = Shelf(folder, belongs_to)
        self._newest_vocabulary = newest
        self._learn(vocabulary)
        self._lock = Lock()
        self._view: View | None = None
        self._rung = 0
        self._look_again = 0.0

    def search(self, query: Query) -> Hits:
        view = self._newest()
        return view.search(query) if view else Hits()

    def view(self) -> "View | None":
        """The newest version, for whoever explains it."""
        return self._newest()

    def ring(self) -> None:
        """Tells every process that the words people use have changed."""
        with suppress(FileNotFoundError):  # without an index there is nobody to tell
            self._shelf.ring()

    def rebuild(self, documents: Iterable[Document]) -> int:
        return self._shelf.rebuild(documents)

    def update(self, documents: Iterable[Document], gone: Collection[str] = ()) -> None:
        """Raises LookupError when there is no index yet."""
        build = self._shelf.current()
        if build is None:
            raise LookupError("there is no index to update: run `flask search rebuild`")
        build.update(documents_of(documents), gone)
        self._shelf.ring()

    def version(self) -> str:
        view = self._newest()
        return f"{view.build.folder.name} {view.generation}" if view else ""

    def is_missing(self) -> bool:
        known = self._view is not None and self._shelf.last_rung() == self._rung
        return not known and self._shelf.current() is None

    def _newest(self) -> "View | None":
        """The newest version there is; looking costs microseconds, and only what has changed is read.

        A writer rings when it is done. One that was killed before it could is noticed within a second.
        """
        view, rung = self._view, self._shelf.last_rung()
        if view and rung == self._rung and monotonic() < self._look_again:
            return view
        with self._lock:
            self._look_again = monotonic() + SECONDS_BETWEEN_LOOKS
            self._hear()
            if rung != self._rung or self._view is None:
                self._rung = rung
                self._view = self._read(self._shelf.current())
            elif self._view.generation != self._view.build.generation():
                self._view = self._read(self._view.build)
            if self._view and self._view.vocabulary is not self._vocabulary:
                self._view = self._view.speaking(self._vocabulary, self._spoken)
            return self._view

    def _hear(self) -> None:
        if self._newest_vocabulary and (vocabulary := self._newest_vocabulary()) is not self._vocabulary:
            self._learn(vocabulary)

    def _learn(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._spoken = Spelling.of(dict.fromkeys(vocabulary.spoken_words, 1))

    def _read(self, build: Build | None) -> "View | None":
        if build is None:
            return None
        before = self._view if self._view and self._view.build == build else None
        if before and before.generation == build.generation():
            return before
        for _ in range(TRIES - 1):
            # A writer may tidy away a version between our hearing of it and our opening it: then there is a newer one.
            with suppress(FileNotFoundError):
                return View.of(before.build if before else build, self._vocabulary, self._spoken, before)
        return View.of(before.build if before else build, self._vocabulary, self._spoken, before)


@dataclass(frozen=True)
class View:
    """One version of the index, which never changes."""

    build: Build
    generation: int
    vocabulary: Vocabulary
    spoken: Spelling
    columns: Columns
    segments: Mapping[str, Segment]
    words: Words
    needs: dict[str, Postings] = field(default_factory=dict)
    meanings: Recent[tuple[str, bool], Understood] = field(default_factory=lambda: Recent(TEXTS_REMEMBERED))
    asked_before: Recent[tuple[str, str], Asked] = field(default_factory=lambda: Recent(TEXTS_REMEMBERED))

    def speaking(self, vocabulary: Vocabulary, spoken: Spelling) -> "View":
        """The same version with other words of people."""
        fresh = replace(self, vocabulary=vocabulary, spoken=spoken, meanings=Recent(TEXTS_REMEMBERED))
        return replace(fresh, asked_before=Recent(TEXTS_REMEMBERED))

    @classmethod
    def of(cls, build: Build, vocabulary: Vocabulary, spoken: Spelling, before: "View | None") -> "View":
        """Reads a version; parts of the index that were there before are not read again."""
        generation, parts = build.newest()
        columns = build.columns(generation)
        segments: dict[str, Segment] = {}
        for part in parts:
            id = str(part.segment_id())
            known = before.segments.get(id) if before else None
            segments[id] = known.under(part) if known else Segment.of(build.reader(part), part)
        words = Words(tuple(segments.values()))
        return cls(build, generation, vocabulary, spoken, columns, segments, words)

    def search(self, query: Query) -> Hits:
        understood = self.understood(query)
        question = self.question(query, understood)
        asked = self.asked(query, understood)
        found = self._found(query, question)
        placed = Placed.of(self.columns, query.near, query.radii)
        narrowing = Narrowing(self.columns, query, placed)
        near = ranking.kept(found.fits, placed.inside)
        fits = ranking.kept(near, narrowing.fitting())
        unstating = narrowing.unstating()
        others = Postings.none() if unstating is None else ranking.kept(near, unstating)
        total = len(fits.rows) + len(others.rows)
        return Hits(
            page=self._hits(self._page(fits, others, query, placed, asked), placed, question, narrowing, asked),
            total=total,
            stated=len(fits.rows),
            counts=narrowing.counts(near.rows, fits.rows),
            within=narrowing.within(found.fits.rows),
            reading=understood.reading,
            fallback=() if total else self._fallback(found, placed, narrowing),
        )

    def understood(self, query: Query) -> Understood:
        """What a query's words ask for."""
        asked = (query.words, query.exactly)
        if (known := self.meanings.get(asked)) is None:
            known = understand(query.words, self.vocabulary, self, query.exactly)
            if len(query.words) <= LONGEST_REMEMBERED:
                self.meanings.put(asked, known)
        return known

    def question(self, query: Query, understood: Understood) -> list[Answered]:
        """What is asked for, with the rows that answer each part."""
        concepts = understood.concepts + wanting(query.needs)
        if query.town and concepts:
            concepts = (*concepts, town_wish(query.town))
        return [Answered.of(concept, self.answers, self.size) for concept in concepts]

    def _found(self, query: Query, question: Sequence[Answered]) -> Ranked:
        if not question:
            return Ranked(Postings.none() if query.words.strip() else self._everything)
        found = ranking.ranked(question, self.size)
        return found if len(found.fits.rows) else replace(found, hinted=self._hinted(question))

    def _hinted(self, question: Sequence[Answered]) -> Postings:
        """What has a word of several that were said together."""
        hints = [way for part in question for way in part.concept.hints]
        return ranking.best_way([way.weight for way in hints], map(self.answers, hints), self.size)

    def _page(self, fits: Postings, others: Postings, query: Query, placed: Placed, asked: Asked | None) -> Rows:
        """Those that fit, and on the pages after them those that do not state what was asked."""
        if query.order is Order.NEAREST and placed.miles is not None:
            fits, others = (Postings(part.rows, -placed.miles[part.rows].astype(np.float32)) for part in (fits, others))
        elif self.worth is not None:
            fits, others = (Postings(part.rows, part.scores * self.worth[part.rows]) for part in (fits, others))
        rows = self.best_first(fits, asked, query.first, query.count)
        if len(rows) == query.count or not len(others.rows):
            return rows
        first = max(0, query.first - len(fits.rows))
        return np.concatenate([rows, ranking.best_first(others, first, query.count - len(rows))])

    def asked(self, query: Query, understood: Understood) -> Asked | None:
        """What was typed, as names are compared with it; None when nothing was, or another order is wanted."""
        words = understood.reading.corrected or query.words
        if not words or query.order is Order.NEAREST:
            return None
        asked = self.asked_before.get((words, query.typed))
        if asked is None:
            stemmed = stems(words)
            asked = Asked({stemmed, stems(query.typed)} - {()}, self.names.core(stemmed))
            if len(words) <= LONGEST_REMEMBERED:
                self.asked_before.put((words, query.typed), asked)
        return asked if asked.core else None

    def best_first(self, fits: Postings, asked: Asked | None, first: int, count: int) -> Rows:
        """One page by score, what has the name that was asked for before the rest."""
        if asked is None:
            return ranking.best_first(fits, first, count)
        rows = ranking.best_first(fits, 0, max(LOOKED_THROUGH_FOR_NAMES, first + count))
        near = rows[:LOOKED_THROUGH_FOR_NAMES]
        boosts = self.names.boosts(near.tolist(), asked)
        if max(boosts, default=1.0) > 1.0:
            scores = ranking.scores_of(near, fits) * np.array(boosts, dtype=np.float32)
            rows[:LOOKED_THROUGH_FOR_NAMES] = near[np.argsort(-scores, kind="stable")]
        return rows[first : first + count]

    def town_among(self, text: str) -> tuple[str, Town | None]:
        """What was typed without the name of a town, and that town."""
        return town_among(text, self.build.towns, self.vocabulary.knows)

    @cached_property
    def worth(self) -> Scores | None:
        """The share of its score that each row keeps, because of its standing; None when all keep the whole."""
        standings = self.columns.facets.get(STANDING)
        if standings is None:
            return None
        lowered = standings.having_any({LOWERED})
        return np.where(lowered, np.float32(KEPT_WHEN_LOWERED), np.float32(1)) if lowered.any() else None

    @cached_property
    def names(self) -> NameBook:
        dull = {stem for word in (*self.vocabulary.fluff, *self.build.place_words) for stem in stems(word)}
        return NameBook(self.columns, dull)

    def _named(self, row: int, asked: Asked) -> tuple[Why, ...]:
        return (Why("", Because.NAME, ""),) if self.names.boost(row, asked) == WHOLE_NAME else ()

    def _hits(
        self, rows: Rows, placed: Placed, question: Sequence[Answered], narrowing: Narrowing, asked: Asked | None
    ) -> tuple[Hit, ...]:
        ids, listed, why = self.columns.ids, rows.tolist(), ranking.reasons(rows, question)
        if asked and WHOLE_NAME in asked.boosts.values():
            why = [self._named(row, asked) + reasons for row, reasons in zip(listed, why, strict=True)]
        if placed.codes is None and not narrowing.may_leave_unstated:
            return tuple(map(Hit, [ids[row] for row in listed], why))
        return tuple(
            Hit(ids[row], reasons, placed.reach(row), placed.distance(row), narrowing.unstated_by(row))
            for row, reasons in zip(listed, why, strict=True)
        )

    def _fallback(self, found: Ranked, placed: Placed, narrowing: Narrowing) -> tuple[str, ...]:
        """What answers a part of the question here, or else all of it elsewhere or without the filters."""
        here = ranking.kept(ranking.kept(found.misses, placed.inside), narrowing.fitting())
        rows = ranking.best_first(here if len(here.rows) else found.fits, 0, SUGGESTIONS)
        return tuple(self.columns.ids[row] for row in rows.tolist())

    def answers(self, way: Way) -> Postings:
        """The rows that answer in this way."""
        return self._helping_with(way.need) if way.need else self.words.answering(stems(" ".join(way.words)))

    def _helping_with(self, need: str) -> Postings:
        if need not in self.needs:
            facet = self.columns.facets.get(NEED_FACET)
            flags = facet.having_any({need}) & self._living if facet else np.zeros(self.size, dtype=np.bool_)
            rows = np.flatnonzero(flags).astype(np.int32)
            worth = NEED_STRENGTH * rarity(len(rows), self.size)
            self.needs[need] = Postings(rows, np.full(len(rows), worth, dtype=np.float32))
        return self.needs[need]

    def use(self, word: str) -> bool:
        """A word with the stem of its own mended form ("bereavment") is a slip that stemming happens to forgive."""
        if self.spell(word):
            return True
        used = any(len(self.words.answering((stem,)).rows) for stem in stems(word))
        return used and not ((other := self.mended(word)) is not None and stems(other) == stems(word))

    def spell(self, word: str) -> bool:
        return self.build.spelling.has(word)

    def mended(self, word: str) -> str | None:
        return self.build.spelling.mended(word) or self.spoken.mended(word)

    def commoner(self, word: str) -> str | None:
        return self.build.spelling.commoner(word)

    def name_place(self, word: str) -> bool:
        return word in self.build.place_words

    @property
    def size(self) -> int:
        return len(self.columns.ids)

    @cached_property
    def _living(self) -> Flags:
        flags = np.zeros(self.size, dtype=np.bool_)
        for segment in self.segments.values():
            flags[segment.living[segment.living >= 0]] = True
        return flags

    @cached_property
    def _everything(self) -> Postings:
        rows = np.flatnonzero(self._living).astype(np.int32)
        return Postings(rows, np.ones(len(rows), dtype=np.float32))
