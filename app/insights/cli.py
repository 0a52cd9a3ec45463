"""`flask insights …`: counting the figures anew, and a made-up year to try them on."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice

import click
from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from app import db
from app.commands import CommandGroup
from app.councils.api import council
from app.db import Base, Sealed
from app.events import api as events
from app.events.domain import Event
from app.insights import api, store
from app.insights.simulation import Plan, Year
from app.kernel.clock import today
from app.needs.api import vocabulary
from app.stopping import api as stopping
from app.unmatched import api as unmatched

AT_ONCE = 5_000

commands = CommandGroup("insights", help="The figures of the front door.")


class HoldsRealPeople(click.ClickException):
    """The database is in use."""

    exit_code = 2

    def __init__(self) -> None:
        super().__init__("this database is in use. A made-up year goes into an empty one, or that of a sample council.")


@commands.command()
def count() -> None:
    """Counts everything anew, from the first event to yesterday."""
    api.keep_again()
    click.echo("Counted up to yesterday.", err=True)


@commands.command()
@click.option("--contacts", type=click.IntRange(200, 1_000_000), default=75_000, help="How many contacts.")
@click.option("--cases", type=click.IntRange(10, 200_000), default=5_500, help="How many of them become cases.")
@click.option("--seed", type=int, default=1, help="The same number always makes the same year.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The last day of the year (default: yesterday).")
def simulate(contacts: int, cases: int, seed: int, until: datetime | None) -> None:
    """Writes a made-up year and marks it as made up, which every page with figures then says.

    Only an empty database, a marked one, or that of a sample council takes it: what was counted there is deleted.
    """
    if cases > contacts:
        raise click.BadParameter("no more than contacts", param_hint="--cases")
    _refuse_a_database_in_use()
    last = until.date() if until else today() - timedelta(days=1)
    needs = tuple(need.id for need in vocabulary().needs)
    year = Year(Plan(seed, contacts, cases, last, needs, tuple(sorted(council().outward_codes))))
    written = _write(year, seed)
    click.echo("\nCounting the figures…", err=True)
    api.keep_again()
    click.echo(f"{written} events of the year to {last}.", err=True)


def _refuse_a_database_in_use() -> None:
    session = db.session()
    if council().sample or store.made_up(session):
        return
    personal = (table for table in Base.metadata.sorted_tables if _holds_personal_text(table))
    if events.first_day(session) or any(_has_rows(session, table) for table in personal):
        raise HoldsRealPeople


def _holds_personal_text(table: Table) -> bool:
    return any(isinstance(column.type, Sealed) for column in table.columns)


def _has_rows(session: Session, table: Table) -> bool:
    return bool(session.scalar(select(func.count()).select_from(table)))


def _write(year: Year, seed: int) -> int:
    """Writes the year in one transaction, so that there is a whole one or none."""
    written = 0
    with db.transaction() as session:
        events.delete_all(session)
        unmatched.forget(session, date.max)
        stopping.forget(session, date.max)
        store.mark_made_up(session, seed, today())
        for part in _parts(year.events()):
            events.add_many(session, part)
            written += len(part)
            click.echo(f"\rWriting the year: {written} events", nl=False, err=True)
        for week, reason, point in year.stops():
            stopping.add(session, week, reason, point)
        unmatched.add(session, year.unmatched())
    return written


def _parts(made: Iterable[Event]) -> Iterator[list[Event]]:
    left = iter(made)
    while part := list(islice(left, AT_ONCE)):
        yield part
