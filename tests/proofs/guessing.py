"""Guessing at staff accounts, across four processes and a restart."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from flask import Flask
from sqlalchemy import text

from app.accounts.second_factor import code_now
from tests.proofs.promises import Promise
from tests.proofs.service import Service, served
from tests.staff import member_of_staff

EMAIL = "known@example.org"
PASSWORD = "quiet lorry marmalade seven"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
WORKERS = 4
TRIES = 40


@dataclass
class Browser:
    """A browser behind the proxy, which says from which address it comes."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def get(self, path: str) -> str:
        """Opens a page, and keeps the token of its form."""
        _, words, _ = self._ask("GET", path, "", "192.0.2.1")
        found = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', words)
        self.token = found[1] if found else self.token
        return words

    def post(self, path: str, address: str = "192.0.2.1", **fields: str) -> tuple[int, str, dict[str, str]]:
        """Sends a form."""
        return self._ask("POST", path, urlencode({"csrf_token": self.token, **fields}), address)

    def _ask(self, method: str, path: str, body: str, address: str) -> tuple[int, str, dict[str, str]]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"X-Forwarded-For": address, "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        words = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        connection.close()
        return answer.status, words, dict(answer.headers)


Guess = Callable[[Browser, int], int]


def prove() -> Iterator[Promise]:
    """Many guesses at once, taken by four processes, and the right one after them."""
    with TemporaryDirectory(prefix="careway-guessing-") as folder:
        service = Service(Path(folder) / "data", {"TRUSTED_PROXIES": "1"}, workers=WORKERS)
        with served(service):
            member_of_staff(service.app(), EMAIL, password=PASSWORD, second=SECRET)
            taken = _together(service, lambda browser, each: _sign_in(browser, EMAIL, "wrong", f"198.51.100.{each}"))
            yield _at_most(f"guesses at one account from {TRIES} addresses, {WORKERS} processes", taken, 10)
            yield _blocked(
                "the right password after them", _sign_in(new_browser(service), EMAIL, PASSWORD, "203.0.113.1")
            )
            service.kill()
            service.start()
            yield _blocked("the same after a restart", _sign_in(new_browser(service), EMAIL, PASSWORD, "203.0.113.2"))
            forget_tries(service.app())
            taken = _together(service, lambda browser, each: _sign_in(browser, f"{each}@example.org", "x", "192.0.2.9"))
            yield _at_most(f"guesses at {TRIES} accounts from one address", taken, 10)
            forget_tries(service.app())
            yield from _codes(service)


def _codes(service: Service) -> Iterator[Promise]:
    """The same for the codes of the second step, by somebody who knows the password."""
    thief = new_browser(service)
    assert _sign_in(thief, EMAIL, PASSWORD, "192.0.2.1") == 303
    thief.get("/staff/sign-in/code")
    with ThreadPoolExecutor(WORKERS) as pool:
        statuses = list(pool.map(lambda _: thief.post("/staff/sign-in/code", code="000000")[0], range(TRIES)))
    yield _at_most("guesses at the second step", sum(status != 429 for status in statuses), 5)
    yield _blocked("the right code after them", thief.post("/staff/sign-in/code", code=code_now(SECRET))[0])
    service.kill()
    service.start()
    yield _blocked("the same after a restart", thief.post("/staff/sign-in/code", code=code_now(SECRET))[0])


def _together(service: Service, guess: Guess) -> int:
    """How many of many guesses made at once were looked at."""
    browsers = [new_browser(service) for _ in range(TRIES)]
    with ThreadPoolExecutor(WORKERS * 2) as pool:
        statuses = list(pool.map(guess, browsers, range(TRIES)))
    return sum(status != 429 for status in statuses)


def _sign_in(browser: Browser, email: str, password: str, address: str) -> int:
    return browser.post("/staff/sign-in", address, email=email, password=password)[0]


def new_browser(service: Service) -> Browser:
    browser = Browser(service.port)
    browser.get("/staff/sign-in")
    return browser


def forget_tries(app: Flask) -> None:
    with app.extensions["writing_engine"].begin() as connection:
        connection.execute(text("DELETE FROM limit_counters"))


def _at_most(words: str, taken: int, most: int) -> Promise:
    return Promise(words, f"{taken} looked at", f"<= {most}", taken <= most)


def _blocked(words: str, status: int) -> Promise:
    return Promise(words, "blocked" if status == 429 else f"answered {status}", "blocked", status == 429)
