"""`flask guidance facts`: for whoever looks up the facts that the pages state, before a site opens and every year."""

import sys

import click

from app.commands import CommandGroup
from app.guidance import api
from app.guidance.domain import FactHere

commands = CommandGroup("guidance", help="The pages about rights, money and caring.")


@commands.command("facts")
def list_facts() -> None:
    """Lists each fact with its source, and whether the council has confirmed it.

    Exits 1 when there is one to look up on a live site; a sample council shows them all and says what they are.
    """
    here = [api.fact_here(id) for id in api.facts()]
    for fact in here:
        click.echo(f"{fact.fact.id}: {_standing(fact)}. {fact.fact.source}. Look it up by {fact.fact.check_by}.")
    open_ones = sum(fact.is_due or fact.confirmed is None for fact in here)
    click.echo(f"{len(here)} facts, {open_ones} to look up and confirm in the council's file.")
    sys.exit(bool(open_ones) and not here[0].in_a_sample)


def _standing(here: FactHere) -> str:
    if here.is_due:
        return "to be looked up again"
    if here.confirmed:
        return f"confirmed on {here.confirmed}"
    return "not confirmed" if here.may_be_shown else "not confirmed, and kept from residents"
