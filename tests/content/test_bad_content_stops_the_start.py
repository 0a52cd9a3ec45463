"""A content file that is wrong stops the service as an operator starts it, with one line: file, line and reason."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.config import ROOT

QUESTIONS = "app/assessment/content/questions.toml"
EASY_READ = "app/assessment/content/easy_read.toml"
RESULTS = "app/assessment/content/results.toml"
COUNCIL = "directory_data/councils/sample.toml"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The service in a folder of its own, so that its content can be spoiled."""
    folder = tmp_path_factory.mktemp("service")
    for name in ("app", "directory_data", "templates", "static", "translations"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("wsgi.py", "babel.cfg"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def started(folder: Path) -> "subprocess.CompletedProcess[str]":
    settings = {"DATA_DIR": str(folder / "var"), "PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-c", "import wsgi"], cwd=folder, env=settings, capture_output=True, text=True, check=False
    )


def test_the_service_starts_with_its_own_content(copy: Path) -> None:
    assert started(copy).returncode == 0


@pytest.mark.parametrize(
    ("file", "right", "wrong", "reason"),
    [
        (RESULTS, "[urgent.U9]", "[urgent.U10]", "urgent.U10: is nothing that we know"),
        (COUNCIL, "# [rule_review]", '[rule_review]\nF3 = { reviewer = "Jo", date = 2026-11-22 }', "no rule F3"),
        (COUNCIL, "# [rule_review]", "[rules]\nF1 = { at_least = 3 }", "the law does not let a council change rule F1"),
        (QUESTIONS, 'question = "for_whom"', 'question = "for_whim"', "show_if: 'for_whim' is not a question"),
        (QUESTIONS, 'question = "for_whom"', 'question = "hopes"', "show_if: 'hopes' is not asked before it"),
        (QUESTIONS, 'id = "toilet"', 'id = "hygiene"', "question 'hygiene': id: another question has it"),
        (EASY_READ, "[for_whom]", "[for_whim]", "question 'for_whom': title: needs words"),
    ],
    ids=[
        "unknown rule in the words",
        "unknown rule in a review",
        "rule fixed by law",
        "dangling condition",
        "circular condition",
        "duplicate question",
        "question without Easy Read",
    ],
)
def test_a_wrong_file_stops_the_start(copy: Path, file: str, right: str, wrong: str, reason: str) -> None:
    spoiled, text = copy / file, (ROOT / file).read_text(encoding="utf-8")
    assert right in text
    spoiled.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    try:
        stopped = started(copy)
    finally:
        spoiled.write_text(text, encoding="utf-8")
    (line,) = stopped.stderr.strip().splitlines()
    assert line.startswith(f"careway cannot start: {spoiled}:")
    assert line.removeprefix(f"careway cannot start: {spoiled}:").partition(":")[0].isdecimal()
    assert reason in line
    assert stopped.returncode == 1
