"""Talking inside the site: first names alone, until both agree; what is caught, ended, blocked and reported."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from unittest import mock
from uuid import uuid4

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.accounts.domain import Role
from app.audit.api import events_about
from app.db import session, transaction
from app.kernel.clock import now
from app.messages.store import OutboxMessage
from app.pa_finder import api
from app.pa_finder.record import store
from app.pa_finder.talking import conversation_store
from app.referrals.domain import Queue, Source
from app.referrals.store import ReferralRow, form_of
from tests import talking
from tests.staff import member_of_staff, signed_in
from tests.talking import PRIVATE, Pair, said_in, say

LIST = "/personal-assistants/messages/"


@pytest.fixture
def talk(app: Flask) -> Pair:
    return talking.pair(app)


def letters(app: Flask) -> list[OutboxMessage]:
    with app.app_context():
        return list(session().scalars(select(OutboxMessage)))


def staff(app: Flask, *roles: Role) -> FlaskClient:
    return signed_in(app, member_of_staff(app, f"{uuid4()}@example.org", *roles))


def reported(app: Flask, talk: Pair, **said: str) -> str:
    """Reports a conversation; gives the address of the report for staff."""
    answer = talk.seeker.post(f"{talk.address}report", data={"once": uuid4().hex, "about": "rude", **said})
    assert answer.status_code == 200
    with app.app_context():
        [report] = conversation_store.reports(session(), done=False)
    return f"/staff/personal-assistants/reports/{report.id}/"


def test_each_reads_what_the_other_says_and_gets_one_e_mail_without_a_word_of_it(app: Flask, talk: Pair) -> None:
    assert say(talk.seeker, talk, "I look for help on Mondays.") == 303
    assert say(talk.seeker, talk, "And on Fridays.") == 303
    assert "Read 2 new messages" in talk.pa.get(LIST).text
    assert talk.pa.post(f"{talk.address}read").status_code == 303
    assert "Read 2 new" not in talk.pa.get(LIST).text
    assert "I look for help on Mondays." in talk.pa.get(talk.address).text
    [letter] = letters(app)
    assert letter.to == "canary.pa@example.org"
    assert not {"Mondays", "Fridays", "Ada"} & set((letter.subject + letter.body).replace(".", " ").split())


def test_a_message_that_was_sent_twice_is_said_once(app: Flask, talk: Pair) -> None:
    again = {"once": uuid4().hex, "words": "Hello"}
    for _ in range(2):
        assert talk.pa.post(f"{talk.address}say", data=again).status_code == 303
    assert said_in(app, talk) == ["Hello"]


def test_what_was_changed_before_it_was_sent_again_is_not_lost(app: Flask, talk: Pair) -> None:
    page = {"once": uuid4().hex}
    for words in ("Hello", "Hello, and can you come on Mondays?"):
        assert talk.pa.post(f"{talk.address}say", data={**page, "words": words}).status_code == 303
    assert said_in(app, talk) == ["Hello", "Hello, and can you come on Mondays?"]
    for about in ("rude", "unsafe"):
        answer = talk.pa.post(f"{talk.address}report", data={**page, "about": about, "words": "They hit me."})
        assert answer.status_code == 200
    with app.app_context():
        assert len(conversation_store.reports(session(), done=False)) == 2
        [case] = session().scalars(select(ReferralRow))
        assert case.queue == Queue.SAFEGUARDING


def test_nobody_shares_how_to_be_reached_while_the_conditions_are_not_met(app: Flask, talk: Pair) -> None:
    with app.app_context(), transaction() as writing:
        store.withdraw_checks(writing, talk.page)
    before = len(letters(app))
    for client in (talk.pa, talk.seeker):
        assert client.post(f"{talk.address}share", data={"email": "y"}).status_code == 409
    with app.app_context():
        kept = conversation_store.by_id(session(), talk.conversation)
    assert kept is not None
    assert (bool(kept.pa.shares), bool(kept.seeker.shares)) == (False, False)
    assert len(letters(app)) == before


PAST_THE_SITE = (
    "Ring me on 01632 960777 any time",
    "Ring me: 0 1 6 3 2 9 6 0 7 7 7",
    "oh one six three two nine six oh seven seven seven",
    "oh seven seven double-oh nine double-oh one two three",
    "write to robin at example dot com",
    "robin.c@example.org",
    "I live at 12 Sample Street",
    "see www.example.org/pay",
    "I am Robin Canarysurname",
)


def test_what_leads_past_the_site_is_explained_and_nothing_that_was_typed_is_lost(app: Flask, talk: Pair) -> None:
    for words in PAST_THE_SITE:
        answer = talk.pa.post(f"{talk.address}say", data={"once": uuid4().hex, "words": words})
        assert answer.status_code == 422, words
        assert "Take it out, please" in answer.text
        assert words in answer.text
    assert said_in(app, talk) == []


def test_a_number_in_parts_is_one_number(app: Flask, talk: Pair) -> None:
    assert say(talk.pa, talk, "My lucky figures are 01632 9") == 303
    assert say(talk.pa, talk, "60777") == 422
    assert len(said_in(app, talk)) == 1


def test_a_conversation_is_its_two_peoples(app: Flask, talk: Pair) -> None:
    say(talk.seeker, talk, "Something between us.")
    stranger = staff(app, *Role)
    other = signed_in(app, member_of_staff(app, "other@example.org", Role.SEEKER, Role.PA))
    for client in (stranger, other):
        for deed in ("", "share", "end", "report"):
            assert client.get(talk.address + deed).status_code == 404
        for deed in ("read", "say", "share", "take-back", "end", "report"):
            assert client.post(talk.address + deed, data={"words": "mine"}).status_code == 404
        assert "Ada" not in client.get(LIST).text
    assert said_in(app, talk) == ["Something between us."]


def test_how_to_reach_each_other_is_shown_to_both_when_both_have_agreed(talk: Pair) -> None:
    talk.pa.post(f"{talk.address}share", data={"telephone": PRIVATE["telephone"]})
    seen = talk.seeker.get(talk.address).text
    assert "960777" not in seen
    assert "would like to" in seen
    talk.seeker.post(f"{talk.address}share", data={"email": "y"})
    assert "01632 960777" in talk.seeker.get(talk.address).text
    assert "canary.seeker@example.org" in talk.pa.get(talk.address).text
    assert say(talk.pa, talk, "Then I ring from 01632 960777") == 303
    talk.seeker.post(f"{talk.address}end")
    assert "canary.seeker" not in talk.pa.get(talk.address).text


def test_what_was_shared_can_be_taken_back_before_the_other_agrees(talk: Pair) -> None:
    talk.pa.post(f"{talk.address}share", data={"telephone": PRIVATE["telephone"]})
    talk.pa.post(f"{talk.address}take-back")
    talk.seeker.post(f"{talk.address}share", data={"email": "y"})
    assert "960777" not in talk.seeker.get(talk.address).text


def test_a_block_ends_the_conversation_without_telling_why(app: Flask, talk: Pair) -> None:
    talk.pa.post(f"{talk.address}end", data={"block": "yes"})
    seen = talk.seeker.get(talk.address).text
    assert "This conversation has ended." in seen
    assert "block" not in seen.casefold()
    answer = talk.seeker.post(f"{talk.address}say", data={"once": uuid4().hex, "words": "Why, what did I do?"})
    assert answer.status_code == 409
    assert "Why, what did I do?" in answer.text
    assert talking.begin_again(app, talk) is None


def test_a_worry_about_safety_is_a_safeguarding_case_at_once(app: Flask, talk: Pair) -> None:
    for _ in range(2):
        data = {"once": "f" * 32, "about": "unsafe", "words": "They have bruises.", "end": ""}
        assert talk.pa.post(f"{talk.address}report", data=data).status_code == 200
    with app.app_context():
        [case] = session().scalars(select(ReferralRow))
        assert (case.queue, case.source, case.safeguarding) == (Queue.SAFEGUARDING, Source.MESSAGES, True)
        form = form_of(session(), case.id)
        assert form.story[0].answer == "They have bruises."
        who = " ".join(line.answer for line in form.sections[0].lines)
        assert "Robin Canarysurname" in who
        assert "canary.seeker@example.org" in who
        address = f"/staff/referrals/{case.id}"
    assert "They have bruises." in staff(app, Role.SAFEGUARDING).get(address).text


def test_staff_read_reported_conversations_alone_and_that_is_on_record(app: Flask, talk: Pair) -> None:
    say(talk.pa, talk, "Something rude.")
    address = reported(app, talk)
    assert "Something rude." in staff(app, Role.SAFEGUARDING).get(address).text
    with app.app_context():
        events = events_about(session(), "pa-report", address.rstrip("/").rpartition("/")[2])
    assert [event.action for event in events] == ["pa-report.made", "pa-report.opened"]
    for role in set(Role) - {Role.SAFEGUARDING, Role.MANAGER}:
        assert staff(app, role).get(address).status_code == 404


def test_a_report_is_raised_finished_and_never_twice(app: Flask, talk: Pair) -> None:
    address, safe = reported(app, talk, words="He asked for my bank card."), staff(app, Role.SAFEGUARDING)
    for _ in range(2):
        safe.post(f"{address}concern")
    with app.app_context():
        assert len(session().scalars(select(ReferralRow)).all()) == 1
    assert safe.post(f"{address}done", data={"seen": "1", "done": "Rang her."}).status_code == 409
    assert safe.post(f"{address}done", data={"seen": "2", "done": "Rang her."}).status_code == 303


def test_a_personal_assistant_who_is_removed_is_out_of_sight_at_once(app: Flask, talk: Pair) -> None:
    with app.app_context():
        known = store.by_id(session(), talk.page)
        assert known is not None
    assert app.test_client().get(f"/personal-assistants/{known.short}").status_code == 200
    address = reported(app, talk)
    assert staff(app, Role.MANAGER).post(f"{address}remove").status_code == 303
    assert "This conversation has ended." in talk.seeker.get(talk.address).text
    assert say(talk.pa, talk, "Hello?") == 409
    assert app.test_client().get(f"/personal-assistants/{known.short}").status_code == 404


def test_whoever_leaves_ends_their_conversations(talk: Pair) -> None:
    assert talk.pa.post(f"/your-pages/pa/{talk.page}/leave").status_code == 303
    assert "This conversation has ended." in talk.seeker.get(talk.address).text


def test_neither_learns_who_the_other_is_before_both_agree(
    app: Flask, talk: Pair, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    say(talk.seeker, talk, "Canaryword from me.")
    say(talk.pa, talk, "And Canaryanswer from me.")
    talk.pa.post(f"{talk.address}share", data={"telephone": PRIVATE["telephone"], "email": "y"})
    talk.seeker.post(f"{talk.address}report", data={"once": uuid4().hex, "about": "money", "words": "Canaryreport"})
    deeds = ("", "share", "end", "report")
    to_seeker = "".join(talk.seeker.get(talk.address + deed).text for deed in deeds) + talk.seeker.get(LIST).text
    to_pa = "".join(talk.pa.get(talk.address + deed).text for deed in deeds if deed != "share") + talk.pa.get(LIST).text
    of_the_pa = (*PRIVATE.values(), "canary.pa@example.org", "960777")
    of_the_seeker = ("Canaryborn", "canary.seeker@example.org")
    assert [secret for secret in of_the_pa if secret in to_seeker] == []
    assert [secret for secret in of_the_seeker if secret in to_pa] == []
    posted = "".join(letter.subject + letter.body for letter in letters(app))
    everywhere = (*of_the_pa, *of_the_seeker, "Canaryword", "Canaryanswer", "Canaryreport", "Robin", "Ada")
    assert [secret for secret in everywhere if secret in posted] == []
    assert [secret for secret in everywhere if secret in caplog.text] == []


def test_bank_details_and_links_are_never_sent_whoever_agreed(app: Flask, talk: Pair) -> None:
    for side in (talk.pa, talk.seeker):
        side.post(f"{talk.address}share", data={"email": "y"})
    for words in ("Pay me: sort code 12-34-56", "see www.example.org/pay"):
        answer = talk.pa.post(f"{talk.address}say", data={"once": uuid4().hex, "words": words})
        assert answer.status_code == 422
        assert words in answer.text
    assert said_in(app, talk) == []


def test_nobody_writes_more_than_people_read_and_the_last_words_stay(talk: Pair) -> None:
    with mock.patch("app.pa_finder.views_messages.MOST_SAID", 1):
        assert say(talk.pa, talk, "One.") == 303
        answer = talk.pa.post(f"{talk.address}say", data={"once": uuid4().hex, "words": "And my second."})
    assert answer.status_code == 429
    assert "And my second." in answer.text


def test_talk_is_forgotten_half_a_year_after_its_last_word_unless_a_report_waits(app: Flask, talk: Pair) -> None:
    other = talking.pair(app, "second")
    say(talk.pa, talk, "Hello")
    reported(app, other)
    with time_machine.travel(now() + timedelta(days=184)), app.app_context():
        api.forgetting_talk().run()
        assert conversation_store.by_id(session(), talk.conversation) is None
        assert conversation_store.messages_of(session(), talk.conversation) == ()
        assert conversation_store.by_id(session(), other.conversation) is not None


def test_eight_who_write_at_once_are_all_heard(app: Flask, talk: Pair) -> None:
    app.test_client_class = FlaskClient
    words = [f"Message {number}." for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda each: say(talk.seeker, talk, each), words)) == {303}
    assert sorted(said_in(app, talk)) == words


def test_the_store_holds_no_word_of_it_in_the_clear(app: Flask, talk: Pair) -> None:
    say(talk.seeker, talk, "Canaryword from me.")
    talk.pa.post(f"{talk.address}share", data={"telephone": PRIVATE["telephone"]})
    with app.app_context():
        rows = [
            str(row)
            for table in ("pa_adverts", "pa_conversations", "pa_messages", "pa_reports")
            for row in session().connection().exec_driver_sql(f"SELECT * FROM {table}")
        ]
    assert not [row for row in rows if "Canaryword" in row or "960777" in row or "TS24" in row or "the sea" in row]


def test_the_safeguarding_officer_opens_the_conversation_from_the_case_and_that_is_on_record(
    app: Flask, talk: Pair
) -> None:
    say(talk.pa, talk, "Give me your bank card, or else.")
    report = reported(app, talk, about="unsafe", words="They frighten me.")
    with app.app_context():
        case = session().scalars(select(ReferralRow)).one().id
    officer, front_door = staff(app, Role.SAFEGUARDING), staff(app, Role.TRIAGE)
    assert f'href="{report}"' in officer.get(f"/staff/referrals/{case}").text
    assert "Give me your bank card" in officer.get(report).text
    assert report not in front_door.get(f"/staff/referrals/{case}").text
    with app.app_context():
        deeds = [event.action for event in events_about(session(), "pa-report", report.rstrip("/").rpartition("/")[2])]
    assert "pa-report.opened" in deeds
