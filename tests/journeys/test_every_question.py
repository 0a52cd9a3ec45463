"""Every page with a question, of every way, on a narrow screen: as test_every_page.py sees the others."""

from pathlib import Path

from playwright.sync_api import Browser

from tests import serving
from tests.journeys.surveyor import survey
from tests.pictures.scenes import QUESTIONS, SCENES


def test_every_question_in_english_is_sound(browser: Browser, tmp_path: Path) -> None:
    with serving.sample_site(tmp_path) as site:
        assert survey(browser, site, tmp_path, (SCENES[name] for name in QUESTIONS)).faults == []
