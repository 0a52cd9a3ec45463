"""`flask appointments …`: puts talking points that are written in files into the database."""

from pathlib import Path

import click

from app import db
from app.appointments import store
from app.appointments.loader import load_point
from app.audit import api as audit
from app.audit.domain import OPERATOR
from app.commands import CommandGroup
from app.kernel.toml_lines import WrongContent

RECORD = "talking-point"

commands = CommandGroup("appointments", help="Places where people talk with the council by appointment.")


@commands.command("load")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def load(folder: Path) -> None:
    """Add each TOML file of FOLDER as a talking point; those that exist are left as they are."""
    try:
        found = [load_point(path) for path in sorted(folder.glob("*.toml"))]
    except WrongContent as error:
        raise click.ClickException(str(error)) from error
    with db.transaction() as session:
        new = [(point, patterns) for point, patterns in found if store.point(session, point.id) is None]
        for point, patterns in new:
            store.save_point(session, point)
            for pattern in patterns:
                store.add_pattern(session, pattern)
            audit.record(
                session, actor=OPERATOR, action="talking-point.loaded", kind="talking-point", about=str(point.id)
            )
    click.echo(f"{len(new)} talking points are new, {len(found) - len(new)} were there.")
