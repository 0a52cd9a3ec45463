"""What a group takes elsewhere: a frame for its site, dates, open data, a poster, and a spreadsheet there and back."""

import re
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, fromstring

import pytest
import time_machine
from flask import Flask
from icalendar import Calendar
from openpyxl import load_workbook

from app import db
from app.listings.domain import Cost, OwnService, Place, Times
from app.listings.public import publication
from app.printing.api import has_press
from tests.own_listing import LAKESIDE, WALK, Keeper, keeper
from tests.staff import member_of_staff, signed_in


@pytest.fixture
def bea(app: Flask) -> Keeper:
    """Somebody whose page is public."""
    found = keeper(app)
    with app.test_request_context(), db.transaction() as writing:
        publication.publish(writing, found.page_id, LAKESIDE)
    return found


def test_the_widget_may_stand_in_any_site_without_scripts_and_cookies(app: Flask, bea: Keeper) -> None:
    answer = app.test_client().get(f"/groups/widget/{bea.page_id}")
    assert "Slow walk" in answer.text
    assert "<script" not in answer.text
    assert "<form" not in answer.text
    assert "Set-Cookie" not in answer.headers
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in app.test_client().get("/directory/").headers["Content-Security-Policy"]


def test_the_dates_of_a_group_are_one_calendar(app: Flask, bea: Keeper) -> None:
    answer = app.test_client().get(f"/groups/dates/{bea.page_id}.ics")
    calendar = Calendar.from_ical(answer.data)
    assert str(calendar["X-WR-CALNAME"]) == "Lakeside Walkers"
    assert {str(event["SUMMARY"]) for event in calendar.walk("VEVENT")} == {"Slow walk"}


ATOM = "{http://www.w3.org/2005/Atom}"


def feed(app: Flask, bea: Keeper) -> Element:
    answer = app.test_client().get(f"/groups/feed/{bea.page_id}.atom")
    assert answer.mimetype == "application/atom+xml"
    assert "Set-Cookie" not in answer.headers
    return fromstring(answer.data)


def test_the_feed_of_a_group_says_all_that_atom_asks_for(app: Flask, bea: Keeper) -> None:
    """RFC 4287, 4.1.1 and 4.1.2: one id, title and moment each, a link to itself, and somebody who wrote it."""
    found = feed(app, bea)
    assert found.tag == f"{ATOM}feed"
    assert found.findtext(f"{ATOM}author/{ATOM}name") == "Lakeside Walkers"
    entries = found.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Slow walk"]
    for part in (found, *entries):
        for name in ("id", "title", "updated"):
            assert len(part.findall(ATOM + name)) == 1, name
        assert urlsplit(part.findtext(f"{ATOM}id")).scheme in {"urn", "http", "https"}
        assert datetime.fromisoformat(part.findtext(f"{ATOM}updated")).tzinfo
        assert "alternate" in {link.get("rel") for link in part.findall(f"{ATOM}link")}
    (itself,) = (link.get("href") for link in found.findall(f"{ATOM}link") if link.get("rel") == "self")
    assert itself.endswith(f"/groups/feed/{bea.page_id}.atom")
    assert "Stockton" in entries[0].findtext(f"{ATOM}summary")


def test_an_entry_of_the_feed_is_new_when_its_words_changed_and_not_when_another_did(app: Flask, bea: Keeper) -> None:
    other = OwnService(id="44444444-4444-4444-8444-444444444444", name="Tea", what="Tea \x0b& talk.")
    moments = []
    for day, services in (
        (1, (replace(WALK, what="We stroll."), other)),
        (2, (replace(WALK, what="We run."), other)),
        (3, (WALK, other)),
    ):
        with time_machine.travel(datetime(2026, 12, day, 9, tzinfo=UTC), tick=False):
            bea.write(replace(LAKESIDE, services=services))
            bea.publish()
            moments.append([entry.findtext(f"{ATOM}updated")[8:10] for entry in feed(app, bea).findall(f"{ATOM}entry")])
    assert moments == [["01", "01"], ["02", "01"], ["03", "01"]]
    assert "Tea & talk." in "".join(feed(app, bea).itertext())


def test_a_feed_without_news_is_answered_without_it_and_is_gone_with_the_page(app: Flask, bea: Keeper) -> None:
    bea.publish()
    client, address = app.test_client(), f"/groups/feed/{bea.page_id}.atom"
    known = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": known}).status_code == 304
    bea.take_down()
    assert client.get(address, headers={"If-None-Match": known}).status_code == 404


def test_what_a_group_is_told_to_paste_and_to_follow_is_there(app: Flask, bea: Keeper) -> None:
    page = bea.browser.get(f"/your-pages/share/{bea.page_id}/").text
    assert f"/groups/widget/{bea.page_id}" in page
    assert f"organization_id={bea.page_id}" in page
    followed = re.search(r"http[^<\s]*/services\?organization_id=[0-9a-f-]{36}", page)
    assert followed is not None
    services = app.test_client().get(followed[0].partition("//")[2].partition("/")[2]).json
    assert [service["name"] for service in services["contents"]] == ["Slow walk"]


def test_the_poster_is_one_side_of_a4_with_a_code(app: Flask, bea: Keeper) -> None:
    page = app.test_client().get(f"/groups/poster/{bea.page_id}").text
    assert "careway-qr" in page
    assert "01632 960001" in page
    if not has_press():
        pytest.skip("this machine has no press")
    from pypdf import PdfReader

    made = app.test_client().post(f"/groups/poster/{bea.page_id}")
    pages = PdfReader(BytesIO(made.data)).pages
    assert len(pages) == 1
    assert "Lakeside Walkers" in pages[0].extract_text()


def test_what_is_not_public_is_shared_with_nobody(app: Flask) -> None:
    draft = keeper(app)
    for address in ("widget/{}", "dates/{}.ics", "feed/{}.atom", "poster/{}"):
        assert app.test_client().get(f"/groups/{address.format(draft.page_id)}").status_code == 404
    other = signed_in(app, member_of_staff(app, "other@example.org"))
    assert other.get(f"/your-pages/share/{draft.page_id}/").status_code == 404
    assert other.get(f"/your-pages/share/{draft.page_id}/services.csv").status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_spreadsheet_that_comes_back_unchanged_changes_nothing(app: Flask, kind: str) -> None:
    rich = replace(
        WALK,
        name="=Slow walk",
        places=(*WALK.places, Place("33333333-3333-4333-8333-333333333333", "Mill Hall", hidden=True)),
        times=(*WALK.times, Times(words="Ask us")),
        costs=(Cost("Tea", "1.50", "a cup"),),
        price="paid",
    )
    bea = keeper(app, replace(LAKESIDE, services=(rich,)))
    sheet = bea.browser.get(f"/your-pages/share/{bea.page_id}/services.{kind}").data
    if kind == "xlsx":
        cells = [cell for row in load_workbook(BytesIO(sheet)).active.iter_rows() for cell in row]
        assert "f" not in {cell.data_type for cell in cells}, "a cell is a formula"
    answer = upload(bea, sheet, f"services.{kind}")
    assert "Your file says what your page says already" in answer


def test_changes_are_shown_first_and_then_written_into_the_draft_alone(app: Flask, bea: Keeper) -> None:
    sheet = b"Reference,Name,Times\n%b,Slow walk,Every week | Friday | 10am | 11am\n,New thing,\n" % WALK.id.encode()
    page = upload(bea, sheet, "walks.csv")
    assert "Changed: 1. New: 1." in page
    assert "Every Friday, 10am to 11am" in page
    assert bea.draft() == LAKESIDE
    taken = {"seen": bea.seen(), "name": "services.csv", "content": b64encode(sheet).decode()}
    assert bea.browser.post(f"/your-pages/share/{bea.page_id}/services/take", data=taken).status_code == 303
    walk, new = bea.draft().services
    assert walk == replace(WALK, times=(Times("week", "FR", "10am", "11am"),))
    assert new.name == "New thing"
    assert "New thing" not in app.test_client().get(f"/groups/widget/{bea.page_id}").text
    assert bea.browser.post(f"/your-pages/share/{bea.page_id}/services/take", data=taken).status_code == 409


def test_what_cannot_be_read_is_named_by_row_and_column_and_nothing_is_written(app: Flask, bea: Keeper) -> None:
    sheet = b"Reference,Name,Times,Getting in\n44444444,Another,,\n,New,Every week | Someday | 9am,Golden door\n"
    page = upload(bea, sheet, "walks.csv")
    for words in (
        "Row 2, Reference: We do not know this reference",
        "Row 3, Times: We do not know “Someday” here",
        "Row 3, Getting in: We do not know “Golden door” here",
    ):
        assert words in page
    taken = {"seen": bea.seen(), "name": "services.csv", "content": b64encode(sheet).decode()}
    assert bea.browser.post(f"/your-pages/share/{bea.page_id}/services/take", data=taken).status_code == 422
    assert bea.draft() == LAKESIDE
    assert "is not an Excel workbook" in upload(bea, b"GIF89a", "walks.xlsx")


def upload(bea: Keeper, sheet: bytes, name: str) -> str:
    data = {"sheet": (BytesIO(sheet), name)}
    address = f"/your-pages/share/{bea.page_id}/services"
    return bea.browser.post(address, data=data, content_type="multipart/form-data").text
