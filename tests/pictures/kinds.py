"""One page of each kind, on one way through the service: for the languages in which not every page is looked at."""

from tests.pictures.plan import WORDS, WRONG
from tests.pictures.resident import PLACE, RESULTS
from tests.pictures.sending import FILLED
from tests.pictures.studio import Studio

OPEN = {
    "start": "/",
    "before": "/assessment/",
    "leaving": "/assessment/leaving",
    "with-code": "/assessment/return",
    "directory": "/directory/?q=lunch+club&postcode=TS18+1AU",
    "equipment": "/equipment/list?difficulty=toilet",
    "rights": "/rights/paying",
    "caring": "/caring",
    "emergency-plan": "/caring/emergency-plan",
    "emergency-plan-form": "/caring/emergency-plan/fill-in",
    "words": "/words",
    "ask": "/council/ask",
    "where": "/council/where",
    "not-found": "/no-such-page",
}
QUESTIONS = ("for_whom", "place", "safety", "hygiene", "carer_own_home", "carer_wishes", "matters")
WITH_ANSWERS = {
    "check": "/assessment/check",
    "result": "/assessment/result",
    "plan": "/assessment/plan",
    "paper-plan": "/assessment/paper/plan",
    "paper-pack": "/assessment/paper/pack/large",
    "day": "/assessment/day",
    "paper-day": "/assessment/paper/day",
    "disagree": "/assessment/disagree",
    "keep": "/assessment/keep",
    "answers": "/assessment/answers",
    "not-now": "/assessment/not-now",
    "stopped": "/assessment/stopped",
    "delete": "/assessment/delete",
}
STEPS = ("name", "birth", "reach", "talking", "sharing")
SENT = {"sent": "/council/sent", "status": "/council/status", "add": "/council/add", "withdraw": "/council/withdraw"}


def kinds(studio: Studio) -> None:
    _shots(studio, OPEN)
    studio.answer(**PLACE, **RESULTS["crisis"])
    studio.shot("card", "/assessment/result")
    studio.start(way="carer", easy_read="yes")
    studio.shot("easy-read", "/assessment/question/age")
    studio.answer(**PLACE, **RESULTS["formal-carer"])
    _shots(studio, {"easy-read-code": "/assessment/code", "easy-read-check": "/assessment/check"})
    for part in (1, 3):
        studio.shot(f"easy-read-result-{part}", f"/assessment/result?part={part}")
    _shots(studio, {question: f"/assessment/question/{question}" for question in QUESTIONS})
    studio.go("/assessment/question/safety")
    for box in studio.page.get_by_role("main").get_by_role("checkbox").all():
        box.evaluate("each => { each.checked = true }")
    studio.press("Continue")
    studio.shot("mistake")
    studio.post("/assessment/plan/suggested", draft=studio.tag())
    studio.post("/assessment/day", draft=studio.tag(), **WORDS)
    studio.post("/assessment/disagree", draft=studio.tag(), person=WRONG)
    _shots(studio, WITH_ANSWERS)
    studio.fill(**FILLED)
    _shots(studio, {step: f"/council/form/{step}" for step in STEPS})
    studio.shot("check-to-send", "/council/check")
    studio.send()
    _shots(studio, SENT)


def _shots(studio: Studio, pages: dict[str, str]) -> None:
    for name, path in pages.items():
        studio.shot(f"kind-{name}", path)
