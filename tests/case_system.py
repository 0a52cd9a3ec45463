"""A council's case system that takes notices, until a test has it lie: real sockets, in a thread of its own."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SECRET = "a secret that the two of them share, and nobody else"


@dataclass
class Got:
    """A notice as it came."""

    headers: dict[str, str]
    body: bytes

    @property
    def told(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.body)
        return told


@dataclass
class CaseSystem:
    """The other side. `lie` takes the place of its answer."""

    address: str = ""
    got: list[Got] = field(default_factory=list)
    lie: Callable[["Handler"], None] | None = None

    @property
    def settings(self) -> dict[str, str]:
        """What an application needs to tell it of changes."""
        return {
            "CASE_SYSTEM_URL": f"{self.address}/careway",
            "CASE_SYSTEM_SECRET": SECRET,
            "CASE_SYSTEM_PRIVATE": "1",
        }


class Handler(BaseHTTPRequestHandler):
    """One answer."""

    server: "_Server"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.system.got.append(Got(dict(self.headers.items()), body))
        if self.server.system.lie:
            self.server.system.lie(self)
        else:
            self.status(204)

    do_GET = do_POST

    def status(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: object) -> None: ...


class _Server(ThreadingHTTPServer):
    system: CaseSystem
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Whoever told us has hung up."""


@contextmanager
def running() -> Iterator[CaseSystem]:
    """Takes notices until the end of the block."""
    system = CaseSystem()
    with _Server(("127.0.0.1", 0), Handler) as server:
        server.system = system
        system.address = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield system
        server.shutdown()


def fails(status: int) -> Callable[[Handler], None]:
    return lambda handler: handler.status(status)


def sends_to(address: str) -> Callable[[Handler], None]:
    return lambda handler: handler.status(307, Location=address)


def hangs_up(handler: Handler) -> None:
    handler.connection.close()


def drips(handler: Handler) -> None:
    """A byte at a time, each soon enough for a clock that begins anew with every byte."""
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nX-Slow: ")
    for _ in range(1000):
        handler.wfile.write(b"x")
        time.sleep(0.02)
