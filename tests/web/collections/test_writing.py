"""Staff write a collection: draft, preview, publish, take down, go back; every version and every change is kept."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import db
from app.audit import api as audit

LUNCH, WALK = "small/lunch", "small/walk"
WRITTEN: dict[str, Any] = {
    "title": "Steady on your feet",
    "summary": "What helps when you worry about falling.",
    "text": "Start at home.\n\n## Outside\n- Good shoes\n- A stick",
    "source": "States no figures.",
    "reviewed": ["22", "11", "2026"],
    "review_due": ["22", "5", "2027"],
    "press": "save",
}
PAGE = "/collections/steady-on-your-feet"
DESK = "/staff/collections/steady-on-your-feet/"


def write(staff: FlaskClient, seen: int, **changed: Any) -> TestResponse:
    return staff.post(DESK if seen else "/staff/collections/new", data={**WRITTEN, "seen": str(seen), **changed})


def publish(staff: FlaskClient, seen: int) -> TestResponse:
    return staff.post(f"{DESK}publish", data={"seen": str(seen)})


@pytest.fixture
def published(staff: FlaskClient) -> FlaskClient:
    assert write(staff, 0).status_code == 303
    assert publish(staff, 1).status_code == 303
    return staff


def test_a_draft_is_for_staff_alone(staff: FlaskClient, client: FlaskClient) -> None:
    assert write(staff, 0).location == DESK
    assert client.get(PAGE).status_code == 404
    assert "Steady on your feet" not in client.get("/collections/").text
    assert "is a draft" in staff.get(DESK).text


def test_what_is_published_is_read_by_everybody(published: FlaskClient, client: FlaskClient) -> None:
    page = client.get(PAGE).text
    assert '<h2 class="govuk-heading-m" dir="auto">Outside</h2>' in page
    assert '<li dir="auto">Good shoes</li>' in page
    assert "Steady on your feet" in client.get("/collections/").text


def test_a_newer_draft_changes_nothing_for_residents_until_it_is_published(
    published: FlaskClient, client: FlaskClient
) -> None:
    write(published, 1, text="Something new")
    assert "Something new" not in client.get(PAGE).text
    publish(published, 2)
    assert "Something new" in client.get(PAGE).text


def test_an_older_version_is_brought_back_and_nothing_between_is_lost(
    published: FlaskClient, client: FlaskClient
) -> None:
    write(published, 1, text="Something new")
    publish(published, 2)
    assert published.post(f"{DESK}versions/1").status_code == 303
    publish(published, 3)
    assert "Good shoes" in client.get(PAGE).text
    assert "Something new" in published.get(f"{DESK}versions/2").text


def test_a_page_is_taken_down_and_every_version_stays(published: FlaskClient, client: FlaskClient) -> None:
    assert published.post(f"{DESK}withdraw", data={"seen": "1"}).status_code == 303
    assert client.get(PAGE).status_code == 404
    assert "Good shoes" in published.get(f"{DESK}versions/1").text


def test_two_who_write_at_once_lose_nothing(published: FlaskClient) -> None:
    write(published, 1, text="From the first")
    refused = write(published, 1, text="From the second")
    assert refused.status_code == 409
    assert "From the second" in refused.text
    assert "From the first" in published.get(f"{DESK}versions/2").text


def test_nobody_publishes_what_they_have_not_seen(published: FlaskClient, client: FlaskClient) -> None:
    write(published, 1, text="Not looked at")
    assert publish(published, 1).status_code == 409
    assert "Not looked at" not in client.get(PAGE).text


def test_services_are_picked_in_order_and_stand_on_the_page(staff: FlaskClient, client: FlaskClient) -> None:
    found = write(staff, 0, q="lunch", press="search")
    assert f"add:{LUNCH}" in found.text
    page = write(staff, 0, press=f"add:{LUNCH}", service=[WALK])
    assert page.status_code == 200
    assert page.text.index(f'value="{WALK}"') < page.text.index(f'value="{LUNCH}"')
    write(staff, 0, service=[WALK, LUNCH])
    publish(staff, 1)
    read = client.get(PAGE).text
    assert read.index(f"/directory/service/{WALK}") < read.index(f"/directory/service/{LUNCH}")
    assert read.count("Keep in my list") == 2


def test_a_saved_search_shows_what_it_finds_today_and_leads_to_the_directory(
    staff: FlaskClient, client: FlaskClient
) -> None:
    write(staff, 0, words="lunch")
    publish(staff, 1)
    page = client.get(PAGE).text
    assert f"/directory/service/{LUNCH}" in page
    assert "/directory/?q=lunch" in page


def test_helplines_and_pages_to_read_are_chosen(staff: FlaskClient, client: FlaskClient) -> None:
    write(staff, 0, helplines=["age-uk", "no-such-line"], guidance=["guidance.free", "no.such.page"])
    publish(staff, 1)
    page = client.get(PAGE).text
    assert "Age UK" in page
    assert 'href="/rights/free"' in page


def test_a_preview_keeps_nothing(staff: FlaskClient) -> None:
    page = write(staff, 0, press="preview")
    assert "Preview: nothing is kept yet" in page.text
    assert '<li dir="auto">Good shoes</li>' in page.text
    assert staff.get(DESK).status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", "", "Write a title"),
        ("title", "مرحبا", "the title makes the page&#39;s address"),
        ("title", "x" * 101, "too long"),
        ("summary", "", "Write one or two sentences"),
        ("text", "", "Write the text"),
        ("source", "", "Say where the facts"),
        ("reviewed", ["", "", ""], "Say when somebody last read it all"),
        ("review_due", ["31", "2", "2027"], "Write the day, the month and the year"),
        ("review_due", ["x", "y", "z"], "Write the day, the month and the year"),
    ],
)
def test_what_is_missing_or_wrong_is_said_beside_its_box(
    staff: FlaskClient, field: str, value: str | list[str], said: str
) -> None:
    refused = write(staff, 0, **{field: value})
    assert refused.status_code == 422
    assert said in refused.text


def test_a_page_cannot_end_before_it_begins(staff: FlaskClient) -> None:
    refused = write(staff, 0, shown_from=["1", "2", "2027"], shown_until=["1", "1", "2027"])
    assert "The last day comes before the first" in refused.text


def test_two_collections_do_not_share_an_address(published: FlaskClient) -> None:
    assert "There is a collection with this title" in write(published, 0).text


def test_markup_of_staff_is_shown_as_they_typed_it(staff: FlaskClient, client: FlaskClient) -> None:
    write(staff, 0, text="<script>alert(1)</script>\n\n## <b>Bold</b>\n- [x](javascript:alert(1))")
    publish(staff, 1)
    page = client.get(PAGE).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&lt;b&gt;Bold&lt;/b&gt;" in page
    assert 'href="javascript' not in page


def test_every_change_is_on_record(app: Flask, published: FlaskClient) -> None:
    write(published, 1, text="Something new")
    published.post(f"{DESK}versions/1")
    published.post(f"{DESK}withdraw", data={"seen": "3"})
    with app.app_context():
        events = audit.events_about(db.session(), "collection", "steady-on-your-feet")
    happened = ["saved", "published", "saved", "restored", "withdrawn"]
    assert [event.action for event in events] == [f"collection.{what}" for what in happened]
    assert {event.actor for event in events} == {"staff:1"}


def test_a_collection_that_is_not_there_is_not_found(staff: FlaskClient, client: FlaskClient) -> None:
    assert client.get("/collections/none").status_code == 404
    for address in ("/staff/collections/none/", "/staff/collections/none/versions/1"):
        assert staff.get(address).status_code == 404
