"""Why results stand in their order: each thing asked, each way to answer it, and what each field of a listing gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.search import ranking
from app.search.domain import Because, Query
from app.search.names import Asked
from app.search.ranking import Answered
from app.search.stemming import stems
from app.search.understanding import Way
from app.search.whoosh_index import View


@dataclass(frozen=True)
class WayTold:
    """One way to answer, what it weighs, and how many listings have it."""

    found: str
    because: Because
    weight: float
    listings: int


@dataclass(frozen=True)
class ConceptTold:
    """One thing that was asked for. `worth` is how rare an answer is: rare things decide."""

    said: str
    is_wish: bool
    worth: float
    ways: tuple[WayTold, ...]


@dataclass(frozen=True)
class Share:
    """What one way to answer one thing gave a listing; `fields` say from where, for words."""

    said: str
    found: str
    because: Because
    score: float
    fields: Mapping[str, float]


@dataclass(frozen=True)
class ResultTold:
    """One listing: its place in the order (0 when it is not among the results) and where its score comes from."""

    id: str
    place: int
    score: float
    name_boost: float
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class Explanation:
    corrected: str
    tongue: str
    concepts: tuple[ConceptTold, ...]
    results: tuple[ResultTold, ...]
    total: int


def explained(view: View, query: Query, ids: Sequence[str] = ()) -> Explanation:
    """The first results of a query, or these documents, with where their scores come from."""
    understood = view.understood(query)
    question = view.question(query, understood)
    hits = view.search(query)
    order = {hit.id: place for place, hit in enumerate(view.search(replace(query, first=0, count=hits.total)).page, 1)}
    wanted = [id for id in ids if id in view.columns.row_of] or [hit.id for hit in hits.page]
    scores = _scores(view, question)
    asked = view.asked(query, understood)
    results = tuple(_result(view, id, question, order.get(id, 0), scores, asked) for id in wanted)
    concepts = tuple(_concept(view, part) for part in question)
    return Explanation(hits.corrected or "", understood.reading.tongue, concepts, results, hits.total)


def _scores(view: View, question: Sequence[Answered]) -> Mapping[int, float]:
    if not question:
        return {}
    fits = ranking.ranked(question, view.size).fits
    return dict(zip(fits.rows.tolist(), fits.scores.tolist(), strict=True))


def _concept(view: View, part: Answered) -> ConceptTold:
    ways = (WayTold(way.found, way.because, way.weight, len(view.answers(way).rows)) for way in part.concept.ways)
    return ConceptTold(part.concept.said, part.concept.is_wish, part.worth, tuple(ways))


def _result(
    view: View,
    id: str,
    question: Sequence[Answered],
    place: int,
    scores: Mapping[int, float],
    asked: Asked | None,
) -> ResultTold:
    row = view.columns.row_of[id]
    shares = (_share(view, part.concept.said, way, row) for part in question for way in part.concept.ways)
    boost = view.names.boost(row, asked) if asked else 1.0
    return ResultTold(id, place, scores.get(row, 0.0), boost, tuple(share for share in shares if share.score))


def _share(view: View, said: str, way: Way, row: int) -> Share:
    postings = view.answers(way)
    score = float(postings.scores[postings.rows == row].sum()) * way.weight
    fields: dict[str, float] = {}
    for stem in stems(" ".join(way.words)) if score and not way.need else ():
        for field, part in view.words.shares(stem, row).items():
            fields[field] = fields.get(field, 0.0) + part * way.weight
    return Share(said, way.found, way.because, score, fields)
