"""Which role opens which case: one function, over every combination that there is."""

from itertools import product

import pytest

from app.accounts.domain import Role
from app.assessment.domain import Route, Subject
from app.referrals.domain import Case, Queue, queue_of, turn_of
from app.triage.domain import may_assign, reach_of

ME, SOMEBODY_ELSE = 1, 2


@pytest.mark.parametrize("role", Role)
def test_each_role_opens_its_own_kind_of_case_and_no_other(role: Role) -> None:
    opens = {
        Role.TRIAGE: lambda _subject, _safeguarding: True,
        Role.MANAGER: lambda _subject, _safeguarding: True,
        Role.CARERS_TEAM: lambda subject, _safeguarding: subject is Subject.CARER,
        Role.SAFEGUARDING: lambda _subject, safeguarding: safeguarding,
    }.get(role, lambda _subject, _safeguarding: False)
    reach = reach_of(ME, {role})
    for subject, raised, whose in product((Subject.PERSON, Subject.CARER), (True, False), (None, SOMEBODY_ELSE)):
        assert reach.covers(subject, raised, whose) is opens(subject, raised)


def test_a_case_that_was_given_to_somebody_is_theirs_to_open() -> None:
    assert reach_of(ME, {Role.CARERS_TEAM}).covers(Subject.PERSON, False, ME)


def test_two_roles_open_what_either_would() -> None:
    reach = reach_of(ME, {Role.CARERS_TEAM, Role.SAFEGUARDING})
    assert reach.covers(Subject.CARER, False, None)
    assert reach.covers(Subject.PERSON, True, None)
    assert not reach.covers(Subject.PERSON, False, None)


def test_only_triage_and_managers_give_a_case_to_somebody_else() -> None:
    assert {role for role in Role if may_assign({role})} == {Role.TRIAGE, Role.MANAGER}


@pytest.mark.parametrize(
    ("subject", "route", "queue"),
    [
        (Subject.PERSON, Route.EMERGENCY, Queue.URGENT),
        (Subject.CARER, Route.SAFEGUARDING, Queue.SAFEGUARDING),
        (Subject.CARER, Route.URGENT_COUNCIL, Queue.URGENT),
        (Subject.CARER, Route.FORMAL_ASSESSMENT, Queue.CARERS),
        (Subject.PERSON, Route.FORMAL_ASSESSMENT, Queue.FORMAL),
        (Subject.PERSON, Route.SHORT_TERM_HELP, Queue.SHORT_TERM),
        (Subject.PERSON, Route.COMMUNITY, Queue.COMMUNITY),
    ],
)
def test_a_case_waits_in_one_queue(subject: Subject, route: Route, queue: Queue) -> None:
    assert queue_of(Case(subject, route)) is queue


def test_what_cannot_wait_comes_first_by_its_risk_and_nothing_else_jumps_its_clock() -> None:
    turns = [turn_of(route) for route in sorted(Route, key=lambda route: -route.rank)]
    assert turns[:3] == sorted(set(turns[:3]))
    assert len(set(turns[3:])) == 1
    assert max(turns[:3]) < turns[3]
