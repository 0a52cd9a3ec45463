"""My plan: what is kept, dropped and put in order by plain buttons, and never in an address."""

import re

import pytest

from tests import sending, walking

THING = re.compile(r'name="thing" value="([^"]+)"')


def pressed(client, press, thing, back="plan"):
    tag = walking.tag_in(client.get("/assessment/plan"))
    return client.post(f"/assessment/plan/{press}", data={"draft": tag, "thing": thing, "back": back})


def names_in(page):
    return re.findall(r'careway-plan__name" dir="auto">([^<]+)<', page.text)


@pytest.fixture
def things(client):
    """The ids that a result offers to keep, in its order."""
    return THING.findall(walking.result(client, hygiene="cannot", nutrition="needs_help").text)


def test_a_plan_starts_empty_and_says_how_to_fill_it(client):
    walking.result(client, hygiene="cannot")
    assert "You have not kept anything yet" in client.get("/assessment/plan").text


def test_what_is_kept_on_the_result_stands_in_the_plan_and_says_so_on_the_result(client, things):
    equipment = next(thing for thing in things if thing.startswith("equipment:"))
    assert pressed(client, "keep", equipment, back="result").status_code == 303
    assert "In your plan" in client.get("/assessment/result").text
    assert len(names_in(client.get("/assessment/plan"))) == 1


def test_a_thing_is_dropped_again(client, things):
    offer = next(thing for thing in things if thing.startswith("offer:"))
    pressed(client, "keep", offer)
    pressed(client, "drop", offer)
    assert names_in(client.get("/assessment/plan")) == []


def test_things_are_put_in_the_persons_own_order(client, things):
    first, second = [thing for thing in things if thing.startswith("equipment:")][:2]
    pressed(client, "keep", first)
    pressed(client, "keep", second)
    before = names_in(client.get("/assessment/plan"))
    pressed(client, "earlier", second)
    assert names_in(client.get("/assessment/plan")) == before[::-1]
    pressed(client, "later", second)
    assert names_in(client.get("/assessment/plan")) == before


def test_no_address_tells_what_was_kept(client, things):
    for thing in things:
        address = pressed(client, "keep", thing, back="result").location
        assert re.fullmatch(r"/assessment/result#thing-[0-9a-f]{10}", address)


def test_the_anchor_that_a_press_leads_to_is_on_the_page(client, things):
    address = pressed(client, "keep", things[0], back="result").location
    assert f'id="{address.partition("#")[2]}"' in client.get("/assessment/result").text


def test_whoever_would_rather_start_from_something_gets_what_fits_best(client, things):
    tag = walking.tag_in(client.get("/assessment/plan"))
    client.post("/assessment/plan/suggested", data={"draft": tag})
    page = client.get("/assessment/plan").text
    assert "Things to try now" in page
    assert "Help from the council" in page
    assert "Because of what you said about" in page


@pytest.mark.parametrize("thing", ["", "service:", "javascript:alert(1)", "service:x" * 90, "offer:no such thing"])
def test_what_is_no_thing_of_ours_is_not_kept(client, thing):
    walking.result(client)
    assert pressed(client, "keep", thing).status_code == 303
    assert "You have not kept anything yet" in client.get("/assessment/plan").text


def test_a_thing_that_is_no_longer_listed_says_so_and_can_be_taken_out(client):
    walking.result(client)
    pressed(client, "keep", "service:gone/gone")
    assert "no longer on our list" in client.get("/assessment/plan").text
    pressed(client, "drop", "service:gone/gone")
    assert "no longer on our list" not in client.get("/assessment/plan").text


def test_a_press_that_is_none_of_ours_is_not_found(client):
    walking.result(client)
    assert pressed(client, "sell", "offer:advocacy").status_code == 404


def test_a_page_of_another_form_changes_nothing(client, things):
    tag = walking.tag_in(client.get("/assessment/plan"))
    walking.start(client)
    walking.finish(client)
    refused = client.post("/assessment/plan/keep", data={"draft": tag, "thing": things[0]})
    assert refused.status_code == 409
    assert "You have not kept anything yet" in client.get("/assessment/plan").text


def test_a_plan_starts_with_what_goes_well_and_what_matters(client):
    walking.result(client, matters="Sunday lunch with Mo", hygiene="cannot")
    page = client.get("/assessment/plan").text
    assert page.index("Sunday lunch with Mo") < page.index("What goes well now") < page.index("Help from the council")
    assert "Washing" not in page[page.index("What goes well now") : page.index("Help from the council")]


def test_the_way_to_ask_and_the_number_stand_in_every_plan(client, app):
    walking.result(client)
    page = client.get("/assessment/plan").text
    main = page[page.index("<main") :]
    assert "/council/ask" in main
    assert app.extensions["council"].telephone in main


def test_help_for_a_short_time_stands_in_its_own_part(client):
    walking.result(client, changes=["recent_falls"], community="slow_or_painful")
    page = client.get("/assessment/plan").text
    assert (
        page.index("Help for a short time") < page.index("A few weeks of the right help") < page.index("Help from the")
    )


def test_a_plan_leads_first_to_what_cannot_wait_and_paper_does_not_tell_of_it(client):
    walking.result(client, safety=["abuse"], hygiene="cannot")
    assert "cannot wait" in client.get("/assessment/plan").text
    for paper in ("plan", "pack", "day"):
        page = client.get(f"/assessment/paper/{paper}").text
        on_paper = page[page.index("<article") : page.index("</article>")]
        assert "National Domestic Abuse Helpline" not in on_paper
        assert "hurt" not in on_paper


def test_what_was_not_ticked_as_hard_is_not_said_to_go_well(client):
    client.post("/assessment/", data={"way": "short"})
    walking.finish(client, hard=["nutrition"])
    assert "Washing" not in client.get("/assessment/plan").text
    assert "I need someone to help me" not in client.get("/assessment/result").text


def test_whoever_is_about_to_send_is_told_to_save_their_plan_first(client, things):
    assert "save your plan first" not in sending.fill_all(client).text
    pressed(client, "keep", things[0])
    assert "save your plan first" in client.get("/council/check").text
