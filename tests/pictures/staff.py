"""Pictures of the staff's pages, with forms of every route waiting, and of the specimens of components."""

from app.accounts.second_factor import code_now
from app.web.specimen import PAGES
from tests.pictures.resident import PLACE, RESULTS
from tests.pictures.sending import FILLED
from tests.pictures.studio import Studio

EMAIL = "olu@teesbank.example.org"
PASSWORD = "quiet lorry marmalade seven"
NAMES = {"emergency": "Mary O'Brien", "safeguarding": "Zoë Ångström", "formal": "Adaeze Bell", "short-term": "محمد علي"}


def staff(studio: Studio) -> None:
    for kind, said in RESULTS.items():
        studio.answer(**PLACE, **said)
        studio.send(**FILLED, name={"name": NAMES.get(kind, "")})
    _signs_in(studio)
    studio.sign_in_as("triage")
    studio.shot("staff-list", "/staff/referrals/")
    studio.shot("staff-list-safeguarding", "/staff/referrals/?queue=safeguarding")
    studio.shot("staff-list-empty", "/staff/referrals/?status=withdrawn")
    studio.shot("staff-map", "/staff/map/?way=short")
    studio.shot("staff-map-rule", "/staff/map/?rule=U4")
    studio.shot("staff-map-print", "/staff/map/?way=carer", media="print")
    _opens(studio, "Zoë Ångström")
    studio.shot("staff-case-safeguarding")
    _opens(studio, "Adaeze Bell")
    studio.shot("staff-case")
    studio.press("Save this route")
    studio.shot("staff-case-mistake")
    studio.labelled("Urgent, same day").check()
    studio.labelled("Why?").fill("Rang her: the help ends on Friday, not next month.")
    studio.press("Save this route")
    studio.shot("staff-case-changed")
    case = studio.page.url.removeprefix(studio.site.address)
    studio.press("Take it on")
    studio.page.get_by_text("I tried to reach them", exact=True).click()
    studio.labelled("I spoke with them").check()
    studio.press("Write this down")
    studio.page.get_by_text("It is assured: give the written record", exact=True).click()
    studio.press("Write the record")
    studio.shot("staff-case-record-mistake")
    studio.labelled("It is accurate and complete").check()
    studio.labelled("What was decided, and why").fill("We visit on Friday at 10am, because the stairs are not safe.")
    studio.labelled("On paper: I print it and post it").check()
    studio.press("Write the record")
    studio.shot("staff-case-worked-on")
    studio.shot("staff-case-record", f"{case}/record/large")
    studio.shot("staff-case-paper", f"{case}/paper", media="print")
    studio.shot("staff-list-worked-on", "/staff/referrals/?whose=mine")
    studio.shot("staff-list-paper", "/staff/referrals/paper/large", media="print")
    studio.shot("staff-rules", "/staff/rules/")
    studio.go(case)
    studio.labelled("How did it end?").select_option("assessment-booked")
    studio.labelled("What came of it?").fill("Visit booked for Friday at 10am.")
    studio.press("Close the case")
    studio.shot("staff-case-done")


def _signs_in(studio: Studio) -> None:
    given = studio.site.command("accounts", "create", EMAIL, "--name", "Olu Officer", "--role", "triage").strip()
    studio.shot("staff-sign-in", "/staff/sign-in")
    studio.go("/staff/sign-in")
    studio.fill_in_and_press("Sign in", email=EMAIL, password="not this one")
    studio.shot("staff-sign-in-mistake")
    studio.fill_in_and_press("Sign in", email=EMAIL, password=given)
    studio.shot("staff-password")
    studio.fill_in_and_press("Keep the new password", old_password=given, new_password="password")
    studio.shot("staff-password-mistake")
    studio.fill_in_and_press("Keep the new password", old_password=given, new_password=PASSWORD)
    _sets_up(studio)


def _sets_up(studio: Studio) -> None:
    """The second step: set up, its recovery codes, and the page that asks for it the next time."""
    studio.shot("staff-set-up")
    studio.fill_in_and_press("Use this second step", code="000000")
    studio.shot("staff-set-up-mistake")
    key = studio.page.locator(".careway-key").first.inner_text()
    studio.fill_in_and_press("Use this second step", code=code_now(key))
    studio.shot("staff-recovery-codes")
    studio.post("/staff/sign-out")
    studio.go("/staff/sign-in")
    studio.fill_in_and_press("Sign in", email=EMAIL, password=PASSWORD)
    studio.shot("staff-second-step")
    studio.fill_in_and_press("Go on", code="000000")
    studio.shot("staff-second-step-mistake")


def _opens(studio: Studio, name: str) -> None:
    studio.go("/staff/referrals/")
    with studio.page.expect_navigation():
        studio.page.get_by_role("row").filter(has_text=name).get_by_role("link").click()


def specimen(studio: Studio) -> None:
    studio.shot("specimen-components", "/specimen/")
    studio.shot("specimen-right-to-left", "/specimen/right-to-left")
    for name in sorted(PAGES):
        studio.shot(f"specimen-{name}", f"/specimen/{name}")
