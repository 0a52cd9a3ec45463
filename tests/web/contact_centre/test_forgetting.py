"""Notes of calls go when their time is over, and everything that hangs on them."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from app.config import ROOT
from app.contact_centre import api
from app.contact_centre.store import CallerKeyRow, ContactRow
from app.councils.loader import load_council
from app.db import session
from app.kernel.clock import now
from app.kernel.toml_lines import WrongContent
from tests.staff import member_of_staff, signed_in
from tests.web.contact_centre.conftest import begin

SAMPLE = ROOT / "directory_data" / "councils" / "sample.toml"


def council_that(tmp_path: Path, says: str) -> Path:
    """The sample council with one more table."""
    file = tmp_path / "council.toml"
    file.write_text(f"{SAMPLE.read_text(encoding='utf-8')}\n{says}\n", encoding="utf-8")
    return file


@pytest.mark.parametrize(("days", "kept"), [(29, 1), (31, 0)])
def test_a_call_is_kept_as_long_as_the_council_says(
    make_app: Callable[..., Flask], tmp_path: Path, days: int, kept: int
) -> None:
    app = make_app(COUNCIL=str(council_that(tmp_path, "[contacts]\nkept_days = 30")))
    app.config["WTF_CSRF_ENABLED"] = False
    begin(signed_in(app, member_of_staff(app)), telephone="01632 960123")
    with time_machine.travel(now() + timedelta(days=days), tick=False), app.app_context():
        next(chore for chore in api.chores() if chore.name == "forget old contacts").run()
        left = [session().scalar(select(func.count()).select_from(table)) for table in (ContactRow, CallerKeyRow)]
    assert left == [kept, kept]


def test_a_time_that_is_none_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(WrongContent, match="at least 1"):
        load_council(council_that(tmp_path, "[contacts]\nkept_days = 0"), frozenset())
