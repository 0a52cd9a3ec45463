"""Goes through the scenes that are pictured, and instead of taking a picture notes what stands in anybody's way."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from babel import Locale
from html5lib.html5parser import ParseError
from playwright.sync_api import Browser, Response, ViewportSize

from app.web.language import IN_ENGLISH
from tests.journeys.person import IS_TOO_WIDE, LOOKS, faults_by_axe
from tests.pictures.scenes import Scene
from tests.pictures.studio import Studio
from tests.serving import Site
from tests.strict_client import check_page

NARROW: ViewportSize = {"width": 320, "height": 256}
"""A screen of 1280 by 1024 at 400 per cent: WCAG 2.2, success criterion 1.4.10."""

# Gives every control the focus in turn, as the Tab key would, and says which of them are not seen to have it, are
# covered by something else while they have it, or come before what stands above them.
FOCUS = f"({(Path(__file__).parent / 'focus.js').read_text(encoding='utf-8')})({LOOKS})"


@dataclass
class Surveyor(Studio):
    """Somebody on a narrow screen who looks at each page once. `faults` says what is wrong, and on which page."""

    scripts: bool = True
    faults: list[str] = field(default_factory=list)
    paths: set[str] = field(default_factory=set)
    _came: Response | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        self.page.on("response", self._notes)

    def shot(self, name: str, path: str = "", media: str = "screen") -> None:
        """Looks at the page at `path`, or at the one that is open. What is printed was looked at on the screen."""
        if media == "print":
            return
        if path:
            self.go(path)
        self.taken.append(name)
        self.paths.add(urlsplit(self.page.url).path)
        self.faults += [f"{name} ({self.language}): {fault}" for fault in self._faults(name)]

    def _is_in_english(self) -> bool:
        return urlsplit(self.page.url).path.startswith(IN_ENGLISH)

    def _language_here(self) -> tuple[str, str]:
        """What the open page is to be in, and its direction: those of staff and professionals are in English."""
        language = "en" if self._is_in_english() else self.language
        return language, Locale.parse(language).text_direction

    def _notes(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self._came = response

    def _faults(self, name: str) -> Iterator[str]:
        yield from self._faults_of_html()
        if self._came is not None and self._came.status == 404 and self._is_in_english() and "not-found" not in name:
            yield "is not there for whoever is signed in"
        if self.page.evaluate(IS_TOO_WIDE):
            yield "scrolls sideways"
        if self.page.evaluate("[document.documentElement.lang, document.dir]") != [*self._language_here()]:
            yield "is not in its language"
        self.page.keyboard.press("Tab")
        yield from self.page.evaluate(FOCUS)
        if self.scripts:
            yield from faults_by_axe(self.page)

    def _faults_of_html(self) -> Iterator[str]:
        """What a validator says of the page as it was sent."""
        assert self._came is not None
        try:
            check_page(self._came.text(), self._came.url)
        except (AssertionError, ParseError) as wrong:
            yield str(wrong)


@dataclass
class Found:
    """The pages that were looked at, by their names and by their addresses, and what is wrong with them."""

    pages: list[str] = field(default_factory=list)
    paths: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


def survey(
    browser: Browser, site: Site, folder: Path, scenes: Iterable[Scene], language: str = "en", scripts: bool = True
) -> Found:
    """Goes through scenes, each in a browser window of its own."""
    found = Found()
    for scene in scenes:
        context = browser.new_context(viewport=NARROW, java_script_enabled=scripts)
        surveyor = Surveyor(site, context, folder, language=language, scripts=scripts)
        scene(surveyor)
        context.close()
        found.pages += surveyor.taken
        found.paths |= surveyor.paths
        found.faults += surveyor.faults
    return found
