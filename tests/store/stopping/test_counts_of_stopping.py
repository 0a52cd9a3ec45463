"""Counts of where people stop: added up by whichever process, and holding nothing that is about anybody."""

import csv
import io
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import time_machine
from flask import Flask
from sqlalchemy import inspect

from app.db import transaction
from app.kernel.clock import now, today, week_of
from app.stopping import api
from app.stopping.domain import KEPT_FOR, Count, Point, Reason

HERE = Point("standard", easy_read=False, section="daily_life")
AT_ONCE = 8


def stop(app: Flask, reason: Reason = Reason.TOO_LONG, point: Point = HERE) -> None:
    with app.app_context(), transaction() as session:
        api.count(session, reason, point)


def counts(app: Flask) -> tuple[Count, ...]:
    with app.app_context():
        return api.counts()


def test_the_same_stop_is_counted_in_one_row(app: Flask) -> None:
    for _ in range(3):
        stop(app)
    assert counts(app) == (Count(week_of(today()), Reason.TOO_LONG, HERE, 3),)


@pytest.mark.parametrize(
    "other",
    [
        Point("short", easy_read=False, section="daily_life"),
        Point("standard", easy_read=True, section="daily_life"),
        Point("standard", easy_read=False, section="safety"),
    ],
)
def test_each_way_manner_and_section_counts_by_itself(app: Flask, other: Point) -> None:
    stop(app)
    stop(app, point=other)
    assert {count.point: count.times for count in counts(app)} == {HERE: 1, other: 1}


def test_people_who_stop_in_the_same_moment_are_all_counted(app: Flask) -> None:
    together = Barrier(AT_ONCE)

    def press(_: int) -> None:
        together.wait()
        stop(app)

    with ThreadPoolExecutor(AT_ONCE) as pressing:
        list(pressing.map(press, range(AT_ONCE)))
    assert [count.times for count in counts(app)] == [AT_ONCE]


def test_a_row_knows_a_week_and_no_person_and_no_moment(app: Flask) -> None:
    columns = {column["name"]: str(column["type"]) for column in inspect(app.extensions["engine"]).get_columns("stops")}
    assert columns.keys() == {"week", "reason", "way", "easy_read", "section", "times"}
    assert columns["week"] == "DATE"


def test_after_two_years_a_count_is_gone(app: Flask) -> None:
    stop(app)
    with time_machine.travel(now() + KEPT_FOR - timedelta(days=8)), app.app_context():
        api.forgetting_old_counts().run()
        assert len(api.counts()) == 1
    with time_machine.travel(now() + KEPT_FOR + timedelta(days=7)), app.app_context():
        api.forgetting_old_counts().run()
        assert api.counts() == ()


def test_the_command_prints_them_for_a_spreadsheet(app: Flask) -> None:
    stop(app)
    stop(app, Reason.TOO_PRIVATE, Point("short", easy_read=True, section="safety"))
    stop(app, Reason.TOO_PRIVATE, Point("short", easy_read=True, section="safety"))
    printed = app.test_cli_runner().invoke(args=["stopping", "counts", "--csv"]).output
    week = week_of(today()).isoformat()
    assert list(csv.reader(io.StringIO(printed))) == [
        ["week", "reason", "way", "easy_read", "section", "times"],
        [week, "too_private", "short", "yes", "safety", "2"],
        [week, "too_long", "standard", "no", "daily_life", "1"],
    ]


def test_the_command_prints_them_for_reading(app: Flask) -> None:
    stop(app)
    printed = app.test_cli_runner().invoke(args=["stopping", "counts"]).output
    assert printed.splitlines()[1].split() == [
        week_of(today()).isoformat(),
        "too_long",
        "standard",
        "no",
        "daily_life",
        "1",
    ]
