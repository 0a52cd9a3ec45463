"""Pictures of the guide for employers: its pages, the sum with what goes wrong in it, and the drafts on paper."""

from tests.pictures.studio import Studio

TO_READ = ("is-it-for-me", "find-someone", "before-they-start", "payday", "when-plans-change", "checklist", "help")


def guide(studio: Studio) -> None:
    studio.shot("employing-guide-start", "/employing/")
    for name in TO_READ:
        studio.shot(f"employing-guide-{name}", f"/employing/{name}")
    studio.shot("employing-guide-checklist-print", "/employing/checklist", media="print")


def cost(studio: Studio) -> None:
    """Blank, wrong, and worked out for two helpers."""
    studio.shot("employing-cost", "/employing/cost")
    studio.go("/employing/cost")
    studio.fill_in_and_press("Work it out", **{"helper1-hours": "lots", "helper1-rate": "9"})
    studio.shot("employing-cost-mistake")
    studio.page.locator("[name=helper1-hours]").fill("20")
    studio.page.locator("[name=helper1-rate]").fill("13.50")
    studio.page.locator("[name=helper1-age][value='22-to-pension']").check()
    studio.press("Add one more helper")
    studio.page.locator("[name=helper2-age][value='18-20']").check()
    studio.page.locator("[name=cover][value=paid]").check()
    typed = {"helper2-hours": "7.5", "helper2-rate": "12", "cover_rate": "18", "liability": "120", "payroll": "240"}
    studio.fill_in_and_press("Work it out", **typed)
    studio.shot("employing-cost-sum")


def drafts(studio: Studio) -> None:
    """What to tick, and what comes of it, on the screen and on paper."""
    for name in ("job-description", "interview", "agreement"):
        studio.shot(f"employing-drafts-{name}", f"/employing/{name}")
        studio.go(f"/employing/{name}")
        for task in ("wash", "moving", "letters"):
            studio.page.locator(f"[name=tasks][value={task}]").check()
        studio.press("Show it, to print")
        studio.shot(f"employing-drafts-{name}-made")
        studio.shot(f"employing-drafts-{name}-print", media="print")
