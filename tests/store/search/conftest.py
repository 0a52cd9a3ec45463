"""A small directory and an index of it on the disk."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from app.needs.domain import Entry, Need, Phrase, Vocabulary
from app.search.domain import Area, Document, Point, Whereabouts
from app.search.whoosh_index import WhooshIndex

ISLEWORTH, FOLKESTONE = Point(51.475, -0.335), Point(51.08, 1.18)
HOUNSLOW = Area(frozenset({"TW3", "TW7"}))
VOCABULARY = Vocabulary(
    needs=(Need("bills-help", "Help with bills", "Money.", "home", plainly=(Phrase("debt"),)),),
    entries=(
        Entry((Phrase("cab"),), ("bills-help",), ("citizens advice",), "An old name."),
        Entry((Phrase("husband hit*"),), (), ("domestic abuse",), "People say so."),
    ),
    fluff=frozenset({"the", "for", "my", "me", "near"}),
)

DOCUMENTS = (
    Document(
        "advice",
        "Citizens Advice Hounslow",
        body="Free advice on debt and benefits.",
        place="Hounslow",
        facets={"need": frozenset({"bills-help"}), "free": frozenset({"yes"}), "day": frozenset({"monday", "friday"})},
        whereabouts=Whereabouts((ISLEWORTH,), source_area=HOUNSLOW),
    ),
    Document(
        "refuge",
        "Safe Lives",
        "Women together",
        body="Domestic abuse: somebody to talk to, day and night.",
        facets={"way": frozenset({"telephone"})},
        whereabouts=Whereabouts(remote=True, area=Area(everywhere=True)),
    ),
    Document(
        "choir",
        "Community choir",
        body="Singing for the joy of it. Singing on Mondays, counselling never.",
        place="Folkestone",
        facets={"free": frozenset({"yes"}), "day": frozenset({"monday"})},
        whereabouts=Whereabouts((FOLKESTONE,)),
    ),
    Document("lunch", "Sunday lunch", "Choir of Saint Mary", body="Lunch for older people.", place="Isleworth"),
)


@pytest.fixture
def new_index(tmp_path: Path) -> Callable[..., WhooshIndex]:
    def made(belongs_to: str = "this database", documents: Iterable[Document] | None = None) -> WhooshIndex:
        index = WhooshIndex(tmp_path / "index", belongs_to, VOCABULARY)
        if documents is not None:
            index.rebuild(documents)
        return index

    return made


@pytest.fixture
def index(new_index: Callable[..., WhooshIndex]) -> WhooshIndex:
    return new_index(documents=DOCUMENTS)
