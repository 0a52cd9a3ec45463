"""Every page of every way in every language, with scripts and without: nothing on them stands in anybody's way."""

from collections.abc import Collection, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests import serving
from tests.journeys.conftest import launch
from tests.journeys.surveyor import Found, survey
from tests.pictures.scenes import IN_ENGLISH, SCENES
from tests.proofs.promises import Promise, none_of, say

LANGUAGES = {"en": "English", "pl": "Polish", "ur": "Urdu"}
NEED_SCRIPTS = {"stopping"}
SPECIMEN = {"specimen"}  # shows a page from right to left in English, on purpose


def prove() -> Iterator[Promise]:
    """Each time on a site of its own, since the last scene shuts the door for a while."""
    for language, name in LANGUAGES.items():
        words = f"pages: each one in {name} is sound at 320 pixels: axe, HTML, no scrolling sideways, focus in sight"
        yield _weighed(words, _survey(language, SCENES.keys() - (SPECIMEN if language == "en" else IN_ENGLISH)))
    words = "pages: so is each one in English without scripts (but for axe, which is a script)"
    yield _weighed(words, _survey("en", SCENES.keys() - NEED_SCRIPTS - SPECIMEN, scripts=False))


def _weighed(words: str, found: Found) -> Promise:
    for fault in found.faults:
        say(f"  {fault}")
    return none_of(words, len(found.faults), f"{len(found.pages)} pages with a fault")


def _survey(language: str, names: Collection[str], scripts: bool = True) -> Found:
    scenes = [scene for name, scene in SCENES.items() if name in names]
    with (
        TemporaryDirectory(prefix="careway-pages-") as folder,
        serving.sample_site(Path(folder)) as site,
        sync_playwright() as playwright,
    ):
        chromium = launch(playwright)
        try:
            return survey(chromium, site, Path(folder), scenes, language, scripts)
        finally:
            chromium.close()
