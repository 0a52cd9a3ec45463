"""What a group writes is held against what is listed already, before a moderator lets the public read it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from app.listings.domain import Contact, Group
from app.listings.page.listed_already import alike
from tests.own_listing import LAKESIDE, WALK, instead_of, keeper
from tests.staff import member_of_staff, signed_in

THERE = {
    "id": "fed",
    "name": "Walking by the lake",
    "description": "A walk.",
    "status": "active",
    "url": "https://www.lakeside.example.org/walks",
    "contacts": [{"id": "c", "phones": [{"id": "p", "number": "01632 960 001"}]}],
    "service_at_locations": [
        {"id": "at", "location": {"id": "l", "addresses": [{"id": "a", "postal_code": "TS18 1AU"}]}}
    ],
}
MINE = replace(
    LAKESIDE,
    website="lakeside.example.org/walks/",
    contacts=(Contact("Bea", "+44 1632 960001", ""),),
    services=(replace(WALK, name="Slow walks at the lake"),),
)


def listed(app: Flask, folder: Path, **changes: object) -> None:
    file = folder / "feed.json"
    file.write_text(json.dumps([THERE | changes]), encoding="utf-8")
    done = app.test_cli_runner().invoke(args=["directory", "import", str(file), "--source", "council"])
    assert done.exit_code == 0, done.output


def shared(app: Flask, group: Group) -> list[str]:
    with app.test_request_context():
        return [one.shared for one in alike(group, group.services[0])]


def test_what_shares_ways_to_be_reached_and_part_of_a_name_is_shown_first_to_the_moderator(
    app: Flask, tmp_path: Path
) -> None:
    listed(app, tmp_path)
    bea = keeper(app, replace(MINE, about="Ring 01632 960002."))
    bea.send()
    page = signed_in(app, member_of_staff(app, "mo@example.org")).get(f"/staff/pages/{bea.page_id}/").text
    same, number = page.index("may be the same"), page.index("telephone number in it")
    assert same < number
    assert 'href="/directory/service/council/fed">Look at it' in page


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "the telephone number, the web address, the postcode"),
        ({"name": "Strolling club"}, "the telephone number, the web address, the postcode"),
        ({"name": "Strolling club", "url": ""}, ""),
        ({"url": "", "contacts": []}, ""),
        ({"url": ""}, "the telephone number, the postcode"),
        ({"name": "Slow walks at the lake", "url": "", "contacts": [], "service_at_locations": []}, "the name"),
        ({"name": "Choir", "url": "", "contacts": []}, ""),
    ],
)
def test_it_is_found_by_all_that_it_shares_and_not_by_one_thing_alone(
    app: Flask, tmp_path: Path, change: dict[str, object], said: str
) -> None:
    listed(app, tmp_path, **change)
    found = shared(app, MINE)
    assert bool(found) == bool(said)
    for words in filter(None, said.split(", ")):
        assert words in found[0]


def test_the_listing_that_was_claimed_and_the_groups_own_are_no_duplicates(app: Flask, tmp_path: Path) -> None:
    listed(app, tmp_path)
    claimed = replace(MINE, services=(replace(MINE.services[0], instead_of="council/fed"),))
    assert shared(app, claimed) == []
    bea = keeper(app, instead_of("council/fed"))
    bea.publish()
    assert shared(app, bea.draft()) == []


def test_a_postcode_that_is_kept_back_is_not_found_by_trying(app: Flask, tmp_path: Path) -> None:
    place = THERE["service_at_locations"][0]
    hidden = {**place, "location": {**place["location"], "confidential": True}}
    listed(app, tmp_path, service_at_locations=[hidden])
    assert "postcode" not in "".join(shared(app, MINE))
    assert "telephone" in "".join(shared(app, MINE))
