"""`flask needs …`: what people looked for and nobody near offers, for whoever plans services."""

import csv
import sys
from datetime import date, datetime

import click

from app.commands import CommandGroup
from app.unmatched import api
from app.unmatched.domain import Unmatched

HEADS = ("week", "need", "outward", "filters", "count")
WIDTHS = (10, 24, 7, 40, 5)

commands = CommandGroup("needs", help="What people need.")


@commands.command()
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="From the week of this day on (default: all).")
@click.option("--csv", "as_csv", is_flag=True, help="As comma-separated values, for a spreadsheet.")
def unmatched(since: datetime | None, as_csv: bool) -> None:
    """Print the needs for which nothing that fits was found: by week, need, outward code and filters.

    A form counts each of its needs once. A search counts each time its page is opened, so that one person who looks
    again counts again. "not-understood" are searches whose words spoke of no need that we know, a slip of the fingers
    among them; "anything" are searches by place and filters alone. The words that were typed are kept nowhere. No count
    says anything of a person, so that small ones are printed as they are.
    """
    rows = [_row(one) for one in api.since(since.date() if since else date.min)]
    if as_csv:
        csv.writer(sys.stdout, lineterminator="\n").writerows([HEADS, *rows])
        return
    for row in (HEADS, *rows):
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, WIDTHS, strict=True)).rstrip())


def _row(one: Unmatched) -> tuple[str, ...]:
    return one.week.isoformat(), one.need, one.outward, one.filters, str(one.count)
