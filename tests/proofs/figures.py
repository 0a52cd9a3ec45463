"""The figures of a year at its real size: each number beside plain SQL, each page within what staff are promised."""

import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from app import db
from app.insights import api
from app.insights.domain import Quarter
from app.needs.api import vocabulary
from benchmarks import figures as benchmark
from tests import figures_by_sql
from tests.proofs.promises import Promise, none_of

CONTACTS, CASES, ROUNDS = 75_000, 5_500, 40


def prove() -> Iterator[Promise]:
    """Makes the year, counts it twice, and asks for every page."""
    with tempfile.TemporaryDirectory() as folder:
        app = benchmark.prepared(Path(folder), CONTACTS, CASES)
        with app.test_request_context():
            last = api.quarters()[1]
            for first in (last, last.plus(-3)):
                yield _by_sql(first, last.last)
        slowest = max(benchmark.timed(app, ROUNDS).items(), key=lambda one: one[1])
    words = "pages of figures: the slowest, p95 of processor time"
    reached, wanted = f"{slowest[1]:.0f} ms ({slowest[0]})", f"at most {benchmark.WANTED} ms"
    yield Promise(words, reached, wanted, slowest[1] <= benchmark.WANTED)


def _by_sql(first: Quarter, last: date) -> Promise:
    needs = {need.id: need.name for need in vocabulary().needs}
    wrong, compared = figures_by_sql.differences(db.connection(), first.first, last, needs)
    months = round((last - first.first + timedelta(days=1)).days / 30.4)
    return none_of(f"figures of {months} months: numbers that plain SQL does not say", len(wrong), f"{compared} shown")
