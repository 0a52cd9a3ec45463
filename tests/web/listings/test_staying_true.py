"""A listing stays true: its people are asked, one press keeps it, staff ring, openings are counted, letters go once."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask, Response
from flask.testing import FlaskClient
from sqlalchemy import select

from app.audit.store import AuditEvent
from app.db import session, transaction
from app.directory import api as directory
from app.directory.api import Said, Word
from app.listings.domain import Pause
from app.listings.letters import writing
from app.listings.post import post
from app.listings.public import publication
from app.listings.still_right import reminding
from app.listings.use import openings, uses
from app.listings.use.uses import UseRow
from app.messages.store import OutboxMessage
from tests.own_listing import LAKESIDE, WALK, Keeper, keeper
from tests.staff import member_of_staff, signed_in

FEED = Path(__file__).parents[2] / "fixtures" / "feeds" / "small.json"
LUNCH, WHERE = ("small", "lunch"), "/directory/service/small/lunch"
BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
ASKED = datetime(2026, 11, 22, 9, tzinfo=UTC)
WEEK = timedelta(weeks=1)


@pytest.fixture
def clock() -> time_machine.Traveller:
    with time_machine.travel(ASKED, tick=False) as traveller:
        yield traveller


@pytest.fixture
def small(app: Flask, clock: time_machine.Traveller) -> Flask:
    """A directory with a lunch club that names its address and was last checked in May, and two listings without."""
    take_in(app)
    return app


def take_in(app: Flask, file: Path = FEED) -> None:
    result = app.test_cli_runner().invoke(args=["directory", "import", str(file), "--source", "small"])
    assert result.exit_code == 0, result.output


def work(app: Flask, *chores: Callable[[], object]) -> None:
    """Does what the worker does, where no request tells it anything."""
    for chore in chores:
        with app.app_context():
            chore()


def letters(app: Flask) -> list[tuple[str, str, str]]:
    """Every letter that was written: to whom, its subject and its words."""
    with app.app_context():
        rows = session().scalars(select(OutboxMessage).order_by(OutboxMessage.written))
        return [(row.to, row.subject, row.body) for row in rows]


def link_in(words: str) -> str:
    found = re.search(r"/groups/still-right/\?link=(\w+)", words)
    assert found
    return found[1]


@pytest.fixture
def link(small: Flask) -> str:
    """What opens the page, out of the first letter."""
    work(small, reminding.ask)
    return link_in(letters(small)[0][2])


def on_record(app: Flask) -> list[str]:
    with app.app_context():
        return list(session().scalars(select(AuditEvent.action).order_by(AuditEvent.number)))


def opened(app: Flask, times: int) -> None:
    with app.app_context(), transaction() as writing:
        uses.add(writing, LUNCH, date(2026, 11, 1), uses.Use(opened=times))


def test_its_people_are_asked_three_times_at_most_and_never_twice_for_one_letter(
    small: Flask, clock: time_machine.Traveller
) -> None:
    for days in (0, 1, 13, 14, 15, 27, 28, 29, 60):
        clock.move_to(ASKED + timedelta(days=days))
        work(small, reminding.ask, reminding.ask_again, reminding.ask, reminding.ask_again)
    assert [to for to, _, _ in letters(small)] == ["hello@lunch.example.org"] * 3
    with small.app_context():
        days = [row.written.date() for row in session().scalars(select(OutboxMessage).order_by(OutboxMessage.written))]
    assert days == [date(2026, 11, 22), date(2026, 12, 6), date(2026, 12, 20)]


def test_a_worker_that_is_stopped_while_it_writes_has_asked_nobody(
    small: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = post.send

    def stopped(*arguments: object, **values: object) -> None:
        send(*arguments, **values)
        raise KeyboardInterrupt

    monkeypatch.setattr(post, "send", stopped)
    with pytest.raises(KeyboardInterrupt):
        work(small, reminding.ask)
    monkeypatch.undo()
    assert not letters(small)
    work(small, reminding.ask)
    assert len(letters(small)) == 1


def test_who_does_not_answer_is_asked_again_after_the_interval(small: Flask, clock: time_machine.Traveller) -> None:
    work(small, reminding.ask)
    clock.move_to(datetime(2027, 5, 23, 9, tzinfo=UTC))
    work(small, reminding.ask)
    assert len(letters(small)) == 2


def test_to_open_the_link_changes_nothing_and_to_press_says_everywhere_that_it_was_checked(
    small: Flask, client: FlaskClient, link: str, clock: time_machine.Traveller
) -> None:
    shown = client.get(f"/groups/still-right/?link={link}")
    assert "Thursday lunch club" in shown.text
    assert "1 May 2026" in client.get(WHERE).text
    client.post("/groups/still-right/", data={"link": link, "right": "small/lunch"})
    clock.shift(timedelta(seconds=6))
    assert "Thank you" in client.get(f"/groups/still-right/?link={link}").text
    assert "Last checked on Sunday 22 November 2026" in client.get(WHERE).text
    assert "Last checked on Sunday 22 November 2026" in client.get("/directory/?q=lunch").text
    with small.app_context():
        assert directory.listing(*LUNCH).assured_date == date(2026, 11, 22)
    assert "listing.still-right" in on_record(small)


def test_a_press_ends_the_letters(small: Flask, client: FlaskClient, link: str, clock: time_machine.Traveller) -> None:
    client.post("/groups/still-right/", data={"link": link, "right": "all"})
    clock.shift(5 * WEEK)
    work(small, reminding.ask, reminding.ask_again)
    assert len(letters(small)) == 1


def test_who_wants_no_letters_gets_none(
    small: Flask, client: FlaskClient, link: str, clock: time_machine.Traveller
) -> None:
    assert (
        "shall not ask again"
        in client.post("/groups/still-right/no-more", data={"link": link}, follow_redirects=True).text
    )
    for weeks in (2, 4, 40):
        clock.move_to(ASKED + weeks * WEEK)
        work(small, reminding.ask, reminding.ask_again, reminding.forget)
    assert len(letters(small)) == 1


def test_a_link_that_is_not_whole_or_has_ended_says_what_to_do(
    client: FlaskClient, link: str, clock: time_machine.Traveller
) -> None:
    for wrong in ("", "ABC", "0" * 26):
        answer = client.post("/groups/still-right/", data={"link": wrong, "right": "all"})
        assert answer.status_code == 404
        assert "no longer works" in answer.text
    clock.shift(13 * WEEK)
    assert client.get(f"/groups/still-right/?link={link}").status_code == 404


def test_a_link_confirms_no_other_listing(small: Flask, client: FlaskClient, link: str) -> None:
    client.post("/groups/still-right/", data={"link": link, "right": "small/walk"})
    with small.app_context():
        assert directory.listing("small", "walk").assured_date is None


def test_what_was_confirmed_outlives_an_import_until_its_feed_looks_later(
    small: Flask, client: FlaskClient, link: str, tmp_path: Path
) -> None:
    client.post("/groups/still-right/", data={"link": link, "right": "all"})
    take_in(small)
    with small.app_context():
        assert directory.listing(*LUNCH).assured_date == date(2026, 11, 22)
    feed = json.loads(FEED.read_text())
    feed["contents"][0]["assured_date"] = "2026-11-23"
    (tmp_path / "later.json").write_text(json.dumps(feed))
    with time_machine.travel(ASKED + WEEK):
        take_in(small, tmp_path / "later.json")
        with small.app_context():
            assert directory.listing(*LUNCH).assured_date == date(2026, 11, 23)


def test_staff_ring_about_what_people_open_and_each_press_is_on_record(small: Flask) -> None:
    opened(small, 12)
    staff = signed_in(small, member_of_staff(small))
    listed = staff.get("/staff/pages-to-ring/").text
    assert "Thursday lunch club" in listed
    assert "Slow walks" not in listed  # nobody opens it
    staff.post("/staff/pages-to-ring/small/lunch", data={"heard": "gone", "seen": "0"})
    assert staff.get(WHERE).status_code == 410
    take_in(small)
    assert staff.get(WHERE).status_code == 410, "an import must not bring back what staff know to be gone"
    staff.post("/staff/pages-to-ring/small/lunch", data={"heard": "right", "seen": "1"})
    assert "teesbank.example.org" in staff.get(WHERE).text
    assert "Thursday lunch club" not in staff.get("/staff/pages-to-ring/").text
    assert on_record(small)[-2:] == ["listing.rang-gone", "listing.rang-right"]


def test_of_two_colleagues_who_ring_at_once_one_is_told(small: Flask) -> None:
    opened(small, 12)
    staff = signed_in(small, member_of_staff(small))
    staff.post("/staff/pages-to-ring/small/lunch", data={"heard": "changed", "seen": "0"})
    late = staff.post("/staff/pages-to-ring/small/lunch", data={"heard": "gone", "seen": "0"})
    assert late.status_code == 409
    assert "Changed: put it right" in late.text
    assert staff.get(WHERE).status_code == 200


def test_openings_by_people_are_counted_once_wherever_the_worker_is_stopped(
    small: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for agent in (BROWSER, BROWSER, {"User-Agent": "Googlebot/2.1"}, {"User-Agent": ""}):
        client.get(WHERE, headers=agent)
    client.get(WHERE, headers=BROWSER | {"Sec-Purpose": "prefetch;prerender"})
    FlaskClient(small, Response).head(WHERE, headers=BROWSER)
    work(small, openings.take)
    monkeypatch.setattr(Path, "unlink", _stop)
    with pytest.raises(KeyboardInterrupt):
        work(small, openings.take)
    monkeypatch.undo()
    work(small, openings.take, openings.take)
    with small.app_context():
        assert [(row.service_id, row.opened) for row in session().scalars(select(UseRow))] == [("lunch", 2)]


def _stop(_: Path) -> None:
    raise KeyboardInterrupt


def test_whether_it_helped_needs_no_cookie_and_keeps_nothing_of_who(make_app, clock: time_machine.Traveller) -> None:
    app = make_app()  # with the check of forms
    take_in(app)
    nobody = app.test_client(use_cookies=False)
    assert nobody.post("/groups/helpful/small/lunch", data={"helped": "yes"}).status_code == 303
    elsewhere = nobody.post(
        "/groups/helpful/small/lunch", data={"helped": "yes"}, headers={"Origin": "https://elsewhere.example.org"}
    )
    assert elsewhere.status_code == 404
    with app.app_context():
        kept = [(row.helped, row.did_not_help) for row in session().scalars(select(UseRow))]
        assert kept == [(1, 0)]
        assert set(UseRow.__table__.columns.keys()) == {
            *("source", "service_id", "month", "opened", "helped", "did_not_help")
        }


@pytest.fixture
def lakeside(app: Flask, clock: time_machine.Traveller) -> Keeper:
    """A group whose page is public."""
    walk = replace(WALK, ends_on="5 December 2026", pauses=(Pause("16 November 2026", "24 November 2026"),))
    return public(keeper(app, replace(LAKESIDE, services=(walk,))))


def public(kept: Keeper) -> Keeper:
    with kept.app.test_request_context(), transaction() as writing_:
        publication.publish(writing_, kept.page_id, kept.draft())
    return kept


def test_a_paused_listing_says_until_when_and_its_people_are_told_once_of_what_comes(lakeside: Keeper) -> None:
    page = lakeside.browser.get(f"/directory/service/community/{WALK.id}")
    assert "Closed until Tuesday 24 November 2026" in page.text
    work(lakeside.app, writing.tell_what_comes, writing.tell_what_comes)
    told = letters(lakeside.app)
    assert {to for to, _, _ in told} == {"bea@example.org"}
    assert sorted(subject for _, subject, _ in told) == [
        "Slow walk: its last day is Saturday 5 December 2026",
        "Slow walk: people find it open again from Wednesday 25 November 2026",
    ]


def test_those_who_keep_a_page_are_asked_at_their_own_address(lakeside: Keeper, clock: time_machine.Traveller) -> None:
    lakeside.write(LAKESIDE)
    public(lakeside)
    clock.move_to(datetime(2027, 5, 1, 9, tzinfo=UTC))
    work(lakeside.app, reminding.ask)
    (to, _, words) = letters(lakeside.app)[0]
    assert to == "bea@example.org"
    lakeside.app.test_client().post("/groups/still-right/", data={"link": link_in(words), "right": "all"})
    with lakeside.app.app_context():
        assert directory.listing("community", WALK.id).assured_date == date(2027, 5, 1)


def test_a_letter_a_month_goes_once_to_those_who_keep_the_page_and_tells_no_small_number(
    lakeside: Keeper, clock: time_machine.Traveller
) -> None:
    with lakeside.app.app_context(), transaction() as session_:
        uses.add(session_, ("community", WALK.id), date(2026, 11, 1), uses.Use(opened=41, helped=3, did_not_help=7))
    clock.move_to(datetime(2026, 12, 2, 9, tzinfo=UTC))
    work(lakeside.app, writing.write_letters, writing.write_letters)
    (to, subject, words) = letters(lakeside.app)[0]
    assert (to, len(letters(lakeside.app))) == ("bea@example.org", 1)
    assert subject == "Lakeside Walkers: how your page did in November 2026"
    assert "41 times" in words
    address = f"/your-pages/letters/{lakeside.page_id}/2026-11"
    assert address in words
    read = signed_in(lakeside.app, lakeside.staff).get(address).text
    assert "fewer than 5" in read
    assert "3" not in re.findall(r"<strong>([^<]*)</strong>", read)
    other = member_of_staff(lakeside.app, "other@example.org")
    assert signed_in(lakeside.app, other).get(address).status_code == 404


def test_a_word_of_its_people_moves_a_hidden_listing_back_into_search(small: Flask, client: FlaskClient) -> None:
    with time_machine.travel(datetime(2028, 6, 1, tzinfo=UTC)):
        with small.app_context():
            directory.look_again(LUNCH)
        assert "Thursday lunch club" not in client.get("/directory/?q=lunch").text
        with small.app_context():
            with transaction() as session_:
                directory.say(session_, *LUNCH, Word(Said.RIGHT, date(2028, 6, 1), by_council=False))
            directory.look_again(LUNCH)
        assert "Thursday lunch club" in client.get("/directory/?q=lunch").text
