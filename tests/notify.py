"""A stand-in for GOV.UK Notify: the part of its HTTP interface that we use, as a server process of its own.

It checks the token of every request, refuses what Notify refuses, and keeps what it took with its reference. It can be
told to be in trouble (`trouble`), and what became of its messages (`becomes`).
"""

import json
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

from notifications_python_client.authentication import decode_jwt_token, get_token_issuer
from notifications_python_client.errors import TokenError

from app.messages.domain import Channel

SERVICE_ID = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"
API_KEY = f"careway-{SERVICE_ID}-{SECRET}"
TEXT_TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"
LETTER_TEMPLATE = "64415853-cb86-4cc4-b597-2aaa94ef8c39"
SETTINGS = {"NOTIFY_API_KEY": API_KEY, "NOTIFY_TEXT_TEMPLATE": TEXT_TEMPLATE, "NOTIFY_LETTER_TEMPLATE": LETTER_TEMPLATE}
TEMPLATES = {Channel.TEXT: TEXT_TEMPLATE, Channel.LETTER: LETTER_TEMPLATE}

NOBODYS_NUMBER = "+447700900400"

Answer = tuple[int, dict[str, Any]]


@dataclass
class Desk:
    """What Notify knows. `then` is done when a message was taken and before that is answered."""

    taken: list[dict[str, Any]] = field(default_factory=list)
    trouble: int = 0
    then: Callable[[], None] = lambda: None

    def post(self, way: str, asked: dict[str, Any]) -> Answer:
        personalisation = asked.get("personalisation", {})
        if asked.get("template_id") != {"sms": TEXT_TEMPLATE, "letter": LETTER_TEMPLATE}.get(way):
            return _error(400, "BadRequestError", "Template not found")
        if "body" not in personalisation:
            return _error(400, "BadRequestError", "Missing personalisation: body")
        if way == "sms" and asked.get("phone_number") in {None, NOBODYS_NUMBER}:
            return _error(400, "ValidationError", f"phone_number {asked.get('phone_number')} is not a valid number")
        if way == "letter" and sum(name.startswith("address_line_") for name in personalisation) < 3:
            return _error(400, "ValidationError", "Address must be at least 3 lines")
        one = {"id": str(uuid4()), "way": way, "status": "created", **asked}
        self.taken.append(one)
        self.then()
        return 201, {"id": one["id"], "reference": one.get("reference"), "content": {"body": personalisation["body"]}}

    def one(self, id_: str) -> Answer:
        found = next((one for one in self.taken if one["id"] == id_), None)
        return (200, _shown(found)) if found else _error(404, "NoResultFound", "No result found")

    def listed(self, reference: str) -> Answer:
        return 200, {"notifications": [_shown(one) for one in self.taken if one["reference"] == reference], "links": {}}


def _shown(one: dict[str, Any]) -> dict[str, Any]:
    return {name: one.get(name) for name in ("id", "reference", "status")}


def _error(status: int, error: str, message: str) -> Answer:
    return status, {"status_code": status, "errors": [{"error": error, "message": message}]}


class _Handler(BaseHTTPRequestHandler):
    server: "_Server"
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/control":
            self._answer(200, {"taken": self.server.desk.taken})
        elif not self._refused():
            *_, name = parts.path.split("/")
            if name == "notifications":
                self._answer(*self.server.desk.listed(parse_qs(parts.query)["reference"][0]))
            else:
                self._answer(*self.server.desk.one(name))

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/control":
            self._control(asked)
        elif not self._refused():
            self._answer(*self.server.desk.post(self.path.rpartition("/")[2], asked))

    def _refused(self) -> bool:
        """Whether it was answered already: to a stranger, or because we are in trouble."""
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            decode_jwt_token(token, SECRET)
            known = get_token_issuer(token) == SERVICE_ID
        except TokenError:
            known = False
        if not known:
            self._answer(*_error(403, "AuthError", "Invalid token: signature, api token not found"))
        elif status := self.server.desk.trouble:
            errors = {403: "AuthError", 429: "RateLimitError", 500: "InternalServerError"}
            self._answer(*_error(status, errors[status], "Exceeded rate limit for key type LIVE of 3000 requests"))
        else:
            return False
        return True

    def _control(self, asked: dict[str, Any]) -> None:
        self.server.desk.trouble = asked.get("trouble", self.server.desk.trouble)
        if asked.get("kills"):
            self.server.desk.then = lambda: self._kill(asked["kills"])
        for one in self.server.desk.taken:
            one["status"] = asked.get("status", one["status"])
        self._answer(200, {})

    def _kill(self, process: int) -> None:
        self.server.desk.then = lambda: None
        os.kill(process, signal.SIGKILL)

    def _answer(self, status: int, document: dict[str, Any]) -> None:
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        with suppress(ConnectionError):  # who asked may have been killed
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_: object) -> None: ...


class _Server(ThreadingHTTPServer):
    desk: Desk
    daemon_threads = True


@contextmanager
def beside(desk: Desk) -> Iterator[str]:
    """Serves a desk from this process; gives its address."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.desk = desk
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@dataclass(frozen=True)
class Notify:
    """The server process, from outside."""

    address: str

    @property
    def settings(self) -> dict[str, str]:
        """What an application needs to send by it."""
        return {"NOTIFY_URL": self.address, **SETTINGS}

    @property
    def taken(self) -> list[dict[str, Any]]:
        """Every message that it took, oldest first."""
        taken: list[dict[str, Any]] = self._control("GET")["taken"]
        return taken

    def trouble(self, status: int) -> None:
        """Answers everything with this status from now on; 0 ends it."""
        self._control("POST", trouble=status)

    def becomes(self, status: str) -> None:
        """What became of every message that it has."""
        self._control("POST", status=status)

    def kills(self, process: int) -> None:
        """Has a process killed when the next message was taken, before that is answered."""
        self._control("POST", kills=process)

    def _control(self, method: str, **asked: object) -> dict[str, Any]:
        connection = HTTPConnection(urlsplit(self.address).netloc, timeout=10)
        connection.request(method, "/control", json.dumps(asked))
        answer: dict[str, Any] = json.loads(connection.getresponse().read())
        connection.close()
        return answer


def _serve(tell: Connection) -> None:
    with beside(Desk()) as address:
        tell.send(address)
        signal.pause()


@contextmanager
def running() -> Iterator[Notify]:
    """The server, in a process of its own until the block ends."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    try:
        assert ours.poll(60)
        yield Notify(ours.recv())
    finally:
        process.kill()
        process.join()
        ours.close()
        theirs.close()
