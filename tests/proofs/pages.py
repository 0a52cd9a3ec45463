"""Every page of every way in every language, with scripts and without: nothing on them stands in anybody's way."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests import serving
from tests.journeys.conftest import launch
from tests.journeys.surveyor import Found, survey
from tests.pictures.scenes import SCENES
from tests.proofs.promises import Promise, none_of, say

LANGUAGES = ("en", "pl", "ur")


def prove() -> Iterator[Promise]:
    """Each language on a site of its own, since the last scene shuts the door for a while."""
    for language in LANGUAGES:
        found = _survey(language)
        for fault in found.faults:
            say(f"  {fault}")
        words = (
            f"pages: each one is sound at 320 pixels in {language!r}: axe, HTML, no scrolling sideways, focus in sight"
        )
        yield none_of(words, len(found.faults), f"{len(found.pages)} pages with a fault")


def _survey(language: str) -> Found:
    with (
        TemporaryDirectory(prefix="careway-pages-") as folder,
        serving.sample_site(Path(folder)) as site,
        sync_playwright() as playwright,
    ):
        chromium = launch(playwright)
        try:
            return survey(chromium, site, Path(folder), SCENES.values(), language)
        finally:
            chromium.close()
