"""Keeping a page together: inviting, handing over, leaving, and whom an invitation serves."""

from contextlib import ExitStack
from unittest import mock
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.accounts.domain import Role, Staff
from app.db import session, transaction
from app.kernel.clock import now, today
from app.listings.claims import claiming, editors
from app.listings.domain import Group, as_json
from app.listings.micro_enterprises import store
from app.listings.micro_enterprises.seen import Check, What
from app.publishing import api as publishing
from app.publishing.domain import Kind
from tests.mailed import comes_in, letters, links, somebody
from tests.staff import signed_in

INVITATION = r"/your-pages/invitations/\w+"
BEA = "bea@example.org"


@pytest.fixture
def dana(app: Flask) -> Staff:
    return somebody(app)


@pytest.fixture
def page_id(app: Flask, dana: Staff) -> UUID:
    """A page that Dana keeps alone and that the public reads."""
    with app.app_context(), transaction() as writing:
        content = as_json(Group(name="Walkers"))
        return publishing.begin(writing, Kind.LISTING, "Walkers", dana.id, content, already_public=True).id


@pytest.fixture
def browser(app: Flask, dana: Staff) -> FlaskClient:
    return signed_in(app, dana)


def owners(app: Flask, page_id: UUID) -> list[int]:
    with app.app_context():
        return list(publishing.owners(session(), page_id))


def invited(app: Flask, browser: FlaskClient, page_id: UUID, **ticked: str) -> str:
    """Invites Bea, and gives the link that she gets."""
    answer = browser.post(f"/your-pages/{page_id}/editors/invite", data={"email": "Bea@example.org", **ticked})
    assert answer.status_code == 303
    return links(app, INVITATION)[-1]


def test_whoever_is_invited_signs_in_and_keeps_the_page_too(
    app: Flask, client: FlaskClient, dana: Staff, browser: FlaskClient, page_id: UUID
) -> None:
    link = invited(app, browser, page_id)
    assert client.get(link).location == f"/your-pages/sign-in?next={link}"
    assert comes_in(app, client, BEA, link, "Bea") == link
    assert "Do you want to keep this page?" in client.get(link).text
    assert owners(app, page_id) == [dana.id]
    assert [client.post(link).status_code for _ in range(2)] == [303, 404]
    assert owners(app, page_id) == [dana.id, somebody(app, BEA).id]


def test_an_invitation_serves_nobody_but_the_address_that_it_went_to(
    app: Flask, browser: FlaskClient, page_id: UUID
) -> None:
    link = invited(app, browser, page_id)
    eve = signed_in(app, somebody(app, "eve@example.org", "Eve"))
    assert "another address" in eve.get(link).text
    assert eve.post(link).status_code == 404
    assert len(owners(app, page_id)) == 1


def test_a_page_is_handed_over_when_the_other_accepts(app: Flask, browser: FlaskClient, page_id: UUID) -> None:
    link = invited(app, browser, page_id, hands_over="y")
    bea = somebody(app, BEA, "Bea")
    signed_in(app, bea).post(link)
    assert owners(app, page_id) == [bea.id]
    assert browser.get(f"/your-pages/{page_id}/editors/").status_code == 404


def test_what_staff_saw_of_one_keeper_is_not_said_of_the_next(
    app: Flask, browser: FlaskClient, dana: Staff, page_id: UUID
) -> None:
    seen = Check(uuid4(), page_id, What.INSURANCE, "", "original", today(), None, dana.id, Role.MANAGER, now())
    with app.app_context(), transaction() as writing:
        store.add(writing, seen)
    signed_in(app, somebody(app, BEA, "Bea")).post(invited(app, browser, page_id, hands_over="y"))
    with app.app_context():
        assert [check.withdrawn for check in store.checks_of(session(), page_id)] == [True]


def test_an_invitation_that_was_taken_back_is_over(app: Flask, browser: FlaskClient, page_id: UUID) -> None:
    link = invited(app, browser, page_id)
    shown = browser.get(f"/your-pages/{page_id}/editors/").text
    invitation = shown.partition('name="invitation" value="')[2].partition('"')[0]
    browser.post(f"/your-pages/{page_id}/editors/take-back", data={"invitation": invitation})
    assert signed_in(app, somebody(app, BEA)).post(link).status_code == 404


def test_the_last_one_hands_over_or_takes_the_page_down(app: Flask, browser: FlaskClient, page_id: UUID) -> None:
    late = browser.post(f"/your-pages/{page_id}/editors/leave")
    assert late.status_code == 409
    assert "Take the page down and leave" in late.text
    assert browser.post(f"/your-pages/{page_id}/editors/close").status_code == 303
    assert owners(app, page_id) == []


def test_another_editor_is_taken_off_and_told_and_nobody_else_can_do_it(
    app: Flask, dana: Staff, browser: FlaskClient, page_id: UUID
) -> None:
    bea = somebody(app, BEA, "Bea")
    stranger = signed_in(app, somebody(app, "eve@example.org", "Eve"))
    with app.app_context(), transaction() as writing:
        publishing.add_owner(writing, page_id, bea.id, dana.id)
    off = f"/your-pages/{page_id}/editors/remove"
    assert stranger.post(off, data={"editor": bea.id}).status_code == 404
    assert browser.post(off, data={"editor": bea.id}).status_code == 303
    assert owners(app, page_id) == [dana.id]


def test_the_page_of_a_personal_assistant_is_theirs_alone(app: Flask) -> None:
    pat = somebody(app, "pat@example.org", "Pat", Role.COMMUNITY_EDITOR)
    with app.app_context(), transaction() as writing:
        page = publishing.begin(writing, Kind.PA, "Pat", pat.id, {})
    assert signed_in(app, pat).get(f"/your-pages/{page.id}/editors/").status_code == 404


def test_no_letter_of_ours_leads_a_stranger_where_somebody_else_wants(
    app: Flask, dana: Staff, browser: FlaskClient
) -> None:
    with app.app_context(), transaction() as writing:
        trap = "Your account is locked.\n\nGo to https://evil.example.org/council now"
        page = publishing.begin(writing, Kind.LISTING, trap, dana.id, as_json(Group(name=trap)))
    invited(app, browser, page.id)
    [(_, words)] = letters(app)
    assert "evil" not in words
    assert "Dana Wills asks you to keep the page of a group in" in words


def test_nobody_has_us_write_to_many_strangers_by_beginning_many_pages(
    app: Flask, dana: Staff, browser: FlaskClient
) -> None:
    limits = (("MOST_INVITED", editors), ("MOST_BEGUN_A_DAY", claiming))
    with ExitStack() as few:
        for name, module in limits:
            few.enter_context(mock.patch.object(module, name, 2))
        answers = [browser.post("/your-pages/claims/new", data={"name": f"Prize {n}", "different": "y"}) for n in "123"]
        assert [answer.status_code for answer in answers] == [303, 303, 429]
        with app.app_context():
            pages = publishing.pages_of(session(), dana.id)
        pages = (*pages, pages[0])
        written = [
            browser.post(f"/your-pages/{page.id}/editors/invite", data={"email": f"a{n}@example.org"}).status_code
            for n, page in enumerate(pages)
        ]
    assert written == [303, 303, 429]


def test_an_editor_of_a_number_that_no_account_has_is_nobody(browser: FlaskClient, page_id: UUID) -> None:
    assert browser.post(f"/your-pages/{page_id}/editors/remove", data={"editor": "9" * 20}).status_code == 404
