"""Unmatched needs, counted in the database and printed for whoever plans services."""

import csv
import multiprocessing
from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine
from flask import Flask
from sqlalchemy import inspect

from app import db
from app.config import Config
from app.factory import create_app
from app.unmatched import api as unmatched
from app.unmatched.domain import KEPT_FOR, NotACodeWord, Unmatched

MONDAY = date(2026, 11, 16)
SUNDAY = "2026-11-22T12:00:00+00:00"
PROCESSES = 4
TURNS_OF_EACH = 5


def record(app: Flask, *needs: str, outward: str = "TS18", times: int = 1, **filters: set[str]) -> None:
    with app.app_context():
        for _ in range(times):
            with db.transaction() as session:
                unmatched.record(session, needs, outward, filters)


def counted(app: Flask) -> tuple[Unmatched, ...]:
    with app.app_context():
        return unmatched.since(date.min)


def record_elsewhere(settings: dict[str, str], needs: tuple[str, ...]) -> None:
    """In a process of its own."""
    app = create_app(Config.from_environment(settings))
    record(app, *needs, times=TURNS_OF_EACH)
    app.extensions["engine"].dispose()


def printed(app: Flask, *options: str) -> str:
    result = app.test_cli_runner().invoke(args=["needs", "unmatched", *options])
    assert result.exit_code == 0, result.output
    return result.stdout


@time_machine.travel(SUNDAY, tick=False)
def test_a_need_is_counted_under_its_week_and_outward_code(app: Flask) -> None:
    record(app, "befriending", miles={"5"})
    assert counted(app) == (Unmatched("befriending", "TS18", MONDAY, "miles=5", 1),)


@time_machine.travel(SUNDAY, tick=False)
def test_the_same_again_counts_up(app: Flask) -> None:
    record(app, "befriending", times=3)
    assert [one.count for one in counted(app)] == [3]


@time_machine.travel(SUNDAY, tick=False)
@pytest.mark.parametrize("other", [{"outward": "TS19"}, {"outward": ""}, {"free": {"yes"}}])
def test_another_place_or_filter_is_another_row(app: Flask, other: dict[str, str]) -> None:
    record(app, "befriending")
    record(app, "befriending", **other)
    assert [one.count for one in counted(app)] == [1, 1]


def test_another_week_is_another_row(app: Flask) -> None:
    with time_machine.travel(SUNDAY, tick=False) as clock:
        record(app, "befriending")
        clock.shift(timedelta(days=1))
        record(app, "befriending")
    assert [one.week for one in counted(app)] == [MONDAY, MONDAY + timedelta(days=7)]


def test_processes_that_count_at_once_lose_nothing_and_never_block(app: Flask) -> None:
    settings = {name: str(app.config[name]) for name in ("DATA_DIR", "DATABASE_URL", "SECRET_KEY")}
    orders = [("befriending", "lunch-club"), ("lunch-club", "befriending")] * (PROCESSES // 2)
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        pool.starmap(record_elsewhere, [(settings, needs) for needs in orders], chunksize=1)
    assert [one.count for one in counted(app)] == [PROCESSES * TURNS_OF_EACH] * 2


@pytest.mark.parametrize(
    ("need", "outward", "filters"),
    [
        ("my mum has fallen", "TS18", {}),
        ("befriending", "TS18 1AU", {}),
        ("befriending", "TS18", {"q": {"Ada Bell, 3 Mill Lane"}}),
        ("befriending", "TS18", {"words typed": {"yes"}}),
    ],
)
def test_nothing_that_somebody_typed_gets_in(app: Flask, need: str, outward: str, filters: dict[str, set[str]]) -> None:
    with pytest.raises(NotACodeWord):
        record(app, need, outward=outward, **filters)
    assert counted(app) == ()


def test_the_table_has_no_room_for_a_person(app: Flask) -> None:
    columns = {column["name"] for column in inspect(app.extensions["engine"]).get_columns("unmatched_need")}
    assert columns == {"need", "outward", "week", "filters", "count"}


@time_machine.travel(SUNDAY, tick=False)
def test_the_command_prints_rows_for_a_spreadsheet(app: Flask) -> None:
    record(app, "befriending", days={"SU", "SA"}, miles={"5"})
    assert list(csv.DictReader(StringIO(printed(app, "--csv")))) == [
        {"week": "2026-11-16", "need": "befriending", "outward": "TS18", "filters": "days=SA,SU miles=5", "count": "1"}
    ]


def test_the_command_prints_from_the_week_of_a_day_on(app: Flask) -> None:
    with time_machine.travel(SUNDAY, tick=False) as clock:
        record(app, "befriending")
        clock.shift(timedelta(days=7))
        record(app, "lunch-club")
    told = printed(app, "--since", "2026-11-25")
    assert "lunch-club" in told
    assert "befriending" not in told


def test_counts_that_are_too_old_are_deleted(app: Flask) -> None:
    with time_machine.travel(SUNDAY, tick=False) as clock, app.app_context():
        record(app, "befriending")
        clock.shift(KEPT_FOR - timedelta(days=7))
        unmatched.delete_old()
        assert len(counted(app)) == 1
        clock.shift(timedelta(days=8))
        unmatched.delete_old()
        assert counted(app) == ()
