"""Helplines and facts: each has a source and a date, and no number is shown that somebody only remembers."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from app.helplines import api
from app.helplines.domain import THEMES, load_helplines
from app.kernel.toml_lines import WrongContent
from tests.content.sample.listings import CONTENT, LAST_LOOK

GOOD = """
[[helpline]]
id = "listening"
name = "The Listening Line"
number = "08081 570001"
about = "Someone to talk to."
themes = ["crisis"]
source = "Invented"
as_of = 2026-11-22
sure = "seen"
"""


def _written(folder: Path, text: str) -> Path:
    file = folder / "helplines.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_every_helpline_says_where_and_when_it_was_seen() -> None:
    assert [line.id for line in api.everyone() if not line.source or line.as_of > LAST_LOOK] == []


def test_no_number_is_shown_that_somebody_only_remembers() -> None:
    assert {line.sure for line in api.everyone()} == {"certain", "seen"}


def test_every_theme_has_a_helpline() -> None:
    assert [theme for theme in sorted(THEMES) if not api.helplines_for([theme])] == []


@pytest.mark.parametrize(
    "hours",
    ["9am to 5pm", "from 8.30 on", "9 to 5", "till 10 o’clock", "Monday to Friday", "at weekends", "until midnight"]
    + ["24/7", "24 hours a day", "in office hours", "not on bank holidays"],
)
def test_no_helpline_promises_hours(tmp_path: Path, hours: str) -> None:
    promised = GOOD.replace("Someone to talk to.", f"Someone to talk to, {hours}.")
    with pytest.raises(WrongContent, match="listening: about promises hours"):
        load_helplines(_written(tmp_path, promised))


def test_of_a_line_that_is_always_answered_day_or_night_may_be_said(tmp_path: Path) -> None:
    assert load_helplines(_written(tmp_path, GOOD.replace("to talk to.", "to talk to, day or night.")))
    always = {line.id for line in api.everyone() if "day or night" in line.about}
    assert always == {"samaritans", "shout", "domestic-abuse", "silver-line"}


def test_helplines_come_theme_by_theme_and_each_once() -> None:
    lines = [line.id for line in api.helplines_for(["advice", "money"])]
    assert lines == ["citizens-advice", "age-uk"]


def test_a_theme_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(LookupError, match="weather"):
        api.helplines_for(["crisis", "weather"])


def test_a_helpline_is_found_by_its_id() -> None:
    assert api.helpline("samaritans").number == "116 123"


def test_an_id_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(LookupError, match="nobody"):
        api.helpline("nobody")


def test_a_good_file_is_read_whole(tmp_path: Path) -> None:
    (line,) = load_helplines(_written(tmp_path, GOOD))
    assert (line.id, line.themes, line.as_of) == ("listening", ("crisis",), date(2026, 11, 22))


@pytest.mark.parametrize(
    ("good", "bad", "reason"),
    [
        ('sure = "seen"', 'sure = "memory"', "sure is not one of"),
        ('source = "Invented"', 'source = " "', "source is missing"),
        ("as_of = 2026-11-22", 'as_of = "lately"', "as_of is not a date"),
        ('themes = ["crisis"]', 'themes = ["weather"]', "themes are not among"),
        ('themes = ["crisis"]', "themes = []", "themes are not among"),
        ('number = "08081 570001"', "", "neither a number nor a text"),
        ('number = "08081 570001"', 'number = "ring us"', "not written as a telephone number"),
        ('name = "The Listening Line"', "", "name is missing"),
        ('sure = "seen"', 'sure = "seen"\nhours = "all day"', "hours is not a field"),
        (GOOD, GOOD + GOOD, "listed 2 times"),
        (GOOD, "", "no helpline is listed"),
        (GOOD, "[[helpline", "Expected"),
    ],
)
def test_a_wrong_file_is_refused_and_the_reason_named(tmp_path: Path, good: str, bad: str, reason: str) -> None:
    with pytest.raises(WrongContent, match=rf"\.toml:\d+: .*{reason}"):
        load_helplines(_written(tmp_path, GOOD.replace(good, bad)))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongContent, match="none.toml"):
        load_helplines(tmp_path / "none.toml")


def test_every_fact_says_where_it_was_read_how_sure_it_is_and_when_to_look_again() -> None:
    facts = tomllib.loads((CONTENT / "facts.toml").read_text(encoding="utf-8"))
    tables = {name: table for name, table in facts.items() if isinstance(table, dict)}
    assert tables
    for name, table in tables.items():
        assert table["source"].strip(), name
        assert table["sure"] in {"seen", "memory"}, name
        assert table["check_by"] > facts["as_of"], name
