"""What the figures count, beside plain SQL; what is kept of them; and the made-up year."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from app import db
from app.councils.api import council
from app.events import api as events
from app.events.domain import Event, Happening
from app.events.store import EventRow
from app.insights import api, store
from app.insights.domain import Period, Quarter
from app.insights.families import Family
from app.insights.pages import figures_page
from app.insights.sections import Minutes
from app.needs.api import vocabulary
from tests import figures_by_sql

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SUMMER = Period(Quarter(2026, 7), Quarter(2026, 7))
SMALL = ("--contacts", "2500", "--cases", "500")


@pytest.fixture
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def year(app: Flask, now: None) -> Flask:
    """A small made-up year, to the end of September."""
    simulate(app, *SMALL, "--seed", "7", "--until", "2026-09-30")
    return app


def simulate(app: Flask, *options: str):
    result = app.test_cli_runner().invoke(args=["insights", "simulate", *options])
    assert result.exit_code == 0, result.output
    return result


def needs() -> dict[str, str]:
    return {need.id: need.name for need in vocabulary().needs}


@pytest.mark.parametrize("first", [date(2026, 7, 1), date(2025, 10, 1)], ids=["quarter", "year"])
def test_each_number_shown_is_the_one_that_plain_sql_counts(year: Flask, first: date) -> None:
    with year.test_request_context():
        wrong, compared = figures_by_sql.differences(db.connection(), first, date(2026, 9, 30), needs())
    assert not wrong
    assert compared > 60


def test_half_of_the_cases_took_at_most_what_sql_says(year: Flask) -> None:
    with year.test_request_context():
        sections = figures_page("cases", {"from": "2026-07", "to": "2026-07"}).sections
        right = figures_by_sql.medians(db.connection(), date(2026, 7, 1), date(2026, 9, 30))
    rows = {row[0]: row[-1] for row in next(one for one in sections if one.id == "in-time").table.rows}
    shown = {label: minutes for label, minutes in rows.items() if label in right and isinstance(minutes, Minutes)}
    assert shown
    assert all(right[label] == minutes for label, minutes in shown.items())


def test_what_is_kept_is_what_is_counted(year: Flask) -> None:
    with year.app_context():
        kept = api.figures(SUMMER)
        with db.transaction() as session:
            store.forget(session)
        assert api.figures(SUMMER) == kept


def test_the_day_that_is_not_over_does_not_count(app: Flask, now: None) -> None:
    with app.app_context():
        with db.transaction() as session:
            events.add_many(session, [Event(Happening.CASE_RECEIVED, date(2026, 11, 21), way="web")] * 7)
        before = api.figures(Period(Quarter(2026, 10), Quarter(2026, 10))).of(Family.CASES).of()
        with db.transaction() as session:
            events.happened(session, Happening.CASE_RECEIVED, way="web")
        assert api.figures(Period(Quarter(2026, 10), Quarter(2026, 10))).of(Family.CASES).of() == before == 7


def test_a_quarter_that_was_kept_before_it_was_over_is_counted_again(app: Flask) -> None:
    with app.app_context():
        with time_machine.travel(datetime(2026, 9, 20, tzinfo=UTC), tick=False):
            with db.transaction() as session:
                events.add_many(session, [Event(Happening.CASE_RECEIVED, date(2026, 9, 10), way="web")] * 6)
            api.keep()
        with db.transaction() as session:
            events.add_many(session, [Event(Happening.CASE_RECEIVED, date(2026, 9, 25), way="web")] * 5)
        with time_machine.travel(datetime(2026, 10, 2, tzinfo=UTC), tick=False):
            assert api.figures(SUMMER).of(Family.CASES).of() == 11
            api.keep()
            assert api.figures(SUMMER).of(Family.CASES).of() == 11


def test_a_case_taken_down_in_a_call_is_no_second_contact(app: Flask, now: None) -> None:
    call = Event(Happening.CONTACT_ENDED, date(2026, 8, 3), outcome="formal", way="telephone", language="en")
    case = Event(Happening.CASE_RECEIVED, date(2026, 8, 3), route="formal_assessment", way="telephone", language="en")
    with app.app_context():
        with db.transaction() as session:
            events.add_many(session, [call, case] * 8)
        assert api.figures(SUMMER).of(Family.CONTACTS).of() == 8


def test_the_same_seed_makes_the_same_year(app: Flask, now: None) -> None:
    simulate(app, *SMALL, "--seed", "3")
    first = everything(app)
    simulate(app, *SMALL, "--seed", "3")
    assert everything(app) == first
    simulate(app, *SMALL, "--seed", "4")
    assert everything(app) != first


def test_a_made_up_year_is_as_large_as_was_asked(year: Flask) -> None:
    with year.app_context():
        ended = select(func.count()).select_from(EventRow).where(EventRow.happened == "contact-ended")
        without_a_call = ended.with_only_columns(func.count()).where()
        cases = select(func.count()).select_from(EventRow).where(EventRow.happened == "case-received")
        session = db.session()
        written = session.scalar(cases.where(EventRow.way != "telephone"))
        assert session.scalar(cases) == 500
        assert session.scalar(without_a_call) + written == 2500


def test_a_database_in_use_takes_no_made_up_year(app: Flask, now: None) -> None:
    object.__setattr__(app.extensions["council"], "sample", False)
    with app.app_context():
        assert not council().sample
        with db.transaction() as session:
            events.happened(session, Happening.CASE_RECEIVED, way="web")
    result = app.test_cli_runner().invoke(args=["insights", "simulate", *SMALL])
    assert result.exit_code == 2
    assert "in use" in result.output
    with app.app_context():
        assert db.session().scalar(select(func.count()).select_from(EventRow)) == 1


def test_an_empty_database_is_marked_and_may_be_filled_again(app: Flask, now: None) -> None:
    object.__setattr__(app.extensions["council"], "sample", False)
    simulate(app, *SMALL)
    with app.app_context():
        assert api.are_made_up(db.session())
    simulate(app, *SMALL)


def everything(app: Flask) -> list[tuple[object, ...]]:
    with app.app_context():
        columns = [column for column in EventRow.__table__.columns if column.name != "id"]
        return [tuple(row) for row in db.session().execute(select(*columns).order_by(EventRow.id))]
