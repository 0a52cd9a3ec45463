"""What a person checked is what arrives, and no later change leaves the council without a safe way to answer."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import session
from app.referrals.sent import SentForm
from app.referrals.store import ReferralRow, form_of
from tests.sending import ask, fill, fill_all, send
from tests.walking import finish, start, tag_in

BY_TELEPHONE_OR_EMAIL = {"ways": ["telephone", "email"], "telephone": "01632 960123", "email": "ada@example.org"}


def forms(app: Flask) -> dict[str, SentForm]:
    with app.app_context():
        ids = session().execute(select(ReferralRow.subject, ReferralRow.id)).all()
        return {subject: form_of(session(), id) for subject, id in ids}


def test_a_carers_case_that_goes_alone_takes_the_whole_form_with_it(app: Flask, client: FlaskClient) -> None:
    start(client)
    finish(client, for_whom="both", carer_carrying_on="struggling", matters="Her garden.")
    send(client, name={"name": "Edith Hall"}, address={"address": "4 Mill Lane"}, helper={"name": "Grace Hall"})
    whole = str(forms(app)["carer"].sections)
    assert [words for words in ("Her garden.", "Edith Hall", "4 Mill Lane", "Grace Hall") if words not in whole] == []


def test_a_copy_of_it_holds_what_was_checked(client: FlaskClient) -> None:
    start(client)
    finish(client, caring="looks_after", carer_carrying_on="struggling", matters="My garden.")
    send(client)
    assert "My garden." in client.get("/council/copy").text


def test_answers_of_a_carer_who_has_no_case_are_not_said_to_go_with_it(client: FlaskClient) -> None:
    start(client)
    finish(client, for_whom="both", nutrition="cannot", carer_health="no", carer_carrying_on="yes")
    assert "I am happy to carry on" not in fill_all(client).text


def test_when_the_only_way_left_is_not_safe_the_page_about_ringing_is_asked_again(client: FlaskClient) -> None:
    ask(client)
    fill_all(client, reach=BY_TELEPHONE_OR_EMAIL, ringing={"when": "not_safe"})
    fill(client, "reach", ways=["telephone"], telephone="01632 960123")
    assert client.get("/council/next").location.endswith("/form/ringing")
    page = fill(client, "ringing", when="not_safe")
    assert (page.status_code, "Tell us whom to ring instead" in page.text) == (422, True)


def test_when_the_address_to_write_to_is_gone_another_way_is_asked_for(client: FlaskClient) -> None:
    ask(client)
    check = fill_all(client, address={"address": "4 Mill Lane"}, reach={"ways": ["post"]})
    fill(client, "address", address="")
    assert client.post("/council/send", data={"draft": tag_in(check)}).location == "/council/next"
    assert client.get("/council/next").location.endswith("/form/reach")
