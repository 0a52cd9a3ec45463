"""What search engines and calendars read of a service."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar

from app.web import findable

SUNDAY = "2026-11-22T12:00:00+00:00"
LONDON = ZoneInfo("Europe/London")
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
LUNCH = "/directory/service/small/lunch"

Put = Callable[..., str]


@pytest.fixture
def listed(app: Flask, tmp_path: Path) -> Iterator[Put]:
    """Puts one service into the directory and says its address."""

    def put(**record: object) -> str:
        file = tmp_path / "one.json"
        file.write_text(json.dumps([{"id": "s", "name": "Knitting circle"} | record]))
        result = app.test_cli_runner().invoke(args=["directory", "import", str(file), "--source", "feed"])
        assert result.exit_code == 0, result.output
        return "/directory/service/feed/s"

    with time_machine.travel(SUNDAY, tick=False):
        yield put


def weekly(**more: object) -> dict[str, object]:
    return {"id": "w", "freq": "WEEKLY", "byday": "TH", "opens_at": "10:00", "closes_at": "12:00"} | more


def markup_of(client: FlaskClient, address: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', client.get(address).text, re.DOTALL)
    assert found
    told: dict[str, Any] = json.loads(found[1])
    return told


def events_of(client: FlaskClient, address: str) -> list[Any]:
    answer = client.get(f"{address}/calendar.ics")
    assert answer.mimetype == "text/calendar"
    return Calendar.from_ical(answer.data).walk("VEVENT")


def test_search_engines_read_the_same_facts_as_people(directory: FlaskClient) -> None:
    told = markup_of(directory, LUNCH)
    assert told["@type"] == "Service"
    assert told["url"] == "http://127.0.0.1:8000/directory/service/small/lunch"
    assert told["provider"]["name"] == "Riverside Neighbours"
    place = told["availableChannel"][0]["serviceLocation"]
    assert place["address"]["postalCode"] == "TS18 1AU"
    assert place["geo"] == {"@type": "GeoCoordinates", "latitude": 54.563504, "longitude": -1.312861}


def test_words_of_a_feed_cannot_leave_the_data_block(client: FlaskClient, listed: Put) -> None:
    address = listed(description="Tea &lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt; and cake")
    assert markup_of(client, address)["description"] == "Tea </script><script>alert(1)</script> and cake"
    assert "<script>alert" not in client.get(address).text


def test_the_page_has_one_address_and_a_title_to_share(directory: FlaskClient) -> None:
    page = directory.get(LUNCH, headers={"Referer": "http://localhost/directory/?q=lunch&postcode=TS18+1AU"}).text
    assert page.count('rel="canonical"') == 1
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{LUNCH}">' in page
    assert '<meta property="og:title" content="Thursday lunch club">' in page
    assert '<meta name="description" content="A hot lunch &amp; company.">' in page


def test_the_map_of_the_site_names_every_service(directory: FlaskClient) -> None:
    tree = ElementTree.fromstring(directory.get("/sitemap.xml").data)
    addresses = {element.text for element in tree.iterfind(".//s:loc", NAMES)}
    assert {f"http://127.0.0.1:8000/directory/service/small/{id}" for id in ("lunch", "line", "walk")} < addresses
    assert "http://127.0.0.1:8000/" in addresses


def test_a_long_map_of_the_site_comes_in_parts(directory: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findable, "MOST_IN_ONE_FILE", 5)
    tree = ElementTree.fromstring(directory.get("/sitemap.xml").data)
    parts = [element.text or "" for element in tree.iterfind(".//s:loc", NAMES)]
    assert len(parts) > 1
    listed = [
        element.text
        for part in parts
        for element in ElementTree.fromstring(directory.get(part.removeprefix("http://127.0.0.1:8000")).data).iterfind(
            ".//s:loc", NAMES
        )
    ]
    assert len(listed) == len(set(listed))
    assert any("/small/walk" in (address or "") for address in listed)


def test_what_is_too_old_to_be_found_here_is_not_found_elsewhere(client: FlaskClient, listed: Put) -> None:
    address = listed(assured_date="2024-11-01")
    assert address not in client.get("/sitemap.xml").text
    assert '<meta name="robots" content="noindex">' in client.get(address).text


def test_a_weekly_time_goes_into_a_calendar_once_for_all_weeks_in_londons_time(
    client: FlaskClient, listed: Put
) -> None:
    (event,) = events_of(client, listed(schedules=[weekly()]))
    assert event["dtstart"].dt == datetime(2026, 11, 26, 10, tzinfo=LONDON)
    assert event["dtstart"].params["TZID"] == "Europe/London"
    assert event["dtend"].dt == datetime(2026, 11, 26, 12, tzinfo=LONDON)
    assert event["rrule"].to_ical() == b"FREQ=WEEKLY;INTERVAL=1;BYDAY=TH"


def test_a_time_that_ends_ends_in_the_calendar_too(client: FlaskClient, listed: Put) -> None:
    (event,) = events_of(client, listed(schedules=[weekly(valid_to="2027-06-30")]))
    assert event["rrule"]["UNTIL"][0].isoformat() == "2027-06-30T22:59:00+00:00"


def test_a_day_without_hours_is_a_whole_day(client: FlaskClient, listed: Put) -> None:
    (event,) = events_of(client, listed(schedules=[weekly(opens_at=None, closes_at=None)]))
    assert event["dtstart"].dt.isoformat() == "2026-11-26"
    assert event["dtend"].dt.isoformat() == "2026-11-27"


def test_term_time_goes_into_a_calendar_as_single_days_in_term(client: FlaskClient, listed: Put) -> None:
    events = events_of(client, listed(schedules=[weekly(description="Thursdays, term time only")]))
    days = [event["dtstart"].dt.date().isoformat() for event in events]
    assert days[:5] == ["2026-11-26", "2026-12-03", "2026-12-10", "2026-12-17", "2027-01-07"]
    assert all("rrule" not in event for event in events)
    assert len({event["uid"] for event in events}) == len(events)


def test_nobodys_name_number_or_address_is_in_the_calendar(client: FlaskClient, listed: Put) -> None:
    contacts = [{"id": "c", "name": "Ann Canary", "email": "ann@x.example.org", "phones": [{"number": "01632 960777"}]}]
    answer = client.get(listed(schedules=[weekly()], contacts=contacts) + "/calendar.ics").text
    assert "Canary" not in answer
    assert "ann@" not in answer
    assert "960777" not in answer


def test_a_service_without_times_has_an_empty_calendar(client: FlaskClient, listed: Put) -> None:
    assert events_of(client, listed()) == []
