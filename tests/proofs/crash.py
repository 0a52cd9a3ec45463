"""The server is killed while people send: nothing acknowledged is lost, nothing is doubled, nothing is half written."""

import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Barrier

from flask import Flask

from tests import postgres
from tests.proofs.arrivals import Fault, Harm, arrived, cases_in_store, faults, faults_of_all
from tests.proofs.person import CUT_OFF, Page, Person, people
from tests.proofs.promises import Promise, none_of, not_run, say
from tests.proofs.service import AS_SHIPPED, Service, served

BROKEN_ON_PURPOSE = "tests.proofs.broken_on_purpose:application"
ROUNDS_TO_MEASURE = 4
MOST_SECONDS_TO_BE_READY = 5.0


@dataclass
class Press:
    """One person pressing Send once. `seconds` until it was answered, or `send_cut_off` when the kill came before."""

    person: Person
    check: Page
    send_cut_off: bool = False
    seconds: float = 0.0

    def go(self, together: Barrier) -> None:
        """Presses when all others do, and reads the confirmation if the server lives long enough."""
        together.wait()
        began = time.monotonic()
        try:
            sent = self.person.post("/council/send", self.check.hidden)
        except CUT_OFF:
            self.send_cut_off = True
            return
        self.seconds = time.monotonic() - began
        with suppress(*CUT_OFF):
            self.person.read_confirmation(sent)

    def try_again(self, reload: bool) -> None:
        """What a person does who saw no confirmation: sends the same page again, or loads it and looks."""
        if reload:
            self.person.look_again()
        else:
            self.person.press_send(self.check)


@dataclass
class Tally:
    """What the kills of one loop came to."""

    kills: int = 0
    hits: int = 0
    cut_off_before_arriving: int = 0
    cut_off_after_arriving: int = 0
    acknowledged: int = 0
    slowest_start: float = 0.0
    seen: list[Fault] = field(default_factory=list)

    def count(self, harm: Harm) -> int:
        """How often this harm was seen."""
        return sum(fault.harm is harm for fault in self.seen)


@dataclass
class KillLoop:
    """Kills the service again and again: at moments spread evenly over the time that sending takes and, every second
    time, as soon as one form has arrived, when its sender has no answer yet and other forms are being written."""

    service: Service
    app: Flask
    chance: random.Random
    everybody: list[Person] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    span: float = 0.0

    def run(self, kills: int, until_seen: bool = False) -> Tally:
        """Kills so many times, or until a harm is seen."""
        self.span = median(self._measured() for _ in range(ROUNDS_TO_MEASURE))
        for number in range(kills):
            self._round(number)
            if until_seen and self.tally.seen:
                return self.tally
            if (number + 1) % 10 == 0:
                say(f"  {number + 1} kills, {self.tally.hits} of them inside a send, {len(self.tally.seen)} faults")
        self.tally.seen += faults_of_all(self.app, self.everybody)
        return self.tally

    def _measured(self) -> float:
        presses = self._prepared(f"warm {len(self.everybody)}")
        with pressed(presses):
            pass
        return max(press.seconds for press in presses)

    def _round(self, number: int) -> None:
        presses = self._prepared(number)
        before = cases_in_store(self.app)
        with pressed(presses):
            if number % 2:
                self._wait_until_more_than(before)
            else:
                time.sleep(self.chance.uniform(0, self.span))
            self.service.kill()
        self._note(presses)
        self.tally.slowest_start = max(self.tally.slowest_start, self.service.start())
        whole = [press.person for press in presses]
        self.tally.seen += faults(self.app, whole)
        for press in presses:
            if not press.person.acknowledged:
                press.try_again(reload=self.chance.random() < 0.5)
        self.tally.acknowledged += sum(len(person.acknowledged) for person in whole)

    def _wait_until_more_than(self, cases: int) -> None:
        ends = time.monotonic() + self.span
        while cases_in_store(self.app) <= cases and time.monotonic() < ends:
            pass

    def _prepared(self, name: object) -> list[Press]:
        them = people(self.service.port, name)
        self.everybody += them
        with ThreadPoolExecutor(len(them)) as preparing:
            return list(preparing.map(lambda person: Press(person, person.prepare()), them))

    def _note(self, presses: list[Press]) -> None:
        cut = [press.person for press in presses if press.send_cut_off]
        there = sum(arrived(self.app, person) for person in cut)
        self.tally.kills += 1
        self.tally.hits += bool(cut)
        self.tally.cut_off_after_arriving += there
        self.tally.cut_off_before_arriving += len(cut) - there


@contextmanager
def pressed(presses: list[Press]) -> Iterator[None]:
    """All press Send at once, and the block runs meanwhile. Ends when no press waits for an answer any more."""
    together = Barrier(len(presses) + 1)
    with ThreadPoolExecutor(len(presses)) as pool:
        pressing = [pool.submit(press.go, together) for press in presses]
        together.wait()
        yield
    for press in pressing:
        press.result()


def prove(kills: int, application: str = AS_SHIPPED) -> Iterator[Promise]:
    """On the embedded database."""
    yield from _proved("SQLite", kills, application, {})


def prove_on_postgresql(kills: int, application: str = AS_SHIPPED) -> Iterator[Promise]:
    """On PostgreSQL, started for this."""
    try:
        with postgres.running() as address:
            yield from _proved("PostgreSQL", kills, application, {"DATABASE_URL": address})
    except postgres.NoPostgres as reason:
        yield not_run("kill -9 on PostgreSQL", f"0 over {kills} kills", str(reason))


def prove_that_faults_are_seen(kills: int) -> Iterator[Promise]:
    """The same loop against a service with a fault put in on purpose."""
    tally = _tally_of(kills, BROKEN_ON_PURPOSE, {}, until_seen=True)
    caught = tally.count(Harm.HALF_WRITTEN) > 0
    reached = f"seen at kill {tally.kills}" if caught else f"not seen in {tally.kills} kills"
    yield Promise("control: a server that commits a form apart from its messages is found out", reached, "seen", caught)


def _proved(where: str, kills: int, application: str, settings: dict[str, str]) -> Iterator[Promise]:
    tally = _tally_of(kills, application, settings)
    for fault in tally.seen:
        say(f"  {fault.harm}: {fault.words}")
    sent = f"{tally.acknowledged} acknowledged"
    wanted = f"0 over {kills} kills"
    yield none_of(f"kill -9 on {where}: nothing is lost", tally.count(Harm.LOST), sent, wanted)
    yield none_of(f"kill -9 on {where}: nothing is doubled", tally.count(Harm.DOUBLED), sent, wanted)
    yield none_of(f"kill -9 on {where}: nothing is half written", tally.count(Harm.HALF_WRITTEN), sent, wanted)
    yield Promise(
        f"kill -9 on {where}: kills fall inside a send",
        f"{tally.hits} of {kills} ({tally.cut_off_before_arriving} sends cut off before the commit, "
        f"{tally.cut_off_after_arriving} after)",
        f"{kills // 2}",
        tally.hits >= kills // 2,
    )
    yield Promise(
        f"kill -9 on {where}: ready again",
        f"{tally.slowest_start:.1f} s at the slowest",
        f"{MOST_SECONDS_TO_BE_READY:.0f} s",
        tally.slowest_start <= MOST_SECONDS_TO_BE_READY,
    )


def _tally_of(kills: int, application: str, settings: dict[str, str], until_seen: bool = False) -> Tally:
    with TemporaryDirectory(prefix="careway-crash-") as folder:
        service = Service(Path(folder) / "data", settings, application=application)
        with served(service):
            app = service.app()
            try:
                return KillLoop(service, app, random.Random(kills)).run(kills, until_seen)
            finally:
                app.extensions["engine"].dispose()
