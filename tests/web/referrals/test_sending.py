"""Asking the council and sending a form: every page from the first to the confirmation."""

import re

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.assessment.store import DraftRow
from app.db import session
from app.referrals.store import ReferralRow
from tests.sending import ask, code_in, fill, fill_all, reference_in, send
from tests.walking import finish, start, tag_in

A_TUESDAY = "2026-12-01T10:00:00Z"
A_SATURDAY = "2026-12-05T10:00:00Z"


def cases(app: Flask) -> list[ReferralRow]:
    with app.app_context():
        return list(session().scalars(select(ReferralRow).order_by(ReferralRow.subject)))


def test_anybody_can_ask_without_answering_a_question(app: Flask, client: FlaskClient) -> None:
    ask(client)
    reference = reference_in(send(client, words={"words": "My hip is bad."}))
    assert [(case.reference, case.route) for case in cases(app)] == [(reference, "formal_assessment")]


def test_what_was_sent_is_deleted_as_a_draft(app: Flask, client: FlaskClient) -> None:
    ask(client)
    send(client)
    with app.app_context():
        assert session().scalar(select(func.count()).select_from(DraftRow)) == 0


@time_machine.travel(A_TUESDAY, tick=False)
def test_the_confirmation_says_who_answers_how_and_by_when(client: FlaskClient) -> None:
    ask(client)
    page = send(client).text
    assert "Someone in the adult care team will ring you by Thursday 3 December." in page
    assert "An assessment starts by Tuesday 29 December." in page


def test_only_a_way_to_reach_somebody_is_required(client: FlaskClient) -> None:
    ask(client)
    assert reference_in(send(client, name={"name": ""}))


def test_without_a_way_to_answer_nothing_goes_on(client: FlaskClient) -> None:
    ask(client)
    assert "Choose at least one way" in fill_reach(client)


def fill_reach(client: FlaskClient, **fields: object) -> str:
    page = fill(client, "reach", **fields)
    assert page.status_code == 422
    return page.text


@pytest.mark.parametrize(
    ("step", "fields", "words"),
    [
        ("birth", {"born": ["31", "2", "1950"]}, "There is no such day"),
        ("birth", {"born": ["14", "10", "1066"]}, "more than 125 years ago"),
        ("birth", {"born": ["1", "1", "51"]}, "four figures"),
        ("birth", {"born": ["1", "", "1951"]}, "the day, the month and the year"),
        ("birth", {"born": ["1", "1", "2090"]}, "has not come yet"),
        ("birth", {"born": ["", "", ""], "age": "400"}, "Write the age in figures"),
        ("birth", {"born": ["", "", ""], "age": "-1"}, "Write the age in figures"),
        ("address", {"postcode": "nowhere at all"}, "We do not know that postcode"),
        ("name", {"name": "x" * 50_000}, "49800 characters too long"),
        ("words", {"words": "y" * 50_000}, "46000 characters too long"),
        ("reach", {"ways": ["telephone"], "telephone": "12"}, "We could not ring this number"),
        ("reach", {"ways": ["telephone"]}, "Write your telephone number"),
        ("reach", {"ways": ["email"], "email": "ada at home"}, "Write a whole e-mail address"),
        ("reach", {"ways": ["post"]}, "Write the address to send a letter to"),
        ("reach", {"ways": ["pigeon"]}, "is not a valid choice"),
    ],
)
def test_bad_input_is_named_beside_its_field_and_stays_there(
    client: FlaskClient, step: str, fields: dict[str, object], words: str
) -> None:
    ask(client)
    fill(client, "who", for_whom="self")
    page = fill(client, step, **fields)
    assert page.status_code == 422
    assert re.search(rf'-error" class="govuk-error-message">.*{words}', page.text)
    for typed in fields.values():
        for text in [typed] if isinstance(typed, str) else typed:  # type: ignore[attr-defined]
            assert not text or text in page.text


@pytest.mark.parametrize("name", ["נועה בן־דוד", "علي 🙂 عمر", "Zoë O’Brien-Łukasz", "<script>alert(1)</script>"])
def test_a_name_comes_back_as_it_was_written(client: FlaskClient, name: str) -> None:
    ask(client)
    fill(client, "who", for_whom="self")
    fill(client, "name", name=name)
    shown = client.get("/council/form/name").text
    assert name in shown or "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


def test_a_postcode_may_be_written_in_any_way(client: FlaskClient) -> None:
    ask(client)
    page = fill_all(client, address={"postcode": "ts181au"}).text
    assert "TS18 1AU" in page
    assert "Teesbank Sample Council is the right council" in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [("TS1 2AA", "Ironbridge Bay Sample Council"), ("SW1A 1AA", "gov.uk/find-local-council")],
)
def test_somebody_outside_the_area_is_handed_over_and_never_refused(
    client: FlaskClient, typed: str, words: str
) -> None:
    ask(client)
    for step, fields in (("who", {"for_whom": "self"}), ("words", {}), ("name", {}), ("birth", {})):
        fill(client, step, **fields)
    fill(client, "address", postcode=typed)
    assert client.get("/council/next").location == "/council/form/area"
    assert words in client.get("/council/form/area").text
    assert reference_in(send(client))


def test_an_odd_number_is_kept_with_a_note_when_there_is_another_way(client: FlaskClient) -> None:
    ask(client)
    page = fill_all(client, reach={"ways": ["telephone", "email"], "telephone": "ask Jo", "email": "a@example.org"})
    assert "We may not be able to ring ask Jo" in page.text


def test_a_slip_in_the_nhs_number_is_mentioned_and_stops_nobody(client: FlaskClient) -> None:
    ask(client)
    assert "may have a slip in it" in fill_all(client, health={"nhs_number": "943 476 5918"}).text
    assert reference_in(send(client))


def test_a_number_that_is_not_safe_is_never_promised_a_call(client: FlaskClient) -> None:
    ask(client)
    page = send(
        client,
        reach={"ways": ["telephone", "email"], "telephone": "01632 960123", "email": "a@example.org"},
        ringing={"when": "not_safe"},
    ).text
    assert "will e-mail you" in page
    assert "will ring" not in page


def test_when_ringing_is_the_only_way_and_not_safe_somebody_else_is_asked_for(client: FlaskClient) -> None:
    ask(client)
    fill_all(client)
    assert "Tell us whom to ring instead" in fill(client, "ringing", when="not_safe").text


def test_a_page_of_another_form_changes_nothing(client: FlaskClient) -> None:
    ask(client)
    taken = client.post("/council/form/name", data={"draft": "another", "name": "Eve"})
    assert taken.status_code == 409


def test_the_carer_has_a_case_of_their_own(app: Flask, client: FlaskClient) -> None:
    start(client)
    finish(client, for_whom="both", nutrition="cannot", hygiene="cannot", carer_carrying_on="struggling")
    page = send(client, helper={"name": "Grace Bell"})
    carer, person = cases(app)
    assert (carer.subject, person.subject) == ("carer", "person")
    assert carer.reference in page.text
    assert person.reference in page.text


def test_a_calm_form_of_a_struggling_carer_is_the_carers_alone(app: Flask, client: FlaskClient) -> None:
    start(client)
    finish(client, caring="looks_after", carer_carrying_on="struggling")
    send(client)
    assert [case.subject for case in cases(app)] == ["carer"]


@time_machine.travel(A_SATURDAY, tick=False)
def test_out_of_hours_the_out_of_hours_number_comes_first(client: FlaskClient) -> None:
    start(client)
    finish(client, safety=["abuse"])
    check = fill_all(client)
    page = send(client).text
    for text in (check.text, page):
        assert text.index("01632 960002") < text.index("01632 960003")
    assert "will ring you by Monday 7 December" in page


def test_reloading_the_confirmation_is_safe(app: Flask, client: FlaskClient) -> None:
    ask(client)
    reference = reference_in(send(client))
    assert reference_in(client.get("/council/sent")) == reference
    assert len(cases(app)) == 1


def test_pressing_send_again_shows_the_same_confirmation(app: Flask, client: FlaskClient) -> None:
    ask(client)
    tag = tag_in(fill_all(client))
    first, second = (client.post("/council/send", data={"draft": tag}) for _ in range(2))
    assert first.location == second.location == "/council/sent"
    assert len(cases(app)) == 1


def test_a_form_that_was_deleted_meanwhile_is_not_taken_for_one_that_was_sent(app: Flask, client: FlaskClient) -> None:
    ask(client)
    send(client)
    ask(client)
    tag = tag_in(fill_all(client))
    client.post("/assessment/delete", data={"draft": tag})
    assert client.post("/council/send", data={"draft": tag}).status_code == 404
    assert len(cases(app)) == 1


def test_another_browser_sees_nothing_of_what_was_sent(app: Flask, client: FlaskClient) -> None:
    ask(client)
    send(client)
    other = app.test_client()
    for page in ("sent", "status", "copy", "copy.txt", "add", "withdraw"):
        assert other.get(f"/council/{page}").location == "/council/where"


def test_leaving_closes_what_was_sent(client: FlaskClient) -> None:
    ask(client)
    send(client)
    client.post("/council/leave")
    assert client.get("/council/copy").location == "/council/where"


def test_after_45_quiet_minutes_only_the_code_opens_what_was_sent(client: FlaskClient) -> None:
    with time_machine.travel(A_TUESDAY, tick=False) as clock:
        ask(client)
        send(client)
        clock.shift(46 * 60)
        assert client.get("/council/copy").location == "/council/where"


def test_the_copy_holds_everything_that_was_sent(client: FlaskClient) -> None:
    start(client)
    finish(client, nutrition="cannot")
    send(client, name={"name": "Ada Bell"}, address={"address": "1 Example Square"})
    for copy in (client.get("/council/copy"), client.get("/council/copy.txt")):
        for words in ("Ada Bell", "1 Example Square", "01632 960123", "Eating and drinking"):
            assert words in copy.text


def test_nothing_that_was_typed_stands_in_an_address(client: FlaskClient) -> None:
    ask(client)
    page = send(client, words={"words": "canary"}, name={"name": "canary"})
    locations = [page.request.url, *re.findall(r'(?:href|action)="([^"]*)"', page.text)]
    assert not any(
        "canary" in place or reference_in(page) in place or code_in(page)[:4] in place for place in locations
    )


def test_a_form_without_a_token_is_not_sent(app: Flask, client: FlaskClient) -> None:
    ask(client)
    tag = tag_in(fill_all(client))
    app.config["WTF_CSRF_ENABLED"] = True
    assert client.post("/council/send", data={"draft": tag}).status_code == 400
    assert cases(app) == []


def test_a_change_leads_back_to_the_check_page(client: FlaskClient) -> None:
    ask(client)
    fill_all(client)
    assert fill(client, "name", name="Eve").status_code == 303
    assert client.get("/council/next").location == "/council/check"


def test_a_change_that_needs_another_page_leads_there_first(client: FlaskClient) -> None:
    ask(client)
    fill_all(client, reach={"ways": ["post"], "post": "1 Example Square"})
    fill(client, "reach", ways=["telephone"], telephone="01632 960123")
    assert client.get("/council/next").location == "/council/form/ringing"


def test_where_somebody_lives_is_not_asked_twice(client: FlaskClient) -> None:
    start(client)
    finish(client, place="ts18 1au")
    assert 'value="ts18 1au"' in client.get("/council/form/address").text


def test_sending_answers_without_asking_for_an_assessment_keeps_the_route(app: Flask, client: FlaskClient) -> None:
    start(client)
    finish(client, changes=["hospital_discharge"], nutrition="needs_help")
    send(client)
    assert [case.route for case in cases(app)] == ["short_term_help"]


@time_machine.travel(A_SATURDAY, tick=False)
def test_the_way_in_is_by_telephone_first_and_says_so_by_the_clock(client: FlaskClient) -> None:
    page = client.get("/council/ask").text
    closed = page.index("We are closed now")
    assert page.index("999") < closed < page.index("Or ask here")
    assert "You need no account, no e-mail address and no postcode" in page


def test_what_was_filled_in_stands_under_few_headings_and_each_only_once(client: FlaskClient) -> None:
    ask(client)
    page = fill_all(client).text
    headings = [words.strip() for words in re.findall(r"<h2 [^>]*>([^<]+)</h2>", page)]
    there = [words for words in headings if words in ("What this is about", "Who you are", "Getting in touch with you")]
    assert there == ["What this is about", "Who you are", "Getting in touch with you"]
    assert '<dl class="govuk-summary-list">' not in page[: page.index("What this is about")]
