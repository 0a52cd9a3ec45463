"""`flask case-systems …`: which case systems may ask for cases, and their keys."""

import secrets
import sys

import click

from app.audit import api as audit
from app.audit.domain import OPERATOR
from app.case_systems import store
from app.case_systems.domain import KEY_PREFIX, key_hash
from app.commands import CommandGroup
from app.db import session, transaction
from app.kernel.clock import in_london, now

commands = CommandGroup("case-systems", help="Case-management systems that may ask for cases.")


@commands.command()
@click.argument("name")
def add(name: str) -> None:
    """Prints a new key for the system called NAME, which is shown this once."""
    if not 0 < len(name) <= 60 or not name.isprintable():
        _fail("A name has 1 to 60 letters.")
    if store.named(session(), name):
        _fail("There is a system of this name already. A key is never shown twice: choose another name.")
    key = KEY_PREFIX + secrets.token_urlsafe(32)
    with transaction() as writing:
        id = store.add(writing, name, key_hash(key), now())
        audit.record(writing, actor=OPERATOR, action="case-system.added", kind="case-system", about=id)
    click.echo(key)


@commands.command("list")
def show() -> None:
    """Prints one line a system: name, since when, and whether its key still opens anything."""
    for system in store.systems(session()):
        standing = f"revoked {in_london(system.revoked):%Y-%m-%d}" if system.revoked else "open"
        click.echo(f"{system.name}\t{in_london(system.made):%Y-%m-%d}\t{standing}")


@commands.command()
@click.argument("name")
def revoke(name: str) -> None:
    """Ends the key of the system called NAME, from its next request on."""
    system = store.named(session(), name)
    if system is None:
        _fail("There is no system of this name.")
        return
    with transaction() as writing:
        store.revoke(writing, system.id, now())
        audit.record(writing, actor=OPERATOR, action="case-system.revoked", kind="case-system", about=system.id)


def _fail(words: str) -> None:
    click.echo(words, err=True)
    sys.exit(1)
