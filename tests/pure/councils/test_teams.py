"""A council names its teams and sets its clocks; what cannot wait may not be put off beyond the next working day."""

from pathlib import Path

import pytest

from app.config import ROOT
from app.councils.domain import Council
from app.councils.loader import load_council
from app.kernel.toml_lines import WrongContent

SAMPLE = (ROOT / "directory_data" / "councils" / "sample.toml").read_text()


def with_words(folder: Path, old: str, new: str) -> Council:
    assert old in SAMPLE
    file = folder / "council.toml"
    file.write_text(SAMPLE.replace(old, new, 1))
    return load_council(file, frozenset())


REPLIES = "[replies]\n"
BEFORE_A_TABLE = "[[neighbours]]\n"


def test_a_team_has_the_councils_name_and_the_others_ours(tmp_path: Path) -> None:
    teams = with_words(tmp_path, BEFORE_A_TABLE, f'[teams]\nurgent = "Rapid response"\n\n{BEFORE_A_TABLE}').teams
    assert (teams["urgent"], teams["carers"]) == ("Rapid response", "Carers' team")


@pytest.mark.parametrize("wrong", ['rapid = "A team"', "urgent = 3", 'urgent = " "'])
def test_a_team_that_is_none_stops_the_start(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(WrongContent, match="queue|name of a team"):
        with_words(tmp_path, BEFORE_A_TABLE, f"[teams]\n{wrong}\n\n{BEFORE_A_TABLE}")


def test_what_cannot_wait_is_seen_the_same_day_unless_the_council_says_the_next(tmp_path: Path) -> None:
    assert with_words(tmp_path, REPLIES, REPLIES).replies.urgent_working_days == 0
    later = with_words(tmp_path, REPLIES, f"{REPLIES}urgent_working_days = 1\ncarer_start_days = 20\n").replies
    assert (later.urgent_working_days, later.safeguarding_working_days, later.carer_start_days) == (1, 0, 20)


@pytest.mark.parametrize("wrong", ["urgent_working_days = 2", "safeguarding_working_days = -1", "carer_start_days = 0"])
def test_a_clock_that_is_too_slow_or_none_stops_the_start(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(WrongContent):
        with_words(tmp_path, REPLIES, f"{REPLIES}{wrong}\n")
