"""Cases for tests, opened as other rooms open them."""

from uuid import UUID, uuid4

from flask import Flask

from app import db
from app.assessment import api as assessment
from app.assessment.domain import Route, Subject
from app.questionnaire.flow import Answer
from app.referrals import api as referrals
from app.referrals.api import Referral, SentForm
from app.referrals.domain import Source


def a_form(**details: dict[str, object]) -> SentForm:
    """What another room has made of somebody's needs."""
    answers = {"for_whom": Answer(("someone_else",)), "nutrition": Answer(("cannot",))}
    snapshot = assessment.snapshot_of_answers(assessment.Way.STANDARD, answers, asked=True)
    facts = assessment.facts_to_json(snapshot.facts)
    return SentForm("Ada Bell", "someone_else", "en", (), (), snapshot.decision, facts, details)


def opened(
    app: Flask,
    key: UUID | None = None,
    subject: Subject = Subject.PERSON,
    route: Route = Route.FORMAL_ASSESSMENT,
    source: Source = Source.PROFESSIONAL,
    contact_id: UUID | None = None,
    form: SentForm | None = None,
) -> Referral:
    with app.test_request_context(), db.transaction() as session:
        return referrals.open_case(
            session,
            key=key or uuid4(),
            source=source,
            subject=subject,
            route=route,
            form=form or a_form(reach={"ways": ["telephone"], "telephone": "01632 960123"}),
            actor="anyone",
            contact_id=contact_id,
        )
