"""Fetches JSON from an address that somebody gave us: never from our own network, never without end."""

import io
import ipaddress
import json
import socket
import ssl
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from functools import cache
from http.client import HTTPException, HTTPResponse, HTTPSConnection
from time import monotonic
from typing import Any
from urllib.parse import urljoin, urlsplit

from app.kernel import clock

AT_A_TIME = 65_536
GZIP_OR_ZLIB = 47  # zlib's own number for "see by the first bytes which of the two it is"
SENDS_ON = {301, 302, 303, 307, 308}
TOO_MANY = 429
BUSY = {TOO_MANY, 503}
WAIT_UNSAID = 60.0  # for whoever says that we ask too much, and not when we may ask again
PASSING = BUSY | {408, 425, 500, 502, 504}
# Networks that lead elsewhere: an address in them may stand for any other (NAT64, 6to4, and IPv4 written as IPv6).
LEADS_ELSEWHERE = tuple(ipaddress.ip_network(each) for each in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "::/96"))

Fetch = Callable[[str], Any]


class NotFetched(Exception):
    """An address that gave no JSON; the message says why.

    `passing` says that it may well answer another time; `wait` is after how many seconds it asked to be asked again.
    """

    def __init__(self, reason: str, passing: bool = False, wait: float | None = None) -> None:
        super().__init__(reason)
        self.passing = passing
        self.wait = wait


@dataclass(frozen=True)
class Bounds:
    """How much of an answer we take, in bytes after unpacking, and how long we wait for all of it."""

    bytes: int = 10_000_000
    seconds: float = 30
    redirects: int = 5


@dataclass(frozen=True)
class Fetcher:
    """Fetches JSON by https or http. Private addresses are refused unless they are allowed."""

    allow_private: bool = False
    bounds: Bounds = Bounds()

    def __call__(self, address: str) -> Any:
        """The JSON at an address, within our bounds. Raises NotFetched."""
        until = monotonic() + self.bounds.seconds
        for _ in range(self.bounds.redirects + 1):
            try:
                body, place = self._answer(address, until)
                address = urljoin(address, place or "")
            except TimeoutError as error:
                raise self._too_slow() from error
            except (OSError, HTTPException) as error:
                raise NotFetched(f"no answer ({type(error).__name__})", passing=True) from error
            except ValueError as error:
                raise NotFetched("is not a web address") from error
            if place is None:
                return _json(body)
        raise NotFetched("leads from one address to the next without end")

    def _answer(self, address: str, until: float) -> tuple[bytes, str | None]:
        """The body of an answer, or the address that it sends us to."""
        parts = urlsplit(address)
        host, secure = parts.hostname, parts.scheme == "https"
        if parts.scheme not in {"http", "https"} or not host or parts.username is not None:
            raise NotFetched("is not a web address")
        port = parts.port or (443 if secure else 80)
        connection = _Connection(host, port, self._resolved(host, port), secure, self._left(until))
        connection.left = lambda: self._left(until)
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            headers = {"Accept": "application/json", "Accept-Encoding": "gzip", "User-Agent": "Careway"}
            connection.request("GET", path, headers=headers)
            with connection.getresponse() as answer:
                return self._told(answer)
        finally:
            connection.close()

    def _told(self, answer: HTTPResponse) -> tuple[bytes, str | None]:
        if answer.status in SENDS_ON and (place := answer.getheader("Location")):
            return b"", place
        if answer.status != 200:
            raise NotFetched(f"answers {answer.status}", answer.status in PASSING, _wait(answer))
        return self._body(answer), None

    def _resolved(self, host: str, port: int) -> list[str]:
        """The addresses to connect to, looked up once: a second look-up might give another, private one."""
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        if not self.allow_private and any(is_private(address) for address in found):
            raise NotFetched("is a private address; allow it with --allow-private")
        return list(dict.fromkeys(found))

    def _body(self, answer: HTTPResponse) -> bytes:
        """The body as it was meant, unpacked: a small one may stand for a huge one, so that the huge one counts."""
        packed = answer.getheader("Content-Encoding", "identity").lower() != "identity"
        unpack = zlib.decompressobj(GZIP_OR_ZLIB) if packed else None
        body = bytearray()
        self._hold_to_bounds(answer.length or 0)
        while chunk := answer.read1(AT_A_TIME):
            body += _unpacked(unpack, chunk, self.bounds.bytes + 1 - len(body)) if unpack else chunk
            self._hold_to_bounds(len(body))
        if answer.length or (unpack and not unpack.eof):
            raise NotFetched("broke off before its end", passing=True)
        return bytes(body)

    def _hold_to_bounds(self, length: int) -> None:
        if length > self.bounds.bytes:
            raise NotFetched(f"is longer than {self.bounds.bytes:,} bytes")

    def _left(self, until: float) -> float:
        seconds = until - monotonic()
        if seconds <= 0:
            raise self._too_slow()
        return seconds

    def _too_slow(self) -> NotFetched:
        return NotFetched(f"took longer than {self.bounds.seconds:g} seconds", passing=True)


def is_private(address: str) -> bool:
    """Whether an address is ours, this machine's or anything else than one public machine's."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    elsewhere = any(ip.version == network.version and ip in network for network in LEADS_ELSEWHERE)
    return elsewhere or not ip.is_global or ip.is_multicast


@cache
def _trusted() -> ssl.SSLContext:
    """Whose certificates we believe. Read once: reading them takes longer than a quick answer."""
    return ssl.create_default_context()


class _Connection(HTTPSConnection):
    """A connection to an address that was looked up before, with the certificate checked against the host's name."""

    left: Callable[[], float]

    def __init__(self, host: str, port: int, resolved: list[str], secure: bool, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout, context=_trusted())
        self.resolved, self.secure = resolved, secure
        self.default_port = 443 if secure else 80

    def connect(self) -> None:
        self.sock = self._first_that_answers()
        self.sock.settimeout(self.left())
        if self.secure:
            self.sock = _trusted().wrap_socket(self.sock, server_hostname=self.host)
        self.sock = _Hurried(self.sock, self.left)

    def _first_that_answers(self) -> socket.socket:
        """A connection to one of the addresses, of which some may be of a kind that this machine cannot reach."""
        *others, last = self.resolved
        for address in others:
            with suppress(OSError):
                return socket.create_connection((address, self.port), self.left() / len(self.resolved))
        return socket.create_connection((last, self.port), self.left())


class _Hurried:
    """A socket whose every read waits no longer than what is left for the whole answer.

    A timeout of the socket alone begins anew with each byte: a server that drips would keep us for ever.
    """

    def __init__(self, sock: socket.socket, left: Callable[[], float]) -> None:
        self.sock, self.left = sock, left

    def sendall(self, sent: bytes) -> None:
        self.sock.settimeout(self.left())
        self.sock.sendall(sent)

    def makefile(self, _: str) -> io.BufferedReader:
        return io.BufferedReader(_Dripping(self.sock, self.left))

    def close(self) -> None:
        self.sock.close()


class _Dripping(io.RawIOBase):
    """What is read from the socket. It holds the socket open until it is closed itself, as an answer needs."""

    def __init__(self, sock: socket.socket, left: Callable[[], float]) -> None:
        self.sock, self.left = sock, left
        self.reading = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self.sock.settimeout(self.left())
        return self.reading.readinto(buffer)

    def close(self) -> None:
        self.reading.close()
        super().close()


def _unpacked(unpack: Any, chunk: bytes, most: int) -> bytes:
    try:
        unpacked: bytes = unpack.decompress(chunk, most)
    except zlib.error as error:
        raise NotFetched("is packed in a way that cannot be unpacked") from error
    return unpacked


def _wait(answer: HTTPResponse) -> float | None:
    """The seconds that a busy host asks us to wait, which it may also write as a date."""
    written = answer.getheader("Retry-After", "").strip()
    if answer.status not in BUSY:
        return None
    if written.isdecimal():
        return float(written)
    try:
        then = parsedate_to_datetime(written)
    except ValueError:
        return WAIT_UNSAID if answer.status == TOO_MANY else None
    return max(0.0, (then.replace(tzinfo=then.tzinfo or UTC) - clock.now()).total_seconds())


def _json(body: bytes) -> Any:
    try:
        return json.loads(body, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        page = body[:500].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html"))
        raise NotFetched("is a web page, not JSON" if page else "is not JSON") from error


def _no_number(text: str) -> float:
    """NaN and Infinity are no JSON, though Python would take them, and a database would not."""
    raise ValueError(text)
