"""What an answer, and the time that it takes, tell of whether there is an account.

Requests come in pairs, one about an account and one about none, in an order drawn by lot. What else the machine is
doing delays both of a pair alike, so that the pairs tell apart what the service does from what the machine does.
"""

import math
import random
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from flask import Flask
from sqlalchemy import select

from app.accounts import links
from app.accounts.domain import Role
from app.db import session
from app.messages.store import OutboxMessage
from tests.proofs.guessing import EMAIL, PASSWORD, SECRET, Browser, forget_tries, new_browser
from tests.proofs.promises import Promise, not_run, say
from tests.proofs.service import Service, served
from tests.staff import member_of_staff

UNKNOWN = "other@example.org"
REQUESTS = 2000
MOST_MILLISECONDS_APART = 5.0
LEAST_P = 0.01
CLOCK, PROCESSOR = "the clock", "the processor's time"

Asked = tuple[str, dict[str, str]]
Answer = tuple[int, str, dict[str, str]]


@dataclass
class Pairs:
    """How many milliseconds each of two kinds of request took, pair by pair, and how often their answers differed."""

    known: list[float] = field(default_factory=list)
    unknown: list[float] = field(default_factory=list)
    known_processor: list[float] = field(default_factory=list)
    unknown_processor: list[float] = field(default_factory=list)
    differences: int = 0


def prove() -> Iterator[Promise]:
    """Losing a password, asking for a link, the link of an invitation, and signing in, which takes longest by far."""
    with TemporaryDirectory(prefix="careway-silence-") as folder:
        service = Service(Path(folder) / "data", {"TRUSTED_PROXIES": "1"}, workers=1)
        with served(service):
            app = service.app()
            member_of_staff(app, EMAIL, password=PASSWORD, second=SECRET)
            spent = "/staff/link/" + _spent_link(app)
            never = "/staff/link/" + "x" * 43
            kinds: dict[str, tuple[Asked, Asked]] = {
                "losing a password": _of_both("/staff/lost-password"),
                "asking for a link to one's pages": _of_both("/your-pages/sign-in"),
                "an invitation that was used, and one that never was": ((spent, {}), (never, {})),
                "signing in": _of_both("/staff/sign-in"),
            }
            for words, (known, unknown) in kinds.items():
                say(f"  {words}: {REQUESTS} requests")
                for promise in _compared(words, _timed(app, service, known, unknown)):
                    say(f"    {promise.words}: {promise.reached}")
                    yield promise


def _of_both(path: str) -> tuple[Asked, Asked]:
    return (path, {"email": EMAIL}), (path, {"email": UNKNOWN})


def _timed(app: Flask, service: Service, known: Asked, unknown: Asked) -> Pairs:
    pairs, chance, browser = Pairs(), random.Random(13), new_browser(service)
    browser.get("/staff/sign-in")
    for _ in range(REQUESTS // 2):
        answers = []
        both = [
            (known, pairs.known, pairs.known_processor),
            (unknown, pairs.unknown, pairs.unknown_processor),
        ]
        chance.shuffle(both)
        for (path, fields), times, processor in both:
            forget_tries(app)
            answers.append(_plain(_one(service, browser, path, fields, times, processor), path))
        pairs.differences += answers[0] != answers[1]
    return pairs


def _one(
    service: Service, browser: Browser, path: str, fields: dict[str, str], times: list[float], processor: list[float]
) -> Answer:
    """Asks once, and notes how long it took by the clock and by the processor."""
    began, busy = time.perf_counter(), service.processor_seconds()
    answer = browser.post(path, password="not this one", new_password="x", **fields)
    times.append((time.perf_counter() - began) * 1000)
    processor.append((service.processor_seconds() - busy) * 1000)
    return answer


def _plain(answer: Answer, path: str) -> tuple[object, ...]:
    """An answer without what we sent ourselves, and without its tokens, which are new each time."""
    status, words, headers = answer
    words = re.sub(r'value="[\w.-]{60,}"', "", words.replace(EMAIL, "").replace(UNKNOWN, "").replace(path, ""))
    changing = {"Date", "Set-Cookie", "Content-Length"}
    return status, words, sorted((name, value) for name, value in headers.items() if name not in changing)


def _compared(words: str, pairs: Pairs) -> Iterator[Promise]:
    yield Promise(f"{words}: same status, words and headers", f"{pairs.differences} differ", "0", not pairs.differences)
    yield _tells_nothing(words, CLOCK, pairs.known, pairs.unknown)
    yield _tells_nothing(words, PROCESSOR, pairs.known_processor, pairs.unknown_processor)


def _tells_nothing(words: str, measure: str, known: Sequence[float], unknown: Sequence[float]) -> Promise:
    """That one cannot tell the two apart by that measure; unknown where the machine was too busy to see it."""
    least, middle, most = difference_of_pairs(known, unknown)
    p = kolmogorov_smirnov(known, unknown)
    promise = f"{words}: {measure} tells nothing"
    wanted = f"<= {MOST_MILLISECONDS_APART:.0f} ms apart, p > {LEAST_P}"
    reached = f"{middle:+.2f} ms in pairs ({least:+.2f} to {most:+.2f}), medians {median(known):.1f} and "
    reached += f"{median(unknown):.1f}, p = {p:.3f}"
    if most - least > 2 * MOST_MILLISECONDS_APART:
        return not_run(promise, wanted, f"the machine was too busy: {reached}")
    return Promise(promise, reached, wanted, abs(middle) <= MOST_MILLISECONDS_APART and p > LEAST_P)


def difference_of_pairs(one: Sequence[float], other: Sequence[float]) -> tuple[float, float, float]:
    """The median difference within pairs, between the bounds in which it lies 95 times of 100, whatever the noise.

    The bounds are the order statistics of the sign test, in its normal approximation.
    """
    apart = sorted(first - second for first, second in zip(one, other, strict=True))
    aside = math.ceil(0.98 * math.sqrt(len(apart)))
    middle = len(apart) // 2
    return apart[max(0, middle - aside)], median(apart), apart[min(len(apart) - 1, middle + aside)]


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


def _spent_link(app: Flask) -> str:
    """A link that was sent and used."""
    ada = member_of_staff(app, "ada@example.org")
    with app.app_context():
        links.invite(ada, "nia@example.org", "Nia Bell", [Role.TRIAGE])
        letter = session().scalars(select(OutboxMessage)).one().body
        token = letter.partition("/staff/link/")[2].split()[0]
        assert links.use(token, PASSWORD)
    return token
