from dataclasses import replace

import pytest

from app.search.domain import Because, Document, Near, Order, Point, Query, Reach, Why
from app.search.whoosh_index import WhooshIndex
from tests.store.search.conftest import DOCUMENTS

HOME = Near(Point(51.47, -0.33), "TW7", 3.0)


def found(index: WhooshIndex, words: str = "", **more: object) -> list[str]:
    return [hit.id for hit in index.search(Query(words, **more)).page]  # type: ignore[arg-type]


def test_words_are_found_in_any_form(index: WhooshIndex) -> None:
    assert found(index, "sing") == found(index, "SINGING!") == ["choir"]


def test_a_name_weighs_more_than_an_organisation(index: WhooshIndex) -> None:
    assert found(index, "choir") == ["choir", "lunch"]


def test_an_old_name_finds_the_new_one_and_the_hit_says_why(index: WhooshIndex) -> None:
    (hit,) = index.search(Query("CAB")).page
    assert hit.id == "advice"
    assert hit.why == (Why("cab", Because.MEANING, "citizens advice"),)


def test_a_sentence_finds_what_it_means(index: WhooshIndex) -> None:
    assert found(index, "my husband hits me") == ["refuge"]


def test_a_slip_is_mended_and_shown(index: WhooshIndex) -> None:
    hits = index.search(Query("benifits"))
    assert (hits.corrected, [hit.id for hit in hits.page]) == ("benefits", ["advice"])


def test_nothing_typed_finds_everything(index: WhooshIndex) -> None:
    assert index.search(Query()).total == 4


def test_what_nobody_offers_finds_nothing_but_names_what_comes_near(index: WhooshIndex) -> None:
    hits = index.search(Query("emergency aquarium repair choir"))
    assert (hits.page, hits.total) == ((), 0)
    assert hits.fallback[0] == "choir"


@pytest.mark.parametrize(
    "words", ["' OR 1=1 --", "*", "name:choir AND", '"', "()[]{}^~", "\x00", "💥 🏳️‍🌈", "a" * 50_000]
)
def test_no_text_is_a_language_of_commands(index: WhooshIndex, words: str) -> None:
    assert index.search(Query(words)).total <= 4


def test_needs_are_found_by_themselves_with_the_need_as_the_reason(index: WhooshIndex) -> None:
    (hit,) = index.search(Query(needs=("bills-help", "falls"))).page
    assert (hit.id, hit.why) == ("advice", (Why("", Because.NEED, "bills-help"),))


def test_filters_within_a_facet_widen_and_between_facets_narrow(index: WhooshIndex) -> None:
    either = {"day": frozenset({"monday", "friday"})}
    assert sorted(found(index, any_of=either)) == ["advice", "choir"]
    assert found(index, any_of=either | {"need": frozenset({"bills-help"})}) == ["advice"]
    assert found(index, all_of=either) == ["advice"]


def test_counts_are_over_all_hits_and_ignore_the_choice_in_their_own_facet(index: WhooshIndex) -> None:
    hits = index.search(Query(any_of={"day": frozenset({"friday"})}, count=1))
    assert hits.total == 1
    assert hits.counts["day"] == {"monday": 2, "friday": 1}
    assert hits.counts["free"] == {"yes": 1}


def test_a_place_lets_in_what_is_near_or_reaches_it_and_says_which(index: WhooshIndex) -> None:
    page = index.search(Query(near=HOME)).page
    assert {hit.id: hit.reach for hit in page} == {"advice": Reach.NEAR, "refuge": Reach.REMOTE}
    assert page[0].miles == pytest.approx(0.4, abs=0.1)


def test_the_nearest_may_come_first(index: WhooshIndex) -> None:
    anywhere = Near(Point(51.08, 1.2), "CT20")
    assert found(index, near=anywhere, order=Order.NEAREST)[:2] == ["choir", "advice"]


def test_the_name_of_a_town_lifts_what_is_there_but_drops_nothing(index: WhooshIndex) -> None:
    twin = replace(next(document for document in DOCUMENTS if document.id == "choir"), id="twin", place="Isleworth")
    index.update([twin])
    assert found(index, "singing isleworth") == ["twin", "choir"]


def test_pages_follow_one_another_without_overlap(index: WhooshIndex) -> None:
    pages = [found(index, first=first, count=2) for first in (0, 2, 4)]
    assert sorted(pages[0] + pages[1]) == ["advice", "choir", "lunch", "refuge"]
    assert pages[2] == []


def test_equal_documents_keep_their_order(new_index: object) -> None:
    documents = [Document(f"{number:03}", "Same words") for number in range(60)]
    index = new_index(documents=documents)  # type: ignore[operator]
    assert found(index, "same", first=20, count=20) == [f"{number:03}" for number in range(20, 40)]
