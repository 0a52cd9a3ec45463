"""`flask sources …`: adds directories that are read on a schedule, and reads them now."""

import click

from app import db
from app.audit import api as audit
from app.audit.domain import OPERATOR
from app.commands import CommandGroup
from app.directory.api import NotAnArea, area_given, plain_slug
from app.kernel.clock import in_london, now
from app.sources import merging, store, visits
from app.sources.domain import HOURS, Run, Source, State
from app.sources.store import RECORD
from app.sources.visits import Manners

commands = CommandGroup("sources", help="The directories that are read on a schedule.")

WELL = {State.DONE, State.WRITTEN, State.OVERTAKEN}


class CannotUse(click.ClickException):
    """Input that a command cannot use."""

    exit_code = 2


@commands.command()
@click.argument("name")
@click.argument("address")
@click.option("--source", "slug", help="What to call it in web addresses (default: from its name).")
@click.option("--area", default="", help="How far it reaches: outward codes parted by commas, or 'national'.")
@click.option(
    "--every", type=click.Choice([str(hours) for hours in HOURS]), default="24", help="Hours between readings."
)
@click.option("--licence", default="", help="Under which licence its listings may be shown.")
@click.option("--allow-private", is_flag=True, help="Let the address be in a private network.")
def add(name: str, address: str, slug: str | None, area: str, every: str, licence: str, allow_private: bool) -> None:
    """Add NAME, a directory in Open Referral UK version 3 or 1 at ADDRESS, to be read by the worker from now on."""
    try:
        _ = area_given(area) if area else None
    except NotAnArea as error:
        raise CannotUse(f"--area: {str(error)!r} is not an outward code") from error
    chosen = slug or plain_slug(name)
    if not chosen or chosen != plain_slug(chosen) or store.source(db.session(), chosen):
        raise CannotUse(f"--source: {chosen!r} is taken, or is not small letters, digits, dots and dashes")
    source = Source(chosen, name, address, area, int(every), licence, allow_private=allow_private, due_at=now())
    with db.transaction() as session:
        store.add(session, source)
        audit.record(session, actor=OPERATOR, action="source.added", kind=RECORD, about=chosen)
    click.echo(chosen)


@commands.command("list")
def listed() -> None:
    """Print one line a source: its name in addresses, where its last reading stands, when it was good and is next."""
    latest = store.latest_runs(db.session())
    for source in store.sources(db.session()):
        times = [
            in_london(each).isoformat(timespec="minutes") if each else "-" for each in (source.good_at, source.due_at)
        ]
        state = latest[source.slug].state if source.slug in latest else "new"
        click.echo("\t".join([source.slug, state, *times, source.address]))


@commands.command()
@click.argument("slugs", nargs=-1)
@click.pass_context
def fetch(context: click.Context, slugs: tuple[str, ...]) -> None:
    """Reads SLUGS now, or all that are due, to the end. Exits 1 when one was put off, failed or waits for staff."""
    known = {source.slug for source in store.sources(db.session())}
    if unknown := set(slugs) - known:
        raise CannotUse(f"SLUGS: there is no source {', '.join(sorted(unknown))}")
    ends = [_read(slug) for slug in slugs or store.due(db.session(), now())]
    if not all(ends):
        context.exit(1)


@commands.command()
def duplicates() -> None:
    """Look for listings that are in two sources, and print how many pairs wait for staff."""
    click.echo(f"{merging.look():,} pairs wait for staff.")


def _read(slug: str) -> bool:
    """Reads one source; whether it went well."""
    with db.transaction() as session:
        store.ask(session, slug, OPERATOR, now())
    while visits.visit(slug, Manners()):
        pass
    run = store.runs(db.session(), slug, 1)[0]
    click.echo(_line(run))
    if run.said:
        click.echo(f"{slug}: {run.said}", err=True)
    return run.state in WELL


def _line(run: Run) -> str:
    counts = f"read {run.read:,}, created {run.created:,}, updated {run.updated:,}, removed {run.removed:,}"
    return f"{run.source}: {run.state.value}; {counts}, to decide {run.clashes:,}, rejected {len(run.rejected):,}."
