"""Commands of the directory, run on a database of their own."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

FIXTURES = Path(__file__).parents[2] / "fixtures"

Command = Callable[..., Result]


@pytest.fixture
def run(app: Flask) -> Command:
    """Runs a command: `run("directory", "import", file)`."""

    def command(*arguments: object) -> Result:
        return app.test_cli_runner().invoke(args=[str(argument) for argument in arguments])

    return command


@pytest.fixture
def take_in(run: Command) -> Callable[..., dict[str, Any]]:
    """Imports a feed that can be used, and gives what the command says of it."""

    def command(source: object, *options: object) -> dict[str, Any]:
        result = run("directory", "import", source, "--json", *options)
        assert result.exit_code == 0, result.output
        answer: dict[str, Any] = json.loads(result.stdout)
        return answer

    return command


@pytest.fixture
def feed(tmp_path: Path) -> Callable[..., Path]:
    """Writes records to a file that says it is a whole source."""

    def write(*records: dict[str, Any], name: str = "feed", **envelope: Any) -> Path:
        file = tmp_path / f"{name}.json"
        whole = {"total_items": len(records), "total_pages": 1, "contents": list(records)} | envelope
        file.write_text(json.dumps(whole), encoding="utf-8")
        return file

    return write
