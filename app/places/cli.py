"""`flask places …`: takes in postcodes and says what is known of one."""

import sys
from pathlib import Path

import click

from app import db
from app.commands import CommandGroup
from app.places import store
from app.places.api import imported, lookup
from app.places.reading import WrongPlaces, spots

commands = CommandGroup("places", help="Postcodes and where they are.")


class CannotUse(click.ClickException):
    """Input that a command cannot use."""

    exit_code = 2


@commands.command("import")
@click.argument("file", type=click.Path(path_type=Path))
def import_file(file: Path) -> None:
    """Take in a FILE of postcodes: all of it, or nothing.

    FILE is Code-Point Open (CSV), the ONS Postcode Directory (CSV), or a CSV file with the columns postcode, latitude
    and longitude. A row whose postcode is an outward code alone ("TS18") says where the middle of that code is.
    """
    try:
        read = spots(file)
    except WrongPlaces as error:
        raise CannotUse(str(error)) from error
    with (
        click.progressbar(
            length=len(read), label="Postcodes", file=sys.stderr, hidden=not sys.stderr.isatty()
        ) as progress,
        db.transaction() as session,
    ):
        store.put(session, read, progress.update)
    imported.send()
    click.echo(f"{len(read):,} postcodes are in.")


@commands.command("lookup")
@click.argument("postcode")
def print_place(postcode: str) -> None:
    """Print what is known of a POSTCODE."""
    place = lookup(postcode)
    if place is None:
        raise CannotUse(f"postcode: {postcode[:20]!r} is not known")
    exact = "the middle of the outward code" if place.about else "the postcode itself"
    click.echo(f"{place.label}: latitude {place.latitude}, longitude {place.longitude} ({exact})")
