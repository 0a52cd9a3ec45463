"""A listing that was written to spoil the pages it stands on is shown as any other."""

import json
from pathlib import Path

from flask import Flask


def test_a_name_with_the_marks_of_a_blank_breaks_no_page(app: Flask, tmp_path: Path) -> None:
    record = {"id": "club", "name": "Lunch \ue000x\ue001 club", "description": "We \ue000y\ue001 eat."}
    feed = tmp_path / "feed.json"
    feed.write_text(json.dumps([record]))
    assert app.test_cli_runner().invoke(args=["directory", "import", str(feed), "--source", "feed"]).exit_code == 0
    page = app.test_client().get("/directory/?q=lunch")
    assert page.status_code == 200
    assert "Lunch x club" in page.text
