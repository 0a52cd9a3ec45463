"""Pictures of what a group shows elsewhere, of those who work for themselves, and of who is registered with CQC."""

import tempfile
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

from app import db
from app.directory.api import Feed, Order, judged, settle, take_in
from app.listings.domain import Group, as_json
from app.listings.public import publication
from app.publishing import api as publishing
from app.publishing.domain import Kind
from tests.cqc_files import directory_file, location, rated, ratings_file
from tests.own_listing import LAKESIDE, WALK
from tests.pictures.studio import Studio

HOME, DAY = "1-100000010", "1-100000020"
SHEET = "Reference,Name,Times,Getting in\n{},Slow walk,{},\n,New thing,,\n"

PAT = replace(
    LAKESIDE,
    name="Pat’s Help",
    sole_trader=True,
    services=(replace(WALK, name="Help at home", places=()),),
)


def shares(studio: Studio) -> None:
    """The page of everything to take elsewhere, and a spreadsheet that comes back."""
    page_id, walk = _page(studio, LAKESIDE)
    own = f"/your-pages/share/{page_id}/"
    studio.shot("shares", own)
    studio.go(own)
    studio.press("See what it changes")
    studio.shot("shares-mistake")
    _bring_back(studio, own, walk, "Every week | Someday | 10am")
    studio.shot("shares-sheet-mistake")
    _bring_back(studio, own, walk, "Every week | Friday | 10am | 11am")
    studio.shot("shares-sheet")


def elsewhere(studio: Studio) -> None:
    """What residents see: the widget, the poster, somebody who works for themselves, and a registered provider."""
    page_id, _ = _page(studio, LAKESIDE)
    studio.shot("elsewhere-widget", f"/groups/widget/{page_id}")
    studio.shot("elsewhere-poster", f"/groups/poster/{page_id}")
    studio.shot("elsewhere-poster-print", f"/groups/poster/{page_id}", media="print")
    _, help_at_home = _page(studio, PAT)
    studio.shot("elsewhere-micro", f"/directory/service/community/{help_at_home}")
    _take_in(studio)
    _read(studio, HOME, DAY)
    studio.shot("elsewhere-registered", "/directory/service/cqc-sample/home")


def micro_enterprises(studio: Studio) -> None:
    """Somebody who works for themselves: before and after staff noted what they saw."""
    page_id, _ = _page(studio, PAT)
    place = f"/staff/micro-enterprises/{page_id}/"
    studio.sign_in_as("directory_editor", name="Ife Officer")
    studio.shot("micro-list", "/staff/micro-enterprises/")
    studio.go(place)
    studio.press("Note it")
    studio.shot("micro-mistake")
    days = {"seen_on": ["3", "5", "2026"], "until": ["2", "5", "2099"]}
    studio.labelled("The original paper").check()
    studio.fill_in_and_press("Note it", detail="up to £5 million", **days)
    studio.shot("micro-one")


def registered(studio: Studio) -> None:
    """CQC's list before and after it was read: what waits for staff, what is shown, and what has ended."""
    studio.sign_in_as("directory_editor", name="Ife Officer")
    studio.shot("registered-never", "/staff/registered/")
    _take_in(studio)
    _read(studio, HOME, DAY)
    studio.shot("registered", "/staff/registered/")
    studio.shot("registered-shown", "/staff/registered/shown")
    studio.go("/staff/registered/")
    studio.press("No, it is another")
    studio.shot("registered-refused", "/staff/registered/refused")
    _read(studio, DAY)
    studio.go("/staff/registered/")
    studio.press("Show it as registered")
    studio.shot("registered-mistake")


def _page(studio: Studio, group: Group) -> tuple[UUID, str]:
    """A public page of somebody who is signed in, and the id of the one thing that it offers."""
    editor, id = studio.sign_in_as("community_editor", name="Bea"), str(uuid4())
    group = replace(group, services=tuple(replace(one, id=id) for one in group.services))
    with studio.site.app.test_request_context(), db.transaction() as writing:
        page = publishing.begin(writing, Kind.LISTING, group.name, editor.id, as_json(group))
        publication.publish(writing, page.id, group)
    return page.id, id


def _take_in(studio: Studio) -> None:
    with studio.site.app.app_context():
        prepared = judged(Order("cqc-sample", "cqc-sample"), Feed(_records(), whole=True))
        with db.transaction() as session:
            change = take_in(session, prepared)
        settle(change)


def _bring_back(studio: Studio, own: str, walk: str, times: str) -> None:
    studio.go(own)
    sheet = SHEET.format(walk, times).encode()
    studio.page.locator("#sheet").set_input_files({"name": "walks.csv", "mimeType": "text/csv", "buffer": sheet})
    studio.press("See what it changes")


def _records() -> tuple[dict[str, object], ...]:
    return tuple(
        {
            "id": id,
            "name": name,
            "url": url,
            "organization": {"id": id, "name": "Sample Care Limited"},
            "service_at_locations": [{"id": id, "location": _place(id, code)}],
        }
        for id, name, url, code in (
            ("home", "Help at Home", f"https://www.cqc.org.uk/location/{HOME}", "TS18 1AU"),
            ("day", "Sample Day Care", "", "TS18 2AA"),
        )
    )


def _place(id: str, code: str) -> dict[str, object]:
    address = {"id": f"{id}-address", "address_1": "1 Sample Street", "city": "Stockton", "postal_code": code}
    return {"id": id, "location_type": "physical", "addresses": [address]}


def _read(studio: Studio, *ids: str) -> None:
    names = {HOME: ("Sample Home Care", "TS18 1AU"), DAY: ("Sample Day Care", "TS18 2AA")}
    with tempfile.TemporaryDirectory() as folder:
        listed = directory_file(Path(folder) / "directory.csv", *(location(id, *names[id]) for id in ids))
        ratings = ratings_file(Path(folder) / "ratings.ods", *(rated(id, "Good") for id in ids))
        studio.site.command("registered", "import", "--directory", str(listed), "--ratings", str(ratings))
