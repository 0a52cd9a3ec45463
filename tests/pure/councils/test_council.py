"""A council as data: a file that is wrong stops the start, and the offices' hours are known."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.config import ROOT
from app.councils.domain import Council
from app.councils.loader import contrast_with_white, load_council
from app.kernel.toml_lines import WrongContent

SAMPLE = ROOT / "directory_data" / "councils" / "sample.toml"
CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 28)})


@pytest.fixture(scope="module")
def council() -> Council:
    return load_council(SAMPLE, CHRISTMAS)


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('telephone = "01632 960001"', 'telephone = "ring us"', "telephone: 'ring us' is not written"),
        ('brand_colour = "#0b5563"', 'brand_colour = "#ffee88"', "brand_colour: #ffee88 is too pale"),
        ('languages = ["en"', 'languages = ["de"', "languages: English must be"),
        ('opens_at = "09:00"', 'opens_at = "nine"', "opens_at: 'nine' is not written"),
        ("sample = true", "motto = 'x'", "motto: is not a setting"),
        ("sample = true", "sample = 'yes'", "sample: must be true or false"),
        ('outward_codes = ["TS15"', 'outward_codes = ["Thornaby"', "outward_codes: Thornaby is not an outward code"),
        ('outward_codes = ["TS24"', 'outward_codes = ["Hartlepool"', "neighbours.outward_codes: Hartlepool is not"),
        ('telephone = "01632 960102"', 'telephone = "none"', "neighbours.telephone: 'none' is not written"),
        ("formal_start_days = 28", "formal_start_days = 0", "replies.formal_start_days: must be a number of days"),
        ("formal_start_days = 28", "start_days = 28", "replies: needs exactly"),
    ],
)
def test_a_file_that_is_wrong_is_refused_by_file_line_and_reason(
    tmp_path: Path, right: str, wrong: str, said: str
) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    before, _, _ = text.partition(right)
    line = before.count("\n") + 1 if "needs exactly" not in said else text[: text.index("[replies]")].count("\n") + 1
    (tmp_path / "council.toml").write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(WrongContent, match=rf"council\.toml:{line}: {said}"):
        load_council(tmp_path / "council.toml", CHRISTMAS)


def test_a_file_that_lacks_something_is_refused_by_what_it_lacks(tmp_path: Path) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    (tmp_path / "council.toml").write_text(text.replace("email =", "# email =", 1), encoding="utf-8")
    with pytest.raises(WrongContent, match="email: missing"):
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
