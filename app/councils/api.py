"""What other rooms may ask of the council of this deployment."""

import tomllib
from pathlib import Path

from flask import Flask, current_app

from app.councils.domain import Council, load_council

BANK_HOLIDAYS = Path(__file__).resolve().parents[2] / "directory_data" / "bank-holidays.toml"


def init_app(app: Flask) -> None:
    """Reads the council's file, or stops the start."""
    holidays = tomllib.loads(BANK_HOLIDAYS.read_text(encoding="utf-8"))
    app.extensions["council"] = load_council(app.config["COUNCIL"], frozenset(holidays["days"]))
    app.context_processor(lambda: {"council": council()})


def council() -> Council:
    """The council whose service this is."""
    this: Council = current_app.extensions["council"]
    return this
