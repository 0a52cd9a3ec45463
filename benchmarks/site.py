"""Times what is promised besides the pages: an edit, the first visit, the first answer, eight who send at once.

    .venv/bin/python benchmarks/site.py [--services N] [--only NAME]

Time is by the clock, since disks and other processes are waited for: run it on a quiet machine. Writes results/site.md.
"""

import argparse
import gzip
import json
import multiprocessing
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlsplit

from flask import Flask

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from app.config import Config  # noqa: E402
from app.factory import create_app  # noqa: E402
from app.needs.domain import Vocabulary  # noqa: E402
from app.search.domain import Query  # noqa: E402
from app.search.whoosh_index import WhooshIndex  # noqa: E402
from benchmarks.made_up import Lexicon, directory  # noqa: E402
from benchmarks.records import as_record  # noqa: E402
from tests import sending, walking  # noqa: E402

RESULTS = ROOT / "benchmarks" / "results" / "site.md"
SAMPLE = ROOT / "directory_data" / "sample" / "directory.json"
EDITS, SENDERS, FORMS_EACH = 30, 8, 12
PAGES = {
    "start page": "/",
    "search": "/directory/",
    "results page": "/directory/?q=lunch+club",
    "service page": "",  # the first result's
    "before the assessment": "/assessment/",
    "asking the council": "/council/ask",
    "helplines": "/helplines/",
}
FIRST_ANSWER = """
import os, sys
os.environ["DATA_DIR"] = sys.argv[1]
from wsgi import application
assert application.test_client().get("/directory/?q=club").status_code == 200
"""
_FILE = re.compile(r'<(?:link|script)[^>]+(?:href|src)="([^"]+\.(?:css|js|svg)[^"]*)"')
_ELSEWHERE = re.compile(r'<(?:link|script|img|iframe)[^>]+(?:href|src)="(https?://[^"]+)"')


@dataclass(frozen=True)
class Line:
    """One figure beside the one that we want."""

    what: str
    reached: str
    wanted: str = ""
    holds: bool | None = None

    def __str__(self) -> str:
        sign = "" if self.holds is None else " ✓" if self.holds else " ✗"
        return f"| {self.what} | {self.reached} | {self.wanted}{sign} |"


def main() -> None:
    """Measures each in turn, prints the table and writes it down."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--services", type=int, default=20_000, help="of the directory for edits and the first answer")
    parser.add_argument("--only", choices=MEASURES, help="one measure alone; nothing is written down")
    arguments = parser.parse_args()
    chosen = [arguments.only] if arguments.only else list(MEASURES)
    lines = [line for name in chosen for line in MEASURES[name](arguments.services)]
    table = "\n".join(["| what | reached | wanted |", "|---|---|---|", *map(str, lines)]) + "\n"
    sys.stdout.write(table)
    if not arguments.only:
        about = f"Python {platform.python_version()}, {arguments.services:,} services where a directory is large."
        RESULTS.write_text(f"# Site\n\n{about}\n\n{table}", encoding="utf-8")


def edits(services: int) -> Iterator[Line]:
    """From the beginning of writing a changed listing to the first search in another reader that finds it."""
    with tempfile.TemporaryDirectory() as folder:
        documents = list(directory(services, Lexicon.made()))
        writer, reader = (WhooshIndex(Path(folder) / "index", "benchmark", Vocabulary(needs=())) for _ in range(2))
        writer.rebuild(documents)
        reader.search(Query("club"))
        spent = []
        for number in range(EDITS):
            word = f"newword{number:03}"
            changed = replace(documents[number * 7], body=f"{documents[number * 7].body} {word}")
            begun = time.perf_counter()
            writer.update([changed])
            assert reader.search(Query(word)).total == 1
            spent.append((time.perf_counter() - begun) * 1000)
    middle, slow = median(spent), quantiles(spent, n=20)[-1]
    what = f"an edit is found, {services:,} services: median (p95)"
    yield Line(what, f"{middle:.0f} ms ({slow:.0f} ms)", "≤ 50 ms", middle <= 50)


def weights(_: int) -> Iterator[Line]:
    """What the first visit of each kind of page loads, as nginx compresses it, and from how many other hosts."""
    with tempfile.TemporaryDirectory() as folder:
        app = _filled(Path(folder), SAMPLE, "sample")
        client = app.test_client()
        first = re.search(r'/directory/service/[^"]+', client.get(PAGES["results page"]).text)
        assert first
        for name, address in (PAGES | {"service page": first[0]}).items():
            page = client.get(address, follow_redirects=True)
            assert page.status_code == 200, address
            files = [client.get(file).data for file in dict.fromkeys(_FILE.findall(page.text))]
            own, rest = len(gzip.compress(page.data, 6)), sum(len(gzip.compress(file, 6)) for file in files)
            hosts = {urlsplit(found).netloc for found in _ELSEWHERE.findall(page.text)} - {_own_host(app)}
            reached = f"{(own + rest) / 1000:.1f} kB ({own / 1000:.1f} kB the page), {len(hosts)} other hosts"
            yield Line(f"first visit: {name}", reached, "≤ 45 kB, 0", own + rest <= 45_000 and not hosts)


def first_answers(services: int) -> Iterator[Line]:
    """From the start of a process, as gunicorn starts it, to the first page of results; templates compiled or not."""
    with tempfile.TemporaryDirectory() as folder:
        feed = Path(folder) / "feed.json"
        records = [as_record(service) for service in directory(services, Lexicon.made())]
        feed.write_text(json.dumps({"contents": records}), encoding="utf-8")
        _filled(Path(folder) / "data", feed, "made-up")
        for name, rounds in (("first start", 1), ("a later start", 5)):
            spent = [_seconds_to_answer(Path(folder) / "data") for _ in range(rounds)]
            what = f"{name} to the first page of results, {services:,} services"
            yield Line(what, f"{median(spent):.1f} s", "≤ 3 s", median(spent) <= 3)


def senders(_: int) -> Iterator[Line]:
    """Eight processes that send forms to the council at the same moment, each one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        _filled(Path(folder), SAMPLE, "sample")
        spawning = multiprocessing.get_context("spawn")
        together = spawning.Barrier(SENDERS)
        results: multiprocessing.Queue[list[float] | str] = spawning.Queue()
        sending_ones = [spawning.Process(target=_send, args=(folder, n, together, results)) for n in range(SENDERS)]
        for one in sending_ones:
            one.start()
        answers = [results.get(timeout=600) for _ in sending_ones]
        for one in sending_ones:
            one.join()
    errors = [answer for answer in answers if isinstance(answer, str)]
    spent = [milliseconds for answer in answers if not isinstance(answer, str) for milliseconds in answer]
    if spent:
        middle, slow = median(spent), quantiles(spent, n=20)[-1]
        what = f"a form is sent, {SENDERS} at once ({len(spent)} forms): p95 (median)"
        yield Line(what, f"{slow:.0f} ms ({middle:.0f} ms)", "≤ 100 ms", slow <= 100)
    yield Line("forms that could not be sent then", str(len(errors)), "0", not errors)


def _send(folder: str, number: int, together: Callable[..., object], results: "multiprocessing.Queue[object]") -> None:
    """Fills in some forms, waits until everybody has, and sends them."""
    try:
        app = _app(Path(folder))
        clients = [app.test_client() for _ in range(FORMS_EACH)]
        tags = []
        for place, client in enumerate(clients):
            client.environ_base["REMOTE_ADDR"] = f"10.0.{number}.{place}"
            sending.ask(client)
            tags.append(walking.tag_in(sending.fill_all(client)))
        together.wait(600)  # type: ignore[attr-defined]  # a barrier
        spent = []
        for client, tag in zip(clients, tags, strict=True):
            begun = time.perf_counter()
            answer = client.post("/council/send", data={"draft": tag})
            spent.append((time.perf_counter() - begun) * 1000)
            assert answer.location == "/council/sent", answer.status
        results.put(spent)
    except Exception as error:
        together.abort()  # type: ignore[attr-defined]
        results.put(repr(error))


def _seconds_to_answer(data: Path) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", FIRST_ANSWER, str(data)], check=True, cwd=ROOT)
    return time.perf_counter() - begun


def _filled(data: Path, feed: Path, source: str) -> Flask:
    data.mkdir(exist_ok=True)
    app = _app(data)
    places = str(ROOT / "directory_data" / "places.csv")
    for command in (
        ["db", "upgrade"],
        ["places", "import", places],
        ["directory", "import", str(feed), "--source", source],
    ):
        result = app.test_cli_runner().invoke(args=command)
        assert result.exit_code == 0, result.output
    return app


def _app(data: Path) -> Flask:
    app = create_app(Config.from_environment({"DATA_DIR": str(data)}))
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def _own_host(app: Flask) -> str:
    return urlsplit(str(app.config["PUBLIC_URL"])).netloc


MEASURES: dict[str, Callable[[int], Iterator[Line]]] = {
    "edits": edits,
    "weights": weights,
    "first-answers": first_answers,
    "senders": senders,
}


if __name__ == "__main__":
    main()
