"""Pictures of signing in without a password, of claiming a listing, and of keeping a page together."""

import re

from app.accounts.domain import Role
from app.db import transaction
from app.listings.domain import Group, as_json
from app.publishing import api as publishing
from app.publishing.domain import Kind
from tests.mailed import somebody
from tests.pictures.studio import Studio
from tests.staff import sign_in_account

LONG = "dana.wills-from-the-allotment-and-lunch-club@a-long-name-of-a-village.example.org"


def signing_in(studio: Studio) -> None:
    studio.context.clear_cookies()
    studio.shot("mailed-sign-in", "/your-pages/sign-in")
    studio.press("Send me a link")
    studio.shot("mailed-sign-in-mistake")
    somebody(studio.site.app, LONG, "Dana Wills")
    studio.fill_in_and_press("Send me a link", email=LONG)
    studio.shot("mailed-sign-in-sent")
    link = _newest_link(studio, r"/your-pages/link/\w+")
    studio.shot("mailed-sign-in-link", link)
    studio.context.clear_cookies(name="asked")
    studio.shot("mailed-sign-in-elsewhere", link)
    studio.press("Sign in")
    studio.shot("mailed-sign-in-elsewhere-mistake")
    studio.shot("mailed-sign-in-ended", "/your-pages/link/none")
    sign_in_account(studio.context, studio.site, somebody(studio.site.app, LONG, "Dana Wills"))
    studio.shot("mailed-account", "/your-pages/account/")
    studio.shot("mailed-home", "/your-pages/")


def groups(studio: Studio) -> None:
    studio.shot("groups-start", "/groups/")
    studio.shot("groups-found", "/groups/?name=lunch")
    studio.shot("groups-none", "/groups/?name=zzzz")
    studio.shot("groups-link-ended", "/groups/confirm/none")
    sign_in_account(studio.context, studio.site, somebody(studio.site.app, "bo@example.org", "Bo Lark"))
    studio.go(_a_listing(studio))
    _claim_by(studio, "mail")
    studio.shot("groups-confirm", _newest_link(studio, r"/groups/confirm/\w+"))
    studio.press("Send the answer")
    studio.shot("groups-confirm-mistake")
    studio.page.locator("main [name=answer][value=no]").check()
    studio.press("Send the answer")
    studio.shot("groups-answered")


def claiming(studio: Studio) -> None:
    sign_in_account(studio.context, studio.site, somebody(studio.site.app, LONG, "Dana Wills"))
    studio.shot("claims-none", "/your-pages/claims/")
    listing = _a_listing(studio)
    studio.shot("claims-begin", listing)
    studio.press("Go on")
    studio.shot("claims-begin-mistake")
    for way in _ways(studio):
        studio.go(listing)
        _claim_by(studio, way)
        studio.shot(f"claims-{way}")
        if way == "telephone":
            studio.press("Check the code")
            studio.shot("claims-code-mistake")
    studio.shot("claims-list", "/your-pages/claims/")
    studio.shot("claims-add", "/your-pages/claims/new")
    studio.fill_in_and_press("Begin", name="Lunch club")
    studio.shot("claims-add-alike")
    _deciding(studio)


def _deciding(studio: Studio) -> None:
    """The group's own answer, and the staff's."""
    studio.sign_in_as(Role.DIRECTORY_EDITOR, name="Dee Editor")
    studio.shot("claims-staff", "/staff/pages/claims/")
    studio.page.locator("main table a").first.click()
    studio.shot("claims-staff-one")
    studio.press("Say no")
    studio.shot("claims-staff-mistake")


def keeping_together(studio: Studio) -> None:
    dana, bea = somebody(studio.site.app, LONG, "Dana Wills"), somebody(studio.site.app, "bea@example.org", "Bea Ash")
    with studio.site.app.app_context(), transaction() as writing:
        content = as_json(Group(name="Lakeside walkers"))
        page = publishing.begin(writing, Kind.LISTING, "Lakeside walkers", dana.id, content, already_public=True)
        publishing.add_owner(writing, page.id, bea.id, dana.id)
    sign_in_account(studio.context, studio.site, dana)
    studio.go(f"/your-pages/{page.id}/editors/")
    studio.fill_in_and_press("Send the invitation", email="kim@example.org")
    studio.shot("editors-page")
    studio.press("Take Bea Ash off")
    studio.press("Leave this page")
    studio.shot("editors-last")
    link = _newest_link(studio, r"/your-pages/invitations/\w+")
    studio.shot("editors-invitation-of-another", link)
    sign_in_account(studio.context, studio.site, somebody(studio.site.app, "kim@example.org", "Kim Lowe"))
    studio.shot("editors-invitation", link)
    studio.shot("editors-invitation-ended", "/your-pages/invitations/none")


def _claim_by(studio: Studio, way: str) -> None:
    studio.page.locator("main [name=words]").fill("I run it with two others, on Thursdays.")
    studio.page.locator(f"main [name=way][value={way}]").check()
    studio.press("Go on")


def _a_listing(studio: Studio) -> str:
    """The address at which a listing is claimed that can be reached in several ways."""
    studio.go("/groups/?name=club")
    keys = [button.get_attribute("value") for button in studio.page.locator("main [name=listing]").all()]
    pages = (f"/your-pages/claims/{key}" for key in keys)
    return max(pages, key=lambda page: (studio.go(page), len(_ways(studio)))[1])


def _ways(studio: Studio) -> list[str]:
    return [str(box.get_attribute("value")) for box in studio.page.locator("main [name=way]").all()]


def _newest_link(studio: Studio, shape: str) -> str:
    """The link in the newest letter that holds one of that shape."""
    for _ in range(2):
        studio.site.command("worker", "--once")
    letters = sorted((studio.site.config.DATA_DIR / "mail").iterdir(), key=lambda file: file.stat().st_mtime_ns)
    said = (letter.read_text(encoding="utf-8").replace("=\n", "") for letter in reversed(letters))
    return str(next(filter(None, (re.search(shape, words) for words in said)))[0])
