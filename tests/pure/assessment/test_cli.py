"""`flask assessment …` as a council's own scripts use it: results on standard output, faults on standard error."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from app.assessment import cli
from app.assessment.facts_json import facts_to_json
from app.assessment.proof import Finding
from app.assessment.reading_time import Measured, Part
from tests.pure.assessment.stories import CONTENT_CARER, facts

Run = Callable[..., Result]
CASE = {"id": "a", "facts": facts_to_json(facts(carer=CONTENT_CARER)), "story": "ignored"}


@pytest.fixture
def run() -> Run:
    app = Flask("careway")
    app.cli.add_command(cli.commands)
    return lambda *args: app.test_cli_runner().invoke(args=["assessment", *map(str, args)])


@pytest.fixture
def decide(run: Run, tmp_path: Path) -> Callable[[str | bytes], Result]:
    def decide(content: str | bytes) -> Result:
        file = tmp_path / "cases.jsonl"
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return run("decide", file)

    return decide


def test_a_decision_is_one_line_of_the_agreed_shape(decide):
    result = decide(json.dumps(CASE) + "\n\n")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "id": "a",
        "route": "community",
        "routes": {"person": "community", "carer": "community"},
        "also": ["carers_assessment"],
        "rules": [{"id": "C0", "subject": "person"}, {"id": "C0", "subject": "carer"}],
        "table": "3",
    }


def test_without_a_carer_there_is_no_route_of_a_carer(decide):
    result = decide(json.dumps({"id": "a", "facts": facts_to_json(facts())}))
    assert json.loads(result.stdout)["routes"] == {"person": "community", "carer": None}


def test_an_empty_file_has_no_decisions(decide):
    result = decide("")
    assert (result.exit_code, result.stdout) == (0, "")


def test_a_text_with_a_line_separator_of_another_alphabet_is_still_one_line(decide):
    result = decide(json.dumps({**CASE, "story": "one\u2028two\x85three"}, ensure_ascii=False))
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "line 2: line: is not JSON"),
        ("[]", "line 2: line: must be an object"),
        ("[" * 100_000, "line 2: line: is not JSON"),
        ("9" * 10_000, "line 2: line: is not JSON"),
        (b"\xff\xfe", "line 2: line: is not JSON"),
        ("{}", "line 2: id: must be a text"),
        ('{"id": 3}', "line 2: id: must be a text"),
        ('{"id": "b"}', "line 2: facts: missing"),
        ('{"id": "b", "facts": {}}', "line 2: facts.for_whom: missing"),
        (json.dumps(CASE).replace('"toilet": "fine"', '"toilet": "good"'), "line 2: facts.outcomes.toilet: 'good'"),
        (json.dumps(CASE).replace('"age": 70', '"age": NaN'), "line 2: facts.age: nan"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_and_nothing_is_decided(decide, line, fault):
    first = json.dumps(CASE).encode() + b"\n"
    result = decide(first + (line if isinstance(line, bytes) else line.encode()))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "cases.jsonl: " + fault in result.stderr


def test_a_file_that_is_not_there_is_named(run):
    result = run("decide", "missing.jsonl")
    assert result.exit_code == 2
    assert "missing.jsonl" in result.stderr


@pytest.mark.parametrize("command", [[], ["decide"], ["verify"]])
def test_help_says_what_a_command_does(run, command):
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) > 4


@pytest.fixture
def findings(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Stands in for the proof, which takes long and is tested on its own."""

    def findings(*found: Finding) -> None:
        monkeypatch.setattr(cli, "findings_of_ways", lambda: iter(found))
        monkeypatch.setattr(cli, "findings_of_rules", lambda *_, **__: iter(()))

    return findings


def test_verify_prints_each_promise_with_its_cases(run, findings):
    findings(Finding("All is well", 12), Finding("Nothing is lost", 3))
    result = run("verify")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == ["holds\t12\tAll is well", "holds\t3\tNothing is lost"]


def test_verify_exits_1_with_a_counter_example(run, findings):
    findings(Finding("All is well", 12, "this case"), Finding("Nothing is lost", 3))
    result = run("verify")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == ["BROKEN\t12\tAll is well", "\tthis case", "holds\t3\tNothing is lost"]


@pytest.fixture
def took(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Stands in for the scripted people: so many minutes for the questions of each way."""

    def took(minutes: float) -> None:
        parts = {part: 1.0 for part in Part} | {Part.QUESTIONS: minutes}
        monkeypatch.setattr(cli, "measured", lambda *_: Measured(5, 365, parts, parts))

    return took


def test_minutes_prints_each_way_with_what_is_wanted_of_it(run, took):
    took(2.94)
    result = run("minutes")
    heads, *rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert heads[:6] == ["way", "pages", "words", "every word", "skimming", "wanted"]
    assert [row[0] for row in rows][:3] == ["standard", "standard, Easy Read", "short"]
    assert {len(row) for row in rows} == {len(heads)}
    assert rows[2][1:6] == ["5", "365", "2.9", "2.9", "3"]


def test_minutes_exits_1_when_a_way_takes_longer_than_is_wanted(run, took):
    took(3.1)
    assert run("minutes").exit_code == 1
