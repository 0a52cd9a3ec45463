"""Pictures of the staff's pages, with forms of every route waiting, and of the specimens of components."""

from app.accounts.second_factor import code_now
from app.web.specimen import PAGES
from tests.pictures.studio import Studio

EMAIL = "olu@teesbank.example.org"
PASSWORD = "quiet lorry marmalade seven"


def staff(studio: Studio) -> None:
    _signs_in(studio)
    studio.sign_in_as("triage")
    studio.shot("staff-map", "/staff/map/?way=short")
    studio.shot("staff-map-rule", "/staff/map/?rule=U4")
    studio.shot("staff-map-print", "/staff/map/?way=carer", media="print")


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


def specimen(studio: Studio) -> None:
    studio.shot("specimen-components", "/specimen/")
    studio.shot("specimen-right-to-left", "/specimen/right-to-left")
    for name in sorted(PAGES):
        studio.shot(f"specimen-{name}", f"/specimen/{name}")
