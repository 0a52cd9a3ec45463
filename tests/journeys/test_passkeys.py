"""Somebody adds a passkey in a real Chromium with a virtual security key, and signs in with it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import serving
from tests.journeys.pages import Page
from tests.journeys.person import Person
from tests.serving import Site
from tests.staff import member_of_staff, sign_in_as

PASSWORD = "quiet lorry marmalade seven"
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class AccountPage(Page):
    heading = "Your account"


@pytest.fixture
def named_site(tmp_path: Path) -> Iterator[Site]:
    """A site that has a name: passkeys belong to one."""
    with serving.site(tmp_path, host="localhost") as site:
        yield site


def test_a_passkey_is_added_and_signs_its_owner_in(browser: Browser, named_site: Site) -> None:
    context = browser.new_context(viewport={"width": 1024, "height": 768})
    officer = Person(context, named_site.address, scripts=True)
    devices = context.new_cdp_session(officer.page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    member_of_staff(named_site.app, "olu-officer-triage@staff.example.org", "triage", password=PASSWORD)
    sign_in_as(context, named_site, "triage")
    officer.opens("/staff/account/")
    account = AccountPage(officer)
    officer.writes("What do you call this device?", "Work laptop")
    officer.page.locator("#passkey_password").fill(PASSWORD)
    account.presses("Add a passkey")
    assert AccountPage(officer).says("Work laptop")
    context.clear_cookies(name="staff")
    officer.opens("/staff/account/")
    Page(officer).presses("Sign in with a passkey")
    assert AccountPage(officer).says("Olu Officer") or AccountPage(officer).says("olu-officer-triage")
    context.close()
