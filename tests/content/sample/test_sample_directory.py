"""The sample directory: what it promises to somebody who tries the service out, and that nobody real is in it."""

import csv
import json
import re
from collections import Counter
from datetime import date, time
from uuid import UUID

import pytest
from flask import Flask

from app.kernel.postcode import Postcode, outward_code
from app.needs.api import vocabulary
from tests.content.sample.listings import (
    CONTENT,
    FEED,
    LAST_LOOK,
    SERVICES,
    every,
    needs_of,
    rings_nobody,
    texts,
    ways_of,
)

NEEDS = [need.id for need in vocabulary().needs]
ACCESS = {
    "Step-free way in",
    "Wheelchair access to every room",
    "Lift",
    "Accessible toilet",
    "Changing Places toilet",
    "Blue Badge parking",
    "Drop-off at the door",
    "Hearing loop",
    "BSL",
    "Quiet space",
    "Assistance dogs welcome",
    "Companion free",
    "Large print or Easy Read",
}
_BYDAY = re.compile(r"^(?:-1|[1-4])?(?:MO|TU|WE|TH|FR|SA|SU)$")
_NOT_OUR_WORDS = re.compile(
    r"(?i)\b(?:in)?eligib\w+|\bqualif(?:y|ies)\b|\bcriteria\b|\bthreshold|service users?\b|signpost"
)


def _places() -> dict[str, tuple[float, float]]:
    with (CONTENT / "places.csv").open(encoding="utf-8", newline="") as file:
        return {row["postcode"]: (float(row["latitude"]), float(row["longitude"])) for row in csv.DictReader(file)}


PLACES = _places()


def test_there_are_enough_listings_to_try_the_service_out() -> None:
    assert len(SERVICES) >= 150
    assert len({service["organization_id"] for service in SERVICES}) >= 90


@pytest.mark.parametrize("need", NEEDS)
def test_every_need_has_three_listings_to_show(need: str) -> None:
    running = [service for service in SERVICES if service["status"] == "active" and need in needs_of(service)]
    assert len(running) >= 3


def test_no_listing_helps_with_a_need_that_we_do_not_know() -> None:
    assert {need for service in SERVICES for need in needs_of(service)} <= set(NEEDS)


def test_a_need_is_named_as_the_vocabulary_names_it() -> None:
    names = {need.id: need.name for need in vocabulary().needs}
    terms = [term for term in every("taxonomy_term") if term["taxonomy"] == "Careway needs"]
    assert [term["code"] for term in terms if term["name"] != names[term["code"]]] == []


def test_every_telephone_number_is_one_that_nobody_answers() -> None:
    assert [phone["number"] for phone in every("phones") if not rings_nobody(phone["number"])] == []


def test_no_number_stands_in_the_words_of_a_listing() -> None:
    words = [text for field, text in texts(SERVICES) if field in {"description", "fees", "alert", "details"}]
    assert [text for text in words if re.search(r"\b0\d{3,4} ?\d{3}", text)] == []


def test_every_address_on_the_internet_is_an_example() -> None:
    addresses = [text for field, text in texts(SERVICES) if field in {"email", "url", "website"}]
    assert [text for text in addresses if not re.search(r"[@./]example\.org(?:/|$)", text)] == []


def test_every_organisation_says_that_it_does_not_exist() -> None:
    assert [o["name"] for o in every("organization") if "does not exist.)" not in o["description"]] == []


def test_every_organisation_carries_the_mark_of_a_sample() -> None:
    marks = [[a["taxonomy_term"]["code"] for a in o["attributes"]] for o in every("organization")]
    assert all("sample" in codes for codes in marks)


def test_every_place_is_where_its_postcode_is() -> None:
    for location in every("location"):
        for address in location.get("addresses", []):
            assert PLACES[address["postal_code"]] == (location["latitude"], location["longitude"]), location["name"]


def test_every_place_one_can_go_to_has_an_address() -> None:
    physical = [location for location in every("location") if location["location_type"] == "physical"]
    assert [location["name"] for location in physical if not location["addresses"]] == []


def test_one_place_is_described_in_one_way() -> None:
    described = {repr(location) for location in every("location")}
    assert len(described) == len({location["id"] for location in every("location")})


def test_the_places_are_postcodes_and_the_middle_of_every_outward_code() -> None:
    whole = [code for code in PLACES if " " in code]
    assert [str(Postcode.parse(code)) for code in whole] == whole
    assert {outward_code(code) for code in whole} <= PLACES.keys()
    assert {f"TS{number}" for number in range(1, 30)} <= PLACES.keys()


def test_the_places_say_whose_data_they_are() -> None:
    licence = (CONTENT / "places-licence.txt").read_text(encoding="utf-8")
    assert "Contains OS data © Crown copyright and database right" in licence
    assert "Contains Royal Mail data © Royal Mail copyright and database right" in licence


def test_service_areas_are_outward_codes_that_a_machine_can_read() -> None:
    for area in every("service_areas"):
        assert area["extent_type"] == "outward-codes"
        assert {outward_code(code) for code in area["extent"].split()} <= PLACES.keys()


def test_many_services_reach_a_whole_area_and_many_need_no_journey() -> None:
    assert sum("service_areas" in service for service in SERVICES) >= 20
    assert sum(bool(ways_of(service) & {"phone", "online"}) for service in SERVICES) >= 15


def test_a_service_without_a_place_says_what_area_it_reaches() -> None:
    lost = [s["name"] for s in SERVICES if "service_at_locations" not in s and "service_areas" not in s]
    assert lost == []


def test_opening_times_can_be_worked_out() -> None:
    timed = [schedule for schedule in every("schedules") if "freq" in schedule]
    for schedule in timed:
        days = schedule["byday"].split(",")
        assert all(_BYDAY.match(day) for day in days), schedule
        assert {len(day) > 2 for day in days} == {schedule["freq"] == "MONTHLY"}, schedule
        assert time.fromisoformat(schedule["opens_at"]) != time.fromisoformat(schedule["closes_at"])
        assert date.fromisoformat(schedule["dtstart"]).strftime("%a").upper()[:2] in {day[-2:] for day in days} or (
            "valid_from" in schedule
        ), schedule


def test_a_time_that_is_not_every_week_says_so_in_words() -> None:
    odd = [s for s in every("schedules") if s.get("interval", 1) > 1 or "valid_from" in s]
    assert odd
    assert [schedule for schedule in odd if not schedule.get("description")] == []


def test_a_schedule_for_one_place_names_a_place_of_its_service() -> None:
    for service in SERVICES:
        places = {at["id"] for at in service.get("service_at_locations", [])}
        assert {
            s["service_at_location_id"] for s in service.get("schedules", []) if "service_at_location_id" in s
        } <= places


def test_access_is_recorded_in_the_same_few_words_everywhere() -> None:
    assert {note["description"] for note in every("accessibility")} == ACCESS


def test_ages_are_the_right_way_round() -> None:
    assert [s["name"] for s in SERVICES if s.get("minimum_age", 0) > s.get("maximum_age", 120)] == []


def test_some_listings_are_fresh_some_old_and_some_closed_for_now() -> None:
    days = [(LAST_LOOK - date.fromisoformat(s["assured_date"])).days for s in SERVICES if "assured_date" in s]
    assert min(days) >= 0
    assert sum(day > 365 for day in days) >= 3
    assert sum(day < 92 for day in days) > len(days) / 2
    assert Counter(service["status"] for service in SERVICES)["temporarily closed"] == 2


def test_no_two_listings_read_the_same() -> None:
    said = Counter(service["description"] for service in SERVICES)
    assert [text for text, times in said.items() if times > 1] == []


def test_listings_avoid_the_words_that_we_avoid() -> None:
    assert [text for _, text in texts(SERVICES) if _NOT_OUR_WORDS.search(text)] == []


def test_languages_other_than_english_are_there() -> None:
    spoken = {language["name"] for language in every("languages")}
    assert {"Polish", "Urdu", "Punjabi", "Arabic", "British Sign Language"} <= spoken


def test_no_two_services_share_an_id() -> None:
    assert max(Counter(service["id"] for service in SERVICES).values()) == 1


@pytest.mark.parametrize(
    "kind", ["schedules", "service_areas", "cost_options", "contacts", "phones", "service_at_locations"]
)
def test_no_two_records_of_a_kind_share_an_id(kind: str) -> None:
    ids = Counter(record["id"] for record in every(kind))
    assert [id for id, times in ids.items() if times > 1] == []


def test_every_id_is_a_uuid_that_was_worked_out_from_a_name() -> None:
    ids = {text for field, text in texts(SERVICES) if field == "id" or field.endswith("_id")}
    assert [id for id in ids if UUID(id).version != 5] == []


def test_the_feed_is_one_whole_page() -> None:
    assert FEED["total_items"] == FEED["size"] == len(SERVICES)
    assert (FEED["total_pages"], FEED["page_number"], FEED["first_page"], FEED["last_page"]) == (1, 1, True, True)


def test_nothing_in_the_feed_is_empty() -> None:
    def hollow(node: object) -> bool:
        if isinstance(node, dict):
            return any(map(hollow, node.values()))
        if isinstance(node, list):
            return not node or any(map(hollow, node))
        return node is None or node == ""

    assert [service["name"] for service in SERVICES if hollow(service)] == []


def test_the_whole_sample_goes_in_with_nothing_left_out(app: Flask) -> None:
    file = str(CONTENT / "sample" / "directory.json")
    result = app.test_cli_runner().invoke(args=["directory", "import", file, "--source", "sample", "--json"])
    report = json.loads(result.stdout)
    assert (report["created"], report["rejected"], report["repaired"]) == (len(SERVICES), [], [])


def test_the_standard_s_required_fields_are_there() -> None:
    required = {
        "contents": {"id", "name", "status"},
        "organization": {"id", "name", "description"},
        "location": {"id", "location_type"},
        "addresses": {"id", "address_1", "city", "state_province", "postal_code", "country", "address_type"},
        "taxonomy_term": {"id", "name", "description"},
        "phones": {"id", "number"},
    }
    for kind, fields in required.items():
        assert [record for record in every(kind, FEED) if not fields <= record.keys()] == [], kind
