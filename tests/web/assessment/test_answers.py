"""Bad input gets a clear sentence beside the field, and nothing typed is lost."""

import pytest

from tests import walking


@pytest.mark.parametrize(
    ("question", "fields", "sentence", "kept"),
    [
        ("for_whom", {}, "Choose one answer", ""),
        ("safety", {"chosen": ["none", "abuse"]}, "on its own", ""),
        ("place", {"text": "QQ1 1QQQQ"}, "We do not know that postcode", "QQ1 1QQQQ"),
        ("matters", {"text": "é" * 50_000}, "characters too long", "é" * 50_000),
        ("age", {"chosen": "400"}, "Choose one answer", ""),
    ],
)
def test_what_cannot_be_taken_is_said_and_kept(client, question, fields, sentence, kept):
    walking.start(client)
    walking.finish(client)
    page = walking.answer(client, question, **fields)
    assert page.status_code == 422
    assert page.text.count(sentence) >= 2, "once in the summary, once beside the field"
    assert "<title>Error:" in page.text
    assert kept in page.text


@pytest.mark.parametrize(
    "text", ["🎣👩‍👩‍👧", "مرحبا يا صديقي", "Zoë\u202eevil", "a\x00b\x1bc", "<script>alert(1)</script>", "line\r\nline"]
)
def test_whatever_a_person_writes_is_taken_and_shown_again(client, text):
    walking.start(client)
    walking.finish(client, matters=text)
    page = client.get("/assessment/check")
    assert page.status_code == 200
    assert "<script>alert" not in page.text


@pytest.mark.parametrize("typed", ["ts18 1au", "TS181AU", " ts18  1Au ", "TS18"])
def test_a_postcode_is_taken_however_it_is_typed(client, typed):
    walking.start(client)
    walking.finish(client)
    assert walking.answer(client, "place", text=typed).status_code == 303


def test_an_answer_never_stands_in_an_address(client):
    walking.start(client)
    walking.answer(client, "for_whom", chosen="self")
    walking.answer(client, "helped_by", chosen="nobody")
    taken = walking.answer(client, "age", chosen="16_17")
    assert "16" not in taken.location
