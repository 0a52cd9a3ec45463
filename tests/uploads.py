"""Spreadsheets as staff send them: a small one, the buttons of its pages, and what came of it."""

import re
from collections.abc import Callable
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.search.api import index
from app.search.domain import Query
from app.sources import spreadsheet_work

GOOD = (
    "ID,Name,Organisation,Postcode,Description\ns1,Lunch club,Neighbours,TS18 1AU,A hot meal\ns2,Walks,Friends,,Slow\n"
)
WITH_A_BAD_ROW = GOOD + "s3,,Friends,,No name\n"
ADDRESS = "/staff/spreadsheets/"

Upload = Callable[..., TestResponse]


def as_offered(page: str) -> dict[str, str]:
    """What the form of the columns would send if nobody touched it."""
    chosen = dict(re.findall(r'<input type="hidden" name="((?:was|column)-[\d-]+)" value="([^"]*)"', page))
    for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        match = re.search(r'value="([^"]*)" selected', options)
        chosen[name] = match[1] if match else ""
    return chosen


def match(staff: FlaskClient, page: str, **changed: str) -> TestResponse:
    shown = staff.get(f"{page}/columns").text
    said = {**as_offered(shown), **{name.replace("_", "-"): to for name, to in changed.items()}}
    return staff.post(action(shown, "Check every row"), data=said)


def action(shown: str, button: str) -> str:
    """The address of the form that a button sends."""
    before, found, _ = shown.partition(f">{button}</button>")
    assert found, f"there is no button {button!r}"
    return re.findall(r'<form method="post" action="([^"]*)"', before)[-1]


def let_the_worker_work(app: Flask) -> None:
    with app.app_context():
        spreadsheet_work.work()


def found(app: Flask, words: str) -> list[str]:
    with app.app_context():
        return [hit.id for hit in index().search(Query(words=words)).page]


def kept_files(app: Flask) -> list[Path]:
    folder = Path(app.config["DATA_DIR"]) / "uploads"
    return [file for file in folder.rglob("*") if file.is_file()] if folder.is_dir() else []
