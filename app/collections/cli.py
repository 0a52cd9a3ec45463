"""`flask collections …`: puts the collections that ship with the service into the database."""

from pathlib import Path

import click

from app import db
from app.audit import api as audit
from app.audit.domain import OPERATOR
from app.collections import store
from app.collections.loader import load_content
from app.commands import CommandGroup
from app.kernel.clock import now
from app.kernel.toml_lines import WrongContent

commands = CommandGroup("collections", help="Pages that staff write for an occasion.")


@commands.command("load")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def load(folder: Path) -> None:
    """Publish each TOML file of FOLDER as the first version of a collection; those that exist are left as they are."""
    try:
        found = {path.stem: load_content(path) for path in sorted(folder.glob("*.toml"))}
    except WrongContent as error:
        raise click.ClickException(str(error)) from error
    with db.transaction() as session:
        new = [slug for slug in found if store.by_slug(session, slug) is None]
        for slug in new:
            first = store.begin(session, slug, found[slug], OPERATOR, now())
            store.publish(session, slug, first.number, first.number)
        for slug in new:
            audit.record(session, actor=OPERATOR, action="collection.loaded", kind="collection", about=slug)
    click.echo(f"{len(new)} collections are new, {len(found) - len(new)} were there.")
