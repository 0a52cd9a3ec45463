"""How the open data answers programs: for any site, with tags, with problems in JSON, and never as a page."""

import pytest
from flask.testing import FlaskClient

from app.open_data.domain import LICENCE_ADDRESS
from app.open_data.parameters import V1, V3

LISTS = [f"/api/oruk/v3{one.path}" for one in V3 if "{id}" not in one.path]
LISTS += [f"/api/oruk/v1{one.path}" for one in V1 if "{id}" not in one.path]


@pytest.mark.parametrize("address", LISTS)
def test_any_site_may_read_any_answer(program: FlaskClient, address: str) -> None:
    for asked in (address, f"{address}?no-such-thing=1"):
        answer = program.get(asked, headers={"Origin": "https://elsewhere.example.org"})
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("address", [*LISTS, "/api/oruk/v3/services?format=ndjson", "/open-data/files/directory.json"])
def test_what_has_not_changed_is_not_sent_again(program: FlaskClient, address: str) -> None:
    with program.get(address) as first:
        assert "no-store" not in first.headers["Cache-Control"]
        body, tag = first.data, first.headers["ETag"]
    with program.get(address, headers={"If-None-Match": tag}) as again:
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["Access-Control-Allow-Origin"] == "*"
    with program.get(address, headers={"If-None-Match": '"something else"'}) as other:
        assert (other.status_code, other.data) == (200, body)


def test_other_answers_have_other_tags(program: FlaskClient) -> None:
    tags = {program.get(f"/api/oruk/v3/services?page={page}").headers["ETag"] for page in (1, 2, 3)}
    assert len(tags) == 3


@pytest.mark.parametrize("address", LISTS)
def test_head_says_what_get_would_without_the_body(program: FlaskClient, address: str) -> None:
    head, get = program.head(address), program.get(address)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == get.headers["ETag"]
    assert head.mimetype == get.mimetype


@pytest.mark.parametrize("address", [*LISTS, "/api/oruk/v3/services/anything"])
def test_options_tell_a_browser_that_it_may_ask(program: FlaskClient, address: str) -> None:
    answer = program.options(address)
    assert (answer.status_code, answer.data) == (204, b"")
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in answer.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_written(program: FlaskClient, method: str) -> None:
    answer = program.open("/api/oruk/v3/services", method=method)
    assert (answer.status_code, answer.mimetype) == (405, "application/problem+json")
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "path",
    ["", "/v2/services", "/v3/nothing", "/v3/services/1", "/v3/organizations/%00", "/v1/reviews", "/v1/locations/x"],
)
def test_what_is_not_there_is_a_problem_in_json(program: FlaskClient, path: str) -> None:
    answer = program.get(f"/api/oruk{path}")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    assert answer.json["status"] == 404
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_fault_of_ours_is_a_problem_in_json_that_tells_nothing(
    program: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr("app.open_data.views.lists.taxonomies", fail)
    answer = program.get("/api/oruk/v3/taxonomies")
    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")
    assert "secret" not in answer.text


def test_the_licence_is_stated(program: FlaskClient) -> None:
    assert program.get("/api/oruk/v3/").json["license"]["url"] == LICENCE_ADDRESS
    for address in ("/api/oruk/v3/services", "/open-data/files/datapackage.zip"):
        with program.get(address) as answer:
            assert f'<{LICENCE_ADDRESS}>; rel="license"' in answer.headers.get_all("Link")
    assert LICENCE_ADDRESS in program.get("/open-data").text


def test_facts_that_were_read_say_so(program: FlaskClient) -> None:
    rows = program.get("/api/oruk/v3/services?full=true&per_page=200").json["contents"]
    attributes = [attribute for row in rows for attribute in row.get("attributes", ())]
    schedules = [schedule for row in rows for schedule in row.get("schedules", ())]
    for fact in (*attributes, *schedules):
        if "x_how" in fact:
            assert fact["x_how"] in {"recorded", "read", "corrected"}
    read = [attribute for attribute in attributes if attribute.get("x_how") == "read"]
    assert read
    assert all(attribute["value"] for attribute in read)
    assert {attribute["label"] for attribute in read} == {"Read from the words of the listing"}


def test_every_need_stands_among_the_attributes_of_what_helps_with_it(program: FlaskClient) -> None:
    term = next(
        term
        for term in program.get("/api/oruk/v3/taxonomy_terms?search=lunch").json["contents"]
        if term["code"] == "lunch-club"
    )
    assert term["taxonomy"] == "Careway needs"
    found = program.get(f"/api/oruk/v3/services?taxonomy_term_id={term['id']}&full=true").json["contents"]
    assert found
    for row in found:
        mine = [attribute for attribute in row["attributes"] if attribute["taxonomy_term_id"] == term["id"]]
        assert len(mine) == 1
