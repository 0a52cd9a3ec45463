"""Every page of every way on a narrow screen: valid, no axe fault, no scrolling sideways, the focus always in sight.

`make prove` looks at each page in every language, and without scripts; here it is every page in English, those on which
scripts do much without them, and one of each kind in the other languages that we speak.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser
from werkzeug.exceptions import HTTPException

from app.assessment.flow import EASY_READ, FLOWS
from app.assessment.ways import Way
from app.questionnaire.flow import Flow
from tests import serving
from tests.journeys.surveyor import FOCUS, NARROW, survey
from tests.pictures.kinds import kinds
from tests.pictures.scenes import SCENES
from tests.serving import Site

BROKEN = """<!doctype html>
<style>
  div { display: flex; flex-direction: column-reverse; margin-top: 8rem }
  #unseen:focus { outline: none }
  p { position: fixed; z-index: 1; inset: 0 0 auto; height: 5rem; background: white }
  #covered { position: absolute; top: 1rem }
</style>
<p>Always on top</p>
<a id="covered" href="#1">covered</a>
<div><a href="#2">first</a><a href="#3">above</a></div>
<a id="unseen" href="#4">unseen</a>
<a href="#5" tabindex="2">pushes in</a>
"""
LEAD_ON = {"assessment.resume", "referrals.resume"}
NOT_TO_LOOK_AT = {
    "static",
    "pages.council_style",
    "pages.health",
    "keeping.answers_as_text",
    "referrals.copy_as_text",
}
WAYS = {
    "question": FLOWS[Way.STANDARD],
    "way-short": FLOWS[Way.SHORT],
    "way-carer": FLOWS[Way.CARER],
    "way-easy": EASY_READ[Way.STANDARD],
}
WHERE_SCRIPTS_DO_MUCH = ("before", "question", "mistake", "result", "directory", "equipment", "plan", "sending")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with serving.sample_site(tmp_path) as sample:
        yield sample


def addresses_of(app: Flask) -> set[str]:
    """What somebody can open and look at."""
    opened = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    return opened - LEAD_ON - NOT_TO_LOOK_AT


def endpoint_of(path: str, app: Flask) -> str:
    try:
        return str(app.url_map.bind("").match(path)[0])
    except HTTPException:
        return ""


def pages_of(flow: Flow) -> set[str]:
    """The pages of a way, by the first question on each."""
    first: dict[object, str] = {}
    for question in flow.questions:
        first.setdefault(question.together or question, question.id)
    return set(first.values())


def test_a_focus_that_is_unseen_covered_or_out_of_order_is_found(browser: Browser) -> None:
    page = browser.new_page(viewport=NARROW)
    page.set_content(BROKEN)
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS) == [
        'has an order of its own: <a href="#5" tabindex="2"> pushes in',
        'is covered while it has the focus: <a id="covered" href="#1"> covered',
        'comes after what stands below it: <a href="#3"> above',
        'is not seen to have the focus: <a id="unseen" href="#4"> unseen',
    ]
    page.close()


def test_every_page_in_english_is_sound(browser: Browser, site: Site, tmp_path: Path) -> None:
    found = survey(browser, site, tmp_path, SCENES.values())
    assert found.faults == []
    assert addresses_of(site.app) - {endpoint_of(path, site.app) for path in found.paths} == set()
    assert {f"{name}-{page}" for name, way in WAYS.items() for page in pages_of(way)} <= set(found.pages)


def test_pages_on_which_scripts_do_much_are_sound_without_them(browser: Browser, site: Site, tmp_path: Path) -> None:
    scenes = [SCENES[name] for name in WHERE_SCRIPTS_DO_MUCH]
    assert survey(browser, site, tmp_path, scenes, scripts=False).faults == []


def test_each_kind_of_page_is_sound_in_polish_and_in_urdu(browser: Browser, site: Site, tmp_path: Path) -> None:
    found = [survey(browser, site, tmp_path, [kinds], language) for language in ("pl", "ur")]
    assert [fault for each in found for fault in each.faults] == []
