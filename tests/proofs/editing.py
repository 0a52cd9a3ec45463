"""Pages that people keep: twenty editors and three moderators at one at once, and any order of what three people do."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests import postgres
from tests.editors import Scrum, editor, keep_notices, machine_of, moderator, notice
from tests.proofs.cases import prepared
from tests.proofs.promises import Promise, none_of, not_run, say

ROUNDS, DEEDS_OF_EACH = 20, 25
EDITORS, MODERATORS = 20, 3
LONG = settings(
    max_examples=150, stateful_step_count=40, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
WORDS = "own pages: versions or deeds lost, doubled or public unapproved, twenty editors and three moderators at once"


def prove() -> Iterator[Promise]:
    """On both databases in threads, and against the model in any order."""
    with tempfile.TemporaryDirectory() as folder:
        app = prepared(Path(folder))
        yield _scrums(app, f"{WORDS}, SQLite", ROUNDS)
        people = machine_of(app, (editor(app, "one"), editor(app, "two")), moderator(app, "judge"))
        run_state_machine_as_test(people, settings=LONG)
        yield none_of("own pages: orders of deeds that come to what they must not", 0, "150 of 40 steps")
        app.extensions["engine"].dispose()
    yield _on_postgresql()


def _on_postgresql() -> Promise:
    words = f"{WORDS}, PostgreSQL"
    try:
        with tempfile.TemporaryDirectory() as folder, postgres.running() as address:
            app = prepared(Path(folder), DATABASE_URL=address)
            try:
                return _scrums(app, words, ROUNDS // 4)
            finally:
                app.extensions["engine"].dispose()
    except postgres.NoPostgres as error:
        return not_run(words, "0", str(error))


def _scrums(app: Flask, words: str, rounds: int) -> Promise:
    keep_notices(app)
    editors = [editor(app, f"ed{number}") for number in range(EDITORS)]
    moderators = [moderator(app, f"mo{number}") for number in range(MODERATORS)]
    faults, through = 0, 0
    for seed in range(rounds):
        scrum = Scrum(app, notice(app, *editors), editors, moderators)
        scrum.run(DEEDS_OF_EACH, seed)
        found = scrum.faults()
        for fault in found:
            say(f"  round {seed}: {fault}")
        faults, through = faults + len(found), through + len(scrum.done.texts) + len(scrum.done.deeds)
    tries = rounds * (EDITORS + MODERATORS) * DEEDS_OF_EACH
    return none_of(words, faults, f"{tries:,} deeds, {through:,} of which got through")
