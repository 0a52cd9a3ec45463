"""`flask assessment …`: decides cases from a file, proves what rules and questions promise, and maps them."""

import json
import sys
from collections.abc import Iterator
from itertools import chain, product
from pathlib import Path
from typing import Any, NoReturn

import click
from flask import current_app

from app.assessment.domain import Decision
from app.assessment.facts import Facts
from app.assessment.facts_json import WrongFacts, facts_from_json
from app.assessment.flow import EASY_READ
from app.assessment.map import map_of
from app.assessment.map_drawing import all_drawn
from app.assessment.map_table import as_csv
from app.assessment.proof import Finding, findings_of_questions, findings_of_rules
from app.assessment.reading_time import WANTED_MINUTES, Part, measured
from app.assessment.rules import TABLE, decide
from app.assessment.short_way_proof import findings_of_short_way, short_paths
from app.assessment.ways import Way
from app.assessment.ways_proof import findings_of_changing_ways, findings_of_easy_read, people, walk_of
from app.commands import CommandGroup
from app.councils.api import council

BROKEN_PROMISE = 1
UNUSABLE = 2

commands = CommandGroup("assessment", help="Decides cases by the rule table, and proves what it promises.")


@commands.command("decide")
@click.argument("cases", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def decide_cases(cases: Path) -> None:
    """Decides each case of CASES (JSON lines with "id" and "facts") and prints one decision a line.

    Nothing is printed unless every line can be used.
    """
    lines = list(_cases(cases))
    with click.progressbar(lines, label="Deciding", file=sys.stderr, hidden=_piped()) as shown:
        decided = [_line(case_id, decide(facts)) for case_id, facts in shown]
    for line in decided:
        click.echo(line)


def _piped() -> bool:
    return not sys.stderr.isatty()


def _cases(path: Path) -> Iterator[tuple[str, Facts]]:
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if line.strip():
            try:
                yield _case(line)
            except WrongFacts as error:
                _refuse(f"{path}: line {number}: {error}")


def _case(line: bytes) -> tuple[str, Facts]:
    try:
        case = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise WrongFacts("line", f"is not JSON: {error}") from error
    if not isinstance(case, dict):
        raise WrongFacts("line", "must be an object")
    case_id = case.get("id")
    if not isinstance(case_id, str):
        raise WrongFacts("id", "must be a text")
    if "facts" not in case:
        raise WrongFacts("facts", "missing")
    return case_id, facts_from_json(case["facts"])


def _line(case_id: str, decision: Decision) -> str:
    carer = decision.routes.carer
    shown: dict[str, Any] = {
        "id": case_id,
        "route": decision.route.value,
        "routes": {"person": decision.routes.person.value, "carer": carer.value if carer else None},
        "also": [offer.value for offer in decision.also],
        "rules": [{"id": rule.id, "subject": rule.subject.value} for rule in decision.fired],
        "table": decision.table,
    }
    return json.dumps(shown)


def _refuse(message: str) -> NoReturn:
    click.echo(message, err=True)
    raise SystemExit(UNUSABLE)


@commands.command("verify")
def verify() -> None:
    """Proves what the questions and the rules promise, by walking all that they can tell apart.

    Prints each promise with the number of cases. Exits 1 when one does not hold, with a case that breaks it.
    """
    broken = 0
    for finding in chain(findings_of_ways(), findings_of_rules(TABLE, watch=_watched)):
        click.echo(f"{'holds' if finding.counter_example is None else 'BROKEN'}\t{finding.cases}\t{finding.promise}")
        if finding.counter_example is not None:
            broken += 1
            click.echo(f"\t{finding.counter_example}")
    if broken:
        raise SystemExit(BROKEN_PROMISE)


def findings_of_ways() -> Iterator[Finding]:
    walks = {way: walk_of(way, _watched) for way in Way}
    for way, walk in walks.items():
        yield from findings_of_questions(walk)
        yield from findings_of_easy_read(walk, EASY_READ[way])
    short, standard = walks[Way.SHORT], walks[Way.STANDARD]
    yield from findings_of_short_way(short, standard, _watched(list(short_paths(short, TABLE.rules))))
    yield from findings_of_changing_ways(walks, _watched(list(people(standard.flow))))


@commands.command("minutes")
def minutes() -> None:
    """Measures how long a form takes: scripted people go through the real pages, and delete their answers again.

    Prints the median minutes of each way at 150 words a minute: to finish the questions, when every word is read and
    when what is repeated is skimmed; and on the pages before and after them. Exits 1 when somebody who skims what is
    repeated takes longer than is wanted to finish.
    """
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    others = [part for part in Part if part is not Part.QUESTIONS]
    heads = ["way", "pages", "words", "every word", "skimming", "wanted", *others]
    click.echo("\t".join(heads))
    too_long = False
    for way, easy_read in product(Way, (False, True)):
        took = measured(app, way, easy_read)
        wanted = None if easy_read else WANTED_MINUTES.get(way)
        too_long |= wanted is not None and took.skimming[Part.QUESTIONS] > wanted
        name = f"{way.value}, Easy Read" if easy_read else way.value
        minutes = [took.every_word[Part.QUESTIONS], took.skimming[Part.QUESTIONS]]
        figures = [f"{took.pages:.0f}", f"{took.words:.0f}", *(f"{one:.1f}" for one in minutes), str(wanted or "-")]
        click.echo("\t".join([name, *figures, *(f"{took.skimming[part]:.1f}" for part in others)]))
    if too_long:
        raise SystemExit(BROKEN_PROMISE)


def _watched(walked: list[Any]) -> Iterator[Any]:
    with click.progressbar(walked, label="Walking", file=sys.stderr, hidden=_piped()) as shown:
        yield from shown


@commands.command("map")
@click.option("--way", type=click.Choice([way.value for way in Way]), help="Only this way through the questions.")
@click.option("--svg", type=click.Path(dir_okay=False, path_type=Path), help="The file to draw into.")
@click.option("--csv", type=click.Path(dir_okay=False, path_type=Path), help="The file for the table.")
def map_assessment(way: Way | None, svg: Path | None, csv: Path | None) -> None:
    """Draws every path, question and rule from the data (SVG), and lists them (CSV).

    Without a file it prints the table. Each rule stands there with its source, and with who reviewed it and when.
    """
    maps = [map_of(one).reviewed_by(council().rule_review) for one in ([Way(way)] if way else Way)]
    if svg is not None:
        _write(svg, all_drawn(maps).svg("map", "The questions of the assessment, and what each rule looks at"))
    if csv is not None:
        _write(csv, as_csv(maps))
    if svg is None and csv is None:
        click.echo(as_csv(maps), nl=False)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        _refuse(f"{path}: {error.strerror}")
