"""A feed server that tells the truth until a test has it lie: real sockets on this machine, in a thread of its own."""

import gzip
import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Lie = Callable[["Answer"], None]


class Answer(BaseHTTPRequestHandler):
    """One answer of the server. A lie writes whatever it likes."""

    server: "_Server"
    protocol_version = "HTTP/1.0"

    def do_GET(self) -> None:
        feed = self.server.feed
        feed.asked[self.path] += 1
        lie = feed.lies.get(self.path) or feed.lies.get("*")
        try:
            if lie:
                lie(self)
            else:
                self.truth()
        except (BrokenPipeError, ConnectionResetError):
            pass  # whoever asked has heard enough

    def truth(self) -> None:
        """What the feed really has: a page of thin rows, or one service whole."""
        feed, parts = self.server.feed, urlsplit(self.path)
        if parts.path == "/services":
            self.json(feed.page(int(parse_qs(parts.query)["page"][0])))
            return
        record = next((each for each in feed.records if parts.path == f"/services/{each['id']}"), None)
        self.json(record) if record else self.status(404)

    def json(self, document: Any, **headers: str) -> None:
        self.body(json.dumps(document).encode(), **headers)

    def body(self, body: bytes, length: int | None = None, **headers: str) -> None:
        self.send_response(200)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def status(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, *_: object) -> None: ...


class _Server(ThreadingHTTPServer):
    feed: "Feed"
    daemon_threads = True
    request_queue_size = 64


@dataclass
class Feed:
    """What the server has, what it lies about (by the path that is asked for, or "*"), and what it was asked."""

    records: list[dict[str, Any]]
    per_page: int = 5
    address: str = ""
    lies: dict[str, Lie] = field(default_factory=dict)
    envelope: dict[str, Any] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)

    def page(self, number: int) -> dict[str, Any]:
        rows = self.records[(number - 1) * self.per_page : number * self.per_page]
        thin = [{"id": row["id"], "name": row["name"]} for row in rows]
        pages = -(-len(self.records) // self.per_page)
        return {"total_items": len(self.records), "total_pages": pages, "contents": thin} | self.envelope


@contextmanager
def serving(records: list[dict[str, Any]], host: str = "127.0.0.1") -> Iterator[Feed]:
    """Serves these records until the end of the block."""
    feed = Feed(records)
    with _Server((host, 0), Answer) as server:
        server.feed = feed
        feed.address = f"http://{host}:{server.server_port}"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield feed
        server.shutdown()


def services(count: int, first: int = 0) -> list[dict[str, Any]]:
    """So many whole services."""
    return [
        {"id": f"s{number}", "name": f"Service {number}", "fees": "Free", "contacts": []}
        for number in range(first, first + count)
    ]


# Lies.


def fails(status: int = 500, **headers: str) -> Lie:
    return lambda answer: answer.status(status, **headers)


def fails_at_first(times: int, status: int = 500, **headers: str) -> Lie:
    left = [times]

    def lie(answer: Answer) -> None:
        left[0] -= 1
        answer.status(status, **headers) if left[0] >= 0 else answer.truth()

    return lie


def sends_to(address: str) -> Lie:
    return lambda answer: answer.status(302, Location=address)


def says(body: bytes, **headers: str) -> Lie:
    return lambda answer: answer.body(body, **headers)


def half(answer: Answer) -> None:
    """Says how long it is, and stops in the middle."""
    answer.body(b'{"contents": [', length=1_000)


def drips(answer: Answer) -> None:
    """A byte at a time, each soon enough for a clock that begins anew with every byte."""
    answer.send_response(200)
    answer.end_headers()
    while True:
        answer.wfile.write(b" ")
        time.sleep(0.02)


def drips_headers(answer: Answer) -> None:
    answer.wfile.write(b"HTTP/1.0 200 OK\r\nX-Slow: ")
    while True:
        answer.wfile.write(b"x")
        time.sleep(0.02)


def a_gigabyte(answer: Answer) -> None:
    """Says nothing of its length, and goes on for a gigabyte."""
    answer.send_response(200)
    answer.end_headers()
    for _ in range(1_000):
        answer.wfile.write(b" " * 1_000_000)


def bomb() -> Lie:
    """Twenty megabytes of nothing in twenty kilobytes."""
    return says(gzip.compress(b" " * 20_000_000), Content_Encoding="gzip")
