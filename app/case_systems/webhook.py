"""Tells the council's case system, by a signed notice, that a case changed; never what."""

import ipaddress
import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from app.case_systems.domain import Notice, signature
from app.directory.api import is_private
from app.kernel.clock import now

SECONDS_FOR_AN_ANSWER = 10.0


class NotTold(Exception):
    """The notice did not arrive. The text is a code word; it quotes nobody."""


@dataclass(frozen=True)
class Receiver:
    """The case system that is told. It may be in the council's own network only where the settings say so."""

    url: str
    secret: str = field(repr=False)
    allow_private: bool = False
    seconds: float = SECONDS_FOR_AN_ANSWER

    def tell(self, notice: Notice, address: str) -> None:
        """Sends the notice; any answer of the kind 2xx takes it. Raises NotTold. No redirect is followed."""
        body, timestamp = notice.body(address), int(now().timestamp())
        headers = {
            "Content-Type": "application/json",
            "Careway-Event": notice.event,
            "Careway-Timestamp": str(timestamp),
            "Careway-Signature": signature(self.secret, timestamp, body),
            "User-Agent": "Careway",
        }
        try:
            status = self._status(body, headers)
        except (OSError, HTTPException, ValueError) as error:
            raise NotTold(type(error).__name__) from error
        if not 200 <= status < 300:
            raise NotTold(f"answered {status}")

    def _status(self, body: bytes, headers: dict[str, str]) -> int:
        """What it answers, in time whatever it does: a timeout of the socket alone begins anew with each byte."""
        parts = urlsplit(self.url)
        connection, late = self._connection(), threading.Event()
        clock = threading.Timer(self.seconds, _hang_up, (connection, late))
        clock.start()
        try:
            connection.connect()
            connection.request("POST", parts.path or "/", body, headers)
            status = connection.getresponse().status
        finally:
            clock.cancel()
            connection.close()
        if late.is_set():
            raise NotTold("too slow")
        return status

    def _connection(self) -> HTTPConnection:
        parts = urlsplit(self.url)
        host, secure = str(parts.hostname), parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
        resolved = self._resolved(host, port)
        kind = _Secure if secure else _Plain
        return kind(host, port, resolved, self.seconds)

    def _resolved(self, host: str, port: int) -> str:
        """The address to connect to, looked up once: a second look-up might give another, private one."""
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        if not self.allow_private and any(map(is_private, found)):
            raise NotTold("private address")
        return str(ipaddress.ip_address(found[0]))


class _Plain(HTTPConnection):
    """A connection to an address that was looked up before."""

    def __init__(self, host: str, port: int, resolved: str, seconds: float) -> None:
        super().__init__(host, port, timeout=seconds)
        self.resolved, self.seconds = resolved, seconds

    def connect(self) -> None:
        self.sock = socket.create_connection((self.resolved, self.port), self.seconds)


class _Secure(HTTPSConnection):
    """The same by TLS; the certificate is checked against the host's name."""

    def __init__(self, host: str, port: int, resolved: str, seconds: float) -> None:
        self.checked_by = ssl.create_default_context()
        super().__init__(host, port, timeout=seconds, context=self.checked_by)
        self.resolved, self.seconds = resolved, seconds

    def connect(self) -> None:
        self.sock = socket.create_connection((self.resolved, self.port), self.seconds)
        self.sock = self.checked_by.wrap_socket(self.sock, server_hostname=self.host)


def _hang_up(connection: HTTPConnection, late: threading.Event) -> None:
    late.set()
    with suppress(OSError):
        if connection.sock is not None:
            connection.sock.shutdown(socket.SHUT_RDWR)
