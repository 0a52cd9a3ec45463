"""Times the results page beside what a council would pick instead: the same listings, served by each over HTTP.

    .venv/bin/python benchmarks/peers.py [--services N] [--rounds N]

Careway, plain Django with PostgreSQL full text, Datasette with FTS5 and a bare Flask view, each one process, are asked
turn by turn in an order drawn anew each time. Every rival looks for any of the words, counts all hits and three facets,
and shows twenty rows. Time is by the clock, because PostgreSQL works in a process of its own; read the ratios.
"""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any
from urllib.parse import parse_qs, quote_plus, urlsplit

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from app.search.domain import Document  # noqa: E402
from benchmarks.made_up import Lexicon, directory, searches  # noqa: E402
from benchmarks.records import as_record  # noqa: E402
from tests import postgres  # noqa: E402
from tests.serving import free_port, site  # noqa: E402

GOALS = {"Datasette with FTS5": 5.0, "plain Django with PostgreSQL": 10.0}
BARE = "bare Flask view"
OURS = "Careway"
FEWEST_OF_BARE = 0.20
BARE_VIEW = """
from flask import Flask
application = Flask("bare")
application.add_url_rule("/", view_func=lambda: "hello")
"""
BIN = Path(sys.executable).parent

Ask = Callable[[str], str]


def main() -> None:
    """Fills each with the same services, asks each the same searches, and prints the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--services", type=int, default=20_000, help="how many services each holds (default 20000)")
    parser.add_argument("--rounds", type=int, default=2, help="how often each of the 200 searches is asked (default 2)")
    arguments = parser.parse_args()
    lexicon = Lexicon.made()
    services = list(directory(arguments.services, lexicon))
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="careway-peers-")))
        asks: dict[str, tuple[str, Ask]] = {}
        for name, serve in {BARE: _bare, OURS: _ours, **dict(zip(GOALS, (_datasette, _django), strict=True))}.items():
            _say(f"filling {name}")
            asks[name] = stack.enter_context(serve(folder / name.split()[0], services))
        _print(_timed(asks, searches(lexicon), arguments.rounds))


def _timed(asks: dict[str, tuple[str, Ask]], texts: list[str], rounds: int) -> dict[str, list[float]]:
    """Milliseconds of every answer, by who gave it."""
    random = Random(1)
    times: dict[str, list[float]] = {name: [] for name in asks}
    for text in texts[:20]:
        for address, path in asks.values():
            _get(address, path(text))
    for turn in range(rounds):
        for number, text in enumerate(random.sample(texts, len(texts))):
            for name in random.sample(list(asks), len(asks)):
                address, path = asks[name]
                begun = time.perf_counter()
                _get(address, path(text))
                times[name].append((time.perf_counter() - begun) * 1000)
            if sys.stderr.isatty():
                sys.stderr.write(f"\rround {turn + 1} of {rounds}: {number + 1} of {len(texts)} searches")
    return times


def _print(times: dict[str, list[float]]) -> None:
    ours = median(times[OURS])
    lines = [f"{'':30} {'median ms':>10} {'p95 ms':>8} {'times ours':>11} {'wanted':>7}"]
    for name, spent in times.items():
        wanted = f"{GOALS[name]:.0f}" if name in GOALS else ""
        middle, slow = median(spent), quantiles(spent, n=20)[-1]
        lines.append(f"{name:30} {middle:10.2f} {slow:8.2f} {middle / ours:11.2f} {wanted:>7}")
    share = median(times[BARE]) / ours
    lines.append(f"Careway's results page answers at {share:.3f} of a bare view; wanted {FEWEST_OF_BARE}")
    sys.stdout.write("\n".join(lines) + "\n")


def _get(address: str, path: str) -> bytes:
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port or 80, timeout=60)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{address}{path}: {answer.status} {body[:200]!r}")
    return body


@contextmanager
def _ours(folder: Path, services: list[Document]) -> Iterator[tuple[str, Ask]]:
    folder.mkdir()
    feed = folder / "feed.json"
    feed.write_text(json.dumps({"contents": [as_record(service) for service in services]}), encoding="utf-8")
    with site(folder / "data", threads=1, COUNCIL="sample") as served:
        served.command("directory", "import", str(feed), "--source", "made-up")
        yield served.address, lambda text: f"/directory/?q={quote_plus(text)}"


@contextmanager
def _bare(folder: Path, _: list[Document]) -> Iterator[tuple[str, Ask]]:
    folder.mkdir()
    (folder / "bare.py").write_text(BARE_VIEW, encoding="utf-8")
    with _served(folder, _gunicorn("bare:application")) as address:
        yield address, lambda _: "/"


@contextmanager
def _datasette(folder: Path, services: list[Document]) -> Iterator[tuple[str, Ask]]:
    folder.mkdir()
    store = sqlite3.connect(folder / "directory.db")
    store.execute("create table service (id text primary key, name, organisation, body, place, free, needs, days)")
    store.executemany(
        "insert into service values (:id, :name, :organisation, :body, :place, :free, :needs, :days)",
        ({**row, "needs": json.dumps(row["needs"]), "days": json.dumps(row["days"])} for row in map(_row, services)),
    )
    store.execute("create virtual table service_fts using fts5(name, organisation, body, content=service)")
    store.execute("insert into service_fts(service_fts) values ('rebuild')")
    store.execute("create index free on service(free)")
    store.commit()
    store.close()
    settings = {"suggest_facets": "off", "facet_time_limit_ms": "5000", "sql_time_limit_ms": "10000"}
    chosen = [word for name, value in settings.items() for word in ("--setting", name, value)]
    facets = "_facet=free&_facet_array=needs&_facet_array=days"

    def path(text: str) -> str:
        return f"/directory/service?_searchmode=raw&_search={quote_plus(' OR '.join(text.split()))}&_size=20&{facets}"

    with _served(
        folder, lambda port: [str(BIN / "datasette"), "serve", "directory.db", "-p", str(port), *chosen]
    ) as address:
        yield address, path


@contextmanager
def _django(folder: Path, services: list[Document]) -> Iterator[tuple[str, Ask]]:
    folder.mkdir()
    with postgres.running() as url:
        host = parse_qs(urlsplit(url).query)["host"][0]
        database = json.dumps({"NAME": "postgres", "USER": postgres.OWNER, "HOST": host})
        (folder / "rows.json").write_text(json.dumps([_row(service) for service in services]), encoding="utf-8")
        fill = "import json; from benchmarks.rivals import plain_django as d; d.create(json.load(open('rows.json')))"
        environment = {**os.environ, "DATABASE": database, "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-c", fill], check=True, cwd=folder, env=environment)
        application = "benchmarks.rivals.plain_django:application"
        with _served(folder, _gunicorn(application), DATABASE=database, PYTHONPATH=str(ROOT)) as address:
            yield address, lambda text: f"/?q={quote_plus(text)}"


def _gunicorn(application: str) -> Callable[[int], list[str]]:
    words = [str(BIN / "gunicorn"), "--workers", "1", "--log-level", "warning", application, "--bind"]
    return lambda port: [*words, f"127.0.0.1:{port}"]


@contextmanager
def _served(folder: Path, command: Callable[[int], list[str]], **settings: str) -> Iterator[str]:
    port = free_port()
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            command(port), cwd=folder, env={**os.environ, **settings}, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        _wait(port, folder)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def _wait(port: int, folder: Path) -> None:
    for _ in range(300):
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/")
            connection.getresponse()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError((folder / "log").read_text())


def _row(service: Document) -> dict[str, Any]:
    """A service as a row of a rival's table."""
    return {
        "id": service.id,
        "name": service.name,
        "organisation": service.organisation,
        "body": f"{service.body} {service.needs}",
        "place": service.place,
        "free": "yes" in service.facets["free"],
        "needs": sorted(service.facets["need"]),
        "days": sorted(service.facets["day"]),
    }


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")


if __name__ == "__main__":
    main()
