"""`flask audit …`: for whoever has to show that nobody changed the record of what was done."""

import sys

import click

from app.audit import store
from app.audit.domain import BrokenChain, Head, NotACodeWord, verified
from app.commands import CommandGroup
from app.db import session

commands = CommandGroup("audit", help="The record of who did what.")


class SeenHead(click.ParamType[Head]):
    """An end of the chain as `audit verify` printed it: NUMBER:HASH."""

    name = "NUMBER:HASH"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Head:
        """Reads it, or says what is wrong with it."""
        number, _, digest = str(value).partition(":")
        if not number.isdecimal() or len(digest) != 64:
            self.fail(f"{value!r} is not like 12:9f86d081… with 64 characters after the colon", param, ctx)
        return Head(int(number), digest)


@commands.command()
@click.option("--seen", type=SeenHead(), help="What this command printed on an earlier day.")
def verify(seen: Head | None) -> None:
    """Checks that no event was changed, removed, added or put in another place.

    Prints the end of the chain as NUMBER:HASH. Keep it outside this machine and give it with --seen the next time: then
    even a chain that somebody wrote anew from its start is found out. Exits 1 when something is wrong.
    """
    reading = session()
    reading.connection(execution_options={"isolation_level": "SERIALIZABLE"})  # one view of the events and of their end
    head = store.head(reading)
    try:
        with store.links(reading) as links:
            verified(links, head, seen or Head())
    except (BrokenChain, NotACodeWord) as error:
        click.echo(f"Broken: {error or 'an event holds something that is not a code word'}", err=True)
        sys.exit(1)
    click.echo(f"{head.number}:{head.hash}")
    click.echo(f"{head.number} events, each as it was written.", err=True)
