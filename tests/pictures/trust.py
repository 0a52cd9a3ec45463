"""Pictures of what makes a listing trustworthy: reporting a problem, helplines, and the staff's side of both."""

import re

from tests.pictures.studio import Studio

NEAR = "/directory/?q=lunch+club&postcode=TS18+1AU&miles=10"
SERVICE = re.compile(r'href="/directory/service/([^"]+)"')


def problem(studio: Studio) -> None:
    """The form, a mistake in it, what is said after it, and the staff's queue with what was reported."""
    service = _first_service(studio)
    studio.shot("problem", f"/problem/{service}")
    studio.go(f"/problem/{service}")
    studio.labelled("Yes, by e-mail").check()
    studio.press("Tell us")
    studio.shot("problem-mistake")
    studio.labelled("Something here is out of date or wrong").check()
    studio.fill_in_and_press("Tell us", words="They meet on Fridays now.", email="ann@example.org")
    studio.shot("problem-sent")
    studio.go(f"/problem/{service}")
    studio.labelled("I am worried that somebody is not safe there").check()
    studio.fill_in_and_press("Tell us", words="The door was locked from outside.")
    studio.sign_in_as("directory_editor", name="Noor Officer")
    studio.shot("problem-staff-queue", "/staff/problems/")
    studio.go("/staff/problems/")
    with studio.page.expect_navigation():
        studio.page.get_by_role("main").get_by_role("table").get_by_role("link").first.click()
    studio.shot("problem-staff")
    studio.press("It is done")
    studio.shot("problem-staff-mistake")
    studio.labelled("What did you do about it?").fill("Rang the safeguarding team.")
    studio.press("It is done")
    studio.shot("problem-staff-done", "/staff/problems/?show=done")
    studio.shot("problem-staff-listings", "/staff/listings/?standing=fresh")
    studio.shot("problem-staff-listing", f"/staff/listings/{service}")
    studio.shot("problem-staff-helplines", "/staff/helplines/")


def helplines(studio: Studio) -> None:
    studio.shot("helplines", "/helplines/")
    studio.shot("helplines-print", "/helplines/", media="print")


def _first_service(studio: Studio) -> str:
    found = SERVICE.search(studio.context.request.get(studio.site.address + NEAR).text())
    assert found
    return found[1]
