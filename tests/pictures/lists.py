"""Pictures of my list: empty, filled, printed, sent, shared; of sending one to a caller; and of collections."""

import re

from tests.pictures.studio import Studio

NEAR = "/directory/?q=lunch+club&postcode=TS18+1AU"
NOTE = "Ask for Bea. The number 12 bus stops outside; Mum would need somebody to go with her the first time."
SERVICE = re.compile(r"/directory/service/([^\"#?]+)")


def lists(studio: Studio) -> None:
    studio.shot("list-empty", "/list/")
    first, second, third = _services(studio)
    for key in (first, second, third):
        studio.post("/list/keep", service=key, back="/list/")
    studio.shot("list-results", NEAR)
    studio.shot("list-service", f"/directory/service/{first}")
    _note_in_two_windows(studio, first)
    studio.shot("list-kept", "/list/")
    studio.shot("list-kept-print", "/list/", media="print")
    studio.post("/list/link")
    studio.shot("list-links", "/list/")
    shared = _shared(studio)
    studio.shot("list-shared", shared)
    studio.shot("list-shared-none", "/list/shared/?link=none")
    studio.shot("list-paper", "/list/paper/ordinary")
    studio.shot("list-paper-print", "/list/paper/ordinary", media="print")
    studio.shot("list-paper-large-print", "/list/paper/large", media="print")
    studio.shot("list-paper-shared", shared.replace("/list/shared/", "/list/shared/paper/large"))
    studio.shot("list-send", "/list/send")
    studio.go("/list/send")
    studio.fill_in_and_press("Send me the link", to="01632 960001")
    studio.shot("list-send-mistake")
    studio.fill_in_and_press("Send me the link", to="07700 900123")
    studio.shot("list-sent")
    studio.shot("list-delete", "/list/delete")
    studio.post("/list/delete")
    studio.shot("list-deleted", "/list/deleted")


def collections(studio: Studio) -> None:
    studio.shot("collection-list", "/collections/")
    for slug in ("falls", "dementia-friendly", "winter-warmth", "new-carers"):
        studio.shot(f"collection-{slug}", f"/collections/{slug}")
    studio.shot("collection-print", "/collections/falls", media="print")
    studio.sign_in_as("adviser", "directory_editor", name="Kim Officer")
    studio.shot("collection-staff-list", "/staff/collections/")
    studio.shot("collection-staff-version", "/staff/collections/falls/versions/1")
    studio.go("/staff/collections/falls/")
    studio.fill_in_and_press("Preview", q="walking", title="")
    studio.shot("collection-staff-preview")
    studio.press("Keep as a draft")
    studio.shot("collection-staff-mistake")
    _sends_to_a_caller(studio)


def _sends_to_a_caller(studio: Studio) -> None:
    studio.go("/staff/lists/")
    studio.fill_in_and_press("Search", q="lunch club", postcode="TS18 1AU")
    with studio.page.expect_navigation():
        studio.page.get_by_role("button", name=re.compile("^Add")).first.click()
    studio.press("Send the link")
    studio.shot("collection-staff-send")
    studio.fill_in_and_press("Send the link", to="caller@example.org")
    studio.go("/staff/lists/sent")
    studio.shot("collection-staff-sent")


def _services(studio: Studio) -> list[str]:
    """The first three services of a search."""
    page = studio.context.request.get(studio.site.address + NEAR).text()
    return list(dict.fromkeys(SERVICE.findall(page)))[:3]


def _note_in_two_windows(studio: Studio, key: str) -> None:
    """Writes a note in one window while another stands open, and then in that one."""
    studio.go("/list/")
    form = studio.page.locator("form", has=studio.page.locator(f"input[value='{key}']"))
    seen = form.locator("[name=seen]").get_attribute("value") or ""
    studio.post("/list/note", service=key, seen=seen, note=NOTE)
    studio.page.locator("li.careway-plan__thing summary").first.click()
    form.locator("textarea").fill("Ask when they open.")
    with studio.page.expect_navigation():
        form.locator("button").click()
    studio.shot("list-note-changed")


def _shared(studio: Studio) -> str:
    studio.go("/list/")
    address = studio.page.locator("a[href*='/list/shared/']").first.get_attribute("href") or ""
    return address.removeprefix(studio.site.address)
