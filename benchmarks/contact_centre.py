"""Times the contact centre on a busy morning: calls opened, notes saved as they are typed, help searched.

    .venv/bin/python benchmarks/contact_centre.py [--seconds N] [--rate N]

Gunicorn serves the sample with its own settings and one worker a processor. Requests go out at a fixed rate, whatever
comes back, so that a slow answer does not hide the next; what is timed is from when a request was due to its last byte.
The mix is that of a call: most are notes saved while somebody types, some open a page, some begin, few end.
"""

import argparse
import random
import re
import sys
import tempfile
import threading
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

import requests

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.proofs.service import Service, served  # noqa: E402
from tests.staff import member_of_staff, signed_in  # noqa: E402

ADVISERS = 20
WANTED_MILLISECONDS = 200
MIX = (("save", 70), ("open", 15), ("search", 8), ("queue", 5), ("begin", 2))
WORDS = ("lunch club", "someone to talk to", "help with washing", "falls", "carers", "dementia café", "gardening")


@dataclass
class Adviser:
    """One adviser's browser with a call open."""

    address: str
    cookie: str
    call: str = ""
    typed: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.browser = requests.Session()
        self.browser.cookies.set("staff", self.cookie)
        page = self.browser.get(f"{self.address}/staff/calls/", timeout=60).text
        self.hidden = {"csrf_token": re.findall(r'name="csrf_token" value="([^"]+)"', page)[0], "window": "w"}
        self.begin()

    def does(self, what: str) -> None:
        """One request, as the page or its script sends it."""
        with self.lock:
            getattr(self, what)()

    def begin(self) -> None:
        answer = self.browser.post(f"{self.address}/staff/calls/", data=self.hidden, allow_redirects=False, timeout=60)
        self.call, self.typed = self.address + answer.headers["Location"], ""

    def open(self) -> None:
        self.browser.get(self.call, timeout=60).raise_for_status()

    def queue(self) -> None:
        self.browser.get(f"{self.address}/staff/calls/", timeout=60).raise_for_status()

    def save(self) -> None:
        self.typed += " and then she said"
        self._sends(hard="hygiene", telephone="07700 900123")

    def search(self) -> None:
        self._sends(looked_for=random.choice(WORDS), postcode="TS18 1AU")

    def _sends(self, **notes: str) -> None:
        sent = {**self.hidden, "version": "1", "want": self.typed[-2000:], **notes}
        self.browser.post(f"{self.call}/beside", data=sent, timeout=60).raise_for_status()


def main() -> None:
    """Serves the sample, lets the advisers work, and prints what they waited."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--seconds", type=int, default=30, help="how long they work (default 30)")
    arguments.add_argument("--rate", type=int, default=50, help="requests a second (default 50)")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder, served(Service(Path(folder) / "data", {"COUNCIL": "sample"})) as site:
        site.flask("places", "import", str(ROOT / "directory_data" / "places.csv"))
        sample = str(ROOT / "directory_data" / "sample" / "directory.json")
        site.flask("directory", "import", sample, "--source", "sample")
        _print(_worked(_advisers(site), chosen.seconds, chosen.rate), chosen.rate)


def _advisers(site: Service) -> list[Adviser]:
    app = site.app()
    cookies = [
        signed_in(app, member_of_staff(app, f"adviser{number}@example.org")).get_cookie("staff")
        for number in range(ADVISERS)
    ]
    app.extensions["engine"].dispose()
    return [Adviser(f"http://127.0.0.1:{site.port}", cookie.value) for cookie in cookies if cookie]


def _worked(advisers: list[Adviser], seconds: int, rate: int) -> dict[str, list[float]]:
    """What each kind of request took, in milliseconds."""
    chance, times = random.Random(1), defaultdict[str, list[float]](list)
    kinds, weights = zip(*MIX, strict=True)
    for adviser in advisers:  # each once, so that nothing is read for the first time while the clock runs
        adviser.search()
        adviser.open()

    def one(number: int, due: float) -> None:
        time.sleep(max(0.0, due - time.monotonic()))
        kind = chance.choices(kinds, weights)[0]
        advisers[number % len(advisers)].does(kind)
        times[kind].append((time.monotonic() - due) * 1000)

    start = time.monotonic() + 0.5
    with ThreadPoolExecutor(ADVISERS * 3) as pool:
        for done in [pool.submit(one, number, start + number / rate) for number in range(seconds * rate)]:
            done.result()
    return times


def _print(times: dict[str, list[float]], rate: int) -> None:
    everything = [each for kind in times.values() for each in kind]
    for name, those in (*times.items(), ("all together", everything)):
        if len(those) > 1:
            cuts = quantiles(those, n=100)
            shown = "  ".join(f"p{place} {cuts[place - 1]:7.1f} ms" for place in (50, 95, 99))
            sys.stdout.write(f"{name:14} {len(those):6} requests  {shown}\n")
    p95 = quantiles(everything, n=20)[18]
    met = "met" if p95 <= WANTED_MILLISECONDS else "NOT met"
    sys.stdout.write(f"at {rate} requests a second: p95 {p95:.0f} ms, wanted {WANTED_MILLISECONDS} ms: {met}\n")


if __name__ == "__main__":
    main()
