"""Every page of every way on a narrow screen: valid, no axe fault, no scrolling sideways, the focus always in sight.

Here it is every page of the assessment and of sending it, in English, but those with a question, which
test_every_question.py sees at the same time, and one of each kind in the other languages we speak. `make prove` looks
at every page there is, in every language and without scripts, which takes much longer than all other tests.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import serving
from tests.journeys.surveyor import FOCUS, NARROW, survey
from tests.pictures.kinds import kinds
from tests.pictures.scenes import OF_THE_ASSESSMENT, SCENES
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


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with serving.sample_site(tmp_path) as sample:
        yield sample


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


def test_every_page_of_the_assessment_is_sound_in_english(browser: Browser, site: Site, tmp_path: Path) -> None:
    assert survey(browser, site, tmp_path, (SCENES[name] for name in OF_THE_ASSESSMENT)).faults == []


def test_each_kind_of_page_is_sound_in_polish_and_in_urdu(browser: Browser, site: Site, tmp_path: Path) -> None:
    found = [survey(browser, site, tmp_path, [kinds], language) for language in ("pl", "ur")]
    assert [fault for each in found for fault in each.faults] == []
