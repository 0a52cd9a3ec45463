"""`flask worker` and `flask messages …`: what sends the post, and what shows whether it went."""

import fcntl
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import click
from flask import current_app
from flask.cli import with_appcontext

from app.audit import api as audit
from app.audit.domain import OPERATOR
from app.commands import CommandGroup
from app.db import session, transaction
from app.kernel.clock import in_london, now
from app.messages import store
from app.messages.domain import State
from app.messages.rounds import Rounds

commands = CommandGroup("messages", help="The post that goes out.")


@commands.command("list")
@click.option("--stuck", is_flag=True, help="Only those that wait for a person.")
def show(stuck: bool) -> None:
    """Prints one line a message: id, state, when written, tries, why the last one failed. Never to whom, or what."""
    for one in store.standings(session(), State.STUCK if stuck else None):
        written = in_london(one.written).isoformat(timespec="minutes")
        click.echo(f"{one.id}\t{one.state}\t{written}\t{one.tries}\t{one.reason}")


@commands.command()
def retry() -> None:
    """Lets every stuck message be tried again, once the reason is mended."""
    with transaction() as writing:
        revived = store.revive(writing, now())
        audit.record(writing, actor=OPERATOR, action="messages.retried", kind="messages", about="stuck")
    click.echo(f"{revived} will be tried again.", err=True)


@click.command()
@click.option("--once", is_flag=True, help="Send what is due, do every chore once, and exit.")
@with_appcontext
def worker(once: bool) -> None:
    """Sends the post and does what falls due, until it is told to stop. One runs on a machine at a time.

    With --once, exits 1 when a chore failed. A message that no server takes is put off, which is no failure.
    """
    with _the_only_one(current_app.config["DATA_DIR"]), _told_to_stop() as stop:
        well = Rounds(stop).go(once)
    if once and not well:
        sys.exit(1)


@contextmanager
def _told_to_stop() -> Iterator[Event]:
    """Set when the system, or a person at the terminal, asks us to end. What is in hand is finished first."""
    stop = Event()
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _the_only_one(data_dir: Path) -> Iterator[None]:
    """Holds the machine's place for one worker. The system gives it back, however the worker ends."""
    with (data_dir / "worker.lock").open("w") as place:
        try:
            fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            click.echo("Another worker is at work on this machine, and will do it.", err=True)
            sys.exit(1)
        yield
