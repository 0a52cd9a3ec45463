"""A private PostgreSQL for the tests: made in a temporary folder, reached by a socket only, gone afterwards."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import quote

OWNER = "postgres"


class NoPostgres(RuntimeError):
    """This machine has no PostgreSQL server to start."""


@contextmanager
def running() -> Iterator[str]:
    """Starts a server and gives the address of its first database; `{name}` databases can be made beside it."""
    programs = _programs()
    folder = Path(mkdtemp(prefix="careway-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, OWNER, OWNER)
    cluster = folder / "cluster"
    _run(programs / "initdb", "-D", cluster, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    options = f"-k {folder} -h '' -c fsync=off -c max_connections=50"
    _run(programs / "pg_ctl", "-D", cluster, "-w", "-l", folder / "log", "-o", options, "start")
    try:
        yield f"postgresql+psycopg://{OWNER}@/postgres?host={quote(str(folder))}"
    finally:
        _run(programs / "pg_ctl", "-D", cluster, "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise NoPostgres("install Debian's package postgresql")
    return found[-1].parent


def _run(*command: object) -> None:
    words = [str(word) for word in command]
    if os.geteuid() == 0:  # the server refuses to run as root
        words = ["runuser", "-u", OWNER, "--", *words]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/")
