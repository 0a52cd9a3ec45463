"""Pictures of the plan and its papers: empty, filled, in order, on paper, in large print, and from right to left."""

from tests.pictures.studio import Studio

Answers = dict[str, str | list[str]]

PERSON: Answers = {
    "place": "TS18 1AU",
    "hygiene": "cannot",
    "nutrition": "needs_help",
    "relationships": "slow_or_painful",
    "changes": ["recent_falls", "lives_alone"],
    "matters": "Sunday lunch with Mo, the garden, and getting to the bowls club again.",
    "hopes": ["ideas", "equipment"],
}
CARER: Answers = {**PERSON, "for_whom": "both", "carer_carrying_on": "struggling"}
WORDS = {
    "good": "I get up by eight, dress myself and walk to the shop.",
    "bad": "About two days a week I cannot get out of bed without my daughter. I skip lunch.",
    "ask": "Could somebody come in the mornings?",
    "there": "My daughter Bea, and an interpreter.",
}
WRONG = "You say that I manage the stairs. On most days I do not."


def plan(studio: Studio) -> None:
    studio.answer(**PERSON)
    studio.shot("plan-empty", "/assessment/plan")
    studio.post("/assessment/plan/suggested", draft=studio.tag())
    studio.shot("plan-kept", "/assessment/plan")
    studio.shot("plan-kept-print", "/assessment/plan", media="print")
    studio.shot("plan-result-with-things-kept", "/assessment/result")
    studio.shot("plan-day-words", "/assessment/day")
    studio.post("/assessment/day", draft=studio.tag(), **WORDS)
    _papers(studio, "plan")
    studio.post("/assessment/disagree", draft=studio.tag(), person=WRONG)
    studio.shot("plan-disagree", "/assessment/disagree")
    studio.answer(**CARER)
    studio.shot("plan-result-of-a-carer", "/assessment/result")


def plan_right_to_left(studio: Studio) -> None:
    studio.speak("ur")
    studio.answer(**PERSON)
    studio.post("/assessment/plan/suggested", draft=studio.tag())
    studio.post("/assessment/day", draft=studio.tag(), **WORDS)
    studio.shot("plan_right_to_left-kept", "/assessment/plan")
    studio.shot("plan_right_to_left-result", "/assessment/result")
    _papers(studio, "plan_right_to_left")


def _papers(studio: Studio, name: str) -> None:
    for paper in ("plan", "pack", "day"):
        studio.shot(f"{name}-paper-{paper}", f"/assessment/paper/{paper}")
    studio.shot(f"{name}-paper-plan-large", "/assessment/paper/plan/large")
    studio.shot(f"{name}-paper-plan-print", "/assessment/paper/plan", media="print")
    studio.shot(f"{name}-paper-day-large-print", "/assessment/paper/day/large", media="print")
