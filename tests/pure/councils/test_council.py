"""A council as data: a file that is wrong stops the start, and the offices' hours are known."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.config import ROOT
from app.councils.domain import Council, WrongCouncilFile, contrast_with_white, load_council

SAMPLE = ROOT / "directory_data" / "councils" / "sample.toml"
CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 28)})


@pytest.fixture(scope="module")
def council() -> Council:
    return load_council(SAMPLE, CHRISTMAS)


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ('telephone = "01632 960001"', 'telephone = "ring us"', "telephone"),
        ('brand_colour = "#0b5563"', 'brand_colour = "#ffee88"', "too pale"),
        ('languages = ["en"', 'languages = ["pl"', "English"),
        ('opens_at = "09:00"', 'opens_at = "nine"', "opens_at"),
        ("sample = true", "sample = true\nmotto = 'x'", "motto"),
        ('outward_codes = ["TS15"', 'outward_codes = ["Thornaby"', "outward code"),
        ('email = "care@teesbank.example.org"', "", "email"),
    ],
)
def test_a_file_that_is_wrong_is_refused_by_the_name_of_the_field(
    tmp_path: Path, wrong: str, right: str, said: str
) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    assert wrong in text
    (tmp_path / "council.toml").write_text(text.replace(wrong, right, 1), encoding="utf-8")
    with pytest.raises(WrongCouncilFile, match=said):
        load_council(tmp_path / "council.toml", CHRISTMAS)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (datetime(2026, 12, 1, 9, 0, tzinfo=UTC), True),
        (datetime(2026, 12, 1, 8, 59, tzinfo=UTC), False),
        (datetime(2026, 12, 1, 17, 0, tzinfo=UTC), False),
        (datetime(2026, 7, 1, 8, 0, tzinfo=UTC), True),  # nine in the morning in England, in summer
        (datetime(2026, 12, 5, 10, 0, tzinfo=UTC), False),  # a Saturday
        (datetime(2026, 12, 25, 10, 0, tzinfo=UTC), False),
    ],
)
def test_the_offices_are_open_in_their_hours_and_not_on_holidays(
    council: Council, moment: datetime, is_open: bool
) -> None:
    assert council.is_open(moment) is is_open


def test_working_days_pass_over_weekends_and_holidays(council: Council) -> None:
    assert council.working_days_after(date(2026, 12, 24), 1) == date(2026, 12, 29)


def test_a_place_belongs_to_this_council_or_to_a_neighbour_or_to_nobody_we_know(council: Council) -> None:
    assert council.covers("TS18")
    neighbour = council.neighbour_of("TS1")
    assert neighbour is not None
    assert neighbour.telephone
    assert council.neighbour_of("ZZ9") is None


def test_contrast_is_reckoned_as_the_guidelines_do() -> None:
    assert contrast_with_white("#000000") == pytest.approx(21)
    assert contrast_with_white("#767676") == pytest.approx(4.54, abs=0.01)
