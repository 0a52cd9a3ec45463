"""Many at once: one form pressed twenty times in the same moment, and eight processes that take different forms."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from threading import Barrier

from tests.proofs.arrivals import Fault, Harm, faults_of_all
from tests.proofs.person import Page, Person, Unexpected, people
from tests.proofs.promises import Promise, none_of, say
from tests.proofs.service import Service, served

PRESSES_OF_ONE_FORM = 20
FORMS_PRESSED_OFTEN = 9
PROCESSES = 8
ROUNDS = 10


@dataclass
class Tally:
    """What came of it."""

    seconds: list[float] = field(default_factory=list)
    refused: int = 0
    seen: list[Fault] = field(default_factory=list)

    @property
    def doubled(self) -> int:
        return sum(fault.harm is Harm.DOUBLED for fault in self.seen)


def prove() -> Iterator[Promise]:
    """On the embedded database, where there is one writer at a time."""
    tally = Tally()
    with TemporaryDirectory(prefix="careway-at-once-") as folder:
        service = Service(Path(folder) / "data", workers=PROCESSES)
        with served(service):
            often = _several(service, FORMS_PRESSED_OFTEN, "often")
            for person, check in _prepared(often):
                _press_together([(person, check)] * PRESSES_OF_ONE_FORM, tally)
            say(f"  {len(often)} forms were pressed {PRESSES_OF_ONE_FORM} times each")
            tally.seconds.clear()
            once = _several(service, PROCESSES * ROUNDS, "once")
            ready = _prepared(once)
            for start in range(0, len(ready), PROCESSES):
                _press_together(ready[start : start + PROCESSES], tally)
        app = service.app()
        try:
            tally.seen = faults_of_all(app, [*often, *once])
        finally:
            app.extensions["engine"].dispose()
    yield from _weighed(tally, len(often), len(once))


def _weighed(tally: Tally, often: int, once: int) -> Iterator[Promise]:
    for fault in tally.seen:
        say(f"  {fault.harm}: {fault.words}")
    presses = often * PRESSES_OF_ONE_FORM + once
    words = f"at once: {PRESSES_OF_ONE_FORM} presses of one form make it arrive once"
    yield none_of(words, tally.doubled, f"{often + once} forms doubled")
    yield none_of("at once: no form is lost or half written", len(tally.seen) - tally.doubled, f"{often + once} forms")
    yield none_of(
        f"at once: {PROCESSES} processes wait their turn to write", tally.refused, f"{presses} presses refused"
    )
    p95 = quantiles(tally.seconds, n=20)[-1]
    words = f"at once: 95 of 100 sends are answered, {PROCESSES} pressed together"
    yield Promise(words, f"within {p95 * 1000:.0f} ms", "(reported)", True)


def _several(service: Service, number: int, name: str) -> list[Person]:
    """So many people, one in two of whom wants a receipt."""
    return [people(service.port, f"{name} {turn}")[turn % 2] for turn in range(number)]


def _prepared(them: list[Person]) -> list[tuple[Person, Page]]:
    with ThreadPoolExecutor(2) as preparing:
        return list(zip(them, preparing.map(Person.prepare, them), strict=True))


def _press_together(presses: list[tuple[Person, Page]], tally: Tally) -> None:
    together = Barrier(len(presses))

    def press(person: Person, check: Page) -> float:
        mine = replace(person, cookies=dict(person.cookies))
        together.wait()
        began = time.monotonic()
        sent = mine.post("/council/send", check.hidden)
        took = time.monotonic() - began
        person.acknowledged |= mine.read_confirmation(sent)
        return took

    with ThreadPoolExecutor(len(presses)) as pressing:
        for done in [pressing.submit(press, person, check) for person, check in presses]:
            try:
                tally.seconds.append(done.result())
            except Unexpected as wrong:
                tally.refused += 1
                say(f"  {wrong}")
