"""Each row says whether it is open, when somebody last checked the listing, and how much that answers."""

import json
from pathlib import Path
from typing import Any

import time_machine
from flask import Flask


@time_machine.travel("2026-11-22T12:00:00+00:00", tick=False)
def test_a_row_says_when_it_was_checked_and_whether_that_is_long_ago(app: Flask, tmp_path: Path) -> None:
    checked = {"new": "2026-11-01", "old": "2026-04-01", "none": None}
    records = [
        {"id": name, "name": f"Knitting {name}", "description": "We knit.", "assured_date": day}
        for name, day in checked.items()
    ]
    said = rows_of(app, tmp_path, records)
    assert "Last checked on Sunday 1 November 2026." in said["new"]
    assert "Not checked lately" not in said["new"]
    assert "Last checked on Wednesday 1 April 2026." in said["old"]
    assert "Not checked lately" in said["old"]
    assert "We do not know when this was last checked." in said["none"]
    assert "Not checked lately" not in said["none"]


@time_machine.travel("2026-11-24T11:00:00+00:00", tick=False)
def test_a_row_says_whether_it_is_open_now_or_when_it_is_next(app: Flask, tmp_path: Path) -> None:
    hours = {"open": ("10:00", "12:00"), "later": ("14:00", "16:00")}
    records = [
        {"id": name, "name": f"Knitting {name}", "description": "We knit.", "schedules": [times(*hours.get(name, ()))]}
        for name in ("open", "later", "unknown")
    ]
    said = rows_of(app, tmp_path, records)
    assert '<b class="careway-no-print">Open now.</b> Today, 10am to midday' in said["open"]
    assert '<span class="careway-no-print">Closed now. Next:</span> Today, 2pm to 4pm' in said["later"]
    assert "Open now" not in said["unknown"]
    assert "Closed now" not in said["unknown"]


def test_a_row_says_how_much_its_listing_answers(app: Flask, tmp_path: Path) -> None:
    whole = {"description": "We knit.", "fees": "£2", "url": "https://knitting.example.org"}
    said = rows_of(app, tmp_path, [{"id": "some", "name": "Knitting some", **whole}])
    assert "This listing answers 3 of the 7 things that people ask first." in said["some"]
    page = app.test_client().get("/directory/service/feed/some").text
    assert "This listing answers 3 of the 7 things that people ask first." in page


def times(opens: str = "", closes: str = "") -> dict[str, Any]:
    known = {"freq": "WEEKLY", "byday": "TU", "opens_at": opens, "closes_at": closes}
    return {"id": "t", **(known if opens else {"description": "On some Tuesdays"})}


def rows_of(app: Flask, folder: Path, records: list[dict[str, Any]]) -> dict[str, str]:
    feed = folder / "feed.json"
    feed.write_text(json.dumps(records))
    assert app.test_cli_runner().invoke(args=["directory", "import", str(feed), "--source", "feed"]).exit_code == 0
    rows = app.test_client().get("/directory/?q=knitting").text.split('class="careway-result"')[1:]
    return {record["id"]: next(row for row in rows if f"{record['name']}</a>" in row) for record in records}
