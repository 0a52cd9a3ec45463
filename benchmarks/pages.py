"""Times what a person waits for: pages of the service beside a bare Flask view, turn by turn in one run.

    .venv/bin/python benchmarks/pages.py [--rounds N]

Each page is asked for through WSGI in this process, so the figures are the application's alone: no proxy, no network.
Processor time is what is counted, so that a busy machine does not blur it. Ratios count; milliseconds only illustrate.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles
from time import process_time
from urllib.parse import quote_plus

from flask import Flask
from flask.testing import FlaskClient

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from app.config import Config  # noqa: E402
from app.factory import create_app  # noqa: E402
from tests import walking  # noqa: E402

# The share of a bare view's requests a second that we want.
WANTED = {
    "question page": 0.18,
    "results page, asked again": 0.20,
    "results page, asked first": 0.20,
    "service page": 0.30,
}
# Twenty searches of residents, in turn, so that no figure is that of one page.
SEARCHES = (
    "lunch club", "choir", "help at home", "dementia", "memory cafe", "carers", "walking group", "someone to talk to",
    "benefits advice", "day centre", "gardening", "befriending", "transport to hospital", "exercise class", "coffee",
    "bereavement", "art", "shopping", "equipment", "mental health",
)  # fmt: skip


def main() -> None:
    """Prepares the sample, then asks for each page in turn."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=200, help="how often each page is asked for (default 200)")
    rounds = arguments.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        asks = {"bare view": _bare(), **_pages(Path(folder))}
        times: dict[str, list[float]] = {name: [] for name in asks}
        for turn in range(rounds + 20):
            for name, ask in asks.items():
                begun = process_time()
                ask()
                if turn >= 20:
                    times[name].append((process_time() - begun) * 1000)
    _print(times)


def _bare() -> Callable[[], object]:
    app = Flask("bare")
    app.add_url_rule("/", view_func=lambda: "hello")
    client = app.test_client()
    return lambda: client.get("/")


def _pages(folder: Path) -> dict[str, Callable[[], object]]:
    app = create_app(Config.from_environment({"DATA_DIR": str(folder)}))
    app.config["WTF_CSRF_ENABLED"] = False
    runner = app.test_cli_runner()
    for command in (
        ["db", "upgrade"],
        ["places", "import", str(ROOT / "directory_data" / "places.csv")],
        ["directory", "import", str(ROOT / "directory_data" / "sample" / "directory.json"), "--source", "sample"],
    ):
        result = runner.invoke(args=command)
        assert result.exit_code == 0, result.output
    client = app.test_client()
    walking.start(client)
    walking.finish(client, hygiene="needs_help", nutrition="cannot")
    service = _first_service(client)
    return {
        "question page": _get(client, "/assessment/question/hygiene"),
        "results page, asked again": _searching(client),
        "results page, asked first": _with_nothing_kept(app, _searching(client)),
        "results page near a postcode": _searching(client, "&postcode=TS18+1AU&miles=5"),
        "service page": _get(client, service),
        "result of the assessment": _get(client, "/assessment/result"),
    }


def _get(client: FlaskClient, address: str) -> Callable[[], object]:
    assert client.get(address).status_code == 200, address
    return lambda: client.get(address)


def _searching(client: FlaskClient, more: str = "") -> Callable[[], object]:
    """Asks for one results page after the other. Every word has been decoded before the clock runs."""
    addresses = [f"/directory/?q={quote_plus(words)}{more}" for words in SEARCHES]
    for address in addresses:
        assert client.get(address).status_code == 200, address
    turns = cycle(addresses)
    return lambda: client.get(next(turns))


def _with_nothing_kept(app: Flask, ask: Callable[[], object]) -> Callable[[], object]:
    """The same, as if nobody had asked before; the pages that were kept are there again afterwards."""

    def first() -> None:
        kept = app.extensions.pop("kept_results")
        ask()
        app.extensions["kept_results"] = kept

    return first


def _first_service(client: FlaskClient) -> str:
    page = client.get("/directory/?q=lunch").text
    start = page.index("/directory/service/")
    return page[start : page.index('"', start)]


def _print(times: dict[str, list[float]]) -> None:
    bare = median(times["bare view"])
    sys.stdout.write(f"{'page':30} {'median ms':>10} {'p95 ms':>8} {'of a bare view':>15} {'wanted':>8}\n")
    for name, spent in times.items():
        wanted = WANTED.get(name)
        p95 = quantiles(spent, n=20)[-1]
        share = bare / median(spent)
        sys.stdout.write(
            f"{name:30} {median(spent):10.2f} {p95:8.2f} {share:15.3f} {f'{wanted:.2f}' if wanted else '':>8}\n"
        )


if __name__ == "__main__":
    main()
