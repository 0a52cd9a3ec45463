"""A form that is left alone: the page says so in time, then covers itself, and nothing that was typed is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests import serving
from tests.pictures.studio import Studio
from tests.serving import Site

TYPED = "Sundays with Ann"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serving.site(tmp_path_factory.mktemp("closing")) as served:
        yield served


@pytest.fixture
def studio(site: Site, browser: Browser, tmp_path: Path) -> Iterator[Studio]:
    """Somebody who has answered everything, at a clock that the test moves on."""
    context = browser.new_context()
    context.clock.install()
    visitor = Studio(site, context, tmp_path)
    visitor.answer(hygiene="risky")
    yield visitor
    context.close()


def open_question(context: BrowserContext, site: Site) -> Page:
    page = context.new_page()
    page.goto(f"{site.address}/assessment/question/matters")
    return page


def warning(page: Page) -> bool:
    return page.get_by_role("button", name="Keep it open").is_visible()


def closed(page: Page) -> bool:
    return page.get_by_role("heading", name="This page is closed").is_visible()


def test_two_minutes_before_it_closes_the_page_says_so(studio: Studio) -> None:
    page = open_question(studio.context, studio.site)
    page.clock.run_for("42:55")
    assert not warning(page)
    page.clock.run_for("00:10")
    assert warning(page)
    assert "closes in 2 minutes" in page.get_by_role("main").get_by_role("status").first.inner_text()


def test_one_press_keeps_it_open_for_another_45_minutes(studio: Studio) -> None:
    page = open_question(studio.context, studio.site)
    page.clock.run_for("43:05")
    with page.expect_response("**/assessment/stay") as answer:
        page.get_by_role("button", name="Keep it open").click()
    assert answer.value.status == 204
    page.wait_for_function("document.querySelector('[data-module=careway-closing-soon]').hidden")
    page.clock.run_for("42:00")
    assert not warning(page)
    assert not closed(page)


def test_what_is_done_in_one_tab_keeps_the_others_open(studio: Studio) -> None:
    first = open_question(studio.context, studio.site)
    first.clock.run_for("43:05")
    assert warning(first)
    open_question(studio.context, studio.site)
    first.wait_for_function("document.querySelector('[data-module=careway-closing-soon]').hidden")
    first.clock.run_for("42:00")
    assert not warning(first)


def test_when_it_has_closed_no_answer_can_be_read_on_the_screen(studio: Studio) -> None:
    page = studio.context.new_page()
    page.goto(f"{studio.site.address}/assessment/answers")
    assert "it is not safe" in page.inner_text("main")
    page.clock.run_for("45:01")
    assert closed(page)
    assert "it is not safe" not in page.inner_text("main")


def test_a_computer_that_slept_covers_the_page_when_it_wakes(studio: Studio) -> None:
    page = open_question(studio.context, studio.site)
    page.clock.set_system_time("2099-01-01")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert closed(page)


def test_what_was_typed_goes_along_to_the_page_that_asks_for_the_code_and_on_from_there(studio: Studio) -> None:
    studio.go("/assessment/code")
    code = studio.page.locator(".careway-code").inner_text()
    page = open_question(studio.context, studio.site)
    page.get_by_role("main").get_by_role("textbox").fill(TYPED)
    studio.be_away(46)
    page.clock.run_for("45:01")
    page.get_by_role("button", name="Go on with my code").click()
    page.get_by_label("Your code").fill(code)
    page.get_by_role("button", name="Open my form").click()
    page.get_by_role("button", name="Carry on with what I typed").click()
    page.goto(f"{studio.site.address}/assessment/check")
    assert TYPED in page.inner_text("main")


def test_what_was_sent_is_covered_too_and_one_press_keeps_it_open(studio: Studio) -> None:
    studio.send()
    page = studio.context.new_page()
    page.goto(f"{studio.site.address}/council/copy")
    page.clock.run_for("43:05")
    with page.expect_response("**/council/copy"):
        page.get_by_role("button", name="Keep it open").click()
    page.wait_for_function("document.querySelector('[data-module=careway-closing-soon]').hidden")
    page.clock.run_for("45:01")
    assert closed(page)
    assert "it is not safe" not in page.inner_text("main")
