"""Which rows answer a question, and how well, from the postings of its words."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from app.search.columns import Flags, Rows
from app.search.domain import Why
from app.search.postings import Postings, Scores, rarity
from app.search.understanding import Concept, Way

FITS = 0.25
"""The share of what was asked for, rare things counting more, that a document must answer to be a hit."""
FURTHER = 0.5
"""What the second and further ways to answer one concept add to the best."""
WISH = 1.0
"""What a wish fulfilled adds to the score of a listing, as a share of it."""
MOST_WORTH = 5.0
"""A word that hardly any listing uses may be the point of the question or a slip of the tongue: it does not decide."""

Sums = NDArray[np.float64]
Answers = Callable[[Way], Postings]


class Answered(NamedTuple):  # made for every thing that is asked, four times as fast as a dataclass
    """A concept, the rows that answer it and each of its ways, and what answering it is worth."""

    concept: Concept
    postings: Postings
    worth: float
    by_way: tuple[Postings, ...]

    @classmethod
    def of(cls, concept: Concept, answers: Answers, size: int) -> "Answered":
        by_way = tuple(map(answers, concept.ways))
        postings = by_way[0] if len(by_way) == 1 else best_way(_weights(concept.ways), by_way, size)
        return cls(concept, postings, min(rarity(postings.answering_well, size), MOST_WORTH), by_way)


def _weights(ways: Iterable[Way]) -> list[float]:
    return [way.weight for way in ways]


def best_way(weights: Iterable[float], listed: Iterable[Postings], size: int) -> Postings:
    """What answers in any of these ways, the best of them counting in full and the others by half."""
    best, everything = np.zeros(size, dtype=np.float32), np.zeros(size, dtype=np.float32)
    for weight, postings in zip(weights, listed, strict=True):
        scores = postings.scores * np.float32(weight)
        best[postings.rows] = np.maximum(best[postings.rows], scores)
        everything[postings.rows] += scores
    rows = np.flatnonzero(best).astype(np.int32)
    return Postings(rows, best[rows] * np.float32(1 - FURTHER) + everything[rows] * np.float32(FURTHER))


@dataclass(frozen=True)
class Ranked:
    """Rows that answer enough of the question, ascending, with their scores."""

    fits: Postings
    parts: tuple[Sums, Sums] | None = None
    too_little: Postings | None = None
    hinted: Postings | None = None

    @property
    def misses(self) -> Postings:
        """Rows that answer too little of it."""
        if self.parts is not None:
            scores, share = self.parts
            misses = _weighed(scores, share, (share > 0) & (share < FITS))
        else:
            misses = self.too_little or Postings.none()
        return misses if len(misses.rows) else self.hinted or Postings.none()


def ranked(question: Sequence[Answered], size: int) -> Ranked:
    """A document that answers more of the question goes before one that answers a part of it well.

    A wish is no condition: what is asked for may be found in the next town, or cost a little.
    """
    if len(question) == 1:
        return _of_one(question[0].postings)
    wanted = [part for part in question if not part.concept.is_wish] or question
    whole = sum(part.worth for part in wanted)
    rows = np.concatenate([part.postings.rows for part in wanted])
    scores = _sums(rows, [part.postings.scores for part in wanted], size)
    share = _sums(rows, [part.postings.shares * np.float32(part.worth / whole) for part in wanted], size)
    for wish in question if len(wanted) < len(question) else ():
        if wish.concept.is_wish:
            scores[wish.postings.rows] *= 1 + WISH
    return Ranked(_weighed(scores, share, share >= FITS), (scores, share))


def _of_one(postings: Postings) -> Ranked:
    """For one thing asked: what barely touches it, beside what answers it best, is no answer."""
    enough = postings.shares >= np.float32(FITS)
    if enough.all():
        return Ranked(postings)
    weak = ~enough
    return Ranked(
        Postings(postings.rows[enough], postings.scores[enough]),
        too_little=Postings(postings.rows[weak], postings.scores[weak]),
    )


def _sums(rows: Rows, parts: Sequence[Scores], size: int) -> Sums:
    # Of no rows at all numpy makes whole numbers, whatever the weights are.
    sums: Any = np.bincount(rows, np.concatenate(parts), size)
    return cast(Sums, sums.astype(np.float64, copy=False))


def _weighed(scores: Sums, share: Sums, chosen: Flags) -> Postings:
    rows = chosen.nonzero()[0]
    return Postings(rows.astype(np.int32), (scores[rows] * share[rows]).astype(np.float32))


def best_first(postings: Postings, first: int, count: int) -> Rows:
    """One page of rows by score, equal ones by row, without sorting all."""
    last = first + count
    rows, scores = postings.rows, postings.scores
    if last < len(rows):
        bound = np.partition(scores, len(scores) - last)[len(scores) - last]
        near = (scores >= bound).nonzero()[0]
        rows, scores = rows[near], scores[near]
    return rows[(-scores).argsort(kind="stable")[first:last]]


def kept(postings: Postings, flags: Flags | None) -> Postings:
    if flags is None:
        return postings
    passing = flags[postings.rows]
    return Postings(postings.rows[passing], postings.scores[passing])


def reasons(rows: Rows, question: Sequence[Answered]) -> list[tuple[Why, ...]]:
    """For each row and each thing that was said, the strongest way in which it answers; for wanted needs, every one."""
    why: list[tuple[Why, ...]] = [()] * len(rows)
    for part in question:
        known = [(Why(part.concept.said, way.because, way.found),) for way in part.concept.ways]
        if len(known) == 1:
            for place in scores_of(rows, part.postings).nonzero()[0].tolist():
                why[place] += known[0]
            continue
        scores = [scores_of(rows, postings) for postings in part.by_way]
        weighed = [(weight * found).tolist() for weight, found in zip(_weights(part.concept.ways), scores, strict=True)]
        for place, row_scores in enumerate(zip(*weighed, strict=True)):
            best = max(row_scores)
            if best and part.concept.said:
                why[place] += known[row_scores.index(best)]
            elif best:
                why[place] += tuple(one for (one,), score in zip(known, row_scores, strict=True) if score)
    return why


def scores_of(rows: Rows, postings: Postings) -> Scores:
    """The scores of these rows, 0 for those that are not among the postings."""
    if not len(postings.rows):
        return np.zeros(len(rows), dtype=np.float32)
    places = postings.rows.searchsorted(rows)
    there = postings.rows.take(places, mode="clip") == rows
    scores: Scores = postings.scores.take(places, mode="clip") * there
    return scores
