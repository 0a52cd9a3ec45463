"""A professional refers somebody: it arrives once, as their words, and nothing of it is lost or mixed up."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask

from app import db
from app.assessment.domain import Route
from app.messages.store import OutboxMessage
from app.professionals import sending, store
from app.professionals.store import DraftRow, SentRow
from app.referrals import api as referrals
from app.referrals.domain import Source, Status
from app.referrals.store import ReferralRow
from tests.web.professionals.conftest import TAG, Nurse


def cases(app: Flask) -> list[ReferralRow]:
    with app.app_context():
        return list(db.session().query(ReferralRow))


def messages(app: Flask) -> list[OutboxMessage]:
    with app.app_context():
        return list(db.session().query(OutboxMessage))


def test_a_referral_becomes_a_case_with_the_words_under_the_name_of_their_writer(app: Flask, nurse: Nurse) -> None:
    nurse.send()
    [case] = cases(app)
    assert case.source == Source.PROFESSIONAL
    with app.app_context():
        form = referrals.form_of(db.session(), case.id)
    assert form.about == "Gwen Canary"
    assert form.story[0].question == "In the words of Nell Nurse, Ward sister, Sample Ward 4"
    assert form.story[0].answer == "She cannot get up the stairs."


def test_the_rules_of_the_assessment_suggest_the_route(app: Flask, nurse: Nurse) -> None:
    nurse.send()
    assert cases(app)[0].route == Route.FORMAL_ASSESSMENT


def test_risk_outranks_everything(app: Flask, nurse: Nurse) -> None:
    nurse.send(safety={"safety": ["abuse"]})
    assert cases(app)[0].route == Route.SAFEGUARDING


@pytest.mark.parametrize(
    ("chosen", "number"), [("immediate_danger", "999"), ("suicidal_thoughts", "111"), ("abuse", "01632960")]
)
def test_whoever_names_a_danger_is_told_whom_to_ring_before_anything_else(
    nurse: Nurse, chosen: str, number: str
) -> None:
    nurse.begin()
    answer = nurse.fill("safety", safety=[chosen])
    assert answer.location.endswith("/professionals/ring")
    action = re.search(r'careway-interruption__action" href="tel:([^"]+)"', nurse.browser.get(answer.location).text)
    assert action
    assert action[1].startswith(number)


def test_the_page_about_safety_gives_999_before_anything_is_chosen(nurse: Nurse) -> None:
    nurse.begin()
    assert "In danger to life, ring" in nurse.browser.get("/professionals/form/safety").text


def test_nobody_is_sent_to_the_telephone_for_want_of_a_question_that_was_not_asked_yet(nurse: Nurse) -> None:
    nurse.begin()
    nurse.fill("safety")
    assert nurse.fill("daily", nutrition="cannot").location.endswith("/professionals/next")
    assert nurse.fill("situation", support_now="some_enough").location.endswith("/professionals/next")
    assert nurse.fill("situation", support_now="none").location.endswith("/professionals/ring")


def test_without_agreement_and_without_a_reason_nothing_can_be_sent(nurse: Nurse) -> None:
    nurse.begin()
    refused = nurse.fill("agreement", agreement="safeguarding_duty")
    assert refused.status_code == 422
    assert "Write why you tell us without their agreement" in refused.text


def test_a_refusal_alone_is_no_ground(app: Flask, nurse: Nurse) -> None:
    nurse.fill_all(agreement={"agreement": "refuses"})
    answer = nurse.browser.post("/professionals/send", data={"draft": nurse.tag()})
    assert cases(app) == []
    assert nurse.browser.get(answer.location).location.endswith("/professionals/refused")


def test_what_was_typed_survives_a_page_that_cannot_be_taken(nurse: Nurse) -> None:
    nurse.begin()
    answer = nurse.fill("you", email="not an address")
    assert answer.status_code == 422
    assert 'value="Nell Nurse"' in answer.text
    assert 'value="not an address"' in answer.text


def test_sent_twice_it_is_one_case_and_one_confirmation(app: Flask, nurse: Nurse) -> None:
    nurse.fill_all()
    found = TAG.search(nurse.browser.get("/professionals/check").text)
    assert found
    first = nurse.browser.post("/professionals/send", data={"draft": found[1]})
    second = nurse.browser.post("/professionals/send", data={"draft": found[1]})
    assert first.location == second.location
    assert len(cases(app)) == 1


def test_of_twenty_who_send_it_at_once_one_opens_a_case(app: Flask, nurse: Nurse) -> None:
    nurse.fill_all()
    with app.app_context():
        draft_id = db.session().query(DraftRow).one().id
    together = Barrier(20)

    def press(_: int) -> None:
        with app.test_request_context():
            together.wait()
            sending.deliver(draft_id)

    with ThreadPoolExecutor(20) as presses:
        list(presses.map(press, range(20)))
    assert len(cases(app)) == 1
    with app.app_context():
        assert db.session().query(SentRow).count() == 1
        assert db.session().query(DraftRow).count() == 0


def test_when_the_case_cannot_be_opened_nothing_is_lost(
    app: Flask, nurse: Nurse, monkeypatch: pytest.MonkeyPatch
) -> None:
    nurse.fill_all()

    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(store, "add", full)
    found = TAG.search(nurse.browser.get("/professionals/check").text)
    assert found
    assert nurse.browser.post("/professionals/send", data={"draft": found[1]}).status_code == 503
    monkeypatch.undo()
    assert cases(app) == []
    assert nurse.browser.post("/professionals/send", data={"draft": found[1]}).status_code == 303
    assert len(cases(app)) == 1


def test_a_page_about_one_person_never_goes_into_the_referral_of_another(nurse: Nurse) -> None:
    nurse.begin()
    old = nurse.tag()
    nurse.browser.post("/professionals/delete")
    nurse.begin()
    answer = nurse.browser.post(
        "/professionals/form/worries",
        data={"draft": old, "worries": "About somebody else"},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert answer.status_code == 409
    assert "About somebody else" in answer.text
    assert "About somebody else" not in nurse.browser.get("/professionals/form/worries").text


def test_messages_hold_the_reference_and_nothing_of_anybody(app: Flask, nurse: Nurse) -> None:
    page = nurse.send()
    for message in messages(app):
        for secret in ("Gwen", "Canary", "Sample Street", "stairs", "Nell"):
            assert secret not in message.subject + message.body
    assert {message.to for message in messages(app)} >= {"nell@hospital.example.org"}
    assert "nell@" not in page.text


def test_with_reference_and_code_the_sender_reads_how_far_it_is(app: Flask, nurse: Nurse) -> None:
    page = nurse.send()
    assert "It has arrived" in nurse.ask(page).text
    [case] = cases(app)
    with app.app_context(), db.transaction() as session:
        session.get_one(ReferralRow, case.id).status = Status.LOOKED_AT
    assert "Somebody is looking at it" in nurse.ask(page).text


def test_without_the_persons_agreement_the_sender_reads_that_it_arrived_and_no_more(app: Flask, nurse: Nurse) -> None:
    page = nurse.send(agreement={"agreement": "safeguarding_duty", "reason": "He controls her."})
    [case] = cases(app)
    with app.app_context(), db.transaction() as session:
        session.get_one(ReferralRow, case.id).status = Status.LOOKED_AT
    answer = nurse.ask(page).text
    assert "It has arrived" in answer
    assert "looking at it" not in answer


def test_the_answer_names_nobody(nurse: Nurse) -> None:
    answer = nurse.ask(nurse.send()).text
    for secret in ("Gwen", "Canary", "Sample Street", "stairs"):
        assert secret not in answer


def test_a_wrong_code_and_a_wrong_reference_get_the_same_answer(nurse: Nurse) -> None:
    page = nurse.send()
    reference = page.text.partition("CW-")[2][:9]
    pairs = ((f"CW-{reference}", "000000000000"), ("CW-0000-0000", "000000000000"))
    answers = [nurse.browser.post("/professionals/where", data={"reference": r, "code": c}) for r, c in pairs]
    assert [answer.status_code for answer in answers] == [422, 422]
    said = {answer.text.count("We do not know that reference with that code") for answer in answers}
    assert len(said) == 1


def test_the_eleventh_guess_at_a_code_is_refused(nurse: Nurse) -> None:
    guess = {"reference": "CW-0000-0000", "code": "000000000000"}
    codes = [nurse.browser.post("/professionals/where", data=guess).status_code for _ in range(11)]
    assert codes == [422] * 10 + [429]
