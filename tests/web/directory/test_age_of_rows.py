"""Each row says when somebody last checked the listing, and marks one that nobody checked for long."""

import json
from pathlib import Path

import time_machine
from flask import Flask


@time_machine.travel("2026-11-22T12:00:00+00:00", tick=False)
def test_a_row_says_when_it_was_checked_and_whether_that_is_long_ago(app: Flask, tmp_path: Path) -> None:
    checked = {"new": "2026-11-01", "old": "2026-04-01", "none": None}
    records = [
        {"id": name, "name": f"Knitting {name}", "description": "We knit.", "assured_date": day}
        for name, day in checked.items()
    ]
    feed = tmp_path / "feed.json"
    feed.write_text(json.dumps(records))
    assert app.test_cli_runner().invoke(args=["directory", "import", str(feed), "--source", "feed"]).exit_code == 0
    rows = app.test_client().get("/directory/?q=knitting").text.split('class="careway-result"')[1:]
    said = {name: next(row for row in rows if f"Knitting {name}</a>" in row) for name in checked}
    assert "Last checked on Sunday 1 November 2026." in said["new"]
    assert "Not checked lately" not in said["new"]
    assert "Last checked on Wednesday 1 April 2026." in said["old"]
    assert "Not checked lately" in said["old"]
    assert "checked" not in said["none"].lower().replace("careway-result__checked", "")
