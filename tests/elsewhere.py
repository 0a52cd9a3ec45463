"""Another site on this machine, for "Exit this page" to lead to: no test reaches outside."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from tests.serving import COUNCIL

WEATHER = b"<!doctype html><html lang=en><title>Weather</title><h1>Sunny</h1></html>"


@dataclass(frozen=True)
class Elsewhere:
    """The other site, and when it was asked for a page (seconds since 1970)."""

    address: str
    asked: list[float] = field(default_factory=list)

    def council(self, folder: Path) -> Path:
        """A council's file that leads here."""
        lines = COUNCIL.read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if not line.startswith("exit_site")]
        file = folder / "leads-elsewhere.toml"
        file.write_text("\n".join([f'exit_site = "{self.address}"', *kept]), encoding="utf-8")
        return file


@contextmanager
def elsewhere() -> Iterator[Elsewhere]:
    """Serves the other site until the block ends."""
    asked: list[float] = []

    class Weather(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(time.time())
            with suppress(BrokenPipeError):  # the browser may be gone before it has read the weather
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(WEATHER)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Weather) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield Elsewhere(f"http://127.0.0.1:{server.server_address[1]}/weather", asked)
        server.shutdown()
