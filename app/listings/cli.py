"""`flask listings …`: what reminders do for a directory, on made-up listings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import click

from app.commands import CommandGroup
from app.councils.api import council
from app.listings.still_right.freshness_picture import picture
from app.listings.still_right.freshness_simulation import (
    WEEKS,
    WITH,
    WITH_CALLS,
    WITHOUT,
    Assumptions,
    Point,
    Policy,
    two_years,
)

MONTHS = (0, 3, 6, 12, 18, 24)
LESS, MORE = 0.5, 1.5
SHARES = {
    "checked": "Checked within six months, of all listings",
    "found": "Checked within six months, of those that search finds",
    "opened": "Checked within six months, of what people open",
    "hidden": "Hidden from search, of all listings",
}

commands = CommandGroup("listings", help="The pages that groups keep.")


@dataclass(frozen=True)
class Run:
    """Two years under a policy."""

    policy: Policy
    points: tuple[Point, ...]

    @property
    def second_year(self) -> Sequence[Point]:
        return self.points[WEEKS // 2 :]


@commands.command("simulate-freshness")
@click.option("--listings", type=click.IntRange(10, 100_000), default=3_000, help="How many listings.")
@click.option("--seed", type=int, default=1, help="The same number always makes the same two years.")
@click.option("--picture", "file", type=click.Path(dir_okay=False, path_type=Path), help="Draws it into this SVG file.")
def simulate_freshness(listings: int, seed: int, file: Path | None) -> None:
    """Prints the share of listings checked within six months, with and without reminders. Nothing is stored."""
    assumed = Assumptions()
    runs = [_run(policy, listings, seed, assumed) for policy in (WITHOUT, WITH, WITH_CALLS)]
    click.echo(f"{listings:,} made-up listings over two years. Assumed:")
    for line in assumed.lines():
        click.echo(f"- {line}")
    limits = council().reminders
    click.echo(f"The rules: {limits.months} months between checks, {limits.most_a_day} letters a day, two nudges.\n")
    click.echo("\n".join(_table(runs)))
    click.echo("\nThe second year on average, if people answer letters half as often, as assumed, half as often again:")
    for policy in (WITH, WITH_CALLS):
        found = [_run(policy, listings, seed, assumed.with_answers(times)) for times in (LESS, 1, MORE)]
        click.echo(f"- {policy.name}: {', '.join(_mean(run.second_year) for run in found)}")
    if file:
        file.write_text(_drawn(runs, listings), encoding="utf-8")


def _run(policy: Policy, listings: int, seed: int, assumed: Assumptions) -> Run:
    return Run(policy, two_years(policy, listings, seed, assumed, council().reminders, council().freshness))


def _table(runs: Iterable[Run]) -> list[str]:
    heads = [f"month {month}" for month in MONTHS]
    rows = [["", *heads, "second year"]]
    for share, words in SHARES.items():
        rows += [["", *[""] * (len(MONTHS) + 1)], [words, *[""] * (len(MONTHS) + 1)]]
        rows += [[run.policy.name, *_at(run, share), _mean(run.second_year, share)] for run in runs]
    wide = max(len(row[0]) for row in rows)
    return [(f"{row[0]:<{wide}}" + "".join(f"{cell:>12}" for cell in row[1:])).rstrip() for row in rows]


def _at(run: Run, share: str) -> list[str]:
    return [f"{getattr(run.points[round(month * WEEKS / 24)], share):.0%}" for month in MONTHS]


def _mean(points: Iterable[Point], share: str = "checked") -> str:
    return f"{fmean(getattr(point, share) for point in points):.0%}"


def _drawn(runs: Iterable[Run], listings: int) -> str:
    title = f"Share of {listings:,} made-up listings that were checked within six months"
    return picture(title, 24, {run.policy.name: [point.checked for point in run.points] for run in runs})
