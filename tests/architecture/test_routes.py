"""Every route is named here with who may use it; a new one fails until somebody decides. Each is asked for real."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import Rule

from app.db import Base, session
from app.referrals.store import ReferralRow
from tests import sending, walking
from tests.staff import member_of_staff, signed_in

ANYONE, RESIDENT, SENDER, STAFF = "anyone", "a resident with a form", "whoever sent one", "staff"

AUDIENCES = {
    "static": ANYONE,
    "pages.start": ANYONE,
    "pages.accessibility": ANYONE,
    "pages.privacy": ANYONE,
    "pages.cookies": ANYONE,
    "pages.council_style": ANYONE,
    "pages.health": ANYONE,
    "language.choose": ANYONE,
    "directory.search": ANYONE,
    "directory.service": ANYONE,
    "directory_map.shown": ANYONE,
    "directory.calendar": ANYONE,
    "findable.robots": ANYONE,
    "findable.sitemap": ANYONE,
    "findable.part_of_sitemap": ANYONE,
    "helplines.listed": ANYONE,
    "problems.report": ANYONE,
    "problems.send": ANYONE,
    "problems.sent": ANYONE,
    "lists.shown": ANYONE,
    "lists.press": ANYONE,
    "lists.note": ANYONE,
    "lists.make_link": ANYONE,
    "lists.end_link": ANYONE,
    "lists.ask_where": ANYONE,
    "lists.send": ANYONE,
    "lists.sent": ANYONE,
    "lists.paper": ANYONE,
    "lists.pdf": ANYONE,
    "lists.ask_to_delete": ANYONE,
    "lists.delete": ANYONE,
    "lists.deleted": ANYONE,
    "shared_lists.shown": ANYONE,
    "shared_lists.paper": ANYONE,
    "shared_lists.take": ANYONE,
    "collections.listed": ANYONE,
    "collections.shown": ANYONE,
    "equipment.start": ANYONE,
    "equipment.listed": ANYONE,
    "guidance.rights": ANYONE,
    "guidance.free": ANYONE,
    "guidance.paying": ANYONE,
    "guidance.benefits": ANYONE,
    "guidance.budgets": ANYONE,
    "guidance.after_you_ask": ANYONE,
    "guidance.advocacy": ANYONE,
    "guidance.complaints": ANYONE,
    "guidance.caring": ANYONE,
    "guidance.parents": ANYONE,
    "guidance.young": ANYONE,
    "guidance.words": ANYONE,
    "caring.emergency_plan": ANYONE,
    "caring.fill_in": ANYONE,
    "caring.keep": ANYONE,
    "assessment.before": ANYONE,
    "assessment.change_way": RESIDENT,
    "assessment.signpost_read": RESIDENT,
    "assessment.start": ANYONE,
    "returning.with_code": ANYONE,
    "returning.open_with_code": ANYONE,
    "returning.start_with": ANYONE,
    "returning.leave": ANYONE,
    "returning.deleted": ANYONE,
    "returning.leaving": ANYONE,
    "returning.try_leaving": ANYONE,
    "referrals.ask": ANYONE,
    "referrals.start_asking": ANYONE,
    "referrals.where": ANYONE,
    "referrals.leave": ANYONE,
    "open_data.explained": ANYONE,
    "open_data_files.download": ANYONE,
    "open_data_3.about": ANYONE,
    "open_data_3.openapi": ANYONE,
    "open_data_3.services": ANYONE,
    "open_data_3.service": ANYONE,
    "open_data_3.taxonomies": ANYONE,
    "open_data_3.taxonomy": ANYONE,
    "open_data_3.taxonomy_terms": ANYONE,
    "open_data_3.taxonomy_term": ANYONE,
    "open_data_3.organizations": ANYONE,
    "open_data_3.organization": ANYONE,
    "open_data_3.service_at_locations": ANYONE,
    "open_data_3.service_at_location": ANYONE,
    "open_data_1.openapi": ANYONE,
    "open_data_1.services": ANYONE,
    "open_data_1.service": ANYONE,
    "open_data_1.taxonomies": ANYONE,
    "open_data_1.taxonomy": ANYONE,
    "open_data_1.vocabularies": ANYONE,
    "open_data_1.organizations": ANYONE,
    "open_data_1.organization": ANYONE,
    "open_data_1.locations": ANYONE,
    "open_data_1.location": ANYONE,
    "accounts.sign_in": ANYONE,
    "assessment.code": RESIDENT,
    "assessment.resume": RESIDENT,
    "assessment.ask": RESIDENT,
    "assessment.answer": RESIDENT,
    "assessment.check": RESIDENT,
    "assessment.card_read": RESIDENT,
    "assessment.result": RESIDENT,
    "assessment.choose_ideas": RESIDENT,
    "assessment.ideas": RESIDENT,
    "assessment.want_assessment": RESIDENT,
    "returning.not_now": RESIDENT,
    "returning.say_why": RESIDENT,
    "returning.stopped": RESIDENT,
    "returning.stay_open": RESIDENT,
    "keeping.keep": RESIDENT,
    "keeping.send_link": RESIDENT,
    "keeping.link_sent": RESIDENT,
    "keeping.answers": RESIDENT,
    "keeping.answers_as_text": RESIDENT,
    "returning.ask_to_delete": RESIDENT,
    "returning.delete": RESIDENT,
    "plan.shown": RESIDENT,
    "plan.press": RESIDENT,
    "plan.keep_suggested": RESIDENT,
    "plan.paper": RESIDENT,
    "plan.pdf": RESIDENT,
    "plan.day": RESIDENT,
    "plan.keep_day": RESIDENT,
    "plan.disagree": RESIDENT,
    "plan.keep_disagreement": RESIDENT,
    "referrals.resume": RESIDENT,
    "referrals.fill_in": RESIDENT,
    "referrals.keep": RESIDENT,
    "referrals.check": RESIDENT,
    "referrals.send": RESIDENT,
    "referrals.sent": SENDER,
    "referrals.copy": SENDER,
    "referrals.copy_as_text": SENDER,
    "referrals.status": SENDER,
    "referrals.add": SENDER,
    "referrals.add_words": SENDER,
    "referrals.withdraw": SENDER,
    "referrals.withdraw_now": SENDER,
    "staff_collections.listed": STAFF,
    "staff_collections.begin": STAFF,
    "staff_collections.write_first": STAFF,
    "staff_collections.opened": STAFF,
    "staff_collections.write": STAFF,
    "staff_collections.publish": STAFF,
    "staff_collections.withdraw": STAFF,
    "staff_collections.version": STAFF,
    "staff_collections.restore": STAFF,
    "staff_lists.start": STAFF,
    "staff_lists.work": STAFF,
    "staff_lists.send": STAFF,
    "staff_lists.sent": STAFF,
    "spreadsheets.listed": STAFF,
    "spreadsheets.upload": STAFF,
    "spreadsheets.columns": STAFF,
    "spreadsheets.match": STAFF,
    "spreadsheets.shown": STAFF,
    "spreadsheets.take": STAFF,
    "spreadsheets.match_again": STAFF,
    "spreadsheets.undo": STAFF,
    "spreadsheets.drop": STAFF,
    "accounts.who": STAFF,
    "accounts.sign_out": STAFF,
    "accounts.change_password": STAFF,
    "assessment_map.shown": STAFF,
    "assessment_map.table": STAFF,
    "council_helplines.listed": STAFF,
    "council_problems.listed": STAFF,
    "council_problems.opened": STAFF,
    "council_problems.finish": STAFF,
    "listings.listed": STAFF,
    "listings.opened": STAFF,
    "listings.keep_back": STAFF,
    "sources.listed": STAFF,
    "sources.ask_to_add": STAFF,
    "sources.add": STAFF,
    "sources.shown": STAFF,
    "sources.ask_to_change": STAFF,
    "sources.change": STAFF,
    "sources.pause": STAFF,
    "sources.resume": STAFF,
    "sources.fetch": STAFF,
    "sources.run": STAFF,
    "sources.allow": STAFF,
    "sources.refuse": STAFF,
    "duplicates.listed": STAFF,
    "duplicates.decided": STAFF,
    "duplicates.decide": STAFF,
    "listing_words.find": STAFF,
    "listing_words.shown": STAFF,
    "listing_words.write": STAFF,
    "listing_words.decide": STAFF,
    "thesaurus.listed": STAFF,
    "thesaurus.entry": STAFF,
    "thesaurus.change": STAFF,
    "thesaurus.begin": STAFF,
    "thesaurus.add": STAFF,
    "thesaurus.retire": STAFF,
    "thesaurus.restore": STAFF,
    "thesaurus.ranking": STAFF,
    "council_referrals.listed": STAFF,
    "council_referrals.opened": STAFF,
    "council_referrals.look": STAFF,
    "council_referrals.decide": STAFF,
    "council_referrals.close": STAFF,
}

FILLED = {
    "press": "keep",
    "paper": "pack",
    "size": "large",
    "question_id": "hygiene",
    "step": "name",
    "source": "sample",
    "id": "none",
    "filename": "careway.css",
    "run_id": "1",
    "pair_id": "1",
    "verdict": "left",
    "whose": "ours",
    "field": "name",
    "file": "directory.json",
    "slug": "falls",
    "number": "1",
    "link_id": "00000000-0000-4000-8000-000000000000",
    "referral_id": "00000000-0000-4000-8000-000000000000",
    "spreadsheet_id": "00000000-0000-4000-8000-000000000000",
    "problem_id": "00000000-0000-4000-8000-000000000000",
}

# Leaving must never fail, not even with an old token; all it changes is which form this browser holds open.
LEAVING = {"/assessment/leave", "/council/leave"}

# What a GET may add to: rows that only ever grow.
GROW = {"audit_events", "audit_head"}


def requests_of(app: Flask, audience: str) -> list[tuple[str, str]]:
    """Every method and address that an audience may use, with something in the place of each name."""
    rules = (rule for rule in app.url_map.iter_rules() if AUDIENCES.get(rule.endpoint) == audience)
    return [(method, _address(rule)) for rule in rules for method in sorted(rule.methods & {"GET", "POST"})]


def _address(rule: Rule) -> str:
    path = rule.rule
    for name in rule.arguments:
        path = path.replace(f"<{name}>", FILLED[name]).replace(f":{name}>", f">{FILLED[name]}")
    return path.replace("<path>", "").replace("<uuid>", "").replace("<int>", "")


def test_every_route_has_an_audience(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(AUDIENCES)


def test_whoever_is_not_signed_in_gets_nothing_of_the_staff(app: Flask) -> None:
    for method, address in requests_of(app, STAFF):
        answer = app.test_client().open(address, method=method)
        assert answer.status_code in {302, 303, 403}, f"{method} {address}: {answer.status_code}"
        assert "/staff/sign-in" in (answer.location or answer.text)


@pytest.mark.parametrize("audience", [RESIDENT, SENDER])
def test_whoever_holds_no_form_gets_nothing_of_anybodys(app: Flask, audience: str) -> None:
    other = app.test_client()
    sending.ask(other)
    sending.send(other, name={"name": "Canary Gwendolen"})
    for method, address in requests_of(app, audience):
        answer = app.test_client().open(address, method=method)
        assert answer.status_code in {302, 303, 403, 404}, f"{method} {address}: {answer.status_code}"
        assert "Canary" not in answer.text


def test_a_form_without_its_token_is_refused_everywhere(make_app) -> None:
    app = make_app()
    staff = signed_in(app, member_of_staff(app))
    for audience in (ANYONE, RESIDENT, SENDER, STAFF):
        for method, address in requests_of(app, audience):
            if method == "POST" and address not in LEAVING:
                assert staff.post(address).status_code == 400, address


@pytest.fixture
def everything_open(app: Flask) -> list[FlaskClient]:
    """A resident with a finished form, one who has sent theirs, and a member of staff who may open it."""
    resident, sender = app.test_client(), app.test_client()
    walking.start(resident)
    walking.finish(resident, hygiene="needs_help")
    resident.get("/assessment/result")  # counts, once for each form, the needs that nothing answers
    sending.ask(sender)
    sending.send(sender)
    return [resident, sender, signed_in(app, member_of_staff(app))]


def test_a_get_changes_nothing_but_the_audit(app: Flask, everything_open: list[FlaskClient]) -> None:
    with app.app_context():
        sent = session().scalars(select(ReferralRow)).one()
    pages = [
        address for audience in (ANYONE, RESIDENT, SENDER, STAFF) for method, address in requests_of(app, audience)
    ]
    before = _content(app)
    for client in everything_open:
        for address in pages:
            client.get(address.replace(FILLED["referral_id"], str(sent.id))).close()
    assert _content(app) == before


def _content(app: Flask) -> dict[str, list[tuple[object, ...]]]:
    with app.app_context():
        connection = session().connection()
        return {
            name: sorted(map(tuple, connection.exec_driver_sql(f"SELECT * FROM {name}")), key=repr)
            for name in Base.metadata.tables
            if name not in GROW
        }
