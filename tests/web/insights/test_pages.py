"""The pages of figures: who may read them, what they say, and that small numbers are hidden wherever they are shown."""

import csv
import io
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from app import db
from app.accounts.domain import Role
from app.events import api as events
from app.events.domain import Event, Happening
from app.insights import api
from app.insights.pages import CHAPTERS
from app.printing.api import has_press
from tests.staff import member_of_staff, signed_in

FIXTURES = Path(__file__).parents[2] / "fixtures"
SUMMER = "from=2026-07&to=2026-07"


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def manager(app: Flask) -> FlaskClient:
    return signed_in(app, member_of_staff(app, "max@example.org", Role.MANAGER))


@pytest.fixture
def year(app: Flask) -> None:
    """A small made-up year, beside a directory."""
    for room, file in (("places", "places.csv"), ("directory", "feeds/small.json")):
        assert app.test_cli_runner().invoke(args=[room, "import", str(FIXTURES / file)]).exit_code == 0
    asked = ["insights", "simulate", "--contacts", "2500", "--cases", "500", "--seed", "7", "--until", "2026-09-30"]
    assert app.test_cli_runner().invoke(args=asked).exit_code == 0


@pytest.fixture
def few(app: Flask) -> None:
    """Contacts in summer, of which one kind is small: 3 urgent ones, all by telephone."""
    ended = {"signposted": 40, "introduced": 12, "urgent": 3}
    with app.app_context():
        with db.transaction() as session:
            for outcome, times in ended.items():
                one = Event(Happening.CONTACT_ENDED, date(2026, 8, 4), outcome=outcome, way="telephone", language="en")
                events.add_many(session, [one] * times)
        api.keep()


@pytest.mark.parametrize("role", list(Role))
def test_managers_administrators_and_triage_read_the_figures_and_nobody_else(app: Flask, role: Role) -> None:
    client = signed_in(app, member_of_staff(app, "one@example.org", role))
    readers = {Role.MANAGER, Role.ADMINISTRATOR, Role.TRIAGE}
    for address in ("/staff/figures/", "/staff/figures/contacts/figures.csv", "/staff/figures/report"):
        assert client.get(address).status_code == (200 if role in readers else 404)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_each_section_asks_a_question_answers_it_draws_it_and_gives_the_numbers(
    manager: FlaskClient, year: None, chapter: str
) -> None:
    page = manager.get(f"/staff/figures/{chapter}?{SUMMER}").text
    sections = re.findall(r'<section class="careway-figures__section".*?</section>', page, re.S)
    assert sections
    for section in sections:
        assert re.search(r"<h2[^>]*>[^<]+\?</h2>", section)
        assert re.search(r'careway-figures__answer">[^<]+\.</p>', section)
        assert "<table" in section


def test_before_anything_was_counted_the_page_says_so(manager: FlaskClient) -> None:
    assert "Nothing was counted in" in manager.get("/staff/figures/").text


@pytest.mark.parametrize("odd", ["from=nonsense", "from=2026-02", "from=2026-07&to=2026-01", "from=9999-10", "to=1-1"])
def test_a_period_that_makes_no_sense_shows_the_usual_one(manager: FlaskClient, year: None, odd: str) -> None:
    assert "July to September 2026" in manager.get(f"/staff/figures/?{odd}").text


def test_a_longer_period_is_shown_beside_as_many_quarters_before(manager: FlaskClient, year: None) -> None:
    page = manager.get("/staff/figures/?from=2026-04&to=2026-07").text
    assert "April 2026 to September 2026" in page
    assert "October 2025 to March 2026" in page


def test_every_page_of_a_made_up_year_says_that_it_is_made_up(manager: FlaskClient, year: None) -> None:
    for address in ("/staff/figures/", "/staff/figures/report", "/performance", "/staff/figures/gaps/figures.csv"):
        assert "made up" in manager.get(address).text


@pytest.mark.parametrize(
    "address",
    [
        f"/staff/figures/contacts?{SUMMER}",
        "/staff/figures/contacts?from=2026-04&to=2026-07",
        f"/staff/figures/contacts/figures.csv?{SUMMER}",
        f"/staff/figures/fairness?{SUMMER}",
        f"/staff/figures/report?{SUMMER}",
        "/performance",
        "/performance.csv",
    ],
)
def test_a_small_number_stands_nowhere_and_neither_does_the_one_that_tells_it(
    manager: FlaskClient, few: None, address: str
) -> None:
    text = manager.get(address).text
    shown = set(re.findall(r"(?<![\w.#-])\d+(?![\w-])", re.sub(r"<svg.*?</svg>|<[^>]+>|%", " ", text, flags=re.S)))
    drawn = set(re.findall(r">(\d+)</text>", text))
    assert not {"3", "12"} & (shown | drawn)
    assert "55" in shown | drawn or "report" in address or "fairness" in address


def test_a_share_of_a_hidden_number_is_hidden(manager: FlaskClient, few: None) -> None:
    rows = list(csv.reader(io.StringIO(manager.get(f"/staff/figures/contacts/figures.csv?{SUMMER}").text)))
    urgent = next(row for row in rows if row and row[0].startswith("Urgent"))
    assert urgent[1:3] == ["hidden", "hidden"]


def test_the_file_for_a_spreadsheet_has_the_numbers_of_the_page(manager: FlaskClient, year: None) -> None:
    page = manager.get(f"/staff/figures/contacts?{SUMMER}").text
    rows = list(csv.reader(io.StringIO(manager.get(f"/staff/figures/contacts/figures.csv?{SUMMER}").text)))
    contacts = next(row for row in rows if row and row[0] == "All contacts")
    assert f"{int(contacts[1]):,}" in page


def test_no_cell_of_a_file_is_taken_for_a_formula(app: Flask, manager: FlaskClient) -> None:
    """A code word begins with a letter or a figure; a council's own name may begin with anything."""
    object.__setattr__(app.extensions["council"], "name", "=HYPERLINK(1)")
    first = next(csv.reader(io.StringIO(manager.get("/staff/figures/contacts/figures.csv").text.lstrip("\ufeff"))))
    assert first[0] == "'=HYPERLINK(1)"


@pytest.mark.skipif(not has_press(), reason="this machine cannot make a PDF")
def test_the_report_is_one_page_of_tagged_pdf(manager: FlaskClient, year: None) -> None:
    made = manager.post("/staff/figures/report", data={"from": "2026-07", "to": "2026-07"})
    assert made.mimetype == "application/pdf"
    pdf = PdfReader(io.BytesIO(made.data))
    assert len(pdf.pages) == 1
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Where did contacts end?" in pdf.pages[0].extract_text()


def test_everybody_sees_the_last_quarter_that_is_over(client: FlaskClient, few: None) -> None:
    page = client.get("/performance").text
    assert "July 2026 to September 2026" in page
    assert "People got in touch with us 55 times" in page


def test_before_a_quarter_is_over_everybody_reads_when_the_first_numbers_come(client: FlaskClient) -> None:
    assert "There is nothing to show yet" in client.get("/performance").text


def test_the_public_page_counts_nothing_by_itself(app: Flask, client: FlaskClient) -> None:
    with app.app_context(), db.transaction() as session:
        events.add_many(session, [Event(Happening.CONTACT_ENDED, date(2026, 8, 4), outcome="signposted")] * 9)
    assert "There is nothing to show yet" in client.get("/performance").text


def test_the_foot_of_every_page_leads_to_the_councils_figures(client: FlaskClient) -> None:
    assert 'href="/performance"' in client.get("/").text


def test_what_others_reported_stands_with_its_source_and_is_no_target(manager: FlaskClient, year: None) -> None:
    page = manager.get("/staff/figures/contacts").text
    assert "We were told this about Leeds, and have seen no publication of it" in page
    assert "this is not a target" in page
