"""The staff's page with the map: every way, question and rule is on it, drawn and as tables, and can be filtered."""

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.assessment.flow import FLOWS
from app.assessment.rules import TABLE
from app.assessment.ways import Way
from app.config import ROOT
from tests.staff import member_of_staff, signed_in

MAP = "/staff/map/"
SAMPLE = ROOT / "directory_data" / "councils" / "sample.toml"


@pytest.fixture
def staff(app: Flask) -> FlaskClient:
    return signed_in(app, member_of_staff(app))


@pytest.mark.parametrize("way", list(Way))
def test_every_question_and_rule_of_a_way_is_drawn_and_stands_in_a_table(staff: FlaskClient, way: Way) -> None:
    page = staff.get(f"{MAP}?way={way.value}").text
    for number, question in enumerate(FLOWS[way].questions, start=1):
        assert f">{number}. {question.id}</text>" in page
        assert f'lang="en" dir="ltr">{question.id}</th>' in page
    for rule in TABLE.rules:
        assert f">{rule.id}</text>" in page
        assert f'govuk-table__header">{rule.id}</th>' in page


def test_a_rule_that_nobody_has_read_is_shown_so(staff: FlaskClient) -> None:
    page = staff.get(f"{MAP}?rule=F1").text
    assert "SI 2015/313 reg 2(1)(b)" in page
    assert "Not yet reviewed" in page
    assert ">Yes</td>" in page


def test_a_rule_that_somebody_has_read_names_them_and_the_day(make_app: Callable[..., Flask], tmp_path: Path) -> None:
    council = tmp_path / "council.toml"
    review = '[rule_review]\nF1 = { reviewer = "Jo Sample", date = 2026-11-22 }\n'
    council.write_text(SAMPLE.read_text(encoding="utf-8") + review, encoding="utf-8")
    app = make_app(COUNCIL=str(council))
    staff = signed_in(app, member_of_staff(app))
    assert "Jo Sample, Sunday 22 November 2026" in staff.get(f"{MAP}?rule=F1").text
    assert "Not yet reviewed" in staff.get(f"{MAP}?rule=F2").text


@pytest.mark.parametrize(
    ("asked", "shown", "hidden"),
    [
        ("section=support", "support_now</th>", "hygiene</th>"),
        ("question=hygiene", "hygiene</th>", "toilet</th>"),
        ("rule=U4", "toilet</th>", "hygiene</th>"),
        ("rule=U4", '__header">U4</th>', '__header">U5</th>'),
        ("route=safeguarding", '__header">G1</th>', '__header">F0</th>'),
        ("route=safeguarding", "safety</th>", "hygiene</th>"),
        ("way=short", "hard</th>", "hygiene</th>"),
        ("question=age", '__header">F9</th>', '__header">U1</th>'),
    ],
)
def test_the_map_can_be_filtered(staff: FlaskClient, asked: str, shown: str, hidden: str) -> None:
    page = staff.get(f"{MAP}?{asked}").text
    assert shown in page
    assert hidden not in page


def test_what_is_offered_besides_stands_there_too(staff: FlaskClient) -> None:
    page = staff.get(f"{MAP}?route=safeguarding").text
    assert "There is a carer, whether or not they answered here." in page
    assert "technology advice" not in page
    assert "technology advice" in staff.get(MAP).text


def test_what_fits_nothing_is_said_in_words(staff: FlaskClient) -> None:
    page = staff.get(f"{MAP}?question=for_whom&rule=U4").text
    assert "No question fits" in page
    assert "No rule fits" in page


def test_a_filter_that_is_none_of_ours_counts_as_none(staff: FlaskClient) -> None:
    page = staff.get(f"{MAP}?way=x&section=%3Cb%3E&question=1&rule=F3&route=out").text
    assert f"{len(FLOWS[Way.STANDARD].questions)} questions" in page
    assert all(f'govuk-table__header">{rule.id}</th>' in page for rule in TABLE.rules)


def test_what_is_shown_can_be_saved_as_a_spreadsheet(staff: FlaskClient) -> None:
    page = staff.get(f"{MAP}?way=carer&route=formal_assessment").text
    assert "/staff/map/table.csv?way=carer&amp;route=formal_assessment" in page
    answer = staff.get("/staff/map/table.csv?way=carer&route=formal_assessment")
    assert answer.mimetype == "text/csv"
    lines = list(csv.DictReader(StringIO(answer.text)))
    assert {line["route"] for line in lines} == {"formal_assessment"}
    assert {line["way"] for line in lines} == {"carer"}
    assert {"K1", "K2"} <= {line["rule"] for line in lines}
