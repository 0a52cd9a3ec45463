"""Pictures of the figures: each chapter, a longer period, a report on screen and on paper, and the public page."""

from app.insights.domain import Quarter
from app.kernel.clock import today
from tests.pictures.studio import Studio

CHAPTERS = ("contacts", "cases", "assessments", "gaps", "fairness")


def figures(studio: Studio) -> None:
    studio.sign_in_as("manager", name="Max Manager")
    studio.shot("figures-none", "/staff/figures/")
    _make_a_year(studio)
    last = Quarter.of(today()).plus(-1)
    for chapter in CHAPTERS:
        studio.shot(f"figures-{chapter}", f"/staff/figures/{chapter}")
    studio.shot("figures-longer", f"/staff/figures/contacts?from={last.plus(-1).code}&to={last.code}")
    studio.go("/staff/figures/fairness")
    studio.page.get_by_text("Show the numbers").first.click()
    studio.shot("figures-table")
    studio.shot("figures-contacts-print", "/staff/figures/contacts", media="print")
    studio.shot("figures-report", "/staff/figures/report")
    studio.shot("figures-report-print", "/staff/figures/report", media="print")


def performance(studio: Studio) -> None:
    studio.shot("performance-none", "/performance")
    _make_a_year(studio)
    studio.shot("performance", "/performance")
    studio.shot("performance-print", "/performance", media="print")
    studio.speak("ur")
    studio.shot("performance-ur", "/performance")


def _make_a_year(studio: Studio) -> None:
    studio.site.command("insights", "simulate", "--contacts", "8000", "--cases", "900", "--seed", "5")
