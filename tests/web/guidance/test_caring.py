"""People who look after someone find what is theirs, whatever they call themselves and however old they are."""

import re

import pytest


def test_somebody_who_just_helps_is_led_to_the_carers_questions(reader):
    page = reader.get("/caring").text
    form = re.search(r'<form method="post" action="/assessment/">.*?</form>', page, re.DOTALL)
    assert form
    assert '<input type="hidden" name="way" value="carer">' in form[0]


def test_those_who_look_after_each_other_each_count(reader):
    assert "Each of you counts" in reader.get("/caring").text


@pytest.mark.parametrize("path", ["/caring/parents", "/caring/young"])
def test_help_for_and_by_children_comes_from_the_childrens_team(library, reader, path):
    assert library.extensions["council"].childrens_telephone in reader.get(path).text


@pytest.mark.parametrize("path", ["/caring/parents", "/caring/young"])
def test_what_happens_next_is_said(reader, path):
    assert 'class="careway-steps"' in reader.get(path).text


@pytest.mark.parametrize("words", ["0800 1111", "Text SHOUT to 85258", "999", "Exit this page"])
def test_a_child_finds_who_listens_and_can_leave_fast(reader, words):
    assert words in reader.get("/caring/young").text


@pytest.mark.parametrize("path", ["/caring", "/caring/parents", "/caring/young"])
def test_a_need_goes_to_the_directory_with_the_postcode_that_was_typed(reader, path):
    page = reader.get(path).text
    form = re.search(r'<form [^>]*method="get" action="/directory/">.*?</form>', page, re.DOTALL)
    assert form
    assert 'name="postcode"' in form[0]
    for field, value in re.findall(r'<button[^>]* name="(\w+)" value="([^"]+)"', form[0]):
        found = reader.get("/directory/", query_string={"postcode": "TS18 1AU", field: value})
        assert found.status_code == 200
        assert "TS18 1AU" in found.text
