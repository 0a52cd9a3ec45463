"""The page of helplines, and the staff's warning."""

import time_machine
from flask import Flask
from flask.testing import FlaskClient

from app.accounts.domain import Role
from app.helplines.api import everyone
from tests.staff import member_of_staff, signed_in


def test_everybody_finds_the_helplines_by_theme_with_the_day_they_were_looked_up(client: FlaskClient) -> None:
    page = client.get("/helplines/").text
    assert page.index('id="emergency"') < page.index("Samaritans") < page.index('id="money"')
    assert 'href="tel:116123"' in page
    assert "Listed here on Sunday 22 November 2026." in page


def test_the_foot_of_every_page_leads_to_them(client: FlaskClient) -> None:
    assert 'href="/helplines/"' in client.get("/").text


def test_staff_are_warned_after_six_months(app: Flask) -> None:
    with time_machine.travel("2027-05-21T12:00:00+00:00", tick=False):
        page = signed_in(app, member_of_staff(app)).get("/staff/helplines/").text
        assert "Look it up again" not in page
    with time_machine.travel("2027-05-22T12:00:00+00:00", tick=False):
        page = signed_in(app, member_of_staff(app, "kim@example.org")).get("/staff/helplines/").text
        assert "helplines have to be looked up again" in page
        assert "Look it up again" in page


def test_every_page_of_whoever_keeps_the_directory_counts_the_helplines_to_look_up(app: Flask) -> None:
    many = len(everyone())
    counted = f'careway-navigation__waiting">{many}<span class="govuk-visually-hidden"> to do</span>'
    with time_machine.travel("2027-05-21T12:00:00+00:00", tick=False):
        assert "careway-navigation__waiting" not in signed_in(app, member_of_staff(app)).get("/staff/problems/").text
    with time_machine.travel("2027-05-22T12:00:00+00:00", tick=False):
        editor = signed_in(app, member_of_staff(app, "kim@example.org"))
        assert counted in editor.get("/staff/problems/").text
        assert counted in editor.get("/staff/lists/").text
        adviser = signed_in(app, member_of_staff(app, "lee@example.org", Role.ADVISER))
        assert "careway-navigation__waiting" not in adviser.get("/staff/lists/").text
