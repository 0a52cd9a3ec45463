"""What a council changed in its file, as residents meet it: its words, and nothing of a room that is off."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.config import ROOT
from app.councils.domain import Room
from app.factory import DOORS
from tests import sending, walking

SAMPLE = (ROOT / "directory_data" / "councils" / "sample.toml").read_text(encoding="utf-8")
ENGLISH_ONLY = SAMPLE.replace('languages = ["en", "pl", "ur"]', 'languages = ["en"]')

HOMES = {Room.PERSONAL_ASSISTANTS: "pa_finder"}  # where the templates of a room stand, if not under its door's name

CouncilWith = Callable[[str], Flask]

# Pages that anybody can open, and the way through the questions to the papers.
OPEN_PAGES = ("/", "/assessment/", "/directory/", "/accessibility", "/privacy", "/cookies", "/council/ask")
PAGES_OF_A_FORM = ("/assessment/result", "/assessment/plan", "/assessment/paper/plan", "/assessment/check")


@pytest.fixture
def council_with(make_app: Callable[..., Flask], tmp_path: Path) -> CouncilWith:
    def make(overlay: str, text: str = ENGLISH_ONLY) -> Flask:
        file = tmp_path / "council.toml"
        file.write_text(f"{text}\n{overlay}", encoding="utf-8")
        app = make_app(COUNCIL=str(file))
        app.config["WTF_CSRF_ENABLED"] = False
        return app

    return make


def test_the_start_page_says_what_the_council_says(council_with: CouncilWith) -> None:
    overlay = '[words]\nstart_lead = "Come in & be <welcome> at {council}."\nstart_talk = "Ring {telephone}."\n'
    page = council_with(overlay).test_client().get("/").text
    assert "Come in &amp; be &lt;welcome&gt; at Teesbank Sample Council." in page
    assert re.search(r'Ring <a [^>]*href="tel:01632960001"', page)
    assert "Whatever you need, you can start here" not in page


def test_each_language_has_the_councils_words_in_that_language(council_with: CouncilWith) -> None:
    overlay = '[words.start_lead]\nen = "Come in."\npl = "Zapraszamy."\nur = "خوش آمدید"\n'
    client = council_with(overlay, SAMPLE).test_client()
    client.set_cookie("language", "pl")
    page = client.get("/").text
    assert "Zapraszamy." in page
    assert "Come in." not in page


def test_the_result_the_sent_page_and_the_privacy_page_say_it_too(council_with: CouncilWith) -> None:
    overlay = (
        "[words]\n"
        'next_formal_assessment = "The {team} will look."\n'
        'sent_read = "Somebody kind in the {team} reads it."\n'
        'sent_ask = "Questions? {telephone}"\n'
        'privacy_contact = "Write: {email}. Ring: {telephone}."\n'
    )
    client = council_with(overlay).test_client()
    walking.start(client)
    walking.finish(client, hygiene="needs_help", nutrition="needs_help")
    assert "The adult care team will look." in client.get("/assessment/result").text
    sending.ask(client)
    sending.send(client)
    sent = client.get("/council/sent").text
    assert "Somebody kind in the adult care team reads it." in sent
    assert "Questions?" in sent
    assert "Write: care@teesbank.example.org." in client.get("/privacy").text


def links_of(client: FlaskClient, page: str) -> set[str]:
    answer = client.get(page)
    assert answer.status_code == 200, page
    return {address.partition("?")[0] for address in re.findall(r'(?:href|action)="(/[^"#]*)', answer.text)}


@pytest.mark.parametrize("room", [room for room in Room if room in DOORS])
def test_a_room_that_is_off_is_not_there_and_nothing_leads_to_it(council_with: CouncilWith, room: Room) -> None:
    app = council_with(f"[rooms]\n{room} = false\n")
    shut = [rule for rule in app.url_map.iter_rules() if DOORS[room] & {rule.endpoint, rule.endpoint.split(".")[0]}]
    assert shut
    client = app.test_client()
    for rule in shut:
        method = "GET" if "GET" in rule.methods else "POST"
        assert client.open(rule.rule.replace("<paper>", "plan"), method=method).status_code == 404
    walking.start(client)
    walking.finish(client, hygiene="needs_help", caring=["looks_after"])
    closed = {rule.rule for rule in shut if "<" not in rule.rule}
    for page in (*OPEN_PAGES, *PAGES_OF_A_FORM):
        assert not links_of(client, page) & closed, page
    assert "Save as a PDF" not in client.get("/assessment/paper/plan").text or room is not Room.PLAN_PDF


def test_a_room_that_is_on_has_links_to_it(council_with: CouncilWith) -> None:
    client = council_with("").test_client()
    walking.start(client)
    walking.finish(client, hygiene="needs_help", caring=["looks_after"])
    found = set().union(*(links_of(client, page) for page in (*OPEN_PAGES, *PAGES_OF_A_FORM)))
    assert {"/rights", "/caring", "/equipment/", "/personal-assistants/", "/employing/"} <= found


@pytest.mark.parametrize(("room", "words"), [("short_way", "The short way"), ("easy_read", "In Easy Read")])
def test_a_way_that_is_off_is_not_offered(council_with: CouncilWith, room: str, words: str) -> None:
    assert words in council_with("").test_client().get("/assessment/").text
    assert words not in council_with(f"[rooms]\n{room} = false\n").test_client().get("/assessment/").text


def test_a_way_that_is_off_cannot_be_chosen_by_hand_either(council_with: CouncilWith) -> None:
    client = council_with("[rooms]\nshort_way = false\neasy_read = false\n").test_client()
    client.post("/assessment/", data={"way": "short", "easy_read": "yes"})
    walking.answer(client, "for_whom", chosen="self")
    assert "/assessment/question/helped_by" in client.get("/assessment/next").location


@pytest.mark.parametrize("on", ["true", "false"])
def test_ideas_of_equipment_stand_with_a_result_only_where_they_are_on(council_with: CouncilWith, on: str) -> None:
    client = council_with(f"[rooms]\nequipment = {on}\n").test_client()
    walking.start(client)
    walking.finish(client, hygiene="needs_help")
    assert ('id="equipment"' in client.get("/assessment/result").text) is (on == "true")


def test_every_template_asks_whether_a_room_is_there_before_it_links_to_it() -> None:
    doors = {door: HOMES.get(room, door) for room, shut in DOORS.items() for door in shut}
    linked = re.compile(r"""url_for\(["']([\w.]+)["']""")
    unguarded = [
        f"{path.relative_to(ROOT)}: {endpoint}"
        for path in (ROOT / "templates").rglob("*.html")
        for endpoint in linked.findall(path.read_text(encoding="utf-8"))
        for home in {doors[door] for door in (endpoint, endpoint.split(".")[0]) if door in doors}
        if home.split(".")[0] not in path.parts
    ]
    allowed = {
        "templates/assessment/paper.html: plan.pdf",
        "templates/assessment/no_pdf.html: plan.pdf",
        "templates/assessment/_own_helper.html: plan.begin_advert",
    }
    assert set(unguarded) <= allowed
