"""The disk fills up while people send: they are told so, nothing acknowledged is lost, and all goes on afterwards."""

import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from app.councils.api import council
from tests.proofs.arrivals import faults_of_all
from tests.proofs.person import Page, Person, people
from tests.proofs.promises import Promise, none_of, not_run, say
from tests.proofs.service import Service, served

MEGABYTES = 24
ROUNDS = 6
PAGE_OF_MEMORY = 4096
SECONDS_TO_FILL = 1.0


class NotPermitted(RuntimeError):
    """This user may not make a small disk; the message says why."""


@dataclass(frozen=True)
class Told:
    """What a person was told while the disk was full, and what they had typed."""

    page: Page
    typed: str

    def keeps_what_was_typed_and_says_whom_to_ring(self, telephone: str) -> bool:
        """Whether the page says that nothing was sent, whom to ring instead, and still holds every word."""
        wanted = ("Nothing was saved or sent", telephone, self.typed)
        return self.page.status == 503 and all(words in self.page.text for words in wanted)


def prove() -> Iterator[Promise]:
    """Database, keys, compiled pages and log on one small disk."""
    with TemporaryDirectory(prefix="careway-disk-") as folder:
        try:
            with small_disk(Path(folder)), served(Service(Path(folder) / "data")) as service:
                yield from _proved(service, Path(folder) / "filler")
        except NotPermitted as reason:
            yield not_run("full disk: nothing acknowledged is lost", "0", str(reason))


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """A disk in memory at this folder. Raises NotPermitted."""
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m,mode=700", "careway-proof", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    if mounted.returncode:
        raise NotPermitted(mounted.stderr.strip() or "mount was refused")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _proved(service: Service, filler: Path) -> Iterator[Promise]:
    everybody = [person for number in range(ROUNDS) for person in people(service.port, number)]
    with ThreadPoolExecutor(2) as preparing:
        checks = list(preparing.map(Person.prepare, everybody))
    app = service.app()
    try:
        with app.app_context():
            telephone = council().telephone
        half = len(everybody) // 2
        with ThreadPoolExecutor(3) as pressing:
            filling = pressing.submit(_fill, filler)
            answers = list(pressing.map(_press, everybody[:half], checks[:half]))
            filling.result()
            answers += pressing.map(_press, everybody[half:], checks[half:])
        told = [_type_a_name(person) for person in everybody if not person.acknowledged]
        filler.unlink()
        for person, check in zip(everybody, checks, strict=True):
            if not person.acknowledged:
                person.press_send(check)
        found = faults_of_all(app, everybody)
    finally:
        app.extensions["engine"].dispose()
    for fault in found:
        say(f"  {fault.harm}: {fault.words}")
    tried = f"{len(everybody)} forms, {answers.count(None)} of them sent before it was full"
    yield none_of("full disk: nothing is lost, doubled or half written", len(found), tried)
    yield from _what_they_were_told([*filter(None, answers), *told], telephone)
    sent = sum(bool(person.acknowledged) for person in everybody)
    words = "full disk: once there is room everybody can send, without a restart"
    yield Promise(words, f"{sent} of {len(everybody)}", f"{len(everybody)}", sent == len(everybody))


def _what_they_were_told(told: list[Told], telephone: str) -> Iterator[Promise]:
    well = [one for one in told if one.keeps_what_was_typed_and_says_whom_to_ring(telephone)]
    for one in told:
        if one not in well:
            say(f"  {one.page.status}: {one.page.text[:200]!r}")
    words = "full disk: the page says that nothing was sent and whom to ring, and keeps what was typed"
    yield Promise(words, f"{len(well)} of {len(told)}", "all, and some", bool(told) and len(well) == len(told))


def _fill(filler: Path) -> None:
    """Writes until there is no room for one page of memory more, slowly enough for somebody to send meanwhile."""
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(PAGE_OF_MEMORY)):
            time.sleep(SECONDS_TO_FILL / (MEGABYTES * 2**20 / PAGE_OF_MEMORY))


def _press(person: Person, check: Page) -> Told | None:
    """Presses Send; what the page said if it was not sent."""
    sent = person.post("/council/send", check.hidden)
    if sent.status == 303:
        person.read_confirmation(sent)
        return None
    return Told(sent, str(check.hidden["draft"]))


def _type_a_name(person: Person) -> Told:
    """Fills in a page again, which cannot be kept while the disk is full."""
    page = person.get("/council/form/name")
    typed = f"{person.name} the second"
    return Told(person.post("/council/form/name", {**page.hidden, "name": typed}), typed)
