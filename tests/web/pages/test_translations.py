"""Words on which safety hangs are never shown in a translation alone before somebody has answered for it."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.config import ROOT, WrongSetting
from tests import walking

SAMPLE = ROOT / "directory_data" / "councils" / "sample.toml"


def council_with(languages: str, folder: Path) -> str:
    text = SAMPLE.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("languages = "))
    file = folder / "council.toml"
    file.write_text(text.replace(line, f"languages = {languages}"), encoding="utf-8")
    return str(file)


@pytest.fixture
def in_urdu(make_app, tmp_path: Path) -> FlaskClient:
    app: Flask = make_app(COUNCIL=council_with('["en", "ur"]', tmp_path))
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.set_cookie("language", "ur")
    return client


def test_the_switcher_names_each_language_in_itself(in_urdu):
    page = in_urdu.get("/").text
    assert "اردو" in page
    assert "English" in page


def test_a_page_in_urdu_runs_from_right_to_left(in_urdu):
    assert '<html lang="ur" dir="rtl"' in in_urdu.get("/").text


def test_choosing_a_language_leads_back_to_the_same_page(in_urdu):
    chosen = in_urdu.post("/language/", data={"code": "en", "back": "/assessment/"})
    assert chosen.location == "/assessment/"
    assert 'lang="en"' in in_urdu.get("/assessment/").text


def test_an_unchecked_translation_says_so_in_both_languages(in_urdu):
    assert "nobody has checked it yet" in in_urdu.get("/").text


def test_the_safety_question_shows_the_english_beside_an_unchecked_translation(in_urdu):
    walking.start(in_urdu)
    walking.answer(in_urdu, "for_whom", chosen="self")
    walking.answer(in_urdu, "helped_by", chosen="nobody")
    walking.answer(in_urdu, "age", chosen="26_64")
    walking.answer(in_urdu, "place", chosen="rather_not_say")
    page = in_urdu.get("/assessment/question/safety").text
    assert '<span class="careway-english" lang="en" dir="ltr">I have no food or no heating</span>' in page
    walking.answer(in_urdu, "safety", chosen=["immediate_danger"])
    assert (
        '<span class="careway-english" lang="en" dir="ltr">Call 999 now</span>' in in_urdu.get("/assessment/next").text
    )


def test_a_language_without_a_translation_stops_the_start(make_app, tmp_path):
    with pytest.raises(WrongSetting, match="xx"):
        make_app(COUNCIL=council_with('["en", "xx"]', tmp_path))
