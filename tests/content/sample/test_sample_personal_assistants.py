"""The personal assistants who ship with the service are plainly made up: whoever rings their numbers gets nobody."""

import re
from pathlib import Path

import pytest

from app.config import ROOT
from app.pa_finder.domain import Conditions
from app.pa_finder.record.loader import load_sample

SAMPLES = sorted((ROOT / "directory_data" / "personal_assistants").glob("*.toml"))
NUMBER = re.compile(r"\b0\d{4} ?\d{6}\b")
MADE_UP = re.compile(r"01632 960\d{3}|07700 900\d{3}")


@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_each_is_made_up_and_has_what_our_own_conditions_want(path: Path) -> None:
    sample = load_sample(path)
    assert Conditions().checks <= {check.kind for check in sample.checks}
    details = sample.draft.details
    assert re.search("sampl|exampl|test", details.surname.lower())
    for number in NUMBER.findall(f"{details.telephone} {details.referees}"):
        assert MADE_UP.fullmatch(number), number
