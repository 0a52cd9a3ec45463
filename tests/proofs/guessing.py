"""Guessing at staff accounts: across four processes and a restart, and by looking at the clock."""

import math
import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from flask import Flask
from sqlalchemy import select, text

from app.accounts import links
from app.accounts.domain import Role
from app.accounts.second_factor import code_now
from app.db import session
from app.messages.store import OutboxMessage
from tests.proofs.promises import Promise, say
from tests.proofs.service import Service, served
from tests.staff import member_of_staff

EMAIL, UNKNOWN = "known@example.org", "other@example.org"
PASSWORD = "quiet lorry marmalade seven"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
WORKERS = 4
TRIES = 40
TIMED = 2000
MOST_MILLISECONDS_APART = 5.0
LEAST_P = 0.01


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


Asked = tuple[str, dict[str, str]]
Guess = Callable[[Browser, int], int]


def prove_limits() -> Iterator[Promise]:
    """Many guesses at once, taken by four processes, and the right one after them."""
    with TemporaryDirectory(prefix="careway-guessing-") as folder:
        service = Service(Path(folder) / "data", {"TRUSTED_PROXIES": "1"}, workers=WORKERS)
        with served(service):
            member_of_staff(service.app(), EMAIL, password=PASSWORD, second=SECRET)
            taken = _together(service, lambda browser, each: _sign_in(browser, EMAIL, "wrong", f"198.51.100.{each}"))
            yield _at_most(f"guesses at one account from {TRIES} addresses, {WORKERS} processes", taken, 10)
            yield _blocked("the right password after them", _sign_in(_new(service), EMAIL, PASSWORD, "203.0.113.1"))
            service.kill()
            service.start()
            yield _blocked("the same after a restart", _sign_in(_new(service), EMAIL, PASSWORD, "203.0.113.2"))
            _forget_tries(service.app())
            taken = _together(service, lambda browser, each: _sign_in(browser, f"{each}@example.org", "x", "192.0.2.9"))
            yield _at_most(f"guesses at {TRIES} accounts from one address", taken, 10)
            _forget_tries(service.app())
            yield from _codes(service)


def _codes(service: Service) -> Iterator[Promise]:
    """The same for the codes of the second step, by somebody who knows the password."""
    thief = _new(service)
    assert _sign_in(thief, EMAIL, PASSWORD, "192.0.2.1") == 303
    thief.get("/staff/sign-in/code")
    with ThreadPoolExecutor(WORKERS) as pool:
        statuses = list(pool.map(lambda _: thief.post("/staff/sign-in/code", code="000000")[0], range(TRIES)))
    yield _at_most("guesses at the second step", sum(status != 429 for status in statuses), 5)
    yield _blocked("the right code after them", thief.post("/staff/sign-in/code", code=code_now(SECRET))[0])
    service.kill()
    service.start()
    yield _blocked("the same after a restart", thief.post("/staff/sign-in/code", code=code_now(SECRET))[0])


def prove_silence() -> Iterator[Promise]:
    """What an answer, and the time that it takes, tell of whether there is an account."""
    with TemporaryDirectory(prefix="careway-silence-") as folder:
        service = Service(Path(folder) / "data", {"TRUSTED_PROXIES": "1"}, workers=1)
        with served(service):
            app = service.app()
            member_of_staff(app, EMAIL, password=PASSWORD, second=SECRET)
            browser = _new(service)
            spent = "/staff/link/" + _spent_link(app)
            never = "/staff/link/" + "x" * 43
            kinds = {
                "signing in": (("/staff/sign-in", {"email": EMAIL}), ("/staff/sign-in", {"email": UNKNOWN})),
                "losing a password": (
                    ("/staff/lost-password", {"email": EMAIL}),
                    ("/staff/lost-password", {"email": UNKNOWN}),
                ),
                "an invitation that was used, and one that never was": ((spent, {}), (never, {})),
            }
            for words, (known, unknown) in kinds.items():
                say(f"  {words}: {TIMED} requests")
                yield from _compared(words, _timed(app, browser, known, unknown))


@dataclass
class Timed:
    """How long each of two kinds of request took, in milliseconds, and whether their answers ever differed."""

    known: list[float] = field(default_factory=list)
    unknown: list[float] = field(default_factory=list)
    differences: int = 0


def _timed(app: Flask, browser: Browser, known: Asked, unknown: Asked) -> Timed:
    timed, chance = Timed(), random.Random(13)
    browser.get("/staff/sign-in")
    for _ in range(TIMED // 2):
        answers = []
        pair = [(known, timed.known), (unknown, timed.unknown)]
        chance.shuffle(pair)
        for (path, fields), times in pair:
            _forget_tries(app)
            began = time.perf_counter()
            answer = browser.post(path, password="not this one", new_password="x", **fields)
            times.append((time.perf_counter() - began) * 1000)
            answers.append(_plain(answer, path))
        timed.differences += answers[0] != answers[1]
    return timed


def _plain(answer: tuple[int, str, dict[str, str]], path: str) -> tuple[object, ...]:
    """An answer without what we sent ourselves, and without its tokens, which are new each time."""
    status, words, headers = answer
    words = re.sub(r'value="[\w.-]{60,}"', "", words.replace(EMAIL, "").replace(UNKNOWN, "").replace(path, ""))
    changing = {"Date", "Set-Cookie", "Content-Length"}
    return status, words, sorted((name, value) for name, value in headers.items() if name not in changing)


def _compared(words: str, timed: Timed) -> Iterator[Promise]:
    apart = abs(median(timed.known) - median(timed.unknown))
    p = kolmogorov_smirnov(timed.known, timed.unknown)
    yield Promise(f"{words}: same status, words and headers", f"{timed.differences} differ", "0", not timed.differences)
    holds = apart <= MOST_MILLISECONDS_APART and p > LEAST_P
    wanted = f"<= {MOST_MILLISECONDS_APART:.0f} ms apart, p > {LEAST_P}"
    yield Promise(f"{words}: the clock tells nothing", f"{apart:.2f} ms apart, p = {p:.3f}", wanted, holds)


def kolmogorov_smirnov(one: Sequence[float], other: Sequence[float]) -> float:
    """How likely two samples of one distribution would lie as far apart as these (the asymptotic formula)."""
    one, other = sorted(one), sorted(other)
    places = sorted({*one, *other})
    apart, first, second = 0.0, 0, 0
    for place in places:
        while first < len(one) and one[first] <= place:
            first += 1
        while second < len(other) and other[second] <= place:
            second += 1
        apart = max(apart, abs(first / len(one) - second / len(other)))
    root = math.sqrt(len(one) * len(other) / (len(one) + len(other)))
    size = (root + 0.12 + 0.11 / root) * apart
    terms = ((-1) ** (k - 1) * math.exp(-2 * k * k * size * size) for k in range(1, 101))
    return min(1.0, max(0.0, 2 * sum(terms))) if size > 0.2 else 1.0


def _together(service: Service, guess: Guess) -> int:
    """How many of many guesses made at once were looked at."""
    browsers = [_new(service) for _ in range(TRIES)]
    with ThreadPoolExecutor(WORKERS * 2) as pool:
        statuses = list(pool.map(guess, browsers, range(TRIES)))
    return sum(status != 429 for status in statuses)


def _sign_in(browser: Browser, email: str, password: str, address: str) -> int:
    return browser.post("/staff/sign-in", address, email=email, password=password)[0]


def _new(service: Service) -> Browser:
    browser = Browser(service.port)
    browser.get("/staff/sign-in")
    return browser


def _forget_tries(app: Flask) -> None:
    with app.extensions["writing_engine"].begin() as connection:
        connection.execute(text("DELETE FROM limit_counters"))


def _spent_link(app: Flask) -> str:
    """A link that was sent and used."""
    ada = member_of_staff(app, "ada@example.org")
    with app.app_context():
        links.invite(ada, "nia@example.org", "Nia Bell", [Role.TRIAGE])
        letter = session().scalars(select(OutboxMessage)).one().body
        token = letter.partition("/staff/link/")[2].split()[0]
        assert links.use(token, PASSWORD)
    return token


def _at_most(words: str, taken: int, most: int) -> Promise:
    return Promise(words, f"{taken} looked at", f"<= {most}", taken <= most)


def _blocked(words: str, status: int) -> Promise:
    return Promise(words, "blocked" if status == 429 else f"answered {status}", "blocked", status == 429)
