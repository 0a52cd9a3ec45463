"""A hundred hostile payloads in every field for text of both rooms, opened by every role in a real browser."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, BrowserContext, Dialog, Page, sync_playwright

from app.accounts.domain import Role, Staff
from tests import hostile, serving
from tests.hostile import COMPUTED, PAYLOADS, Record
from tests.journeys.conftest import launch
from tests.proofs.promises import Promise, none_of, say
from tests.serving import Site
from tests.staff import sign_in_account

OWN = {"pa", "seeker"}  # each record has its own, everything else is read by the same people
EVERY = 10  # of the payloads are typed into the boxes as well

# What came to run says so, and so does the browser of what the policy stopped. It stands before any script of a page.
WATCH = """
window.ran = () => window.told("ran");
document.addEventListener("securitypolicyviolation", event =>
  window.told(`report: ${event.violatedDirective} ${event.blockedURI}`));
"""
# Addresses that would run when somebody presses them, and sums that somebody did.
LOOK = """computed => [
  ...[...document.querySelectorAll("[href],[src],[action],[formaction]")].flatMap(one =>
    ["href", "src", "action", "formaction"].map(name => one.getAttribute(name) || "")
      .filter(address => /^[\\s\\x00-\\x20]*(javascript|vbscript|data:text)/i.test(address))),
  ...(document.documentElement.outerHTML.includes(computed) ? ["a sum was done"] : []),
]"""
BOXES = "textarea, [type=text], [type=email], [type=tel], input:not([type])"
FORMS_WITH_BOXES = f"""() => [...document.querySelectorAll("main form[method=post]")]
  .flatMap((form, place) => form.querySelector("{BOXES}") ? [place] : [])"""
TYPE = f"""([place, words]) => {{
  const form = document.querySelectorAll("main form[method=post]")[place];
  const boxes = [...form.querySelectorAll("{BOXES}")];
  boxes.forEach(box => {{ box.value = words; }});
  HTMLFormElement.prototype.submit.call(form);
  return boxes.length;
}}"""


@dataclass
class Seen:
    """What was opened, and what went wrong: where, and what."""

    opened: int = 0
    refused: int = 0
    boxes: int = 0
    ran: list[str] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def note(self, where: str, what: str) -> None:
        (self.reports if what.startswith("report") else self.ran).append(f"{where}: {what}")


def prove() -> Iterator[Promise]:
    """Nothing runs, nothing even tries to, and no page fails."""
    seen = Seen()
    with (
        TemporaryDirectory(prefix="careway-payloads-") as folder,
        serving.sample_site(Path(folder)) as site,
        sync_playwright() as playwright,
    ):
        chromium = launch(playwright)
        try:
            _open_everything(site, chromium, seen)
        finally:
            chromium.close()
    for fault in (*seen.ran, *seen.reports, *seen.failed):
        say(f"  {fault}")
    tried = f"{len(PAYLOADS)} payloads, {seen.opened} pages, {seen.boxes} boxes typed into"
    yield none_of("payloads: what runs in a browser, for any role", len(seen.ran), tried)
    yield none_of("payloads: reports of the content security policy", len(seen.reports), tried)
    yield none_of("payloads: pages that fail or are not there", len(seen.failed), tried)


def _open_everything(site: Site, chromium: Browser, seen: Seen) -> None:
    officers = hostile.officers(site.app, PAYLOADS[0])
    with ExitStack() as kept_open:
        browsers: dict[str, Page] = {}
        for number, words in enumerate(PAYLOADS):
            say(f"  {number + 1} of {len(PAYLOADS)}: {words!r}")
            record = hostile.record(site.app, words, officers)
            for who, paths in _by_reader(record).items():
                with ExitStack() as for_this:
                    page = browsers.get(who)
                    if page is None:
                        opening = for_this if who in OWN else kept_open
                        page = opening.enter_context(_browser(chromium, site, _account(who, record, officers), seen))
                    if who not in OWN:
                        browsers[who] = page
                    _read(page, site, paths, seen)
                    if number % EVERY == 0:
                        _type(page, site, paths, words, seen)
    for account in (None, *officers.values()):
        with _browser(chromium, site, account, seen) as page:
            for path in (*hostile.LISTS, *(path for _, path in record.pages())):
                _open(page, site, path, seen)


def _read(page: Page, site: Site, paths: list[str], seen: Seen) -> None:
    for path in paths:
        _open(page, site, path, seen, must_open=True)


def _by_reader(record: Record) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for who, path in record.pages():
        found.setdefault(str(who), []).append(path)
    return found


def _account(who: str, record: Record, officers: hostile.Officers) -> Staff | None:
    own = {"anybody": None, "pa": record.pa, "seeker": record.seeker, "editor": officers[Role.COMMUNITY_EDITOR]}
    return own[who] if who in own else officers[Role(who)]


@contextmanager
def _browser(chromium: Browser, site: Site, account: Staff | None, seen: Seen) -> Iterator[Page]:
    """A browser of somebody's own, which tells what comes to run."""
    context: BrowserContext = chromium.new_context()
    page = context.new_page()
    context.expose_function("told", lambda what: seen.note(page.url, str(what)))
    context.add_init_script(WATCH)
    page.on("dialog", lambda dialog: _dismiss(dialog, page, seen))
    if account is not None:
        sign_in_account(context, site, account)
    try:
        yield page
    finally:
        context.close()


def _dismiss(dialog: Dialog, page: Page, seen: Seen) -> None:
    seen.note(page.url, f"ran: a dialog, {dialog.message}")
    dialog.dismiss()


def _open(page: Page, site: Site, path: str, seen: Seen, must_open: bool = False) -> None:
    answer = page.goto(site.address + path, wait_until="load")
    status = answer.status if answer else 0
    if status >= 500 or (must_open and status != 200):
        seen.failed.append(f"{path}: {status}")
    elif status != 200:
        seen.refused += 1
        return
    _look(page, path, seen)


def _look(page: Page, path: str, seen: Seen) -> None:
    seen.opened += 1
    for what in page.evaluate(LOOK, COMPUTED):
        seen.note(path, f"ran, had it been pressed: {what}")


def _type(page: Page, site: Site, paths: list[str], words: str, seen: Seen) -> None:
    """Types the words into every box of every form of these pages, and looks at what comes back."""
    for path in paths:
        page.goto(site.address + path)
        for place in page.evaluate(FORMS_WITH_BOXES):
            page.goto(site.address + path)
            with page.expect_navigation(wait_until="load") as sent:
                seen.boxes += page.evaluate(TYPE, [place, words])
            if sent.value is not None and sent.value.status >= 500:
                seen.failed.append(f"{path}, typed into: {sent.value.status}")
            _look(page, f"{path} (what came back)", seen)
