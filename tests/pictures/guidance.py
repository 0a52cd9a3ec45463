"""Pictures of the pages about rights, money and caring, of the words we explain, and of the emergency plan."""

from tests.pictures.studio import Studio

RIGHTS = ("free", "paying", "benefits", "budgets", "after-you-ask", "advocacy", "complaints")


def rights(studio: Studio) -> None:
    studio.shot("guidance-rights", "/rights")
    for name in RIGHTS:
        studio.shot(f"guidance-rights-{name}", f"/rights/{name}")
    studio.shot("guidance-rights-large", "/rights/paying?print=large")
    studio.shot("guidance-rights-print", "/rights/paying", media="print")


def words(studio: Studio) -> None:
    studio.shot("guidance-words", "/words")


def caring(studio: Studio) -> None:
    studio.shot("guidance-caring", "/caring")
    for name in ("parents", "young"):
        studio.shot(f"guidance-caring-{name}", f"/caring/{name}")
    studio.shot("guidance-caring-print", "/caring", media="print")


def emergency_plan(studio: Studio) -> None:
    """Blank, typed into, and on paper in both sizes."""
    studio.shot("guidance-plan-blank", "/caring/emergency-plan")
    studio.shot("guidance-plan-blank-print", "/caring/emergency-plan", media="print")
    studio.go("/caring/emergency-plan/fill-in")
    studio.shot("guidance-plan-form")
    studio.fill_in_and_press("Show my plan", my_name="x" * 101)
    studio.shot("guidance-plan-mistake")
    studio.fill_in_and_press(
        "Show my plan",
        my_name="Ada Bell",
        their_name="Rose Bell",
        first_name="Tom Bell, my brother",
        first_number="01632 960145",
        medicines="A blue tablet at 8 in the morning. No aspirin.",
        kept_at="On the fridge",
    )
    studio.shot("guidance-plan-filled")
    studio.shot("guidance-plan-filled-print", "/caring/emergency-plan", media="print")
    studio.shot("guidance-plan-filled-large-print", "/caring/emergency-plan?print=large", media="print")
