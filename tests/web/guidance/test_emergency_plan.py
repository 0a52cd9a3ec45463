"""The emergency plan is filled from what was said, blank where nothing was, and keeps only what was typed into it."""

import re

from app.assessment.store import DraftRow
from app.db import session
from tests import sending, walking

PLAN = "/caring/emergency-plan"
FORM = f"{PLAN}/fill-in"
BLANK = "careway-blank"


def fill_in(client, **typed):
    page = client.get(FORM)
    tag = re.search(r'name="draft" value="(\w+)"', page.text)
    return client.post(FORM, data={**({"draft": tag[1]} if tag else {}), **typed})


def forms_in_store(app) -> int:
    with app.app_context():
        return session().query(DraftRow).count()


def test_it_can_be_printed_blank_by_anybody_and_keeps_nothing(app, client):
    page = client.get(PLAN).text
    assert page.count(BLANK) > 12
    assert forms_in_store(app) == 0


def test_the_card_says_whom_to_ring_for_somebody_who_looks_after_someone(client):
    page = client.get(PLAN).text
    assert "I look after someone." in page
    assert "If something happens to me, please ring:" in page


def test_what_was_answered_stands_in_it(client):
    walking.start(client)
    for question, chosen in (("cared_for", "parent"), ("carer_tasks", ["washing", "food"])):
        tag = walking.tag_in(client.get("/assessment/question/for_whom"))
        client.post(f"/assessment/question/{question}", data={"draft": tag, "chosen": chosen})
    page = client.get(PLAN).text
    assert "My mother or father" in page
    assert "<li>Washing</li><li>Food and drink</li>" in page


def test_what_was_typed_stands_on_the_plan_and_on_the_card(client):
    assert fill_in(client, first_name="Tom Bell", first_number="01632 960145").location == PLAN
    assert client.get(PLAN).text.count("Tom Bell, 01632 960145") == 2


def test_what_was_typed_can_be_changed(client):
    fill_in(client, medicines="One blue tablet")
    assert "One blue tablet" in client.get(FORM).text
    fill_in(client, medicines="Two blue tablets")
    assert "One blue tablet" not in client.get(PLAN).text


def test_it_is_kept_in_the_form_that_is_open(app, client):
    walking.start(client)
    fill_in(client, my_name="Ada Bell")
    assert forms_in_store(app) == 1


def test_nobody_else_sees_it(app, client):
    fill_in(client, my_name="Canary Gwendolen")
    assert "Canary" not in app.test_client().get(PLAN).text


def test_it_is_not_kept_readable(app, client):
    fill_in(client, my_name="Canary Gwendolen")
    with app.app_context():
        (row,) = session().connection().exec_driver_sql("SELECT details FROM draft").all()
    assert "Canary" not in str(row[0])


def test_the_council_does_not_get_it_with_the_form(client):
    sending.ask(client)
    fill_in(client, medicines="Canary Gwendolen")
    sending.send(client)
    assert "Canary" not in client.get("/council/copy").text


def test_a_page_of_an_earlier_form_is_never_mixed_into_a_later_one(client):
    walking.start(client)
    tag = walking.tag_in(client.get(FORM))
    walking.start(client)
    page = client.post(FORM, data={"draft": tag, "my_name": "Ada Bell"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert page.status_code == 409
    assert "Ada Bell" in page.text
    assert "Ada Bell" not in client.get(PLAN).text


def test_a_page_that_was_opened_without_a_form_is_not_mixed_into_one_begun_since(client):
    client.get(FORM)
    walking.start(client)
    assert client.post(FORM, data={"my_name": "Ada Bell"}).status_code == 409


def test_what_is_too_long_comes_back_as_it_was_typed(app, client):
    page = fill_in(client, my_name="A" * 101)
    assert page.status_code == 422
    assert "A" * 101 in page.text
    assert forms_in_store(app) == 0


def test_the_code_that_opens_the_answers_is_never_printed(client):
    fill_in(client, my_name="Ada Bell")
    page = client.get(PLAN).text
    code = re.search(r"<strong>(?:\w{4} ){3}\w{4}</strong>", page)
    assert code
    assert page.rindex('<div class="careway-no-print">', 0, code.start()) > page.index('class="careway-cards"')


def test_it_stays_when_a_council_has_switched_the_pages_to_read_off(council_that_says):
    client = council_that_says("[rooms]\nguidance = false")
    page = client.get(PLAN)
    assert page.status_code == 200
    assert 'href="/caring"' not in page.text
    assert client.get("/caring").status_code == 404
