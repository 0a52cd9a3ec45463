"""Officers at work on one case: any order of their deeds, by a machine of states that knows what must come of each."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from hypothesis import strategies
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from app import db
from app.accounts.domain import Staff
from app.assessment.domain import Route
from app.kernel.at_once import SomeoneElseWasFirst
from app.kernel.clock import today
from app.referrals import api as referrals
from app.referrals.api import Referral
from app.referrals.domain import Outcome
from app.triage import deeds
from app.triage.deeds import Work
from app.triage.domain import Attempt
from tests.opened_cases import opened

OPEN_DEEDS: dict[str, Callable[[Work], None]] = {
    "claim": deeds.claim,
    "release": deeds.release,
    "assign": lambda work: deeds.assign(work, work.staff),
    "note": lambda work: deeds.note(work, "A note."),
    "chase": lambda work: deeds.set_chase(work, today()),
    "attempt": lambda work: deeds.attempt(work, Attempt.REACHED, ""),
    "route": lambda work: deeds.decide(work, Route.URGENT_COUNCIL, (), "So it is."),
    "close": lambda work: deeds.close(work, Outcome.INFORMATION_GIVEN, "Told them."),
}


def done(app: Flask, staff: Staff, case: Referral, deed: Callable[[Work], None]) -> bool:
    """Does it to the case as it was seen, and says whether nobody was first."""
    with app.test_request_context():
        try:
            with db.transaction() as session:
                deed(Work(session, staff, case, case.version))
        except SomeoneElseWasFirst:
            return False
        return True


def as_it_is(app: Flask, case_id: UUID) -> Referral:
    """The case now."""
    with app.app_context():
        case = referrals.case(db.session(), case_id)
        assert case is not None
        return case


def entries(app: Flask, case_id: UUID) -> int:
    """How many things happened to the case."""
    with app.app_context():
        return len(referrals.entries_of(db.session(), case_id))


def machine_of(app: Flask, officers: tuple[Staff, Staff]) -> type[RuleBasedStateMachine]:
    """Two officers who look at one case whenever they like and act on what they saw."""

    class Officers(RuleBasedStateMachine):
        """The model is three facts: the version there is, whether the case is open, and how much was done."""

        def __init__(self) -> None:
            super().__init__()
            self.id = opened(app, uuid4()).id
            self.version, self.is_open, self.deeds = 1, True, 0
            self.seen = {officer.id: as_it_is(app, self.id) for officer in officers}

        @rule(who=strategies.sampled_from(officers))
        def looks(self, who: Staff) -> None:
            self.seen[who.id] = as_it_is(app, self.id)

        @rule(who=strategies.sampled_from(officers), deed=strategies.sampled_from(sorted(OPEN_DEEDS)))
        def acts(self, who: Staff, deed: str) -> None:
            self._expect(who, OPEN_DEEDS[deed], may_be=self.is_open)
            self.is_open = self.is_open and not (deed == "close" and self.last)

        @precondition(lambda self: not self.is_open)
        @rule(who=strategies.sampled_from(officers))
        def opens_again(self, who: Staff) -> None:
            self._expect(who, lambda work: deeds.reopen(work, "They rang back."), may_be=True)
            self.is_open = self.last

        @invariant()
        def nothing_is_lost_and_nothing_done_twice(self) -> None:
            case = as_it_is(app, self.id)
            assert (case.version, case.status.is_open) == (self.version, self.is_open)
            assert entries(app, self.id) == self.deeds

        def _expect(self, who: Staff, deed: Callable[[Work], Any], may_be: bool) -> None:
            seen = self.seen[who.id]
            self.last = done(app, who, seen, deed)
            assert self.last is (may_be and seen.version == self.version)
            self.version, self.deeds = self.version + self.last, self.deeds + self.last

    return Officers
