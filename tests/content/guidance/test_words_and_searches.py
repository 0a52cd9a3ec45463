"""Content of the guidance: its words lead to pages that are there, its searches to needs that are known."""

import pytest
from flask import Flask

from app.guidance.api import facts, words
from app.guidance.pages import caring_page, parents_page, young_page
from app.needs.api import vocabulary


@pytest.fixture
def searches(app: Flask):
    with app.test_request_context():
        return [search for page in (caring_page(), parents_page(), young_page()) for search in page.searches]


def test_every_word_that_says_more_leads_to_a_page(app: Flask) -> None:
    assert [word.id for word in words() if word.see and word.see not in app.view_functions] == []


def test_words_stand_in_the_order_of_the_alphabet() -> None:
    names = [word.name for word in words()]
    assert names == sorted(names, key=str.casefold)


def test_every_need_that_is_searched_for_is_one_that_listings_have(searches) -> None:
    assert {search.value for search in searches if search.field == "need"} <= {need.id for need in vocabulary().needs}


def test_a_search_is_for_a_need_or_for_words(searches) -> None:
    assert {search.field for search in searches} <= {"need", "q"}


def test_facts_that_pages_stand_on_were_read_by_somebody() -> None:
    assert {fact.sure for id, fact in facts().items() if id not in {"pay_2026_27"}} == {"seen"}
