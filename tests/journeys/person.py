"""A person at a browser who uses the keyboard alone, and for whom every page they come to must be right."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, ElementHandle, Locator, Page, Request

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
MOST_PRESSES = 250
MENDS = re.compile("status of (409|422)")

HAS_THE_FOCUS = "each => each === document.activeElement"
ITS_GROUP_HAS_THE_FOCUS = (
    "each => document.activeElement.type === each.type && document.activeElement.name === each.name"
)
IS_IN_VIEW = """each => {
    const box = each.getBoundingClientRect()
    return box.bottom > 0 && box.top < window.innerHeight && box.right > 0 && box.left < window.innerWidth
}"""
# A radio button is drawn by its label, so the label is looked at as well. A line that is not drawn does not count.
LOOKS = """each => [each, ...(each.labels || [])].flatMap(part => [null, '::before', '::after'].map(piece => {
    const style = getComputedStyle(part, piece)
    const drawn = line => style[line + 'Style'] === 'none' || style[line + 'Width'] === '0px' ? '' : style[line]
    const underlined = style.textDecorationLine === 'none' ? '' : style.textDecoration
    return [drawn('outline'), drawn('borderBottom'), underlined, style.boxShadow, style.backgroundColor].join(' ')
})).join('; ')"""
IS_TOO_WIDE = "document.scrollingElement.scrollWidth > window.innerWidth"

# All that axe has to go by, but for what nobody sees and what differs each time.
FACE = """[document.documentElement.outerHTML.replace(/<input type="hidden"[^>]*>/g, ""), innerWidth, devicePixelRatio,
    getComputedStyle(document.documentElement).fontSize, getComputedStyle(document.body).fontSize].join()"""
_without_fault: set[int] = set()


def faults_by_axe(page: Page) -> list[str]:
    """What axe finds on the open page. One that it found nothing on before, at the same size, is not asked about again.

    Most journeys come by the same pages, and axe takes longer than all the rest of a page.
    """
    face = hash(page.evaluate(FACE))
    if face in _without_fault:
        return []
    found = Axe().run(page, options=RULES).response["violations"]
    if not found:
        _without_fault.add(face)
    return [f"{fault['id']}: {[node['html'][:200] for node in fault['nodes']]}" for fault in found]


class Person:
    """Reaches everything with the Tab key, the arrows, Space and Enter; never with a pointer."""

    def __init__(self, context: BrowserContext, address: str, scripts: bool) -> None:
        self.page = context.new_page()
        self.address, self.scripts = address, scripts
        self.seen: list[str] = []
        self._complaints: list[str] = []
        self.page.on("console", self._listens)
        self.page.on("pageerror", lambda error: self._complaints.append(str(error)))
        self.page.on("request", self._stays_here)

    def _listens(self, said: ConsoleMessage) -> None:
        """Takes note of errors, but not of the status with which a form comes back to be mended."""
        if said.type == "error" and not MENDS.search(said.text):
            self._complaints.append(said.text)

    def _stays_here(self, request: Request) -> None:
        """The browser asks no other host for anything."""
        if not request.url.startswith((self.address, "data:")):
            self._complaints.append(f"a request to {urlsplit(request.url).netloc}")

    @property
    def main(self) -> Locator:
        """The part of the page that is not its frame."""
        return self.page.get_by_role("main")

    @property
    def heading(self) -> str:
        """What the page is about."""
        return " ".join(self.page.get_by_role("heading", level=1).inner_text().split())

    def opens(self, path: str) -> None:
        """Types an address."""
        self.page.goto(self.address + path)

    def looks(self, heading: str = "") -> None:
        """Looks at a page on arriving there: it is the right one, and nothing about it stands in anybody's way."""
        where = f"{urlsplit(self.page.url).path} ({self.heading})"
        assert heading.lower() in self.heading.lower(), f"{where}: expected {heading!r}"
        self.seen.append(self.heading)
        assert not self.page.evaluate(IS_TOO_WIDE), f"{where}: scrolls sideways"
        if self.scripts:
            assert faults_by_axe(self.page) == [], where
        self.has_no_complaint()

    def has_no_complaint(self) -> None:
        """The console is silent, the security policy kept, and no other host was asked."""
        assert self._complaints == [], self.page.url

    def tabs_to(self, control: Locator, arrived: str = HAS_THE_FOCUS) -> ElementHandle:
        """Presses Tab until the control has the focus, and sees that it has."""
        wanted = control.element_handle()
        plain = wanted.evaluate(LOOKS)
        if wanted.evaluate(HAS_THE_FOCUS):
            return wanted
        self._presses("Tab", until=lambda: wanted.evaluate(arrived), towards=control)
        if wanted.evaluate(HAS_THE_FOCUS):
            assert wanted.evaluate(LOOKS) != plain, f"nobody can see that {control} has the focus"
            assert wanted.evaluate(IS_IN_VIEW), f"{control} has the focus out of sight"
        return wanted

    def _presses(self, key: str, until: Callable[[], bool], towards: Locator) -> None:
        for _ in range(MOST_PRESSES):
            if until():
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{towards} cannot be reached with {key}")

    def follows(self, control: Locator) -> None:
        """Goes where a link or a button leads."""
        self.tabs_to(control)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def opens_out(self, words: str) -> None:
        """Opens words that are folded away."""
        self.tabs_to(self.main.locator("summary").filter(has_text=words))
        self.page.keyboard.press("Enter")

    def chooses(self, label: str, group: str = "") -> None:
        """Chooses one of several: Tab to the group, the arrows within it. `group` tells several on a page apart."""
        within = self.main.get_by_role("group", name=group, exact=True) if group else self.main
        option = within.get_by_role("radio", name=label, exact=True)
        wanted = self.tabs_to(option, arrived=ITS_GROUP_HAS_THE_FOCUS)
        self._presses("ArrowDown", until=lambda: wanted.evaluate(HAS_THE_FOCUS), towards=option)
        if not option.is_checked():
            self.page.keyboard.press("Space")
        assert option.is_checked(), f"{label} is not chosen"

    def selects(self, label: str, words: str) -> None:
        """Chooses from a list that opens: Tab to it, then the first letters."""
        box = self.main.get_by_label(label, exact=True)
        self.tabs_to(box)
        self.page.keyboard.type(words)
        chosen = box.evaluate("list => list.selectedOptions[0].label")
        assert chosen == words, f"{label}: {chosen} is chosen"

    def ticks(self, label: str | re.Pattern[str]) -> None:
        """Puts a tick."""
        box = self.main.get_by_role("checkbox", name=label, exact=True)
        self.tabs_to(box)
        if not box.is_checked():
            self.page.keyboard.press("Space")
        assert box.is_checked(), f"{label} has no tick"

    def writes(self, label: str, words: str) -> None:
        """Fills in a box."""
        box = self.main.get_by_label(label, exact=True)
        self.tabs_to(box)
        self.page.keyboard.insert_text(words)
        assert box.input_value() == words
