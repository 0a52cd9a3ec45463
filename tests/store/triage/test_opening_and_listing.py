"""Cases opened by other rooms, what a list finds, and that the database knows the same reach as the rule does."""

from datetime import timedelta
from itertools import product
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from app import db
from app.accounts.domain import Role
from app.assessment.domain import Route, Subject
from app.events.store import EventRow
from app.kernel.clock import now
from app.messages.store import OutboxMessage
from app.referrals import api as referrals
from app.referrals.api import Wanted
from app.referrals.domain import Reach, Source, Status
from app.triage.domain import reach_of
from tests.opened_cases import opened

EVERYTHING = Reach(0, everything=True)


def test_a_case_of_another_room_arrives_once_with_its_clock_its_message_and_its_figure(app: Flask) -> None:
    key = uuid4()
    first, again = opened(app, key), opened(app, key)
    assert again.id == first.id
    assert first.source is Source.PROFESSIONAL
    assert first.promise.contact_by > now() - timedelta(minutes=1)
    with app.app_context():
        assert db.session().scalar(select(func.count()).select_from(OutboxMessage)) == 1
        event = db.session().scalars(select(EventRow)).one()
    assert (event.happened, event.route, event.way) == ("case-received", "formal_assessment", "professional")


def test_the_cases_of_a_contact_are_found_by_it(app: Flask) -> None:
    contact = uuid4()
    case = opened(app, source=Source.CONTACT_CENTRE, contact_id=contact)
    opened(app)
    with app.app_context():
        assert [found.id for found in referrals.cases_of_contact(db.session(), contact)] == [case.id]


def test_whoever_asks_for_changes_hears_of_each_and_in_their_order(app: Flask) -> None:
    first, second = opened(app), opened(app)
    since = now()
    with app.app_context():
        with db.transaction() as session:
            referrals.change(session, second.id, 1, status=Status.LOOKED_AT)
        assert [case.id for case in referrals.cases_changed_since(db.session(), since)] == [second.id]
        both = referrals.cases_changed_since(db.session(), since - timedelta(minutes=5))
    assert [case.id for case in both] == [first.id, second.id]


@pytest.mark.parametrize("role", Role)
def test_the_list_holds_exactly_the_cases_that_may_be_opened(app: Flask, role: Role) -> None:
    me = 7
    cases = [
        opened(app, subject=subject, route=route)
        for subject, route in product(
            (Subject.PERSON, Subject.CARER), (Route.SAFEGUARDING, Route.FORMAL_ASSESSMENT, Route.FORMAL_ASSESSMENT)
        )
    ]
    with app.app_context():
        with db.transaction() as session:
            referrals.change(session, cases[2].id, 1, assigned_to=me)
        reach = reach_of(me, {role})
        everything = referrals.find(db.session(), Wanted(EVERYTHING), 1).referrals
        mine = referrals.find(db.session(), Wanted(reach), 1).referrals
    assert len(everything) == len(cases)
    may_open = {case.id for case in everything if reach.covers(case.subject, case.safeguarding, case.assigned_to)}
    assert {case.id for case in mine} == may_open
