"""Every kind of story becomes valid FHIR that holds the whole form."""

import json
from pathlib import Path
from uuid import uuid4

from fhir.resources.R4B.bundle import Bundle
from flask import Flask

from app.assessment import api as assessment
from app.assessment.api import Way
from app.assessment.facts_json import facts_from_json
from app.assessment.flow import ASSESSMENT
from app.case_systems.fhir import bundle
from app.case_systems.shapes import Whole
from app.db import transaction
from app.questionnaire.flow import Voice
from app.referrals import api as referrals
from app.referrals.domain import Happened, Source, cases_in
from app.referrals.summary import sent_form
from tests.telling import told
from tests.walking import answers_in, fields_for

HOME = "https://care.example.org"
DETAILS = {"name": {"name": "Ada Bell"}, "reach": {"ways": ["telephone"], "telephone": "01632 960123"}}


def wholes(story: dict[str, object]) -> list[Whole]:
    """The cases of a story, as they arrive."""
    said = told(facts_from_json(story["facts"]))
    sent = [(question, fields_for(question, said)) for question in ASSESSMENT.questions]
    answers = {one: answer for question, fields in sent for one, answer in answers_in(question, fields).items()}
    snapshot = assessment.snapshot_of_answers(Way.STANDARD, answers)
    cases, key, made = cases_in(snapshot.decision), uuid4(), []
    with transaction() as session:
        for case in cases:
            form = sent_form(case, snapshot, Voice.YOU, DETAILS, ("name", "reach"), len(cases) == 1)
            referral = referrals.open_case(
                session,
                key=key,
                source=Source.PERSON,
                subject=case.subject,
                route=case.route,
                form=form,
                actor="resident",
            )
            referrals.note(session, referral.id, Happened.CLAIMED, "Sam", "")
            made.append(Whole(referral, form, referrals.entries_of(session, referral.id)))
    return made


def test_every_story_is_valid_and_whole(app: Flask, shared_data: Path) -> None:
    lines = (shared_data / "vignettes" / "adult-and-carer.jsonl").read_text(encoding="utf-8").splitlines()
    routes = set()
    with app.test_request_context():
        for story in map(json.loads, filter(str.strip, lines)):
            for whole in wholes(story):
                made = bundle(whole, HOME)
                Bundle.model_validate(made)
                answers = [line.answer for part in whole.form.sections for line in part.lines if line.answer]
                given = json.dumps(made, ensure_ascii=False)
                assert [
                    one for answer in answers for one in answer.splitlines() if one.strip() and one not in given
                ] == []
                routes.add(whole.referral.route)
    assert len(routes) >= 5
