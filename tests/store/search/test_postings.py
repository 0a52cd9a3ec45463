"""Our reading of Whoosh's codec agrees with Whoosh's own searcher; if a new version differs, this is where it shows."""

from pathlib import Path
from random import Random

import pytest
from whoosh.index import open_dir
from whoosh.query import Or, Term
from whoosh.scoring import BM25F

from app.needs.domain import Vocabulary
from app.search.domain import Document, Query
from app.search.postings import BOOSTS, K1, B, rarity
from app.search.stemming import stems
from app.search.whoosh_index import WhooshIndex

RANDOM = Random(7)
WORDS = [f"{first}{second}{third}" for first in "bdgkl" for second in ("ala", "oro", "imi", "eke") for third in "mnrt"]
SIZE = 600


class SameRarity(BM25F):
    """Whoosh's BM25F with one rarity for a word in all fields, as ours."""

    def __init__(self, rarity: float) -> None:
        super().__init__(K1=K1, **{f"{field}_B": b for field, b in B.items()})
        self.rarity = rarity

    def idf(self, searcher: object, fieldname: str, text: str) -> float:
        return self.rarity


def _some(count: int) -> str:
    return " ".join(WORDS[min(int(RANDOM.expovariate(0.06)), len(WORDS) - 1)] for _ in range(count))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> WhooshIndex:
    made = WhooshIndex(tmp_path_factory.mktemp("parity") / "index", "x", Vocabulary(()))
    made.rebuild(Document(f"d{n}", _some(3), _some(2), _some(2), _some(40)) for n in range(SIZE))
    made.search(Query("warm"))
    return made


@pytest.mark.parametrize("word", WORDS[::7])
def test_each_word_is_answered_as_whoosh_answers_it(index: WhooshIndex, word: str) -> None:
    (stem,) = stems(word)
    view = index._view
    assert view is not None
    ours = view.words.answering((stem,))
    whoosh = open_dir(str(view.build.folder))
    with whoosh.searcher() as searcher:
        holding = len(searcher.search(Or([Term(field, stem) for field in BOOSTS]), limit=None))
    with whoosh.searcher(weighting=SameRarity(rarity(holding, SIZE))) as searcher:
        query = Or([Term(field, stem, boost=boost) for field, boost in BOOSTS.items()])
        theirs = {hit["id"]: hit.score for hit in searcher.search(query, limit=None)}
    mine = {view.columns.ids[row]: float(score) for row, score in zip(ours.rows, ours.scores, strict=True)}
    assert mine == pytest.approx(theirs, rel=1e-3)


def test_a_page_of_several_words_holds_what_whoosh_finds(index: WhooshIndex) -> None:
    view = index._view
    assert view is not None
    words = [WORDS[3], WORDS[11], WORDS[17]]
    listed = [view.words.answering(stems(word)) for word in words]
    with open_dir(str(view.build.folder)).searcher() as searcher:
        query = Or([Term(field, stems(word)[0]) for word in words for field in BOOSTS])
        total = len(searcher.search(query, limit=None))
    assert len({row for postings in listed for row in postings.rows.tolist()}) == total


def test_deleted_documents_answer_nothing(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path / "index", "x", Vocabulary(()))
    index.rebuild(Document(f"d{n}", "choir") for n in range(300))
    index.update([], gone=[f"d{n}" for n in range(0, 300, 2)])
    hits = index.search(Query("choir", count=300))
    assert {hit.id for hit in hits.page} == {f"d{n}" for n in range(1, 300, 2)}
