"""When a listing's people are asked, what comes of a pause, and what the made-up years say."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.councils.domain import Freshness, Reminders
from app.listings.domain import OwnService, Pause
from app.listings.page.seasons import Coming, Turn, closed_until, coming, stretches
from app.listings.still_right.freshness_picture import picture
from app.listings.still_right.freshness_simulation import WEEKS, WITH, WITHOUT, Assumptions, Point, Policy, two_years
from app.listings.still_right.reminders import NUDGES, Due, next_letter

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("checked", "asked_on", "due"),
    [
        (None, None, True),
        (date(2026, 6, 18), None, True),  # the last letter comes six months after the check
        (date(2026, 6, 20), None, False),
        (date(2025, 1, 1), date(2026, 5, 23), False),  # asked less than six months ago, and nobody answered
        (date(2025, 1, 1), date(2026, 5, 22), True),
        (date(2026, 6, 18), date(2026, 6, 1), True),  # they answered then, and the answer has grown old
    ],
)
def test_people_are_asked_once_in_the_interval_and_those_who_answered_when_that_grows_old(
    checked: date | None, asked_on: date | None, due: bool
) -> None:
    assert Due.on(TODAY, 6).is_met(checked, asked_on) is due


def test_there_are_two_nudges_and_never_a_third() -> None:
    began = datetime(2026, 11, 22, 9, tzinfo=UTC)
    assert [next_letter(began, sent) for sent in range(1, 5)] == [began + NUDGES[0], began + NUDGES[1], None, None]


@pytest.mark.parametrize(
    ("pause", "until"),
    [
        (Pause("20 November 2026", "4 January 2027"), date(2027, 1, 4)),
        (Pause("1 November", "31 March", every_year=True), date(2027, 3, 31)),
        (Pause("1 July", "29 February", every_year=True), date(2027, 2, 28)),
        (Pause("1 December 2026", "4 January 2027"), None),
        (Pause("when it snows", "when it thaws"), None),
    ],
)
def test_a_pause_knows_its_last_day(pause: Pause, until: date | None) -> None:
    assert closed_until(OwnService(pauses=(pause,)), TODAY) == until


def test_what_ends_during_its_pause_does_not_open_again() -> None:
    service = OwnService(pauses=(Pause("20 November 2026", "30 November 2026"),), ends_on="30 November 2026")
    assert list(coming(service, TODAY)) == [Coming(Turn.ENDS, date(2026, 11, 30))]
    assert not list(coming(service, TODAY - timedelta(days=30)))


NEW_YEAR = Pause("20 December", "5 January", every_year=True)


@pytest.mark.parametrize(
    ("pauses", "ends_on", "days"),
    [
        ((), "", [("", "")]),
        ((), "1 March 2027", [("", "2027-03-01")]),
        ((NEW_YEAR,), "", [("", "2026-12-19"), ("2027-01-06", "")]),
        ((Pause("20 November 2026", "4 January 2027"),), "", [("2027-01-05", "")]),
        ((Pause("1 December 2026", "4 January 2027"), NEW_YEAR), "", [("", "2026-11-30"), ("2027-01-06", "")]),
        ((NEW_YEAR, Pause("6 January 2027", "9 January 2027")), "", [("", "2026-12-19"), ("2027-01-10", "")]),
        ((NEW_YEAR,), "1 January 2027", [("", "2026-12-19")]),
        ((NEW_YEAR,), "1 December 2026", [("", "2026-12-01")]),
        ((Pause("1 May 2026", "1 June 2026"), Pause("1 January 2029", "2 January 2029")), "", [("", "")]),
        ((Pause("when it snows", "when it thaws"),), "", [("", "")]),
    ],
)
def test_a_service_is_on_between_its_pauses_and_up_to_its_last_day(
    pauses: tuple[Pause, ...], ends_on: str, days: list[tuple[str, str]]
) -> None:
    found = stretches(OwnService(pauses=pauses, ends_on=ends_on), TODAY)
    assert [tuple(day.isoformat() if day else "" for day in (one.first, one.last)) for one in found] == days


def years(policy: Policy, seed: int = 1) -> tuple[Point, ...]:
    return two_years(policy, 60, seed, Assumptions(), Reminders(), Freshness())


def test_the_made_up_years_are_the_same_for_the_same_seed_and_say_that_asking_helps() -> None:
    unasked, asked = years(WITHOUT), years(WITH)
    assert len(asked) == WEEKS + 1
    assert asked == years(WITH)
    assert asked[0] == unasked[0]
    assert asked[-1].checked > 2 * unasked[-1].checked
    assert all(0 <= share <= 1 for point in asked for share in vars(point).values())


def test_the_picture_names_each_line_with_where_it_ends() -> None:
    drawn = picture("Checked <lately>", 24, {"without": [0.1, 0.05], "with": [0.1, 0.5]})
    assert "without: 5%" in drawn
    assert "with: 50%" in drawn
    assert "<lately>" not in drawn
