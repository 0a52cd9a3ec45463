"""Names first, languages as wishes, words as they were typed, and other tongues, on a real index."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.needs.domain import Entry, Phrase, Spoken, Tongue
from app.search.domain import Because, Document, Query
from app.search.explaining import explained
from app.search.whoosh_index import WhooshIndex
from tests.store.search.conftest import VOCABULARY

POLISH = Tongue("pl", (Entry((Phrase("dlug*"),), ("bills-help",), (), "Debt."),), frozenset({"mam", "za"}))
DOCUMENTS = (
    Document("tools", "Tool library", "Library of Things", body="A library of tools. Library cards, library days."),
    Document("books", "Hythe Library", "Kent Libraries", body="Books and papers.", place="Hythe"),
    Document("trust", "Walking together", "Hillside Trust", body="Walks."),
    Document("walks", "Hillside walks", "Other people", body="Walks on the hillside, and trust."),
    Document("advice", "Money matters", body="Advice.", facets={"need": frozenset({"bills-help"})}),
    Document("carers", "Carers group", body="For carers. Carers meet and carers talk."),
    Document("panjabi", "Tea and talk", body="For carers. We speak Punjabi."),
    Document("benches", "Benches", body="A bench to sit on."),
)


@pytest.fixture
def index(new_index: Callable[..., WhooshIndex]) -> WhooshIndex:
    index = new_index(documents=DOCUMENTS)
    languages = (Spoken("Punjabi", "pa", ("punjabi", "panjabi")),)
    index._learn(replace(VOCABULARY, languages=languages, tongues=(POLISH,)))
    return index


def found(index: WhooshIndex, words: str, **more: object) -> list[str]:
    return [hit.id for hit in index.search(Query(words, **more)).page]  # type: ignore[arg-type]


def test_a_library_comes_before_a_library_of_tools(index: WhooshIndex) -> None:
    assert found(index, "library")[0] == "books"


def test_who_types_the_name_of_an_organisation_gets_what_it_runs_first(index: WhooshIndex) -> None:
    assert found(index, "Hillside Trust")[0] == "trust"


def test_who_types_the_name_of_a_service_gets_it_first_and_is_told_so(index: WhooshIndex) -> None:
    first = index.search(Query("tool library")).page[0]
    assert first.id == "tools"
    assert first.why[0].because is Because.NAME


def test_pages_still_follow_one_another_when_a_name_goes_first(index: WhooshIndex) -> None:
    whole = found(index, "library hillside", count=8)
    pages = [found(index, "library hillside", first=first, count=2) for first in range(0, 8, 2)]
    assert [id for page in pages for id in page] == whole


def test_a_language_lifts_what_names_it_and_drops_nothing(index: WhooshIndex) -> None:
    hits = index.search(Query("punjabi speaking carers"))
    assert [hit.id for hit in hits.page] == ["panjabi", "carers"]
    assert hits.reading.spoken == ("Punjabi",)
    assert hits.page[0].why[-1].because is Because.LANGUAGE


def test_words_in_another_language_find_the_need(index: WhooshIndex) -> None:
    hits = index.search(Query("mam długi"))
    assert [hit.id for hit in hits.page] == ["advice"]
    assert (hits.reading.tongue, hits.reading.needs) == ("pl", ("bills-help",))


def test_words_can_be_searched_exactly_as_they_were_typed(index: WhooshIndex) -> None:
    assert index.search(Query("bennches")).corrected == "benches"
    exactly = index.search(Query("bennches", exactly=True))
    assert (exactly.corrected, exactly.page) == (None, ())


def test_a_town_lifts_what_names_it(index: WhooshIndex) -> None:
    index.update([Document("other", "Library", place="Elsewhere"), Document("same", "Library", place="Hythe")])
    assert found(index, "library", town="Hythe")[0] == "same"


def test_the_points_of_the_fields_add_up_to_what_the_words_gave(index: WhooshIndex) -> None:
    view = index.view()
    assert view is not None
    told = explained(view, Query("library hillside"))
    shares = [share for result in told.results for share in result.shares if share.because is Because.WORDS]
    assert shares
    for share in shares:
        assert sum(share.fields.values()) == pytest.approx(share.score, rel=1e-3)


def test_the_explanation_has_the_order_of_the_page(index: WhooshIndex) -> None:
    view = index.view()
    assert view is not None
    told = explained(view, Query("library hillside"))
    assert [result.id for result in told.results] == found(index, "library hillside")
    assert [result.place for result in told.results] == list(range(1, len(told.results) + 1))
