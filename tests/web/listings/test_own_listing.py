"""A listing that its group writes: nothing typed is lost, and residents read what was approved last."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from app.kernel.clock import now
from app.listings import api as listings
from app.listings.domain import Contact, Cost, Group, OwnService, Pause, Place, Times, as_json, from_json
from app.needs.api import vocabulary
from app.publishing.domain import MustBeMended
from tests.own_listing import LAKESIDE, WALK, Keeper, instead_of, keeper
from tests.staff import signed_in

WHEN = f"/services/{WALK.id}/when"
BOX = f"{WALK.id}-when-times-0"
SERVICE = f"/directory/service/community/{WALK.id}"
FEED = {"id": "fed", "name": "Strolling by the lake", "description": "A walk.", "status": "active"}


@pytest.fixture
def bea(app: Flask) -> Keeper:
    return keeper(app)


def test_every_page_of_it_opens_and_only_for_those_who_keep_it(app: Flask, bea: Keeper) -> None:
    other = keeper(app, email="other@example.org").browser
    questions = ("what", "who", "when", "where", "cost", "access", "joining", "closed")
    paths = ["/", "/name", "/about", "/contacts", "/pictures", "/everything", f"/preview/{WALK.id}"]
    for path in (*paths, *(f"/services/{WALK.id}/{question}" for question in questions)):
        assert bea.browser.get(bea.address + path).status_code == 200, path
        assert other.get(bea.address + path).status_code == 404, path


def test_what_cannot_be_read_is_kept_and_said_beside_its_box(bea: Keeper) -> None:
    typed = {f"{BOX}-often": "week", f"{BOX}-day": "MO", f"{BOX}-starts": "early"}
    answer = bea.post(WHEN, **typed, press="next")
    assert answer.status_code == 422
    assert "Write a time like 10am" in answer.text
    assert bea.draft().services[0].times[0].starts == "early"
    assert bea.draft() == replace(LAKESIDE, services=(replace(WALK, times=bea.draft().services[0].times),))


def test_an_age_without_end_is_no_age_and_breaks_no_page(bea: Keeper) -> None:
    key = f"{WALK.id}-who"
    path = f"/services/{WALK.id}/who"
    assert bea.post(path, **{f"{key}-who_for": "All", f"{key}-youngest": "0" * 5_000}).status_code == 422
    assert bea.browser.get(f"{bea.address}/").status_code == 200


def test_a_row_is_added_and_taken_away_without_losing_what_was_typed(bea: Keeper) -> None:
    typed = {f"{BOX}-often": "1", f"{BOX}-day": "FR", f"{BOX}-words": "by appointment"}
    assert bea.post(WHEN, **typed, press=f"add:{WALK.id}-when").status_code == 303
    rows = bea.draft().services[0].times
    assert [(row.day, row.words) for row in rows] == [("FR", "by appointment"), ("", "")]
    both = {**typed, f"{WALK.id}-when-times-1-day": "SU"}
    bea.post(WHEN, **both, press=f"remove:{WALK.id}-when:0")
    assert [row.day for row in bea.draft().services[0].times] == ["SU"]


@pytest.mark.parametrize("number", ["9" * 20, "9" * 5_000])
def test_a_row_of_a_number_that_nothing_has_is_taken_away_from_nowhere(bea: Keeper, number: str) -> None:
    answer = bea.post("/contacts", **{"contacts-contacts-0-name": "Al", "press": f"remove:contacts:{number}"})
    assert answer.status_code == 303
    assert [contact.name for contact in bea.draft().contacts] == ["Al"]


def test_everything_on_one_page_keeps_everything(bea: Keeper) -> None:
    page = bea.browser.get(f"{bea.address}/everything")
    assert bea.post("/everything", **_boxes(page.text), press="save").status_code == 303
    assert bea.draft() == LAKESIDE


def test_what_it_helps_with_is_asked_under_headings_and_those_with_a_tick_are_open(bea: Keeper) -> None:
    page = bea.browser.get(f"{bea.address}/services/{WALK.id}/what").text
    under = [part.partition("</summary>") for part in page.split("<details")[1:]]
    ticks = [re.findall(r'type="checkbox" value="([^"]+)"', rest) for _, _, rest in under]
    assert sorted(sum(ticks, [])) == sorted(need.id for need in vocabulary().needs)
    opened = [tick for tick, (head, _, _) in zip(ticks, under, strict=True) if " open" in head.partition(">")[0]]
    assert len(opened) == 1
    assert WALK.needs[0] in opened[0]


def test_whoever_writes_second_keeps_what_they_typed(bea: Keeper) -> None:
    old = str(bea.seen())
    bea.post("/about", **{"about-about": "Written first."}, press="next")
    answer = bea.browser.post(f"{bea.address}/about", data={"seen": old, "about-about": "Written second."})
    assert answer.status_code == 409
    assert "Written second." in answer.text
    assert bea.draft().about == "Written first."


def test_whoever_keeps_too_many_versions_in_a_day_loses_nothing_of_what_they_typed(
    bea: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.publishing.api.MOST_VERSIONS_A_DAY", 3)
    for words in ("One", "Two"):
        assert bea.post("/about", **{"about-about": words}).status_code == 303
    answer = bea.post("/about", **{"about-about": "Three"})
    assert answer.status_code == 429
    assert "Not kept yet" in answer.text
    assert "Three</textarea>" in answer.text
    assert bea.draft().about == "Two"
    assert bea.post("/about", **{"about-about": "Two"}).status_code == 303, "the same again is no version"
    with time_machine.travel(now() + timedelta(hours=25)):
        again = signed_in(bea.app, bea.staff)
        sent = {"seen": bea.seen(), "about-about": "Three"}
        assert again.post(f"{bea.address}/about", data=sent).status_code == 303


def test_words_that_stand_in_rows_are_looked_through_too(bea: Keeper) -> None:
    row = replace(
        WALK,
        costs=(Cost("Ring 07700 900001", "3", "an hour, dana@example.org"),),
        places=(replace(WALK.places[0], name="See www.example.org"),),
    )
    bea.write(replace(LAKESIDE, contacts=(Contact("Bea, QQ 12 34 56 C"), *LAKESIDE.contacts), services=(row,)))
    page = bea.browser.get(f"{bea.address}/").text
    for found in ("07700 900001”: this has a telephone", "dana@example.org”: this has an e-mail", "has a link in it"):
        assert found in page


def test_nobody_can_write_over_the_place_of_another_page(bea: Keeper) -> None:
    mine = bea.draft().services[0].places[0]
    box = f"{WALK.id}-where-places-0"
    bea.post(f"/services/{WALK.id}/where", **{f"{box}-id": "somebody-elses", f"{box}-town": "Norton"}, press="next")
    kept = bea.draft().services[0].places[0]
    assert kept.town == "Norton"
    assert kept.id not in {"somebody-elses", mine.id}


def test_residents_read_what_was_approved_and_nothing_later(bea: Keeper, client: FlaskClient) -> None:
    assert client.get(SERVICE).status_code == 404
    bea.publish()
    assert "Slow walk" in client.get("/directory/?q=slow+walk").text
    bea.write(replace(LAKESIDE, services=(replace(WALK, what="We run."),)))
    bea.send()
    assert "We walk slowly" in client.get(SERVICE).text
    assert "We run." in bea.browser.get(f"{bea.address}/preview/{WALK.id}").text
    bea.take_down()
    assert client.get(SERVICE).status_code == 410
    assert "Slow walk" not in client.get("/directory/?q=slow+walk").text


def test_the_listing_that_was_claimed_stands_behind_its_groups_own(
    app: Flask, client: FlaskClient, tmp_path: Path
) -> None:
    _import(app, tmp_path)
    bea = keeper(app, instead_of("council/fed"))
    bea.publish()
    _import(app, tmp_path, description="A walk, told anew.")
    assert "Strolling by the lake" not in client.get("/directory/?q=lake").text
    assert client.get("/directory/service/council/fed").location == SERVICE
    bea.take_down()
    assert "Strolling by the lake" in client.get("/directory/?q=lake").text


def test_a_place_that_is_not_to_be_shown_is_shown_nowhere(bea: Keeper, client: FlaskClient) -> None:
    place = Place(
        id="p", name="Rose House", address="17 Canary Street", town="Stockton", postcode="TS18 1AU", hidden=True
    )
    bea.write(replace(LAKESIDE, services=(replace(WALK, places=(place,)),)))
    bea.publish()
    for address in (SERVICE, "/directory/?q=slow+walk", f"/api/oruk/v3/services/{WALK.id}"):
        answer = client.get(address, follow_redirects=True)
        assert answer.status_code == 200, address
        assert "Canary" not in answer.text


def test_a_pause_closes_the_service_and_opens_it_again(app: Flask, bea: Keeper, client: FlaskClient) -> None:
    with time_machine.travel(date(2026, 11, 22), tick=False):
        bea.write(replace(LAKESIDE, services=(replace(WALK, pauses=(Pause("20 December", "5 January", True),)),)))
        bea.publish()
        assert "Closed until" not in client.get(SERVICE).text
    for day, closed in ((date(2026, 12, 24), True), (date(2027, 1, 7), False)):
        with time_machine.travel(day, tick=False):
            with app.app_context():
                listings.turn_all()
            assert ("Closed until" in client.get(SERVICE).text) is closed


@pytest.mark.parametrize(
    ("first", "pause", "dates"),
    [
        ("24 November 2026", Pause("1 December 2026", "9 December 2026"), ["20261124", "20261222"]),
        ("24 November 2026", Pause("8 December", "5 January", True), ["20261124", "20270119"]),
    ],
)
@time_machine.travel(date(2026, 11, 22), tick=False)
def test_the_next_dates_leave_out_a_pause_that_is_still_to_come(
    bea: Keeper, client: FlaskClient, first: str, pause: Pause, dates: list[str]
) -> None:
    """Every second Tuesday stays every second Tuesday: 24 November, 8 and 22 December, 5 and 19 January."""
    row = Times("fortnight", "TU", "10am", "noon", first)
    bea.write(replace(LAKESIDE, services=(replace(WALK, times=(row,), pauses=(pause,)),)))
    bea.publish()
    page = client.get(SERVICE).text
    assert page.count("Every second Tuesday, 10am to noon") == 1
    assert "8 December" not in re.sub(r"Closed from [^.]+\.", "", page)
    events = client.get(f"/groups/dates/{bea.page_id}.ics").text
    assert re.findall(r"DTSTART;TZID=Europe/London:(\d{8})", events) == dates
    given = client.get(f"/api/oruk/v3/services/{WALK.id}").get_json()["schedules"]
    assert [("valid_from" in one, "valid_to" in one) for one in given] == [(False, True), (True, False)]


def test_what_must_never_be_public_stops_the_page_and_the_rest_is_told(bea: Keeper) -> None:
    bea.write(replace(LAKESIDE, about="Ring 01632 960002. It cures dementia."))
    page = bea.browser.get(f"{bea.address}/").text
    assert "telephone number in it" in page
    assert "promises more than anybody can" in page
    bea.write(replace(LAKESIDE, about="My NHS number is 943 476 5919."))
    with pytest.raises(MustBeMended):
        bea.send()


def test_a_claimed_listing_becomes_a_page_that_says_the_same(app: Flask, tmp_path: Path) -> None:
    _import(app, tmp_path, email="walk@example.org", minimum_age=50)
    with app.app_context():
        group = listings.group_of("council", "fed")
    assert group is not None
    assert (group.services[0].name, group.services[0].youngest) == ("Strolling by the lake", "50")
    assert group.services[0].instead_of == "council/fed"
    assert [contact.email for contact in group.contacts] == ["walk@example.org"]


def test_a_page_is_read_from_json_whatever_stands_in_it() -> None:
    assert from_json(json.loads(json.dumps(as_json(LAKESIDE)))) == LAKESIDE
    odd = from_json({"name": 3, "services": [{"times": "no", "id": "a"}, 7], "contacts": {}, "new": 1})
    assert odd == Group(services=(OwnService(id="a"), OwnService()))


def _import(app: Flask, folder: Path, **changes: object) -> None:
    feed = folder / "feed.json"
    feed.write_text(json.dumps({"contents": [FEED | changes]}))
    done = app.test_cli_runner().invoke(args=["directory", "import", str(feed), "--source", "council"])
    assert done.exit_code == 0, done.output


def _boxes(page: str) -> dict[str, str | list[str]]:
    """What a browser would send of a form."""
    import html5lib

    tree = html5lib.parse(page, namespaceHTMLElements=False)
    form = next(form for form in tree.iter("form") if form.get("id") == "writing")
    sent: dict[str, str | list[str]] = {}
    for box in form.iter():
        name, kind = box.get("name"), box.get("type")
        if not name or name == "seen" or box.tag == "button":
            continue
        if box.tag == "select":
            sent[name] = next((one.get("value") for one in box.iter("option") if "selected" in one.attrib), "")
        elif box.tag == "textarea":
            sent[name] = (box.text or "").lstrip("\n")
        elif kind in {"checkbox", "radio"}:
            if "checked" in box.attrib:
                sent[name] = [*sent.get(name, []), box.get("value", "")] if kind == "checkbox" else box.get("value", "")
        else:
            sent[name] = box.get("value", "")
    return sent
