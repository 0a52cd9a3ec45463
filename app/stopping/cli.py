"""`flask stopping …`: where people give up, for whoever looks after the questions."""

import csv
import sys

import click

from app.commands import CommandGroup
from app.stopping import api
from app.stopping.domain import Count

HEADS = ("week", "reason", "way", "easy_read", "section", "times")

commands = CommandGroup("stopping", help="Says where people give up, and why.")


@commands.command("counts")
@click.option("--csv", "as_csv", is_flag=True, help="As comma-separated values, for a spreadsheet.")
def print_counts(as_csv: bool) -> None:
    """Print how many people stopped: by week, reason, way through, and the section they had got to."""
    rows = [_row(count) for count in api.counts()]
    if as_csv:
        csv.writer(sys.stdout, lineterminator="\n").writerows([HEADS, *rows])
        return
    for row in (HEADS, *rows):
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, (10, 12, 8, 9, 10, 5), strict=True)))


def _row(count: Count) -> tuple[str, ...]:
    point = count.point
    easy_read = "yes" if point.easy_read else "no"
    return (count.week.isoformat(), count.reason.value, point.way, easy_read, point.section, str(count.times))
