"""A browser, a site with a real directory, and people who use it: with scripts and without."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests import serving
from tests.journeys.person import Person
from tests.serving import Site

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIETLY = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

NewPerson = Callable[..., Person]
"""Takes the width of their screen in pixels."""


def launch(playwright: Playwright, *settings: str) -> Browser:
    """Chromium, as quiet as it can be."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIETLY, *settings])


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playing:
        yield playing


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium as it comes."""
    chromium = launch(playwright)
    yield chromium
    chromium.close()


@pytest.fixture(scope="session")
def hounslow(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A fresh site with the real services of Hounslow and the postcodes of Twickenham."""
    with serving.site(tmp_path_factory.mktemp("hounslow")) as site:
        site.command("places", "import", str(shared_data / "postcodes" / "postcodes_tw_latlon.csv"))
        site.command("directory", "import", str(shared_data / "feeds" / "hounslow.json"))
        yield site


@pytest.fixture(params=[True, False], ids=["scripts on", "scripts off"])
def new_person(request: pytest.FixtureRequest, browser: Browser, hounslow: Site) -> Iterator[NewPerson]:
    """Lets one more person come, with a browser of their own. At the end nobody's browser has complained."""
    people: list[Person] = []

    def come(width: int = 1024) -> Person:
        context = browser.new_context(java_script_enabled=request.param, viewport={"width": width, "height": 768})
        people.append(Person(context, hounslow.address, request.param))
        return people[-1]

    yield come
    for person in people:
        person.has_no_complaint()
        person.page.context.close()
