"""Fetches JSON from an address that somebody gave us: never from our own network, never without end."""

import ipaddress
import json
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from time import monotonic
from typing import Any
from urllib.parse import urljoin, urlsplit

MOST_BYTES = 10_000_000
MOST_SECONDS = 30
MOST_REDIRECTS = 5
AT_A_TIME = 65_536
# Networks that lead elsewhere: an address in them may stand for any other (NAT64 and 6to4).
LEADS_ELSEWHERE = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("2002::/16"))

Fetch = Callable[[str], Any]


class NotFetched(Exception):
    """An address that gave no JSON; the message says why."""


@dataclass(frozen=True)
class Fetcher:
    """Fetches JSON by https or http. Private addresses are refused unless they are allowed."""

    allow_private: bool = False

    def __call__(self, address: str) -> Any:
        """The JSON at an address, at most MOST_BYTES in MOST_SECONDS. Raises NotFetched."""
        until = monotonic() + MOST_SECONDS
        for _ in range(MOST_REDIRECTS + 1):
            try:
                body, address_after = self._answer(address, until)
            except (OSError, HTTPException) as error:
                raise NotFetched(f"no answer ({type(error).__name__})") from error
            except ValueError as error:
                raise NotFetched("is not a web address") from error
            if address_after is None:
                return _json(body)
            address = urljoin(address, address_after)
        raise NotFetched("leads from one address to the next without end")

    def _answer(self, address: str, until: float) -> tuple[bytes, str | None]:
        """The body of an answer, or the address that it sends us to."""
        parts = urlsplit(address)
        host, secure = parts.hostname, parts.scheme == "https"
        if parts.scheme not in {"http", "https"} or not host:
            raise NotFetched("is not a web address")
        port = parts.port or (443 if secure else 80)
        connection = _Connection(host, port, self._resolved(host, port), secure, _left(until))
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("GET", path, headers={"Accept": "application/json", "User-Agent": "Careway"})
            answer = connection.getresponse()
            if answer.status in {301, 302, 303, 307, 308} and (place := answer.getheader("Location")):
                return b"", place
            if answer.status != 200:
                raise NotFetched(f"answers {answer.status}")
            return _body(answer, connection, until), None
        finally:
            connection.close()

    def _resolved(self, host: str, port: int) -> str:
        """The address to connect to, looked up once: a second look-up might give another, private one."""
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        if not self.allow_private and any(is_private(address) for address in found):
            raise NotFetched("is a private address; allow it with --allow-private")
        return found[0]


def is_private(address: str) -> bool:
    """Whether an address is ours, this machine's or anything else than one public machine's."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    elsewhere = any(ip.version == network.version and ip in network for network in LEADS_ELSEWHERE)
    return elsewhere or not ip.is_global or ip.is_multicast


class _Connection(HTTPSConnection):
    """A connection to an address that was looked up before, with the certificate checked against the host's name."""

    def __init__(self, host: str, port: int, resolved: str, secure: bool, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout, context=ssl.create_default_context())
        self.resolved, self.secure = resolved, secure
        self.default_port = 443 if secure else 80

    def connect(self) -> None:
        self.sock = socket.create_connection((self.resolved, self.port), self.timeout)
        if self.secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def _body(answer: HTTPResponse, connection: HTTPConnection, until: float) -> bytes:
    body = bytearray()
    while chunk := answer.read1(AT_A_TIME):
        body += chunk
        if len(body) > MOST_BYTES:
            raise NotFetched(f"is longer than {MOST_BYTES:,} bytes")
        if connection.sock is not None:
            connection.sock.settimeout(_left(until))
    if answer.length:
        raise NotFetched("broke off before its end")
    return bytes(body)


def _left(until: float) -> float:
    seconds = until - monotonic()
    if seconds <= 0:
        raise NotFetched(f"took longer than {MOST_SECONDS} seconds")
    return seconds


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NotFetched("is not JSON") from error
