"""The way out stands on every page with answers and never fails; help in a crisis stands before the first question."""

from collections.abc import Callable

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import sending, walking
from tests.architecture.test_routes import RESIDENT, SENDER, requests_of

# It shows the code and no answer, and is where leaving is tried.
WITHOUT_ANSWERS = {"/assessment/code"}


def with_answers(client: FlaskClient) -> None:
    walking.start(client)
    walking.finish(client, hygiene="needs_help")
    sending.fill_all(client)


def with_a_sent_form(client: FlaskClient) -> None:
    sending.ask(client)
    sending.send(client)


@pytest.mark.parametrize(("audience", "become"), [(RESIDENT, with_answers), (SENDER, with_a_sent_form)])
def test_every_page_with_answers_has_the_way_out_in_sight_and_among_the_first_keys(
    app: Flask, audience: str, become: Callable[[FlaskClient], None]
) -> None:
    client = app.test_client()
    become(client)
    pages = [address for method, address in requests_of(app, audience) if method == "GET"]
    shown = []
    for address in pages:
        page = client.get(address)
        if page.status_code == 200 and page.mimetype == "text/html" and address not in WITHOUT_ANSWERS:
            shown.append(address)
            assert page.text.count('id="careway-exit"') == 1, address
            assert page.text.index('form="careway-exit"') < page.text.index("<header"), address
    assert len(shown) >= 5


def test_leaving_never_fails(client: FlaskClient, app: Flask) -> None:
    exit_site = app.extensions["council"].exit_site
    for _ in range(2):
        for address in ("/assessment/leave", "/council/leave"):
            assert client.post(address, headers={"Sec-Fetch-Site": "cross-site"}).location == exit_site


def test_leaving_is_never_a_link_that_somebody_could_be_sent(client: FlaskClient) -> None:
    assert client.get("/assessment/leave").status_code == 405


def test_the_pages_of_a_form_are_never_kept_by_a_browser(client: FlaskClient) -> None:
    with_answers(client)
    for page in ("check", "result", "answers", "answers.txt", "question/hygiene", "keep", "stopped"):
        assert client.get(f"/assessment/{page}").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("language", ["en", "pl", "ur"])
def test_help_in_a_crisis_comes_first_on_the_page_before_the_questions(client: FlaskClient, language: str) -> None:
    client.set_cookie("language", language)
    main = next(html5lib.parse(client.get("/assessment/").text, namespaceHTMLElements=False).iter("main"))
    heading, panel = list(next(iter(main)))[:2]
    assert (heading.tag, panel.get("class")) == ("h1", "careway-panel")
    links = {link.get("href") for link in panel.iter("a")}
    assert {"tel:999", "tel:116123", "tel:111"} <= links


@pytest.mark.parametrize("language", ["pl", "ur"])
def test_in_a_language_that_nobody_has_reviewed_it_has_the_english_beside_it(
    client: FlaskClient, language: str
) -> None:
    client.set_cookie("language", language)
    main = next(html5lib.parse(client.get("/assessment/").text, namespaceHTMLElements=False).iter("main"))
    panel = list(next(iter(main)))[1]
    english = [" ".join("".join(span.itertext()).split()) for span in panel.iter("span") if span.get("lang") == "en"]
    assert english[0] == "If it cannot wait"
    assert english[1] == "If someone is in danger now, call 999."
    assert english[2].startswith("If you have thoughts of ending your life, call Samaritans on 116 123")


def test_guesses_of_codes_count_together_for_all_processes(app: Flask, start_again: Callable[..., Flask]) -> None:
    other = start_again(app)
    other.config["WTF_CSRF_ENABLED"] = False
    answers = [
        one.test_client().post("/assessment/return", data={"code": "0000 0000 0000 0000"}).status_code
        for one in (app, other) * 6
    ]
    assert answers.count(429) == 2
    assert answers[-2:] == [429, 429]
