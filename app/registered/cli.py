"""`flask registered …` takes in what the Care Quality Commission publishes."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.commands import CommandGroup
from app.registered import matching
from app.registered.domain import CannotRead

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar  # click names the type of its bars nowhere else

commands = CommandGroup("registered", help="Providers that the Care Quality Commission (CQC) has registered.")
FILE = click.Path(path_type=Path)
MOST_REJECTED_PRINTED = 20


class CannotUse(click.ClickException):
    """Files that the command cannot use."""

    exit_code = 2


@commands.command("import")
@click.option("--directory", type=FILE, required=True, help="CQC's directory of care services, a .csv file.")
@click.option("--ratings", type=FILE, required=True, help="CQC's monthly ratings, an .ods file.")
@click.option("--allow-removals", is_flag=True, help="Let more than 10 % of the known locations go.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
def import_files(directory: Path, ratings: Path, allow_removals: bool, as_json: bool) -> None:
    """Take in CQC's two public files: all of it, or nothing. Listings are matched by the location id.

    Those that only have the name and postcode of a location wait for staff. The same files again change nothing.
    """
    try:
        with _progress("Rows of the directory", 0) as rows, _progress("Ratings", 0) as rated:

            def tell(done: int, all_: int) -> None:
                rated.length = all_
                rated.update(done - rated.pos)

            files = matching.read(directory, ratings, rows.update, tell)
        outcome = matching.take_in(files, allow_removals)
    except CannotRead as error:
        raise CannotUse(str(error)) from error
    _print(files, outcome, as_json)


def _print(files: matching.Read, outcome: matching.Outcome, as_json: bool) -> None:
    for reason in files.rejected[:MOST_REJECTED_PRINTED]:
        click.echo(f"left out: {reason}", err=True)
    if len(files.rejected) > MOST_REJECTED_PRINTED:
        click.echo(f"left out: {len(files.rejected) - MOST_REJECTED_PRINTED:,} more lines", err=True)
    if as_json:
        click.echo(json.dumps(asdict(outcome) | {"rejected": files.rejected}, ensure_ascii=False))
        return
    click.echo(
        f"Locations: read {outcome.read:,}, new {outcome.added:,}, changed {outcome.changed:,}, gone {outcome.gone:,}; "
        f"rated {outcome.rated:,}."
    )
    click.echo(f"Listings: registered {outcome.registered:,}, waiting for staff {outcome.proposed:,}.")
    for tie in outcome.ended:
        click.echo(f"No longer registered: {tie.name} ({tie.location_id} {tie.location_name})")


def _progress(words: str, length: int) -> "ProgressBar[int]":
    """A bar that is seen on a terminal alone."""
    return click.progressbar(length=length, label=words, file=sys.stderr, hidden=not sys.stderr.isatty())
