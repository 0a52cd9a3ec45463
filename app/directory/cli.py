"""`flask directory …` takes in other people's directories; `flask search …` asks the index and makes it anew."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app import db
from app.commands import CommandGroup
from app.directory.domain import Correction, SourceArea
from app.directory.finding.asked import Asked
from app.directory.finding.filters import MILES_AT_FIRST
from app.directory.importing import feeds, run
from app.directory.importing.feeds import Feed
from app.directory.importing.fetching import Fetcher
from app.directory.importing.ledger import CannotImport, Outcome
from app.directory.importing.pacing import Courteous
from app.directory.importing.spreadsheets import mapping_files, opening, taking
from app.directory.index import documents, keeping
from app.directory.record import store
from app.directory.service.areas import NotAnArea, area_given
from app.kernel import clock
from app.needs.api import vocabulary
from app.search import api as search
from app.search.domain import Hits, Near, Point, Query

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar  # click names the type of its bars nowhere else

commands = CommandGroup("directory", help="The directory of services.")
search_commands = CommandGroup("search", help="The index of services.")

MOST_SERVICES_PRINTED = 50
QUERY_FIELDS: dict[str, tuple[type, ...]] = {
    "id": (str,),
    "query": (str,),
    "postcode": (str, type(None)),
    "radius_miles": (int, float, type(None)),
}


class CannotUse(click.ClickException):
    """Input that a command cannot use."""

    exit_code = 2


@commands.command("import")
@click.argument("source")
@click.option("--source", "slug", help="What to call the source (default: the file's stem or the host's name).")
@click.option("--area", help="How far the source reaches: outward codes parted by commas, or 'national'.")
@click.option("--allow-removals", is_flag=True, help="Let more than 10 % of the source's services be withdrawn.")
@click.option("--allow-private", is_flag=True, help="Let the address be in a private network.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
def import_source(
    source: str, slug: str | None, area: str | None, allow_removals: bool, allow_private: bool, as_json: bool
) -> None:
    """Take in SOURCE, a file or base address in Open Referral UK version 3 or 1: all of it, or nothing.

    A service that is gone from its source is withdrawn, not deleted. A file that is one page of several, or one
    service, adds and updates but withdraws nothing.
    """
    order = run.Order(_slug(slug, source), source, _area(area), allow_removals)
    try:
        feed = _feed(source, allow_private)
        with _progress("Services", len(feed.records)) as progress:
            prepared = run.prepare(order, feed, vocabulary(), progress.update)
        with db.transaction() as session:
            change = run.take_in(session, prepared)
    except CannotImport as error:
        raise CannotUse(str(error)) from error
    _follow(order, change)
    _print(change.outcome, as_json)


@commands.command("import-spreadsheet")
@click.argument("spreadsheet", type=click.Path(path_type=Path))
@click.option("--source", "slug", help="What to call the source (default: the stem of the file or folder).")
@click.option("--area", help="How far the source reaches: outward codes parted by commas, or 'national'.")
@click.option("--map", "mapping", type=click.Path(path_type=Path), help="A TOML file that says what the columns hold.")
@click.option("--allow-removals", is_flag=True, help="Let more than 10 % of the source's services be withdrawn.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
def import_spreadsheet(
    spreadsheet: Path, slug: str | None, area: str | None, mapping: Path | None, allow_removals: bool, as_json: bool
) -> None:
    """Take in SPREADSHEET: an .xlsx workbook, a .csv file, or a folder of .csv files that belong together.

    All of it goes in, or nothing. Without --map, what the columns hold is guessed from their headings. What is
    rejected or mended is named by sheet, row and column.
    """
    order = run.Order(_slug(slug, str(spreadsheet.resolve())), str(spreadsheet), _area(area), allow_removals)
    try:
        said = mapping_files.mapping(mapping) if mapping else None
        joined = taking.read(opening.files_at(spreadsheet), said, str(mapping or ""))
        with _progress("Services", len(joined.records)) as progress:
            prepared = joined.named(run.prepare(order, joined.feed, vocabulary(), progress.update))
        with db.transaction() as session:
            change = run.take_in(session, prepared)
    except CannotImport as error:
        raise CannotUse(str(error)) from error
    _follow(order, change)
    _print(change.outcome, as_json)


@commands.command("correct")
@click.argument("service")
@click.argument("need")
@click.option("--helps/--does-not-help", required=True)
def correct_need(service: str, need: str, helps: bool) -> None:
    """Say that SERVICE (source/id) helps with NEED, or that it does not. The word stays when it is imported again."""
    source, id = documents.parts_of(service)
    if need not in vocabulary():
        raise CannotUse(f"NEED: there is no need called {need!r}")
    if id not in store.kept(db.session(), source):
        raise CannotUse(f"SERVICE: there is no service {service!r}")
    with db.transaction() as session:
        store.correct(session, source, Correction(id, need, helps), clock.now())
    keeping.refresh(source, {id}, ())


@search_commands.command("rebuild")
def rebuild() -> None:
    """Make the index anew from the database beside the live one, then switch."""
    click.echo(f"{keeping.rebuild():,} services are in the index.")


@search_commands.command("run")
@click.argument("queries", type=click.Path(path_type=Path))
def run_queries(queries: Path) -> None:
    """Answer each line of QUERIES, a file of JSON lines, in the order of the results page."""
    asked = list(_queries(queries))
    if search.index().is_missing():
        keeping.rebuild()
    with _progress("Queries", len(asked)) as progress:
        for line in asked:
            click.echo(json.dumps(_printed(line["id"], _answer(line)), ensure_ascii=False))
            progress.update(1)


def _follow(order: run.Order, change: run.Change) -> None:
    """Puts the index in step with what was taken in."""
    keeping.follow(order.slug, change.changed, change.removed, change.area_changed)


def _printed(id: str, hits: Hits) -> dict[str, Any]:
    return {
        "id": id,
        "services": [documents.parts_of(hit.id)[1] for hit in hits.page],
        "total": hits.total,
        "corrected": hits.corrected,
        "fallback": [documents.parts_of(key)[1] for key in hits.fallback],
    }


def _answer(line: dict[str, Any]) -> Hits:
    """As the results page does: a postcode or a town among the words is the place when no other is given."""
    asked = Asked.of(line["query"], line["postcode"] or "")
    radius = line["radius_miles"] or (None if line["postcode"] else float(MILES_AT_FIRST))
    place = asked.place
    near = Near(Point(place.latitude, place.longitude), place.outward, radius) if place else None
    return search.index().search(asked.within(Query(near=near, count=MOST_SERVICES_PRINTED)))


def _queries(file: Path) -> Iterator[dict[str, Any]]:
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CannotUse(f"{file}: cannot be read as UTF-8 text") from error
    for number, text in enumerate(lines, 1):
        if text.strip():
            yield _query(file, number, text)


def _query(file: Path, number: int, text: str) -> dict[str, Any]:
    where = f"{file}, line {number}"
    try:
        line = json.loads(text)
    except json.JSONDecodeError as error:
        raise CannotUse(f"{where}: is not JSON: {error.msg}") from error
    if not isinstance(line, dict):
        raise CannotUse(f"{where}: is not a JSON object")
    read = {"postcode": None, "radius_miles": None} | line
    for field, kinds in QUERY_FIELDS.items():
        if field not in read or not isinstance(read[field], kinds) or isinstance(read[field], bool):
            raise CannotUse(f"{where}, {field}: is missing or not of the right kind")
    radius = read["radius_miles"]
    if radius is not None and not 0 <= radius < inf:
        raise CannotUse(f"{where}, radius_miles: {radius} is not a distance")
    return read


def _feed(source: str, allow_private: bool) -> Feed:
    if not feeds.is_address(source):
        return feeds.from_file(Path(source))
    with _progress("Fetching", 0) as progress:

        def tell(done: int, all_: int) -> None:
            progress.length = all_
            progress.update(done - progress.pos)

        return feeds.from_address(source, Courteous(Fetcher(allow_private)), tell)


def _progress(words: str, length: int) -> "ProgressBar[int]":
    """A bar that is seen on a terminal alone."""
    return click.progressbar(length=length, label=words, file=sys.stderr, hidden=not sys.stderr.isatty())


def _slug(given: str | None, source: str) -> str:
    slug = given or feeds.default_slug(source)
    if not slug or slug != feeds.plain_slug(slug) or len(slug) > feeds.LONGEST_SLUG:
        raise CannotUse(f"--source: {slug!r} has to be small letters, digits, dots and dashes")
    return slug


def _area(text: str | None) -> SourceArea | None:
    try:
        return area_given(text) if text else None
    except NotAnArea as error:
        raise CannotUse(f"--area: {str(error)!r} is not an outward code") from error


def _print(outcome: Outcome, as_json: bool) -> None:
    for caution in outcome.cautions:
        click.echo(caution, err=True)
    if as_json:
        printed = {name: value for name, value in asdict(outcome).items() if name not in {"whole", "cautions"}}
        click.echo(json.dumps(printed, ensure_ascii=False))
        return
    click.echo(
        f"{outcome.source}: read {outcome.read:,}, created {outcome.created:,}, updated {outcome.updated:,}, "
        f"unchanged {outcome.unchanged:,}, removed {outcome.removed:,}."
    )
    for remark in outcome.rejected:
        click.echo(f"rejected {remark.id} {remark.field}: {remark.reason}")
    if outcome.repaired:
        click.echo(f"{len(outcome.repaired):,} values were mended or left out; --json names them.")
    if not outcome.whole and not outcome.cautions:
        click.echo("This is a part of the source, so nothing was withdrawn.", err=True)
