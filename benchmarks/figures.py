"""Times each page of figures on a made-up year at its real size.

    .venv/bin/python benchmarks/figures.py [--contacts N] [--cases N] [--rounds N] [--data FOLDER]

Each page is asked for through WSGI in this process, signed in as a manager, for a quarter and for a year. The processor
time that 95 of 100 answers stay under (so that a busy machine does not blur it) is printed beside the 200 ms that staff
are promised. Exits 1 when a page takes longer.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from secrets import token_hex
from statistics import quantiles
from time import process_time

from flask import Flask

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from app import db  # noqa: E402
from app.accounts.domain import Role  # noqa: E402
from app.config import Config  # noqa: E402
from app.events import api as events  # noqa: E402
from app.factory import create_app  # noqa: E402
from app.insights import api  # noqa: E402
from app.insights.pages import CHAPTERS  # noqa: E402
from tests.staff import member_of_staff, signed_in  # noqa: E402

WANTED = 200  # milliseconds
WARM_UP = 3


def main() -> int:
    """Makes the year, asks for every page in turn, and prints a line for each."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        app = prepared(Path(arguments.data or folder), arguments.contacts, arguments.cases)
        times = timed(app, arguments.rounds)
    for address, taken in times.items():
        sys.stdout.write(f"{taken:7.0f} ms of {WANTED}  {address}\n")
    return int(max(times.values()) > WANTED)


def prepared(folder: Path, contacts: int, cases: int) -> Flask:
    """A site with the sample directory and the year; one that is in the folder already is taken as it is."""
    app = create_app(Config.from_environment({"DATA_DIR": str(folder)}))
    sample = ROOT / "directory_data" / "sample" / "directory.json"
    run = app.test_cli_runner().invoke
    assert run(args=["db", "upgrade"]).exit_code == 0
    with app.app_context():
        if events.first_day(db.session()):
            return app
    for command in (
        ["places", "import", str(ROOT / "directory_data" / "places.csv")],
        ["directory", "import", str(sample), "--source", "sample"],
        ["insights", "simulate", "--contacts", str(contacts), "--cases", str(cases)],
    ):
        result = run(args=command)
        assert result.exit_code == 0, result.output
    return app


def timed(app: Flask, rounds: int) -> dict[str, float]:
    """For each page, the milliseconds that 95 of 100 answers stay under."""
    client = signed_in(app, member_of_staff(app, f"{token_hex(4)}@example.org", Role.MANAGER))
    times: dict[str, list[float]] = {address: [] for address in addresses(app)}
    for turn in range(rounds + WARM_UP):
        for address, taken in times.items():
            begun = process_time()
            answer = client.get(address)
            assert answer.status_code == 200, address
            if turn >= WARM_UP:
                taken.append((process_time() - begun) * 1000)
    return {address: quantiles(taken, n=20)[-1] for address, taken in times.items()}


def addresses(app: Flask) -> list[str]:
    """Each chapter, its file and the report, for the last quarter that is over and for the four quarters to its end."""
    with app.app_context():
        last = api.quarters()[1]
    spans = (f"from={last.code}&to={last.code}", f"from={last.plus(-3).code}&to={last.code}")
    staff = [f"/staff/figures/{page}" for page in (*CHAPTERS, "report", *(f"{name}/figures.csv" for name in CHAPTERS))]
    return [*(f"{page}?{span}" for span in spans for page in staff), "/performance"]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--contacts", type=int, default=75_000)
    parser.add_argument("--cases", type=int, default=5_500)
    parser.add_argument("--rounds", type=int, default=40, help="how often each page is asked for (default 40)")
    parser.add_argument("--data", default="", help="a folder to keep the year in, and to find it again")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
