"""Pictures of personal assistants: becoming one, the page in the making, looking for one, and the staff's pages."""

from app.accounts.domain import Role
from tests.pictures.studio import Studio

FOLDER = "directory_data/personal_assistants"


def looking(studio: Studio) -> None:
    studio.shot("assistant-become", "/personal-assistants/become")
    studio.shot("assistant-found-nobody", "/personal-assistants/found")
    studio.site.command("personal-assistants", "load-samples", FOLDER)
    studio.shot("assistant-find", "/personal-assistants/")
    studio.go("/personal-assistants/")
    for words in ("Washing and personal care", "Meals and drinks", "Staying the night"):
        studio.labelled(words).check()
    studio.page.locator("[value='0-morning']").check()
    studio.page.locator("main [name=postcode]").fill("TS18 1AU")
    studio.press("Show personal assistants")
    studio.shot("assistant-found")
    studio.page.get_by_role("main").get_by_role("link", name="Amina").click()
    studio.shot("assistant-profile")
    studio.shot("assistant-profile-print", media="print")
    studio.go("/personal-assistants/")
    studio.page.locator("main summary").first.click()
    studio.labelled("A woman").check()
    studio.labelled("Washing and personal care").uncheck()
    studio.page.locator("main [name=postcode]").fill("Nowhere")
    studio.press("Show personal assistants")
    studio.shot("assistant-find-mistake")


def own(studio: Studio) -> None:
    studio.sign_in_as(Role.PA, name="Amina Zebrowska")
    studio.shot("assistant-own-begin", "/your-pages/pa/")
    studio.go("/your-pages/pa/")
    studio.press("Begin your page")
    studio.shot("assistant-own-step")
    page = studio.page.url.removeprefix(studio.site.address).removesuffix("you")
    studio.shot("assistant-own-times", f"{page}times")
    studio.go(f"{page}all")
    studio.fill_in_and_press("Keep", first_name="Amina", rate="a lot", postcode="somewhere")
    studio.shot("assistant-own-all-mistake")
    studio.fill_in_and_press("Keep", first_name="Amina", rate="15.20", postcode="TS18 1AU", about="Ring 07700 900123.")
    studio.shot("assistant-own-overview")
    studio.shot("assistant-own-preview", f"{page}preview")
    studio.shot("assistant-own-leave", f"{page}leave")


def staff(studio: Studio) -> None:
    studio.site.command("personal-assistants", "load-samples", FOLDER)
    studio.sign_in_as(Role.CARERS_TEAM)
    studio.shot("assistant-staff-list", "/staff/personal-assistants/")
    studio.go("/staff/personal-assistants/")
    studio.page.get_by_role("main").get_by_role("link", name="Amina").click()
    studio.shot("assistant-staff-assistant")
    studio.page.locator("main summary").first.click()
    studio.press("Record it")
    studio.shot("assistant-staff-mistake")
