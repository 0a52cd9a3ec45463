"""Staff write and talk for callers without e-mail: they agreed, all is on record, and nothing of them is shown."""

from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.accounts.domain import Role
from app.audit.api import events_about
from app.db import session
from app.messages.store import OutboxMessage
from app.pa_finder.talking import advert_store, caller_store, conversation_store
from app.pa_finder.talking.caller import Caller
from app.pa_finder.talking.conversation import Conversation
from tests import talking
from tests.staff import member_of_staff, signed_in

DESK = "/staff/personal-assistants/callers/"
WRITTEN = {"tasks": ["meals", "company"], "times": ["0-morning"], "hours": "about 6", "outward": "TS24"}
ADA = {
    "first_name": "Ada",
    "by": "letter",
    "telephone": "01632 960778",
    "address": "Ada Canaryborn\n78 Canary Terrace",
    "language": "en",
    "agreed": "on-the-telephone",
    "yes": "y",
}


@pytest.fixture
def adviser(app: Flask) -> FlaskClient:
    return signed_in(app, member_of_staff(app, "adviser@example.org", Role.ADVISER))


@pytest.fixture
def robin(app: Flask) -> tuple[UUID, FlaskClient]:
    return talking.assistant(app)


def the_caller(app: Flask) -> Caller:
    with app.app_context():
        [caller] = caller_store.everybody(session())
        return caller


def the_talk(app: Flask, caller: Caller) -> Conversation:
    with app.app_context():
        [talk] = conversation_store.of_account(session(), caller.account)
        return talk


def written_for(app: Flask, adviser: FlaskClient, page: UUID) -> Caller:
    """Begins to write for Ada, writes her advert, and has a colleague pass it on."""
    adviser.post(f"{DESK}new", data=ADA)
    caller = the_caller(app)
    begun = adviser.post(f"{DESK}{caller.id}/advert").location
    assert adviser.post(begun, data={"seen": "1", **WRITTEN}).status_code == 303
    adviser.post("/personal-assistants/adverts/choose", data={"seen": "2", "chosen": str(page)})
    assert "Send it for Ada" in adviser.get("/personal-assistants/adverts/check").text
    assert adviser.post("/personal-assistants/adverts/check").location == f"{DESK}{caller.id}/"
    keeper = signed_in(app, member_of_staff(app, "keeper@example.org", Role.CARERS_TEAM))
    with app.app_context():
        [waiting] = advert_store.waiting(session())
    decided = {"seen": str(waiting.version), "decision": "let-out"}
    assert keeper.post(f"/staff/personal-assistants/adverts/{waiting.id}/", data=decided).status_code == 303
    return caller


def test_staff_write_and_talk_for_a_caller_who_is_told_by_letter(
    app: Flask, adviser: FlaskClient, robin: tuple[UUID, FlaskClient]
) -> None:
    page, assistant = robin
    caller = written_for(app, adviser, page)
    talk = the_talk(app, caller)
    theirs, ours = f"/personal-assistants/messages/{talk.id}/", f"{DESK}{caller.id}/talk/{talk.id}/"
    assert "Staff of the council write here for Ada" in assistant.get(theirs).text
    assistant.post(f"{theirs}say", data={"once": "1" * 32, "words": "I could come on Mondays."})
    assert "1 to tell" in adviser.get(f"{DESK}{caller.id}/").text
    letter = adviser.get(f"{ours}letter").text
    assert "78 Canary Terrace" in letter
    assert "I could come on Mondays." in letter
    adviser.post(f"{ours}told", data={"number": "1", "how": "letter"})
    assert "1 to tell" not in adviser.get(f"{DESK}{caller.id}/").text
    assert adviser.post(f"{ours}say", data={"once": "2" * 32, "words": "Mondays are good."}).status_code == 303
    assert "Mondays are good." in assistant.get(theirs).text
    with app.app_context():
        deeds = [event.action for event in events_about(session(), "pa-caller", str(caller.id))]
    assert {"pa-caller.agreed-on-the-telephone", "pa-caller.letter-opened", "pa-caller.told-by-letter"} <= set(deeds)


def test_nothing_of_a_caller_but_the_first_name_reaches_an_assistant_until_both_agree(
    app: Flask, adviser: FlaskClient, robin: tuple[UUID, FlaskClient]
) -> None:
    page, assistant = robin
    caller = written_for(app, adviser, page)
    talk = the_talk(app, caller)
    theirs, ours = f"/personal-assistants/messages/{talk.id}/", f"{DESK}{caller.id}/talk/{talk.id}/"
    assert adviser.post(f"{ours}say", data={"once": "1" * 32, "words": "Ring her on 01632 960778"}).status_code == 422
    assert adviser.post(f"{ours}share", data={"telephone": "01632 960778"}).status_code == 422
    assert adviser.post(f"{ours}share", data={"telephone": "01632 960778", "yes": "y"}).status_code == 303
    shown = assistant.get(theirs).text
    assert not [secret for secret in ("960778", "Canaryborn", "Canary Terrace", "no-address") if secret in shown]
    assistant.post(f"{theirs}share", data={"telephone": "01632 960779"})
    assert "01632 960778" in assistant.get(theirs).text
    assert "01632 960779" in adviser.get(ours).text
    with app.app_context():
        assert "no-address" not in " ".join(letter.to for letter in session().query(OutboxMessage))


def test_nobody_is_written_for_who_did_not_agree(app: Flask, adviser: FlaskClient) -> None:
    for without in ("yes", "agreed", "first_name", "address"):
        said = {name: value for name, value in ADA.items() if name != without}
        assert adviser.post(f"{DESK}new", data=said).status_code == 422
    with app.app_context():
        assert caller_store.everybody(session()) == ()


def test_whoever_wants_it_no_more_is_forgotten_and_their_talk_ends(
    app: Flask, adviser: FlaskClient, robin: tuple[UUID, FlaskClient]
) -> None:
    caller = written_for(app, adviser, robin[0])
    talk = the_talk(app, caller)
    assert adviser.post(f"{DESK}{caller.id}/stop").status_code == 303
    assert adviser.get(f"{DESK}{caller.id}/").status_code == 404
    assert the_talk(app, caller).has_ended
    assert talk.id == the_talk(app, caller).id
    with app.app_context():
        assert advert_store.of_account(session(), caller.account) == ()


def test_a_conversation_of_another_is_not_there(app: Flask, adviser: FlaskClient) -> None:
    pair, caller = talking.pair(app), talking.a_caller(app)
    assert adviser.get(f"{DESK}{caller.id}/talk/{pair.conversation}/").status_code == 404
