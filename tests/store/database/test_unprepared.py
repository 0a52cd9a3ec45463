"""A command on a database without its tables says in one line what to run."""

import pytest
from flask import Flask

from app.config import Config
from app.factory import create_app


@pytest.fixture
def empty(tmp_path) -> Flask:
    return create_app(Config.from_environment({"DATA_DIR": str(tmp_path)}))


@pytest.mark.parametrize("words", ["stopping counts", "needs unmatched", "search rebuild", "assessment minutes"])
def test_a_command_names_the_one_to_run_first(empty, words):
    result = empty.test_cli_runner().invoke(args=words.split())
    assert result.exit_code == 2
    assert "db upgrade" in result.stderr
    assert "Traceback" not in result.output


def test_a_command_that_needs_no_tables_runs_without_them(empty, tmp_path):
    cases = tmp_path / "cases.jsonl"
    cases.write_text("", encoding="utf-8")
    assert empty.test_cli_runner().invoke(args=["assessment", "decide", str(cases)]).exit_code == 0
