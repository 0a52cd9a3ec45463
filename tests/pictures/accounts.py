"""Pictures of staff accounts: one's own, those of colleagues, invitations, lost passwords."""

import re

from app.accounts.domain import Role
from tests.pictures.studio import Studio
from tests.staff import member_of_staff

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def accounts(studio: Studio) -> None:
    nia = member_of_staff(studio.site.app, "nia@teesbank.example.org", Role.CARERS_TEAM, second=SECRET, name="Nia Bell")
    studio.sign_in_as(Role.ADMINISTRATOR, name="Ada Administrator")
    studio.sign_in_as(Role.ADMINISTRATOR, name="Ada Administrator")
    studio.shot("accounts-own", "/staff/account/")
    studio.press("Show new recovery codes")
    studio.shot("accounts-own-mistake")
    studio.shot("accounts-list", "/staff/accounts/")
    studio.shot("accounts-invite", "/staff/accounts/invite")
    studio.press("Send the invitation")
    studio.shot("accounts-invite-mistake")
    studio.shot("accounts-one", f"/staff/accounts/{nia.id}")
    studio.go(f"/staff/accounts/{nia.id}")
    studio.press("Close the account")
    studio.shot("accounts-closed")


def links(studio: Studio) -> None:
    studio.shot("link-lost", "/staff/lost-password")
    studio.press("Send me a link")
    studio.shot("link-lost-mistake")
    studio.shot("link-sent", "/staff/lost-password/sent")
    studio.shot("link-not-found", "/staff/link/none")
    _invited(studio)
    studio.shot("link-invitation")
    studio.fill_in_and_press("Keep this password", new_password="password")
    studio.shot("link-invitation-mistake")


def _invited(studio: Studio) -> None:
    """Opens the invitation that an administrator sent."""
    studio.sign_in_as(Role.ADMINISTRATOR, name="Ida Administrator")
    studio.go("/staff/accounts/invite")
    studio.labelled("Triage officer").check()
    studio.fill_in_and_press("Send the invitation", email="kit@teesbank.example.org", name="Kit Rowan")
    studio.site.command("worker", "--once")
    letters = (studio.site.config.DATA_DIR / "mail").iterdir()
    said = (letter.read_text(encoding="utf-8").replace("=\n", "") for letter in letters)
    found = next(filter(None, (re.search(r"/staff/link/[\w-]+", words) for words in said)))
    studio.context.clear_cookies(name="staff")
    studio.go(found[0])
