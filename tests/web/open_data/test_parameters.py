"""Every parameter of version 3 does what it says, and none is passed over in silence."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.open_data.categories import own_id
from app.open_data.parameters import V3
from tests.web.open_data.conftest import Ask


def ids(page: dict[str, Any]) -> list[str]:
    return [row["id"] for row in page["contents"]]


def terms_of(service: dict[str, Any]) -> set[str]:
    return {attribute["taxonomy_term_id"] for attribute in service.get("attributes", ())}


def every(ask: Ask, path: str, **parameters: object) -> list[dict[str, Any]]:
    """All rows of a list, page by page."""
    first = ask(path, per_page=200, **parameters)
    more = range(2, first["total_pages"] + 1)
    pages = [first, *(ask(path, per_page=200, page=number, **parameters) for number in more)]
    return [row for page in pages for row in page["contents"]]


def test_pages_follow_one_another_without_gap_or_overlap(ask: Ask) -> None:
    whole = ids({"contents": every(ask, "/services")})
    parts = [ids(ask("/services", page=number, per_page=60)) for number in range(1, 5)]
    assert [id for part in parts for id in part] == whole
    assert len(set(whole)) == ask("/services")["total_items"]


def test_the_envelope_tells_where_in_the_list_one_is(ask: Ask) -> None:
    page = ask("/services", page=2, per_page=60)
    total = page["total_items"]
    assert (page["page_number"], page["size"], page["first_page"], page["last_page"]) == (2, 60, False, False)
    assert page["total_pages"] == -(-total // 60)
    last = ask("/services", page=page["total_pages"], per_page=60)
    assert (last["last_page"], last["size"]) == (True, total - 60 * (page["total_pages"] - 1))


def test_a_page_after_the_last_is_empty(ask: Ask) -> None:
    page = ask("/services", page=9999)
    assert (page["empty"], page["contents"], page["size"], page["last_page"]) == (True, [], 0, True)


def test_other_pages_are_named_in_the_link_header(program: FlaskClient) -> None:
    links = program.get("/api/oruk/v3/services?per_page=60&page=2&full=true").headers.get_all("Link")
    for rel, number in (("first", 1), ("prev", 1), ("next", 3), ("last", 4)):
        assert f'</api/oruk/v3/services?per_page=60&full=true&page={number}>; rel="{rel}"' in " ".join(links).replace(
            "http://127.0.0.1:8000", ""
        )


def test_search_gives_what_answers_the_words_best_first(ask: Ask) -> None:
    found = ask("/services", search="lunch club", per_page=5)
    assert 0 < found["total_items"] < ask("/services")["total_items"]
    assert "lunch" in found["contents"][0]["name"].lower()
    assert ids(ask("/services", search="lunch club", per_page=2, page=2)) == ids(found)[2:4]


def test_a_service_has_the_term_it_was_asked_by(ask: Ask) -> None:
    term = own_id("need", "befriending")
    found = every(ask, "/services", taxonomy_term_id=term, full="true")
    assert found
    assert all(term in terms_of(service) for service in found)
    everything = every(ask, "/services", full="true")
    assert len(found) == sum(term in terms_of(service) for service in everything)


def test_a_group_of_needs_stands_for_each_of_its_needs(ask: Ask) -> None:
    group = own_id("need-group", "company")
    below = {term["id"] for term in every(ask, "/taxonomy_terms", parent_id=group)}
    found = every(ask, "/services", taxonomy_term_id=group, full="true")
    assert found
    assert all(below & terms_of(service) for service in found)


def test_a_service_has_a_term_of_the_taxonomy_it_was_asked_by(ask: Ask) -> None:
    taxonomy = own_id("access")
    found = every(ask, "/services", taxonomy_id=taxonomy, full="true")
    assert 0 < len(found) < ask("/services")["total_items"]
    for service in found:
        assert taxonomy in {attribute["taxonomy_term"]["taxonomy_id"] for attribute in service["attributes"]}


def test_services_of_one_organisation(ask: Ask) -> None:
    organisation = every(ask, "/services")[7]["organization_id"]
    found = every(ask, "/services", organization_id=organisation)
    assert found
    assert {service["organization_id"] for service in found} == {organisation}


def test_what_changed_after_a_moment(ask: Ask) -> None:
    newest = max(service["last_modified"] for service in every(ask, "/services"))
    assert ask("/services", modified_after=newest)["total_items"] > 0
    later = datetime.fromisoformat(newest) + timedelta(seconds=1)
    assert ask("/services", modified_after=later.astimezone(UTC).isoformat())["total_items"] == 0
    assert ask("/services", modified_after="2020-01-01")["total_items"] == ask("/services")["total_items"]


def test_filters_narrow_one_another(ask: Ask) -> None:
    term = own_id("need", "lunch-club")
    one = ask("/services", taxonomy_term_id=term, search="lunch club")["contents"][0]
    asked = {"taxonomy_term_id": term, "organization_id": one["organization_id"], "taxonomy_id": own_id("need")}
    found = ids(ask("/services", search="lunch club", **asked))
    assert one["id"] in found
    assert len(found) <= ask("/services", organization_id=one["organization_id"])["total_items"]


def test_what_nothing_has_is_not_found(ask: Ask) -> None:
    unknown = "00000000-0000-4000-8000-000000000000"
    for name in ("taxonomy_term_id", "taxonomy_id", "organization_id"):
        assert ask("/services", **{name: unknown})["empty"] is True


def test_minimal_lists_everything_thinly_on_one_page(ask: Ask) -> None:
    page = ask("/services", minimal="true")
    assert (page["total_pages"], page["size"]) == (1, page["total_items"])
    assert set(page["contents"][0]) == {"id", "name", "status", "last_modified", "modified_date"}
    assert len(ask("/services", minimal="true", per_page=3)["contents"]) == 3


def test_full_nests_what_belongs_to_a_service(ask: Ask) -> None:
    thin, full = ask("/services", per_page=40), ask("/services", per_page=40, full="true")
    assert ids(thin) == ids(full)
    nested = {"service_at_locations", "attributes", "schedules", "contacts"}
    assert not any(nested & set(row) for row in thin["contents"])
    assert nested <= {field for row in full["contents"] for field in row}


@pytest.mark.parametrize("path", [endpoint.path for endpoint in V3 if endpoint.streams])
def test_ndjson_streams_everything_line_by_line(program: FlaskClient, ask: Ask, path: str) -> None:
    answer = program.get(f"/api/oruk/v3{path}?format=ndjson")
    assert answer.mimetype == "application/x-ndjson"
    rows = [json.loads(line) for line in answer.text.splitlines()]
    assert [row["id"] for row in rows] == ids({"contents": every(ask, path)})
    assert len(program.get(f"/api/oruk/v3{path}?format=ndjson&per_page=3").text.splitlines()) == 3


def test_places_near_a_postcode_come_nearest_first(ask: Ask) -> None:
    near = {"postcode": "TS18 1AU"}
    everywhere = ask("/service_at_locations", per_page=200)["total_items"]
    some = ask("/service_at_locations", proximity=2000, per_page=200, **near)
    more = ask("/service_at_locations", proximity=5000, per_page=200, **near)
    assert 0 < some["total_items"] < more["total_items"] <= everywhere
    assert ids(more)[: some["total_items"]] == ids(some)


@pytest.mark.parametrize("name", ["taxonomy_term_id", "taxonomy_id", "organization_id", "search", "modified_after"])
def test_places_are_narrowed_as_services_are(ask: Ask, name: str) -> None:
    value = {
        "taxonomy_term_id": own_id("need", "befriending"),
        "taxonomy_id": own_id("need"),
        "organization_id": every(ask, "/services")[7]["organization_id"],
        "search": "lunch club",
        "modified_after": "2020-01-01",
    }[name]
    services = {row["id"] for row in every(ask, "/services", **{name: value})}
    places = every(ask, "/service_at_locations", **{name: value})
    assert {row["service_id"] for row in places} <= services
    assert len(places) == sum(row["service_id"] in services for row in every(ask, "/service_at_locations"))


def test_a_place_in_full_has_its_addresses_and_its_service_whole(ask: Ask) -> None:
    thin, full = ask("/service_at_locations", per_page=9), ask("/service_at_locations", per_page=9, full="true")
    assert ids(thin) == ids(full)
    assert "addresses" not in thin["contents"][0]["location"]
    assert full["contents"][0]["location"]["addresses"]
    assert full["contents"][0]["service"]["attributes"]


def test_top_only_gives_what_stands_under_nothing(ask: Ask) -> None:
    top = every(ask, "/taxonomy_terms", top_only="true")
    assert top
    assert not any("parent_id" in term for term in top)
    assert len(top) == sum("parent_id" not in term for term in every(ask, "/taxonomy_terms"))


def test_terms_under_a_term_and_of_a_taxonomy(ask: Ask) -> None:
    group = own_id("need-group", "food")
    below = every(ask, "/taxonomy_terms", parent_id=group)
    assert "lunch-club" in {term["code"] for term in below}
    assert {term["parent_id"] for term in below} == {group}
    needs = every(ask, "/taxonomy_terms", taxonomy_id=own_id("need"))
    assert {term["taxonomy_id"] for term in needs} == {own_id("need")}
    assert {term["id"] for term in ask(f"/taxonomies/{own_id('need')}")["taxonomy_terms"]} == {t["id"] for t in needs}


def test_terms_taxonomies_and_organisations_are_searched_by_their_words(ask: Ask) -> None:
    assert "lunch-club" in {term["code"] for term in every(ask, "/taxonomy_terms", search="lunch")}
    assert [row["name"] for row in every(ask, "/taxonomies", search="careway needs")] == ["Careway needs"]
    name = every(ask, "/organizations")[3]["name"]
    assert name in {row["name"] for row in every(ask, "/organizations", search=name.upper())}
    assert every(ask, "/organizations", search="%") == []


def test_organisations_with_their_services_named_or_whole(ask: Ask) -> None:
    assert "services" not in ask("/organizations")["contents"][0]
    named = ask("/organizations", full="true", per_page=5)["contents"]
    whole = ask("/organizations", full_service="true", per_page=5)["contents"]
    for thin, full in zip(named, whole, strict=True):
        assert [service["id"] for service in thin["services"]] == [service["id"] for service in full["services"]]
        assert "attributes" not in thin["services"][0]
    one = ask(f"/organizations/{named[0]['id']}", full_service="true")
    assert one["services"] == whole[0]["services"]


WRONG = [
    ("/services", "page", "0"),
    ("/services", "page", "-1"),
    ("/services", "page", "two"),
    ("/services", "page", "٢"),
    ("/services", "per_page", "0"),
    ("/services", "per_page", "201"),
    ("/services", "full", "perhaps"),
    ("/services", "format", "xml"),
    ("/services", "modified_after", "yesterday"),
    ("/services", "modified_after", "2026-13-01"),
    ("/services", "taxonomy_term_id", "befriending"),
    ("/services", "organization_id", "' OR 1=1 --"),
    ("/services", "search", "x" * 201),
    ("/services", "search", "a\0b"),
    ("/services", "postcode", "TS18 1AU"),
    ("/services", "txonomy_id", own_id("need")),
    ("/services/00000000-0000-4000-8000-000000000000", "full", "true"),
    ("/service_at_locations", "postcode", "somewhere"),
    ("/service_at_locations", "postcode", "ZZ99 9ZZ"),
    ("/service_at_locations", "proximity", "2000"),
    ("/taxonomy_terms", "parent_id", "food"),
    ("/taxonomy_terms", "top_only", "2"),
    ("/", "page", "1"),
]


@pytest.mark.parametrize(("path", "name", "value"), WRONG)
def test_a_wrong_parameter_is_refused_by_name(program: FlaskClient, path: str, name: str, value: str) -> None:
    answer = program.get(f"/api/oruk/v3{path}", query_string={name: value})
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert answer.json["parameter"] == name
    assert answer.json["detail"].startswith(f"{name}: ")


def test_a_distance_that_is_none_is_refused(program: FlaskClient) -> None:
    for far in ("-5", "near", "nan", "inf", "1e3", "1000001"):
        answer = program.get(f"/api/oruk/v3/service_at_locations?postcode=TS18+1AU&proximity={far}")
        assert answer.status_code == 400, far


def test_a_parameter_given_twice_is_refused(program: FlaskClient) -> None:
    assert program.get("/api/oruk/v3/services?page=1&page=2").status_code == 400


def test_an_empty_parameter_asks_for_nothing(ask: Ask) -> None:
    assert ask("/services", search="", page="", organization_id="") == ask("/services")
