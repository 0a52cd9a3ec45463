"""Staff change the thesaurus, and it counts at once; they see why results stand in their order."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.audit import api as audit
from app.db import session
from app.needs.api import vocabulary
from app.search import api as search
from app.search.domain import Document, Query
from app.search.thesaurus import Thesaurus
from app.search.whoosh_index import WhooshIndex
from tests.staff import member_of_staff, signed_in

DOCUMENTS = (
    Document("small/choir", "Hillside singers", "Hillside Trust", body="A choir for everyone."),
    Document("small/shed", "The shed", body="Woodwork for men, with a choir on Fridays."),
)
ENTRY = {"said": "warbling\nbelt out tunes", "find": "choir", "reason": "Singing, as people say it here."}


@pytest.fixture
def staff(app: Flask) -> Iterator[FlaskClient]:
    with app.app_context():
        search.index().rebuild(DOCUMENTS)
        yield signed_in(app, member_of_staff(app))


def found(words: str) -> list[str]:
    return [hit.id for hit in search.index().search(Query(words)).page]


def test_a_new_entry_counts_at_once_and_is_on_record(staff: FlaskClient) -> None:
    assert found("warbling") == []
    answer = staff.post("/staff/search/words/new", data=ENTRY | {"why": "Heard it on the telephone."})
    assert answer.status_code == 303
    assert sorted(found("warbling")) == ["small/choir", "small/shed"]
    assert [event.action for event in audit.events_about(session(), "thesaurus", 1)] == ["thesaurus.in-force"]


def test_an_entry_that_ships_can_be_changed_retired_and_brought_back(staff: FlaskClient) -> None:
    key = "choir"
    page = staff.get("/staff/search/words?q=choir").text
    assert "Singing with others" in page
    change = {"key": key, "seen": "0", "said": "choir\nwarbling", "find": "choir", "reason": "Singing."}
    assert staff.post("/staff/search/words/entry", data=change | {"why": "A word of ours."}).status_code == 303
    assert found("warbling")
    retired = staff.post("/staff/search/words/retire", data={"key": key, "seen": "1", "why": "Not wanted."})
    assert retired.status_code == 303
    assert found("warbling") == []
    back = {"key": key, "seen": "2", "number": "1", "why": "Wanted after all."}
    assert staff.post("/staff/search/words/restore", data=back).status_code == 303
    assert found("warbling")
    history = staff.get("/staff/search/words/entry?key=choir").text
    assert history.index("Wanted after all.") < history.index("Not wanted.") < history.index("A word of ours.")
    shipped = {"key": key, "seen": "3", "why": "As it was."}
    assert staff.post("/staff/search/words/restore", data=shipped).status_code == 303
    assert found("warbling") == []


def test_who_comes_second_is_told_and_changes_nothing(staff: FlaskClient) -> None:
    change = {"key": "choir", "seen": "0", "said": "choir", "find": "choir", "reason": "Singing.", "why": "First."}
    assert staff.post("/staff/search/words/entry", data=change).status_code == 303
    answer = staff.post("/staff/search/words/entry", data=change | {"why": "Second."})
    assert answer.status_code == 409
    assert "Someone changed this entry" in answer.text


REFUSED = [
    ({"why": ""}, "Say why"),
    ({"reason": ""}, "Say what it means"),
    ({"said": "I'm singing"}, "not made of plain small words"),
    ({"said": ""}, "Write between 1"),
    ({"find": ""}, "Say what to look for"),
    ({"said": "rock choir"}, "belongs to the entry"),
]


@pytest.mark.parametrize(("wrong", "says"), REFUSED)
def test_what_could_mislead_is_refused_with_a_reason(staff: FlaskClient, wrong: dict[str, str], says: str) -> None:
    answer = staff.post("/staff/search/words/new", data=ENTRY | {"why": "Heard it."} | wrong)
    assert answer.status_code == 422
    assert says in answer.text


def test_another_process_hears_of_a_change_without_a_restart(app: Flask, staff: FlaskClient) -> None:
    shelf = search.index()._shelf  # type: ignore[attr-defined]
    theirs = Thesaurus(app.extensions["engine"], vocabulary())
    other = WhooshIndex(shelf.folder, shelf.belongs_to, vocabulary(), theirs.now)
    assert other.search(Query("warbling")).total == 0
    staff.post("/staff/search/words/new", data=ENTRY | {"why": "Heard it."})
    assert other.search(Query("warbling")).total == 2


def test_the_ranking_is_explained_field_by_field(staff: FlaskClient) -> None:
    page = staff.get("/staff/search/ranking?q=choir").text
    for words in ("How the words were understood", "Asked for", "description and place", "2 results"):
        assert words in page


def test_a_service_that_is_not_among_the_results_is_explained_too(staff: FlaskClient) -> None:
    page = staff.get("/staff/search/ranking?q=zorbing&service=/directory/service/small/choir").text
    assert "Not among the results" in page
    assert "It has nothing of what was asked" in page
