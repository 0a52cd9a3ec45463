"""Notices that a case changed: signed, never with what is in it, again until they are taken."""

import hashlib
import hmac
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from flask import Flask

from app.accounts.domain import Role
from app.case_systems.domain import Notice
from app.case_systems.webhook import NotTold, Receiver
from app.db import transaction
from app.kernel.clock import now
from app.referrals import api as referrals
from app.referrals.domain import Happened
from tests import case_system
from tests.case_system import SECRET, CaseSystem
from tests.staff import member_of_staff, signed_in
from tests.web.case_systems.conftest import send, work


def note(app: Flask, case: UUID) -> None:
    with app.app_context(), transaction() as session:
        referrals.note(session, case, Happened.NOTED, "Sam", "Rang.")


def test_a_case_that_was_sent_is_told_of_once_by_its_id_alone(app: Flask, system: CaseSystem, case: UUID) -> None:
    work(app)
    work(app)
    (got,) = system.got
    assert got.told == {
        "event": f"{case}.1",
        "type": "case.changed",
        "case": str(case),
        "number": 1,
        "address": f"http://127.0.0.1:8000/api/cases/{case}",
    }


def test_a_notice_is_signed_over_its_time_and_its_body(app: Flask, system: CaseSystem, case: UUID) -> None:
    work(app)
    (got,) = system.got
    signed = got.headers["Careway-Timestamp"].encode() + b"." + got.body
    assert got.headers["Careway-Signature"] == "v1=" + hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()


def test_each_change_is_told_with_a_higher_number(app: Flask, system: CaseSystem, case: UUID) -> None:
    work(app)
    note(app, case)
    work(app)
    assert [got.told["number"] for got in system.got] == [1, 2]


def test_a_notice_that_was_not_taken_is_sent_again_and_is_the_same(app: Flask, system: CaseSystem, case: UUID) -> None:
    system.lie = case_system.fails(500)
    work(app)
    system.lie = None
    with time_machine.travel(now() + timedelta(minutes=2)):
        work(app)
    first, second = system.got
    assert first.body == second.body
    assert first.headers["Careway-Event"] == second.headers["Careway-Event"]


def test_a_notice_that_nobody_takes_waits_for_staff_who_send_it_again(
    app: Flask, system: CaseSystem, case: UUID
) -> None:
    system.lie = case_system.fails(500)
    with time_machine.travel(now(), tick=False) as clock:
        for wait in (0, 1, 5, 15, 60, 120, 240, 480, 960, 1440):
            clock.shift(timedelta(minutes=wait, seconds=1))
            work(app)
    assert len(system.got) == 10
    manager = signed_in(app, member_of_staff(app, "sam@example.org", Role.MANAGER))
    page = manager.get("/staff/case-systems/").text
    assert "Tried 10 times. The last time: answered 500" in page
    assert "Canary" not in page
    system.lie = None
    assert manager.post(f"/staff/case-systems/{case}/again").status_code == 303
    work(app)
    assert len(system.got) == 11
    assert "told of every change" in manager.get("/staff/case-systems/").text
    assert manager.post(f"/staff/case-systems/{case}/again").status_code == 409


def test_one_case_that_is_not_taken_holds_up_no_other(app: Flask, system: CaseSystem, case: UUID) -> None:
    system.lie = case_system.fails(500)
    work(app)
    system.lie = None
    other = send(app)
    work(app)
    assert system.got[-1].told["case"] == str(other)


NOTICE = Notice(UUID(int=1), 1, 1)


@pytest.mark.parametrize(
    ("lie", "reason"),
    [
        (case_system.fails(500), "answered 500"),
        (case_system.fails(400), "answered 400"),
        (case_system.sends_to("http://169.254.169.254/"), "answered 307"),
        (case_system.hangs_up, "RemoteDisconnected"),
    ],
)
def test_whatever_is_not_a_yes_is_not_taken(
    system: CaseSystem, lie: Callable[[case_system.Handler], None], reason: str
) -> None:
    system.lie = lie
    with pytest.raises(NotTold, match=reason):
        Receiver(system.settings["CASE_SYSTEM_URL"], SECRET, allow_private=True).tell(NOTICE, "")


def test_a_redirect_is_not_followed(system: CaseSystem) -> None:
    with case_system.running() as elsewhere:
        system.lie = case_system.sends_to(elsewhere.address)
        with pytest.raises(NotTold):
            Receiver(system.settings["CASE_SYSTEM_URL"], SECRET, allow_private=True).tell(NOTICE, "")
        assert elsewhere.got == []


def test_an_answer_that_drips_is_not_waited_for(system: CaseSystem) -> None:
    system.lie = case_system.drips
    with pytest.raises(NotTold):
        Receiver(system.settings["CASE_SYSTEM_URL"], SECRET, allow_private=True, seconds=0.2).tell(NOTICE, "")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "[::1]", "10.0.0.1", "169.254.169.254"])
def test_our_own_network_is_told_nothing_unless_the_settings_say_so(system: CaseSystem, host: str) -> None:
    port = system.address.rpartition(":")[2]
    with pytest.raises(NotTold, match="private address"):
        Receiver(f"http://{host}:{port}/", SECRET).tell(NOTICE, "")
    assert system.got == []
