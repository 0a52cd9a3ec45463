"""The real site, served from a folder of its own: for journeys in a browser, for pictures and for proofs."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from urllib.request import urlopen

from click.testing import Result
from flask import Flask

from app.config import ROOT, Config
from app.factory import create_app

COUNCIL = ROOT / "tests" / "fixtures" / "councils" / "hounslow-sample.toml"
THREADS = 8
SECONDS_TO_START = 60
SECONDS_TO_STOP = 10


@dataclass(frozen=True)
class Site:
    """A site that answers at `address`, the process that serves it, and its settings."""

    address: str
    config: Config
    app: Flask
    server: "subprocess.Popen[bytes]"

    def command(self, *words: str) -> str:
        """Runs `flask …` on this site's data and gives what it printed; fails with what it complained of."""
        return _command(self.app, *words)


@contextmanager
def site(
    data_dir: Path, workers: int = 1, host: str = "127.0.0.1", threads: int = THREADS, **settings: str
) -> Iterator[Site]:
    """Serves the site from `data_dir` on a free port of this machine, once its newest schema is in place.

    A browser opens connections before it needs them. In earnest the proxy holds those; here spare threads do.
    `host` is what browsers call this machine: passkeys want a name, like localhost.
    `settings` are those of docs/settings.md. The council is the test's own unless COUNCIL says otherwise.
    """
    port = free_port()
    address = f"http://{host}:{port}"
    chosen = {"DATA_DIR": str(data_dir), "PUBLIC_URL": address, "COUNCIL": str(COUNCIL), **settings}
    config = Config.from_environment(chosen)
    app = create_app(config)
    try:
        _command(app, "db", "upgrade")
        with _served({**chosen, "PORT": str(port), "WEB_WORKERS": str(workers)}, threads) as server:
            _wait_for(address, server)
            yield Site(address, config, app, server)
    finally:
        app.extensions["engine"].dispose()


@contextmanager
def sample_site(data_dir: Path) -> Iterator[Site]:
    """Serves the sample council with its directory, its places and the specimens of components."""
    with site(data_dir, COUNCIL="sample", SPECIMEN="1") as served:
        served.command("places", "import", str(ROOT / "directory_data" / "places.csv"))
        sample = str(ROOT / "directory_data" / "sample" / "directory.json")
        served.command("directory", "import", sample, "--source", "sample")
        served.command("collections", "load", str(ROOT / "directory_data" / "collections"))
        yield served


def _command(app: Flask, *words: str) -> str:
    result: Result = app.test_cli_runner().invoke(args=words)
    if result.exit_code:
        raise RuntimeError(f"flask {' '.join(words)}: {result.output}") from result.exception
    return result.stdout


@contextmanager
def _served(settings: dict[str, str], threads: int) -> Iterator["subprocess.Popen[bytes]"]:
    """The server as it runs in earnest, stopped at the end."""
    spare = ["--threads", str(threads)]
    command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.py", *spare, "wsgi:application"]
    server = subprocess.Popen(command, cwd=ROOT, env={"PATH": os.environ["PATH"], **settings})
    try:
        yield server
    finally:
        server.terminate()
        try:
            server.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    """Returns once the site answers, or says that it never did."""
    give_up = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < give_up and server.poll() is None:
        try:
            with urlopen(f"{address}/health", timeout=SECONDS_TO_START) as answer:
                assert answer.status == 200
                return
        except (OSError, HTTPException):
            time.sleep(0.1)
    raise RuntimeError(f"the site at {address} did not start")


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port
