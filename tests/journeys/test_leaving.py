"""Exit this page, in a real browser: by each way of asking for it, with scripts and without; and what Back shows."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route

from tests import serving
from tests.elsewhere import Elsewhere, elsewhere
from tests.journeys.conftest import CHROMIUM, QUIETLY
from tests.pictures.studio import Studio
from tests.serving import Site

CANARY = "Canary Wharf 4711"
SAID: dict[str, Any] = {"matters": CANARY, "hygiene": "risky", "place": "TW7 4AA"}
WITH_ANSWERS = ("question/matters", "check", "result", "answers")
MOST_LOOKS = 100
AFTER_SENDING = ("sent", "copy", "status", "add")


@pytest.fixture(scope="module")
def weather() -> Iterator[Elsewhere]:
    with elsewhere() as other:
        yield other


@pytest.fixture(scope="module")
def site(weather: Elsewhere, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site whose council lets people leave for the weather."""
    folder = tmp_path_factory.mktemp("leaving")
    with serving.site(folder, COUNCIL=str(weather.council(folder))) as served:
        yield served


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium that keeps whole pages for the Back button, as people's browsers do; Playwright's own does not."""
    chromium = playwright.chromium.launch(
        executable_path=CHROMIUM, args=[*QUIETLY], ignore_default_args=["--disable-back-forward-cache"]
    )
    yield chromium
    chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context()
    yield made
    made.close()


@pytest.fixture
def context_without_scripts(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(java_script_enabled=False)
    yield made
    made.close()


def answered(site: Site, context: BrowserContext, tmp_path: Path) -> Studio:
    """Somebody who has answered everything."""
    studio = Studio(site, context, tmp_path)
    studio.answer(**SAID)
    return studio


def is_elsewhere(page: Page) -> bool:
    page.wait_for_url("**/weather")
    return page.get_by_role("heading", name="Sunny").is_visible()


def press_the_button(page: Page) -> None:
    page.get_by_role("navigation").get_by_role("button", name="Exit this page").click()


def press_shift_three_times(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Shift")


def use_the_first_keys(page: Page) -> None:
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Exit this page"
    page.keyboard.press("Enter")


def holds_a_form(context: BrowserContext) -> bool:
    return any(cookie["name"] == "draft" for cookie in context.cookies())


def shows_nothing(page: Page) -> bool:
    """Whether nothing that was answered can be read, however far somebody goes back."""
    for _ in range(3):
        page.go_back()
        if CANARY in page.content() or "it is not safe" in page.content():
            return False
    return True


def test_this_browser_does_bring_whole_pages_back(context: BrowserContext, weather: Elsewhere) -> None:
    page = context.new_page()
    page.goto(weather.address)
    page.evaluate("document.querySelector('h1').textContent = 'Changed by hand'")
    page.goto(weather.address.replace("127.0.0.1", "localhost"))
    page.go_back(wait_until="commit")
    assert page.get_by_role("heading").inner_text() == "Changed by hand"


@pytest.mark.parametrize("leave", [press_the_button, press_shift_three_times, use_the_first_keys])
def test_each_way_out_leads_elsewhere_and_back_shows_nothing(
    site: Site, context: BrowserContext, tmp_path: Path, leave: Any
) -> None:
    studio = answered(site, context, tmp_path)
    for path in ("result", "check", "question/matters"):
        studio.go(f"/assessment/{path}")
    assert CANARY in studio.page.content()
    leave(studio.page)
    assert is_elsewhere(studio.page)
    assert shows_nothing(studio.page)


@pytest.mark.parametrize("path", WITH_ANSWERS)
def test_without_scripts_a_press_of_the_button_leads_elsewhere_and_back_shows_nothing(
    site: Site, context_without_scripts: BrowserContext, tmp_path: Path, path: str
) -> None:
    studio = answered(site, context_without_scripts, tmp_path)
    studio.go(f"/assessment/{path}")
    press_the_button(studio.page)
    assert is_elsewhere(studio.page)
    assert shows_nothing(studio.page)


@pytest.mark.parametrize("path", AFTER_SENDING)
def test_what_was_sent_can_be_left_as_well(site: Site, context: BrowserContext, tmp_path: Path, path: str) -> None:
    studio = answered(site, context, tmp_path)
    studio.send()
    studio.go(f"/council/{path}")
    press_shift_three_times(studio.page)
    assert is_elsewhere(studio.page)
    assert shows_nothing(studio.page)


def test_nothing_of_ours_that_opens_a_form_stays_in_the_browser(
    site: Site, context: BrowserContext, tmp_path: Path
) -> None:
    studio = answered(site, context, tmp_path)
    studio.go("/assessment/check")
    press_the_button(studio.page)
    assert is_elsewhere(studio.page)
    assert {cookie["name"] for cookie in context.cookies()} <= {"language"}


def test_all_tabs_leave_together(site: Site, context: BrowserContext, tmp_path: Path) -> None:
    studio = answered(site, context, tmp_path)
    other = context.new_page()
    other.goto(f"{site.address}/assessment/check")
    studio.go("/assessment/check")
    press_the_button(studio.page)
    assert is_elsewhere(studio.page)
    assert is_elsewhere(other)
    assert shows_nothing(other)


def test_without_scripts_another_tab_shows_nothing_once_it_is_asked_for_again(
    site: Site, context_without_scripts: BrowserContext, tmp_path: Path
) -> None:
    studio = answered(site, context_without_scripts, tmp_path)
    other = context_without_scripts.new_page()
    other.goto(f"{site.address}/assessment/check")
    studio.go("/assessment/check")
    press_the_button(studio.page)
    assert is_elsewhere(studio.page)
    other.reload()
    assert CANARY not in other.content()


def test_whoever_leaves_does_not_wait_for_us_and_the_form_is_let_go_all_the_same(
    site: Site, context: BrowserContext, tmp_path: Path
) -> None:
    studio = answered(site, context, tmp_path)
    studio.go("/assessment/check")
    asked: list[str] = []

    def answer_only_the_second(route: Route) -> None:
        asked.append(route.request.resource_type)
        if len(asked) > 1:
            route.continue_()

    context.route("**/assessment/leave", answer_only_the_second)
    press_the_button(studio.page)
    assert is_elsewhere(studio.page)
    for _ in range(MOST_LOOKS):
        if not holds_a_form(context):
            break
        studio.page.wait_for_timeout(50)
    assert asked == ["document", "ping"]
    assert not holds_a_form(context)
    assert shows_nothing(studio.page)


def test_the_page_is_covered_before_anything_is_sent(site: Site, context: BrowserContext, tmp_path: Path) -> None:
    studio = answered(site, context, tmp_path)
    studio.go("/assessment/check")
    assert CANARY in studio.page.inner_text("body")
    seen = studio.page.evaluate(
        "document.querySelector('#careway-exit button').click(); [document.body.innerText, document.title]"
    )
    assert [words.strip() for words in seen] == ["Loading", "Loading"]


def test_each_press_of_shift_is_said_and_after_five_seconds_it_is_forgotten(
    site: Site, context: BrowserContext, tmp_path: Path
) -> None:
    page = answered(site, context, tmp_path).page
    page.goto(f"{site.address}/assessment/check")
    page.clock.install()
    status = page.locator("#careway-exit").get_by_role("status")
    for said in ("Shift: press 2 more times to leave", "Shift: press 1 more time to leave"):
        page.keyboard.press("Shift")
        assert status.text_content() == said
    page.clock.run_for(5001)
    assert status.text_content() == "You have not left this page."
    page.keyboard.press("Shift")
    assert status.text_content() == "Shift: press 2 more times to leave"


def write_with_capitals(page: Page) -> None:
    page.get_by_role("main").get_by_role("textbox").click()
    page.keyboard.type("I Love My DOG And Ann's CAKE")
    for letter in "ABCDEF":
        page.keyboard.press(f"Shift+{letter}")


def change_the_language_of_the_keyboard(page: Page) -> None:
    for keys in ("Alt+Shift", "Control+Shift", "Meta+Shift"):
        for _ in range(4):
            page.keyboard.press(keys)
    page.keyboard.down("Alt")
    press_shift_three_times(page)
    page.keyboard.up("Alt")


def mark_words(page: Page) -> None:
    page.get_by_role("main").get_by_role("textbox").click()
    for _ in range(4):
        page.keyboard.press("Shift+ArrowLeft")
        page.get_by_role("heading", level=1).click(modifiers=["Shift"])
        page.keyboard.press("Shift+Tab")


def hold_shift(page: Page) -> None:
    for _ in range(10):
        page.keyboard.down("Shift")
    page.keyboard.up("Shift")


@pytest.mark.parametrize("harmless", [write_with_capitals, change_the_language_of_the_keyboard, mark_words, hold_shift])
def test_shift_with_other_keys_and_with_the_pointer_does_not_leave(
    site: Site, context: BrowserContext, tmp_path: Path, harmless: Any
) -> None:
    page = answered(site, context, tmp_path).page
    page.goto(f"{site.address}/assessment/question/matters")
    harmless(page)
    assert "careway-leaving" not in (page.locator("body").get_attribute("class") or "")
    assert page.url.endswith("/question/matters")


def test_before_the_first_question_it_is_explained_and_can_be_tried_without_leaving(
    site: Site, context: BrowserContext, tmp_path: Path
) -> None:
    studio = Studio(site, context, tmp_path)
    studio.start()
    studio.go("/assessment/code")
    assert "browser's history" in studio.page.get_by_role("main").inner_text()
    press_shift_three_times(studio.page)
    assert studio.page.get_by_role("alert").inner_text() == "Loading"
    studio.page.get_by_text("That was it").wait_for()
    assert studio.page.url.endswith("/assessment/code")
    assert studio.page.get_by_role("link", name="How to hide that you were here").is_visible()


def test_without_scripts_it_can_be_tried_too(
    site: Site, context_without_scripts: BrowserContext, tmp_path: Path
) -> None:
    studio = Studio(site, context_without_scripts, tmp_path)
    studio.start()
    studio.go("/assessment/code")
    studio.press("Try it: exit this page")
    assert "That was it" in studio.page.get_by_role("main").inner_text()
    studio.go("/assessment/next")
    assert "/question/" in studio.page.url
