"""By when the council answers: counted in its working days, said by the clock in England."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.assessment.domain import Route, Subject
from app.config import ROOT
from app.councils.domain import Council
from app.councils.loader import load_council
from app.kernel.clock import LONDON, in_london
from app.referrals.domain import Case, promised

HOLIDAYS = frozenset({date(2026, 12, 25), date(2026, 12, 28)})

PERSON, CARER, _ANYONE = Subject


@pytest.fixture(scope="module")
def council() -> Council:
    """The sample council: weekdays 9am to 5pm; 2 working days and 28 days, carers 5, short-term help 1."""
    return load_council(ROOT / "directory_data" / "councils" / "sample.toml", HOLIDAYS)


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


@pytest.mark.parametrize(
    ("route", "subject", "received", "by"),
    [
        pytest.param(Route.SAFEGUARDING, PERSON, "2026-12-01 10:00", "2026-12-01 17:00", id="same working day"),
        pytest.param(Route.EMERGENCY, PERSON, "2026-12-01 08:00", "2026-12-01 17:00", id="before opening: today"),
        pytest.param(Route.URGENT_COUNCIL, PERSON, "2026-12-01 16:59", "2026-12-01 17:00", id="the last minute"),
        pytest.param(Route.URGENT_COUNCIL, PERSON, "2026-12-01 17:00", "2026-12-02 17:00", id="after closing"),
        pytest.param(Route.URGENT_COUNCIL, CARER, "2026-12-05 10:00", "2026-12-07 17:00", id="Saturday: on Monday"),
        pytest.param(Route.SAFEGUARDING, PERSON, "2026-12-24 18:00", "2026-12-29 17:00", id="over Christmas"),
        pytest.param(Route.FORMAL_ASSESSMENT, PERSON, "2026-12-01 10:00", "2026-12-03 17:00", id="two working days"),
        pytest.param(Route.FORMAL_ASSESSMENT, PERSON, "2026-12-04 23:59", "2026-12-08 17:00", id="Friday night"),
        pytest.param(
            Route.FORMAL_ASSESSMENT, PERSON, "2026-12-24 10:00", "2026-12-30 17:00", id="two, but bank holidays"
        ),
        pytest.param(
            Route.FORMAL_ASSESSMENT, CARER, "2026-12-01 10:00", "2026-12-08 17:00", id="the carer's own clock"
        ),
        pytest.param(Route.SHORT_TERM_HELP, PERSON, "2026-12-01 10:00", "2026-12-02 17:00", id="next working day"),
        pytest.param(Route.COMMUNITY, PERSON, "2026-12-01 10:00", "2026-12-03 17:00", id="sent all the same"),
        pytest.param(Route.FORMAL_ASSESSMENT, PERSON, "2026-10-23 10:00", "2026-10-27 17:00", id="the clocks go back"),
    ],
)
def test_each_route_is_answered_in_its_time(
    council: Council, route: Route, subject: Subject, received: str, by: str
) -> None:
    assert promised(council, Case(subject, route), london(received)).contact_by == london(by)


def test_an_assessment_starts_within_28_days_for_a_person_and_for_a_carer(council: Council) -> None:
    for subject in (PERSON, CARER):
        case = Case(subject, Route.FORMAL_ASSESSMENT)
        assert promised(council, case, london("2026-12-01 10:00")).start_by == date(2026, 12, 29)


def test_only_an_assessment_has_a_day_to_start_by(council: Council) -> None:
    for route in set(Route) - {Route.FORMAL_ASSESSMENT}:
        assert promised(council, Case(PERSON, route), london("2026-12-01 10:00")).start_by is None


def test_nothing_is_ever_due_before_it_arrived_nor_out_of_hours(council: Council) -> None:
    for hour in range(24 * 14):
        received = datetime(2026, 12, 14, 0, 30, tzinfo=UTC) + timedelta(hours=hour)
        for route in Route:
            due = promised(council, Case(PERSON, route), received).contact_by
            assert due > received
            assert council.works_on(in_london(due).date())
