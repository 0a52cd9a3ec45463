"""Pictures of talking points: where and when, booking, the appointment, moving and cancelling it; and the staff's."""

from app.accounts.domain import Role
from tests.pictures.studio import Studio

FORM = {"name": "Ada", "email": "ada@example.org"}


def appointments(studio: Studio) -> None:
    studio.site.command("appointments", "load", "directory_data/talking_points")
    studio.shot("appointment-places", "/talking-points/")
    studio.go("/talking-points/")
    _follows(studio, "Choose a time")
    studio.shot("appointment-times")
    with studio.page.expect_navigation():
        studio.page.locator(".careway-times__time").first.click()
    studio.shot("appointment-book")
    studio.press("Book it")
    studio.shot("appointment-mistake")
    studio.labelled("No, I write it down myself").check()
    studio.fill_in_and_press("Book it", **FORM)
    studio.shot("appointment-yours")
    studio.shot("appointment-yours-print", media="print")
    yours = studio.page.url.removeprefix(studio.site.address)
    studio.shot("appointment-move", yours.replace("?", "/move?"))
    studio.shot("appointment-cancel", yours.replace("?", "/cancel?"))
    studio.press("Yes, cancel it")
    studio.shot("appointment-cancelled")
    studio.shot("appointment-not-found", "/appointment?link=none")
    _staff(studio)


def _staff(studio: Studio) -> None:
    studio.sign_in_as(Role.MANAGER)
    studio.shot("appointment-staff-list", "/staff/talking-points/")
    studio.go("/staff/talking-points/")
    with studio.page.expect_navigation():
        studio.page.get_by_role("link", name="Sample Central Library", exact=True).click()
    studio.shot("appointment-staff-place")
    place = studio.page.url.removeprefix(studio.site.address)
    studio.shot("appointment-staff-new", "/staff/talking-points/new")
    studio.go(f"{place}book")
    studio.page.locator("input[name=at]").first.check()
    studio.labelled("By e-mail").check()
    studio.fill_in_and_press("Book it", **FORM)
    studio.shot("appointment-staff-booked")
    studio.shot("appointment-staff-book", f"{place}book")
    studio.go(place)
    with studio.page.expect_navigation():
        studio.page.locator("a[href*='/day/']").first.click()
    studio.shot("appointment-staff-sheet")
    studio.shot("appointment-staff-sheet-print", media="print")


def _follows(studio: Studio, name: str) -> None:
    with studio.page.expect_navigation():
        studio.page.get_by_role("button", name=name).first.click()
