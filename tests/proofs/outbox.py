"""The worker is killed when a mail server or Notify has a message and it is not yet noted: none goes missing."""

import email
import math
import socket
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope
from sqlalchemy import select

from app import db
from app.config import ROOT
from app.messages import api as messages
from app.messages.store import OutboxMessage
from tests import notify
from tests.proofs.person import people
from tests.proofs.promises import Promise, none_of
from tests.proofs.service import Service, served

MESSAGES_OF_A_ROUND = 4  # three go to the staff, one is a receipt


@dataclass
class Postbox:
    """A mail server that kills the worker, two times of three, after its 250 was read and before that is noted.

    A worker says QUIT when it has the 250, and notes that the message is sent when it has the answer to QUIT.
    """

    kills_left: int
    got: defaultdict[str, list[bytes]] = field(default_factory=lambda: defaultdict(list))
    quits: int = 0
    worker: subprocess.Popen[bytes] | None = None

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        """Takes the message."""
        content = envelope.content or b""
        raw = content if isinstance(content, bytes) else content.encode()
        self.got[str(email.message_from_bytes(raw)["Message-ID"])].append(raw)
        return "250 OK"

    async def handle_QUIT(self, server: Any, session: Any, envelope: Envelope) -> str:
        """Says goodbye, or makes sure that nobody hears it."""
        self.quits += 1
        if self.kills_left and self.quits % 3 and self.worker is not None:
            self.kills_left -= 1
            self.worker.kill()
            self.worker.wait()
        return "221 Bye"

    @contextmanager
    def open(self) -> Iterator[str]:
        """Serves until the block ends; gives its host and port."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        controller = Controller(self, hostname="127.0.0.1", port=port)
        controller.start()
        try:
            yield f"127.0.0.1:{port}"
        finally:
            controller.stop()


def prove(kills: int) -> Iterator[Promise]:
    """Forms are sent by the web, and their messages by workers that die."""
    box = Postbox(kills)
    with TemporaryDirectory(prefix="careway-outbox-") as folder, box.open() as place:
        service = Service(Path(folder) / "data", {"MAIL_URL": f"smtp://{place}"})
        with served(service):
            for number in range(math.ceil(kills / 2 / MESSAGES_OF_A_ROUND) + 1):
                for person in people(service.port, number):
                    person.press_send(person.prepare())
        while not _work(service, box):
            pass
        ids = _ids_in_the_outbox(service)
    yield from _weighed(kills - box.kills_left, kills, box, ids)


@dataclass
class NotifyBox:
    """What kills the worker, two times of three, when GOV.UK Notify has taken a message and has not yet said so."""

    kills_left: int
    taken: int = 0
    worker: subprocess.Popen[bytes] | None = None

    def took(self) -> None:
        """Makes sure that nobody hears of it."""
        self.taken += 1
        if self.kills_left and self.taken % 3 and self.worker is not None:
            self.kills_left -= 1
            self.worker.kill()
            self.worker.wait()


def prove_by_notify(kills: int) -> Iterator[Promise]:
    """Text messages and letters are sent by workers that die."""
    box = NotifyBox(kills)
    desk = notify.Desk(then=box.took)
    with TemporaryDirectory(prefix="careway-notify-") as folder, notify.beside(desk) as address:
        service = Service(Path(folder) / "data", {"NOTIFY_URL": address, **notify.SETTINGS})
        service.flask("db", "upgrade")
        _write_texts_and_letters(service, math.ceil(kills * 3 / 2) + 3)
        while not _work(service, box):
            pass
        ids = _ids_in_the_outbox(service)
    killed, times = kills - box.kills_left, Counter(str(one["reference"]) for one in desk.taken)
    missing = sum(not times[one] for one in ids)
    over = f"0 over {kills} kills"
    words = "outbox: every text and letter goes to Notify, whenever the worker dies"
    yield none_of(words, missing, f"{len(ids)} messages", over)
    words = "outbox: whatever Notify gets carries our id as its reference"
    yield none_of(words, len(times.keys() - set(ids)), f"{len(desk.taken)} taken", over)
    words = "outbox: what Notify took before a kill is not sent again"
    yield Promise(words, f"{len(desk.taken) - len(times)} twice after {killed} kills", "0", times.total() == len(times))


def _write_texts_and_letters(service: Service, count: int) -> None:
    app = service.app()
    try:
        with app.app_context(), db.transaction() as session:
            for number in range(count):
                if number % 2:
                    messages.enqueue_text(session, to="07700 900123", body=f"Text {number}", at_once=True)
                else:
                    lines = ("Ada Example", "1 Example Street", "TS18 1AU")
                    messages.enqueue_letter(session, address_lines=lines, body=f"Letter {number}")
    finally:
        app.extensions["engine"].dispose()


def _weighed(killed: int, kills: int, box: Postbox, ids: list[str]) -> Iterator[Promise]:
    times = Counter({name.strip("<>").partition("@")[0]: len(copies) for name, copies in box.got.items()})
    missing = sum(not times[one] for one in ids)
    more = sum(times.values()) - len(ids) + missing
    unlike = sum(len(set(copies)) > 1 for copies in box.got.values())
    strangers = len(times.keys() - set(ids))
    over = f"0 over {kills} kills"
    yield none_of("outbox: every message goes out, whenever the worker dies", missing, f"{len(ids)} messages", over)
    words = "outbox: a message that goes out again is the same, with the same Message-ID"
    yield none_of(words, unlike + strangers, f"{more} sent again", over)
    words = "outbox: a kill between the server's 250 and our note costs one mail too many at most"
    yield Promise(words, f"{more} more after {killed} kills", f"≤ {kills}", killed == kills and more <= killed)


def _work(service: Service, box: Postbox | NotifyBox) -> bool:
    """A worker's whole life; whether it ended by itself, with nothing left to do."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker", "--once"]
    with service.log.open("ab") as log:
        box.worker = subprocess.Popen(command, cwd=ROOT, env=service.environment, stdout=log, stderr=log)
        return box.worker.wait() == 0


def _ids_in_the_outbox(service: Service) -> list[str]:
    app = service.app()
    try:
        with app.app_context():
            return list(db.session().scalars(select(OutboxMessage.id)))
    finally:
        app.extensions["engine"].dispose()
