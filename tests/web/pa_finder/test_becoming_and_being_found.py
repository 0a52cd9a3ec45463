"""Somebody becomes a PA: writes a page, is checked, is found while everything stands, and gives nothing away."""

from datetime import timedelta
from uuid import UUID

import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app import db
from app.accounts.domain import Role
from app.accounts.store import StaffAccount
from app.audit import api as audit
from app.kernel.clock import now, today
from app.messages.store import OutboxMessage
from app.pa_finder import api
from app.pa_finder.finding.search_store import SearchRow
from app.pa_finder.own.chores import warning_of_endings
from app.pa_finder.record.store import AssistantRow, CheckRow
from app.publishing import api as publishing
from app.publishing.store import VersionRow
from tests.staff import member_of_staff, signed_in
from tests.web.pa_finder.conftest import BOXES, CHECKS, SECRETS, Helper

FOUND = "/personal-assistants/found"


def look(client: FlaskClient, **asked: object) -> str:
    """Looks for somebody, and gives the page of what was found."""
    return client.get(asks(client, **asked)).text


def asks(client: FlaskClient, **asked: object) -> str:
    """Looks for somebody, and gives the address of what was found."""
    answer = client.post("/personal-assistants/", data=asked)
    assert answer.status_code == 303, answer.text
    address, _, search = answer.location.partition("?looking=")
    assert address == FOUND
    assert UUID(search).version == 4
    return answer.location


def test_somebody_becomes_a_pa_by_hand_and_is_found(amina: Helper, client: FlaskClient) -> None:
    amina.begin()
    assert amina.write() == 303
    assert amina.send() == 303
    amina.approve()
    for kind in CHECKS:
        assert "Amina" not in client.get(FOUND).text
        amina.show(kind)
    assert "Amina" in look(client)


def test_a_check_sent_twice_is_written_once_and_one_corrected_after_going_back_is_written(
    amina: Helper,
) -> None:
    amina.begin()
    form = {"once": "55555555-5555-4555-8555-555555555555", "evidence": "A card"}
    amina.show("insurance", **form)
    amina.show("insurance", **form)
    amina.show("insurance", **form | {"evidence": "The policy itself"})
    with amina.app.app_context():
        seen = db.session().scalars(select(CheckRow.evidence).where(CheckRow.profile_id == UUID(amina.id))).all()
    assert sorted(seen) == ["A card", "The policy itself"]


def test_whoever_is_new_comes_to_a_page_of_their_own_by_signing_in(client: FlaskClient) -> None:
    begun = client.post("/personal-assistants/become")
    assert begun.location == "/your-pages/pa/"
    assert client.get(begun.location).location.startswith("/your-pages/sign-in")


def test_what_is_wanting_or_leads_round_the_site_stops_a_page_and_is_explained(amina: Helper) -> None:
    amina.begin()
    assert amina.write(tasks=[], about="Ring me on 07700 900123", worked="Mrs Zebrowska of Leeds") == 303
    assert amina.send() == 422
    shown = amina.browser.get(amina.page).text
    assert "Tick at least one thing that you will do" in shown
    assert "07700 900123” looks like a way to reach you outside this site" in shown
    assert "Your surname stands there" in shown


def test_a_date_of_birth_that_is_none_is_asked_for_again(amina: Helper) -> None:
    amina.begin()
    assert amina.write(born=["soon", "", ""]) == 422


def test_a_day_that_is_none_is_asked_for_again_of_staff(amina: Helper) -> None:
    amina.become_visible()
    typed = {"kind": "dbs", "seen_on": "soon", "expires_on": "later", "evidence": "A paper", "counted": "2"}
    assert amina.keeper.post(f"/staff/personal-assistants/{amina.id}/checks", data=typed).status_code == 422


def test_a_check_that_ends_hides_the_page_by_itself(amina: Helper, client: FlaskClient) -> None:
    address = amina.become_visible()
    amina.show("right_to_work", expires_on=today().isoformat())
    assert client.get(address).status_code == 200
    with time_machine.travel(now() + timedelta(days=1), tick=False):
        assert client.get(address).status_code == 404
        assert "Amina" not in look(client)


def test_a_pa_is_written_to_once_before_a_check_ends(app: Flask, amina: Helper) -> None:
    amina.become_visible()
    amina.show("identity", expires_on=(today() + timedelta(days=20)).isoformat())
    app.config["PUBLIC_URL"] = "https://care.example.org"
    with app.app_context():
        for _ in range(2):
            warning_of_endings().run()
        told = [row for row in db.session().query(OutboxMessage) if "ends soon" in str(row.subject)]
    assert len(told) == 1


def test_a_pa_hides_the_page_and_shows_it_again(amina: Helper, client: FlaskClient) -> None:
    address = amina.become_visible()
    amina.browser.post(f"{amina.page}pause")
    assert client.get(address).status_code == 404
    amina.browser.post(f"{amina.page}resume")
    assert client.get(address).status_code == 200


def test_a_closed_account_takes_its_page_along(app: Flask, amina: Helper, client: FlaskClient) -> None:
    address = amina.become_visible()
    with app.app_context(), db.transaction() as writing:
        writing.get_one(StaffAccount, amina.staff.id).disabled = now()
    assert client.get(address).status_code == 404
    assert "Amina" not in look(client)


def test_staff_remove_a_pa_at_once_and_nobody_brings_them_back_by_approving(amina: Helper, client: FlaskClient) -> None:
    address = amina.become_visible()
    assert amina.keeper.post(f"/staff/personal-assistants/{amina.id}/remove").status_code == 303
    assert client.get(address).status_code == 404
    amina.write(about="I like mornings very much.")
    assert amina.send() == 303
    amina.approve()
    assert client.get(address).status_code == 404


def test_whoever_has_another_surname_shows_everything_again(amina: Helper, client: FlaskClient) -> None:
    address = amina.become_visible()
    assert amina.write(surname="Canary") == 303
    assert client.get(address).status_code == 404
    amina.show("identity")
    assert client.get(address).status_code == 404


def test_the_approved_page_stays_while_another_is_written(amina: Helper, client: FlaskClient) -> None:
    address = amina.become_visible()
    amina.write(about="I like evenings.")
    assert "I like mornings." in client.get(address).text


def test_nobody_overwrites_what_was_written_in_another_window(amina: Helper) -> None:
    amina.begin()
    seen = amina.seen()
    assert amina.write(about="First.") == 303
    late = amina.browser.post(f"{amina.page}all", data={**BOXES, "seen": seen, "about": "Second."})
    assert late.status_code == 409
    assert "First." in late.text
    assert "Second." in late.text


def test_another_pa_finds_no_page_of_hers(app: Flask, amina: Helper) -> None:
    amina.become_visible()
    other = signed_in(app, member_of_staff(app, "other@example.org", Role.PA))
    for page in ("", "all", "you", "preview", "leave"):
        assert other.get(amina.page + page).status_code == 404
    for press in ("all", "send", "pause", "leave"):
        assert other.post(amina.page + press).status_code == 404


def test_whoever_takes_a_page_away_is_forgotten_but_for_who_they_are(app: Flask, amina: Helper) -> None:
    amina.become_visible()
    amina.browser.post(f"{amina.page}leave")
    with app.app_context():
        row = db.session().query(AssistantRow).one()
        assert row.published is None
        assert "Canary Close" not in row.details
        assert "Zebrowska" in row.details
        with db.transaction() as writing:
            publishing.forget(writing, UUID(amina.id), None)
        assert db.session().query(AssistantRow).count() == db.session().query(CheckRow).count() == 0


def test_each_match_is_explained_and_nobody_is_left_out(amina: Helper, client: FlaskClient) -> None:
    amina.become_visible()
    page = look(client, tasks=["meals", "shopping", "company", "nights"], times=["0-morning"])
    assert "Can do 2 of the 4 things that you ticked; not: company and hobbies; staying the night." in page
    assert "Is free at all the times that you ticked." in page
    assert "Does none of the things that you ticked" in look(client, tasks=["nights"])


def test_a_woman_may_be_asked_for_only_with_intimate_help(amina: Helper, client: FlaskClient) -> None:
    amina.become_visible()
    refused = client.post("/personal-assistants/", data={"tasks": "shopping", "gender": "woman"})
    assert refused.status_code == 422
    assert "Is a woman." in look(client, tasks=["personal_care"], gender="woman")


def test_what_somebody_looks_for_is_in_no_address_and_can_be_forgotten(amina: Helper, client: FlaskClient) -> None:
    form = asks(client, tasks=["personal_care"], experience=["dementia"]).replace("found", "")
    assert 'value="personal_care" checked' in client.get(form).text
    assert "personal_care" not in str(client.get_cookie("looking", path="/personal-assistants"))
    client.post("/personal-assistants/forget")
    assert 'value="personal_care" checked' not in client.get(form).text


def test_two_windows_look_for_two_things_and_an_advert_takes_up_that_of_its_own(
    app: Flask, amina: Helper, client: FlaskClient
) -> None:
    amina.become_visible()
    washing, meals = asks(client, tasks=["personal_care"]), asks(client, tasks=["meals"])
    assert 'value="personal_care" checked' in client.get(washing.replace("found", "")).text
    assert 'value="meals" checked' in client.get(meals.replace("found", "")).text
    client.post("/personal-assistants/adverts/", data={"looking": washing.partition("=")[2]})
    written = client.get("/personal-assistants/adverts/write").text
    assert 'value="personal_care" checked' in written
    assert 'value="meals" checked' not in written


def test_a_search_opens_in_the_browser_that_asked_and_for_an_hour(app: Flask, client: FlaskClient) -> None:
    with time_machine.travel(now(), tick=False) as clock:
        search = asks(client, tasks=["personal_care"])
        assert app.test_client().get(search).status_code == 303
        assert client.get(search).status_code == 200
        clock.shift(timedelta(hours=1))
        assert client.get(search).status_code == 303
        with app.app_context():
            api.chores()[2].run()
            assert not db.session().query(SearchRow).count()


def test_no_page_of_a_pa_is_for_search_engines_unless_the_council_says_so(amina: Helper, client: FlaskClient) -> None:
    address = amina.become_visible()
    for page in (address, "/personal-assistants/", FOUND):
        assert client.get(page).headers["X-Robots-Tag"] == "noindex"
    assert address not in client.get("/sitemap.xml").text


def test_staff_who_open_a_pa_are_on_record(app: Flask, amina: Helper) -> None:
    amina.become_visible()
    assert "Zebrowska" in amina.keeper.get(f"/staff/personal-assistants/{amina.id}/").text
    with app.app_context():
        events = audit.events_about(db.session(), "personal-assistant", amina.id)
    assert events[-1].action == "pa.opened"


def test_nothing_private_of_a_pa_is_on_any_page_or_in_any_row_that_can_be_read(
    app: Flask, amina: Helper, client: FlaskClient
) -> None:
    address = amina.become_visible()
    seeker = signed_in(app, member_of_staff(app, "seeker@example.org", Role.SEEKER))
    for browser in (client, seeker):
        pages = [browser.get(page).text for page in (address, "/personal-assistants/", "/sitemap.xml", "/")]
        pages.append(look(browser, tasks=["meals"]))
        for secret in (*SECRETS, "Evidencecanary", "Kit Keeper"):
            assert not [page for page in pages if secret in page], secret
    with app.app_context():
        versions = " ".join(str(row.content) for row in db.session().query(VersionRow))
        sealed = db.session().connection().exec_driver_sql("SELECT details, published FROM pa_profiles").one()
    for secret in SECRETS:
        assert secret not in versions
        assert secret not in str(sealed)
