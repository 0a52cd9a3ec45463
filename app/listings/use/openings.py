"""Counting how often people open the page of a service: a line in a file for each, which the worker adds up.

A page that is only read writes nothing to the database, and a line takes some millionths of a second. It names the
listing: neither who opened it nor when. What a process wrote is in the file at once, so that nothing is lost with it.
"""

import os
import re
from collections import Counter
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from secrets import token_hex

from flask import current_app, request
from flask.sansio.app import App

from app import db
from app.directory import api as directory
from app.kernel.clock import now, today
from app.listings.use import uses
from app.messages.domain import Chore

MOST_BYTES = 20_000_000
"""What a file holds at most, should the worker stand for long: some half a million openings."""

_OPEN = "openings"
_SET_ASIDE = re.compile(r"openings-[0-9a-f]{16}")
# What opens pages for a machine says so, or says nothing of itself.
_MACHINE = re.compile(r"bot|crawl|spider|slurp|preview|fetch|monitor|scan|python|curl|wget|headless|java/|http-", re.I)


def init_app(app: App) -> None:
    """Listens to the directory."""
    app.extensions["openings"] = str(Path(app.config["DATA_DIR"]) / _OPEN)
    directory.was_opened.connect(count)


def count(_: object, key: uses.Key) -> None:
    """Counts an opening by a person, as far as can be told. A full disk costs the count and not the page."""
    if not _is_a_person():
        return
    try:
        file = os.open(current_app.extensions["openings"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            if os.fstat(file).st_size < MOST_BYTES:
                os.write(file, f"{key[0]}/{key[1]}\n".encode())
        finally:
            os.close(file)
    except OSError:
        return


def _is_a_person() -> bool:
    """Whether a browser asks for somebody who is looking: no machine, and no page that is fetched in case."""
    told = request.environ
    ahead = "prefetch" in (told.get("HTTP_SEC_PURPOSE") or told.get("HTTP_PURPOSE") or "")
    return told["REQUEST_METHOD"] == "GET" and not ahead and not _is_a_machine(told.get("HTTP_USER_AGENT", ""))


# Browsers send few different names, and to look through one takes longer than all else here.
@lru_cache(maxsize=256)
def _is_a_machine(agent: str) -> bool:
    return not agent or _MACHINE.search(agent) is not None


def chores() -> tuple[Chore, ...]:
    """What the worker does about openings."""
    return (
        Chore("count openings of listings", timedelta(minutes=5), take),
        Chore("forget old counts of listings", timedelta(days=1), forget),
    )


def take() -> None:
    """Adds up the files that were set aside the last time, and sets aside the one that is written to.

    Whoever opened that one a moment ago has written by the next time. Whenever this is stopped, each line counts once.
    """
    folder = Path(current_app.config["DATA_DIR"])
    for file in sorted(path for path in folder.iterdir() if _SET_ASIDE.fullmatch(path.name)):
        with db.transaction() as session:
            uses.take(session, file.name, _lines_of(file), uses.month_of(today()), now())
        file.unlink()
    if (folder / _OPEN).exists():
        (folder / _OPEN).rename(folder / f"{_OPEN}-{token_hex(8)}")


def _lines_of(file: Path) -> Counter[uses.Key]:
    opened: Counter[uses.Key] = Counter()
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        source, _, id = line.partition("/")
        if source and id:
            opened[source, id] += 1
    return opened


def forget() -> None:
    """Deletes counts that have lived their time."""
    with db.transaction() as session:
        uses.forget(session, today(), now() - timedelta(days=1))
