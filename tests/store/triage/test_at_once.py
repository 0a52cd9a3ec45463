"""Officers who work on one case at once: one of them is first, the others are told, and nothing is lost."""

from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from threading import Barrier

from flask import Flask
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from app.accounts.domain import Role
from tests.officers import OPEN_DEEDS, as_it_is, done, entries, machine_of
from tests.opened_cases import opened
from tests.staff import member_of_staff

THREADS = 20
SHORT = settings(max_examples=6, stateful_step_count=12, deadline=None, derandomize=True, database=None)


def test_of_twenty_who_claim_assign_and_close_at_once_one_is_first_and_nothing_is_lost(app: Flask) -> None:
    staff, case, ready = member_of_staff(app, "o@example.org", Role.TRIAGE), opened(app), Barrier(THREADS)
    chosen = [OPEN_DEEDS[name] for name in islice(cycle(("claim", "assign", "close")), THREADS)]

    def act(number: int) -> bool:
        ready.wait()
        return done(app, staff, case, chosen[number])

    with ThreadPoolExecutor(THREADS) as acting:
        results = list(acting.map(act, range(THREADS)))
    assert results.count(True) == 1
    assert as_it_is(app, case.id).version == 2
    assert entries(app, case.id) == 1


def test_whoever_looks_again_and_acts_again_gets_through_and_every_deed_stands(app: Flask) -> None:
    staff, case = member_of_staff(app, "o@example.org", Role.TRIAGE), opened(app)

    def act(_: int) -> None:
        while not done(app, staff, as_it_is(app, case.id), OPEN_DEEDS["note"]):
            pass

    with ThreadPoolExecutor(THREADS) as acting:
        list(acting.map(act, range(THREADS)))
    assert as_it_is(app, case.id).version == THREADS + 1
    assert entries(app, case.id) == THREADS


def test_any_order_of_deeds_of_two_officers_comes_to_what_it_must(app: Flask) -> None:
    officers = (
        member_of_staff(app, "one@example.org", Role.TRIAGE),
        member_of_staff(app, "two@example.org", Role.TRIAGE),
    )
    run_state_machine_as_test(machine_of(app, officers), settings=SHORT)
