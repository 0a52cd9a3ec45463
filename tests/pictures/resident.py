"""Pictures of the way from the start page to a result: every question, each mistake, each kind of result."""

from app.assessment.ways import Way
from app.questionnaire.flow import Question, Voice
from tests.pictures.studio import Studio

Answers = dict[str, str | list[str]]

MANY: Answers = {"condition": "yes", "life_impact": "most_days", "caring": "looks_after"}
FOR_ANOTHER: Answers = {**MANY, "for_whom": "someone_else"}
PLACE: Answers = {"place": "TS18 1AU"}
HARD: Answers = {"home_safety": "needs_help", "hygiene": "cannot", "relationships": "slow_or_painful"}
DANGER: Answers = {"safety": ["immediate_danger"]}
LONG = "It began last winter. " * 60

RESULTS: dict[str, Answers] = {
    "emergency": {**DANGER, **HARD},
    "crisis": {"safety": ["suicidal_thoughts"]},
    "safeguarding": {"safety": ["abuse"], **HARD},
    "urgent": {"support_now": "about_to_end", **HARD},
    "formal": {"support_now": "some_not_enough", "changes": ["lives_alone", "equipment_difficulty"], **HARD},
    "formal-carer": {**HARD, "for_whom": "both", "carer_hours": "50_or_more", "carer_health": "making_me_ill"},
    "short-term": {"changes": ["recent_falls"], "home_safety": "slow_or_painful"},
    "community": {"relationships": "slow_or_painful"},
    "community-calm": {},
}
STOPS = ("emergency", "crisis", "safeguarding")


def pages(studio: Studio) -> None:
    studio.shot("page-start", "/")
    for name in ("accessibility", "privacy", "cookies"):
        studio.shot(f"page-{name}", f"/{name}")


def before(studio: Studio) -> None:
    studio.shot("before-start", "/assessment/")
    studio.start()
    studio.shot("before-code", "/assessment/code")
    studio.shot("before-with-a-form-open", "/assessment/")
    studio.shot("before-delete", "/assessment/delete")


def questions(studio: Studio) -> None:
    """Every question; and once more for somebody else, where the words differ."""
    _each_question(studio, "question", Way.STANDARD, MANY)


def ways(studio: Studio) -> None:
    """The short way, the carer's own, and everything in Easy Read."""
    _each_question(studio, "way-short", Way.SHORT, {**MANY, "hard": ["toilet", "community"]})
    studio.shot("way-short-result", "/assessment/result")
    _each_question(studio, "way-easy", Way.STANDARD, MANY, easy_read=True)
    studio.shot("way-easy-code", "/assessment/code")
    studio.shot("way-easy-check", "/assessment/check")
    for part in range(1, 8):
        studio.shot(f"way-easy-result-{part}", f"/assessment/result?part={part}")
    studio.start(way="carer")
    for question in studio.questions({"carer_recreation": "not_safe", **PLACE}, Way.CARER):
        studio.shot(f"way-carer-{question.id}", f"/assessment/question/{question.id}")
    studio.shot("way-carer-check", "/assessment/check")
    studio.shot("way-carer-result", "/assessment/result")


def _each_question(studio: Studio, name: str, way: Way, said: Answers, easy_read: bool = False) -> None:
    seen = set()
    chosen = {"way": way.value, **({"easy_read": "yes"} if easy_read else {})}
    studio.start(**chosen)
    for question in studio.questions(said, way, easy_read):
        seen.add(question.id)
        studio.shot(f"{name}-{question.id}", f"/assessment/question/{question.id}")
    studio.start(**chosen)
    for question in studio.questions({**said, "for_whom": "someone_else"}, way, easy_read):
        if question.id not in seen or _speaks_of_others(question):
            suffix = "-they" if question.id in seen else ""
            studio.shot(f"{name}-{question.id}{suffix}", f"/assessment/question/{question.id}")


def signposts(studio: Studio) -> None:
    for name, said in (("young", {"age": "under_16"}), ("parent", {"cared_for_age": "child"})):
        studio.start(way="carer")
        for _ in studio.questions(said, Way.CARER):
            pass
        studio.shot(f"signpost-{name}", "/assessment/next")


def _speaks_of_others(question: Question) -> bool:
    words = (question.title, question.hint, question.why, *(choice.label for choice in question.choices))
    return any(each.said(Voice.YOU) != each.said(Voice.THEY) for each in words if each)


def mistakes(studio: Studio) -> None:
    studio.answer()
    _send_empty(studio, "mistake-choose-one", "for_whom")
    _send_empty(studio, "mistake-choose-many", "life_impact")
    studio.go("/assessment/question/safety")
    for box in studio.page.get_by_role("main").get_by_role("checkbox").all():
        box.evaluate("each => { each.checked = true }")
    studio.press("Continue")
    studio.shot("mistake-contradiction")
    studio.go("/assessment/question/matters")
    studio.page.get_by_role("main").get_by_role("textbox").fill(LONG)
    studio.press("Continue")
    studio.shot("mistake-too-long")
    studio.go("/assessment/question/place")
    studio.labelled("I would rather not say").uncheck()
    studio.labelled("Postcode").fill("the blue house")
    studio.press("Continue")
    studio.shot("mistake-postcode")


def _send_empty(studio: Studio, name: str, question: str) -> None:
    studio.go(f"/assessment/question/{question}")
    for choice in studio.page.get_by_role("main").locator("input:checked").all():
        choice.evaluate("each => { each.checked = false }")
    studio.press("Continue")
    studio.shot(name)


def result(studio: Studio) -> None:
    """Each kind of result, after the card that comes before some of them."""
    for name, said in RESULTS.items():
        studio.answer(**PLACE, **said)
        if name == "formal":
            studio.shot("result-check-answers", "/assessment/check")
        if name in STOPS:
            studio.shot(f"result-{name}-card", "/assessment/result")
            studio.post("/assessment/read", draft=studio.tag(), at="result")
        studio.shot(f"result-{name}", "/assessment/result")
        if name == "formal":
            studio.shot("result-formal-print", "/assessment/result", media="print")
            studio.press(_more_ideas(studio))
            studio.shot("result-ideas")
    studio.answer(**{**RESULTS["formal"], "place": "ZZ9 9ZZ"})
    studio.shot("result-unknown-postcode", "/assessment/result")
    studio.start()
    asked = studio.questions({**FOR_ANOTHER, **DANGER})
    assert any(question.id == "safety" for question in asked)
    next(asked)
    studio.shot("result-card-for-somebody-else", "/assessment/next")


def cards_in_easy_read(studio: Studio) -> None:
    """What cannot wait, as Easy Read says it: on a page of its own, and on the first page of a result."""
    for name, said in RESULTS.items():
        if name in (*STOPS, "urgent"):
            studio.start(easy_read="yes")
            for _ in studio.questions({**PLACE, **said}, easy_read=True):
                pass
            studio.shot(f"card-{name}", "/assessment/result")


def _more_ideas(studio: Studio) -> str:
    studio.go("/assessment/result")
    return studio.page.locator("main form[action$='/ideas'] button").first.inner_text()


def returning(studio: Studio) -> None:
    """Forms that are not open: never started, left alone, gone, or another than the page's."""
    studio.shot("returning-with-code", "/assessment/return")
    studio.labelled("Your code").fill("ABCD 1234")
    studio.press("Open my form")
    studio.shot("returning-wrong-code")
    studio.shot("returning-nothing-open", "/assessment/next")
    studio.start()
    studio.go("/assessment/question/for_whom")
    studio.be_away(46)
    studio.press("Continue")
    studio.shot("returning-closed-with-what-was-typed")
    studio.shot("returning-closed", "/assessment/next")
    studio.start()
    studio.go("/assessment/question/for_whom")
    studio.labelled("Me").check()
    studio.start()
    studio.press("Continue")
    studio.shot("returning-another-form")
    studio.go("/assessment/question/for_whom")
    studio.labelled("Me").check()
    studio.post("/assessment/delete", draft=studio.tag())
    studio.press("Continue")
    studio.shot("returning-gone-with-what-was-typed")
    studio.shot("returning-deleted", "/assessment/deleted")


def refused(studio: Studio) -> None:
    """What goes wrong outside a form's own pages."""
    studio.shot("refused-not-found", "/no-such-page")
    studio.start()
    studio.go("/assessment/question/for_whom")
    studio.labelled("Me").check()
    studio.page.locator("main form input[name=csrf_token]").first.evaluate("each => { each.value = 'old' }")
    studio.press("Continue")
    studio.shot("refused-old-page")
    studio.go("/assessment/question/for_whom")
    studio.labelled("Me").check()
    with studio.without_table("draft"):
        studio.press("Continue")
        studio.shot("refused-not-saved")


def too_many(studio: Studio) -> None:
    """The last of all: for a while no code is taken any more."""
    studio.go("/council/where")
    while studio.labelled("Your code").count():
        studio.labelled("Your code").fill("ABCD 1234 ABCD 1234")
        studio.press("Show my form")
    studio.shot("too-many-tries")


def stopping(studio: Studio) -> None:
    """Leaving fast, giving up for now, and keeping a way back."""
    studio.shot("stopping-leaving-fast", "/assessment/leaving")
    studio.page.get_by_role("button", name=studio.said("Try it: exit this page")).click()
    studio.page.get_by_text(studio.said("That was it. In earnest you would be on the other website now.")).wait_for()
    studio.shot("stopping-leaving-tried")
    studio.answer(hygiene="needs_help", matters="My garden and my sister's visits on Sundays")
    studio.shot("stopping-not-now", "/assessment/not-now")
    studio.press("It is too long")
    studio.shot("stopping-what-is-still-there")
    studio.shot("stopping-keep", "/assessment/keep")
    studio.labelled("Your e-mail address").fill("ada at example")
    studio.press("Send me the link")
    studio.shot("stopping-keep-mistake")
    studio.labelled("Your e-mail address").fill("ada@example.org")
    studio.press("Send me the link")
    studio.shot("stopping-link-sent")
    studio.shot("stopping-answers", "/assessment/answers")
    studio.shot("stopping-answers-print", "/assessment/answers", media="print")
    studio.page.clock.install()
    studio.go("/assessment/answers")
    studio.page.clock.run_for("43:05")
    studio.shot("stopping-closing-soon")
    studio.page.clock.run_for("02:00")
    studio.shot("stopping-closed")
    studio.speak("ur")
    for name, path in (("leaving-fast", "leaving"), ("not-now", "not-now"), ("keep", "keep"), ("start", "")):
        studio.shot(f"stopping-{name}-right-to-left", f"/assessment/{path}")
