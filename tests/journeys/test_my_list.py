"""Somebody keeps what they find, orders, notes, shares and prints it; somebody else goes on from their link."""

import re

from app.config import ROOT
from tests.journeys.conftest import NewPerson
from tests.journeys.pages import Page
from tests.journeys.pages_lists import FoundPage, MyListPage, SharedPage
from tests.serving import Site

SEARCH = "/directory/?q=lunch+club&postcode=TW3+1ES&miles=10"
NOTE = "Ask for Bea. The bus stops outside."


def test_two_services_are_kept_put_in_order_noted_shared_and_printed(new_person: NewPerson) -> None:
    person, friend = new_person(), new_person()
    person.opens(SEARCH)
    found = FoundPage(person)
    first, second = found.keep_first(), found.keep_first()
    assert re.search(r"\(2\)", found.said_of_my_list)
    kept = found.see_my_list()
    assert kept.names == [first, second]
    kept = kept.move_down(first)
    assert kept.names == [second, first]
    kept = kept.write_note(second, NOTE)
    assert kept.says(NOTE)

    friend.opens(kept.share())
    shared = SharedPage(friend)
    assert shared.names == [second, first]
    assert not shared.says(NOTE)
    theirs = shared.keep_all()
    assert theirs.take_out(second).names == [first]

    paper = MyListPage(person).print_it().words
    assert paper.index(second) < paper.index(NOTE) < paper.rindex(first)
    assert "Print this page" not in paper


def test_a_list_is_sent_to_oneself(new_person: NewPerson) -> None:
    person = new_person()
    person.opens(SEARCH)
    found = FoundPage(person)
    found.keep_first()
    sent = found.see_my_list().send_to("07700 900123")
    assert sent.says("The link is on its way")


def test_a_page_that_staff_wrote_leads_from_the_directory_to_ones_own_list(
    new_person: NewPerson, hounslow: Site
) -> None:
    hounslow.command("collections", "load", str(ROOT / "directory_data" / "collections"))
    person = new_person()
    person.opens("/directory/")
    Page(person).follows("Steady on your feet")
    collection = FoundPage(person)
    assert person.heading == "Steady on your feet"
    kept = collection.keep_first()
    assert person.heading == "Steady on your feet"
    assert collection.see_my_list().names == [kept]
