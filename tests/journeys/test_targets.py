"""Choices are large enough to hit and come in order: on the page with eight rows and in Easy Read. WCAG 2.2, 2.5.8."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from app.assessment.flow import EASY_READ
from app.assessment.ways import Way
from tests import serving
from tests.journeys.lives import CARERS_LIFE
from tests.pictures.studio import Studio
from tests.serving import Site

SMALLEST = 24
"""In CSS pixels, each way."""

BOXES = """all => all.map(each => {
    const box = each.getBoundingClientRect()
    return [box.left, box.top + scrollY, box.right, box.bottom + scrollY]
})"""

Box = tuple[float, float, float, float]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serving.site(tmp_path_factory.mktemp("targets")) as served:
        yield served


@pytest.fixture(params=[320, 1280], ids=["narrow", "wide"])
def studio(request: pytest.FixtureRequest, site: Site, browser: Browser, tmp_path: Path) -> Iterator[Studio]:
    context = browser.new_context(viewport={"width": request.param, "height": 640})
    yield Studio(site, context, tmp_path)
    context.close()


def eight_rows(studio: Studio) -> Page:
    """The page on which the carer's eight questions stand together."""
    studio.start(way="carer")
    for question in studio.questions({}, Way.CARER):
        if question.id == CARERS_LIFE[0]:
            break
    studio.go(f"/assessment/question/{CARERS_LIFE[0]}")
    return studio.page


def targets(page: Page) -> list[Box]:
    """Where the choices of a page and its button are."""
    boxes: list[Box] = page.locator("main input:not([type=hidden]), main form .govuk-button").evaluate_all(BOXES)
    return boxes


def faults_of(boxes: list[Box]) -> list[object]:
    """Targets that are too small, and those that lie over one another."""
    small = [box for box in boxes if min(box[2] - box[0], box[3] - box[1]) < SMALLEST]
    return [*small, *(pair for pair in combinations(boxes, 2) if _overlap(*pair))]


def _overlap(one: Box, other: Box) -> bool:
    return all(min(one[side + 2], other[side + 2]) - max(one[side], other[side]) > 1 for side in (0, 1))


def test_the_choices_of_eight_rows_are_large_enough(studio: Studio) -> None:
    boxes = targets(eight_rows(studio))
    assert len(boxes) > len(CARERS_LIFE) * 6
    assert faults_of(boxes) == []


def test_the_choices_of_easy_read_are_large_enough(studio: Studio) -> None:
    studio.start(easy_read="yes")
    asked = 0
    for question in studio.questions({}, easy_read=True):
        studio.go(f"/assessment/question/{question.id}")
        boxes = targets(studio.page)
        asked += 1
        assert len(boxes) > len(question.choices), question.id
        assert faults_of(boxes) == [], question.id
    assert asked > len(EASY_READ[Way.SHORT].questions)


def test_the_tab_key_leads_from_row_to_row_and_then_to_the_button(studio: Studio) -> None:
    rows = _reached_by_tab(eight_rows(studio), "Continue")
    assert [name.removesuffix("-chosen") for name in rows if name.endswith("-chosen")] == list(CARERS_LIFE)


def _reached_by_tab(page: Page, last: str) -> list[str]:
    """The names, or else the words, of what has the focus after each press up to the last."""
    reached: list[str] = []
    while last not in reached[-1:]:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()"))
        assert len(reached) < 100, f"{last} is never reached"
    return reached
