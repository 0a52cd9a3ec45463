"""Tell us if you disagree: kept, changed, sent with the form, and read first by staff."""

import pytest
from sqlalchemy import select

from app.db import session
from app.referrals.store import ReferralRow
from tests import sending, walking
from tests.staff import member_of_staff, signed_in

WRONG = "I did not say that I fall every day"
AS_A_CARER = "I also look after my two boys"
CARER = {"for_whom": "both", "carer_carrying_on": "struggling", "hygiene": "cannot"}


def disagree(client, **words):
    tag = walking.tag_in(client.get("/assessment/disagree"))
    return client.post("/assessment/disagree", data={"draft": tag, "back": "result", **words})


def cases(app):
    """The page of each case as staff read it, by whom it is about."""
    staff = signed_in(app, member_of_staff(app))
    with app.app_context():
        found = {row.subject: row.id for row in session().scalars(select(ReferralRow))}
    return {subject: staff.get(f"/staff/referrals/{id}").text for subject, id in found.items()}


def test_a_result_takes_what_we_got_wrong_and_shows_it_again(client):
    walking.result(client, hygiene="cannot")
    assert disagree(client, person=WRONG).location == "/assessment/result#disagree"
    assert WRONG in client.get("/assessment/result").text


def test_what_we_got_wrong_can_be_changed_and_taken_back(client):
    walking.result(client, hygiene="cannot")
    disagree(client, person=WRONG)
    disagree(client, person="")
    assert WRONG not in client.get("/assessment/result").text


def test_a_text_that_is_too_long_is_refused_beside_its_box_and_not_lost(client):
    walking.result(client, hygiene="cannot")
    page = disagree(client, person="wrong " * 400)
    assert page.status_code == 422
    assert "too long" in page.text
    assert "wrong " * 400 in page.text or ("wrong " * 400).strip() in page.text


def test_a_page_whose_form_was_closed_keeps_what_was_typed(client):
    walking.result(client, hygiene="cannot")
    tag = walking.tag_in(client.get("/assessment/disagree"))
    client.delete_cookie("draft")
    headers = {"Origin": "http://localhost"}
    page = client.post("/assessment/disagree", data={"draft": tag, "person": WRONG}, headers=headers)
    assert WRONG in page.text


def test_what_we_got_wrong_is_checked_before_sending_with_a_way_to_change_it(client):
    walking.result(client, hygiene="cannot")
    disagree(client, person=WRONG)
    page = sending.fill_all(client).text
    assert WRONG in page
    assert "/assessment/disagree?back=check" in page


def test_only_a_carer_with_a_case_of_their_own_is_asked_about_it(client):
    walking.result(client, hygiene="cannot")
    assert 'name="carer"' not in client.get("/assessment/disagree").text
    walking.result(client, **CARER)
    assert 'name="carer"' in client.get("/assessment/disagree").text


def test_a_carers_words_go_into_the_carers_case_alone_and_the_others_into_the_other(client, app):
    walking.result(client, **CARER)
    disagree(client, person=WRONG, carer=AS_A_CARER)
    sending.send(client, helper={"name": "Bea"})
    read = cases(app)
    of_person, of_carer = read["person"], read["carer"]
    assert WRONG in of_person
    assert AS_A_CARER not in of_person
    assert AS_A_CARER in of_carer
    assert WRONG not in of_carer


def test_staff_read_it_before_what_was_answered(client, app):
    walking.result(client, hygiene="cannot")
    disagree(client, person=WRONG)
    sending.send(client)
    page = cases(app)["person"]
    assert page.index(WRONG) < page.index('id="answers"')
    assert page.count(WRONG) == 1


@pytest.mark.parametrize("place", ["https://example.org/", "plan", ""])
def test_saving_never_leads_anywhere_but_back(client, place):
    walking.result(client)
    tag = walking.tag_in(client.get("/assessment/disagree"))
    answer = client.post("/assessment/disagree", data={"draft": tag, "person": WRONG, "back": place})
    assert answer.location == "/assessment/result#disagree"
