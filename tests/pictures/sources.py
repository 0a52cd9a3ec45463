"""Pictures of the directories that are read on a schedule, what changed in one, and listings that are in two."""

import json
from typing import Any

from app.config import ROOT
from tests.lying_feed import Feed, fails, serving
from tests.pictures.studio import Studio

SAMPLE = ROOT / "directory_data" / "sample" / "directory.json"
PLACE = "/staff/sources/far-council"


def sources(studio: Studio) -> None:
    studio.sign_in_as("directory_editor", name="Ife Officer")
    studio.shot("sources-none", "/staff/sources/")
    studio.shot("sources-add", "/staff/sources/add")
    studio.press("Add and read it now")
    studio.shot("sources-mistake")
    with serving(_records()) as feed:
        studio.site.command("sources", "add", "Far Council", feed.address, "--allow-private")
        studio.shot("sources-new", PLACE)
        studio.site.command("worker", "--once")
        _puts_right(studio, feed)
        _changes(studio, feed)
        _loses_many(studio, feed)
    _merges(studio)


def _records() -> list[dict[str, Any]]:
    """The first listings of the sample, under names that another council might give them."""
    records: list[dict[str, Any]] = json.loads(SAMPLE.read_text(encoding="utf-8"))["contents"][:24]
    return [{**record, "name": f"{record['name']} (drop in)"} for record in records]


def _puts_right(studio: Studio, feed: Feed) -> None:
    listing = f"{PLACE}/listings/{feed.records[0]['id']}"
    studio.go(listing)
    studio.fill_in_and_press("Save", name="Lunch with friends", telephone="not known")
    studio.shot("sources-listing-mistake")
    studio.go(listing)
    studio.fill_in_and_press("Save", name="Lunch with friends", telephone="01632 960077")
    feed.records[0]["name"] = "Lunch with old friends"


def _changes(studio: Studio, feed: Feed) -> None:
    feed.records[1] |= {"fees": "£4.50 with a hot drink", "description": "At the library. Every Monday 2pm to 4pm."}
    del feed.records[23]
    _reads(studio)
    studio.shot("sources-list", "/staff/sources/")
    studio.page.goto(f"{studio.site.address}{PLACE}")
    studio.page.locator("table a").first.click()
    studio.shot("sources-run")
    studio.shot("sources-listing", f"{PLACE}/listings/{feed.records[0]['id']}")
    studio.shot("sources-find", f"{PLACE}/listings/?name=a")


def _loses_many(studio: Studio, feed: Feed) -> None:
    feed.lies["/services?page=1"] = fails(404)
    _reads(studio)
    feed.lies.clear()
    del feed.records[8:]
    _reads(studio)
    studio.shot("sources-waiting", PLACE)
    studio.press("No, keep everything as it is")
    studio.shot("sources-refused")


def _reads(studio: Studio) -> None:
    studio.go(PLACE)
    studio.press("Read it now")
    studio.site.command("worker", "--once")


def _merges(studio: Studio) -> None:
    studio.shot("sources-duplicates", "/staff/duplicates/")
    studio.press("They are two services")
    studio.shot("sources-decided", "/staff/duplicates/decided")
