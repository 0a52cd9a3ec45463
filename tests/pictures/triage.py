"""Pictures of the list of cases, with forms of every route waiting, and of the work on one."""

from tests.pictures.resident import PLACE, RESULTS
from tests.pictures.sending import FILLED
from tests.pictures.studio import Studio

NAMES = {"emergency": "Mary O'Brien", "safeguarding": "Zoë Ångström", "formal": "Adaeze Bell", "short-term": "محمد علي"}


def cases(studio: Studio) -> None:
    for kind, said in RESULTS.items():
        studio.answer(**PLACE, **said)
        studio.send(**FILLED, name={"name": NAMES.get(kind, "")})
    studio.sign_in_as("triage")
    studio.shot("case-list", "/staff/referrals/")
    studio.shot("case-list-safeguarding", "/staff/referrals/?queue=safeguarding")
    studio.shot("case-list-empty", "/staff/referrals/?status=withdrawn")
    _opens(studio, "Zoë Ångström")
    studio.shot("case-safeguarding")
    _opens(studio, "Adaeze Bell")
    studio.shot("case")
    studio.press("Save this route")
    studio.shot("case-mistake")
    studio.labelled("Urgent, same day").check()
    studio.labelled("Why?").fill("Rang her: the help ends on Friday, not next month.")
    studio.press("Save this route")
    studio.shot("case-changed")
    case = studio.page.url.removeprefix(studio.site.address)
    studio.press("Take it on")
    studio.page.get_by_text("I tried to reach them", exact=True).click()
    studio.labelled("I spoke with them").check()
    studio.press("Write this down")
    studio.page.get_by_text("It is assured: give the written record", exact=True).click()
    studio.press("Write the record")
    studio.shot("case-record-mistake")
    studio.labelled("It is accurate and complete").check()
    studio.labelled("What was decided, and why").fill("We visit on Friday at 10am, because the stairs are not safe.")
    studio.labelled("On paper: I print it and post it").check()
    studio.press("Write the record")
    studio.shot("case-worked-on")
    studio.shot("case-record", f"{case}/record/large")
    studio.shot("case-paper", f"{case}/paper", media="print")
    studio.shot("case-list-worked-on", "/staff/referrals/?whose=mine")
    studio.shot("case-list-paper", "/staff/referrals/paper/large", media="print")
    studio.shot("case-rules", "/staff/rules/")
    studio.go(case)
    studio.labelled("How did it end?").select_option("assessment-booked")
    studio.labelled("What came of it?").fill("Visit booked for Friday at 10am.")
    studio.press("Close the case")
    studio.shot("case-done")


def _opens(studio: Studio, name: str) -> None:
    studio.go("/staff/referrals/")
    with studio.page.expect_navigation():
        studio.page.get_by_role("row").filter(has_text=name).get_by_role("link").click()
