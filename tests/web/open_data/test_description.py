"""What the API says of itself is what it does."""

import re

import pytest
from flask.testing import FlaskClient

from app.open_data.parameters import V1, V3

VERSIONS = [("/api/oruk/v3", V3), ("/api/oruk/v1", V1)]


@pytest.mark.parametrize(("root", "endpoints"), VERSIONS)
def test_every_address_is_described_and_every_description_is_an_address(program, root, endpoints) -> None:
    described = program.get(f"{root}/openapi.json").json["paths"]
    rules = {
        re.sub(r"<(\w+)>", r"{\1}", rule.rule).removeprefix(root)
        for rule in program.application.url_map.iter_rules()
        if rule.rule.startswith(f"{root}/")
    }
    assert set(described) == rules - {"/openapi.json"} - (set() if root.endswith("v3") else {"/"})


@pytest.mark.parametrize(("root", "endpoints"), VERSIONS)
def test_every_parameter_that_is_described_is_taken_and_no_other(program, root, endpoints) -> None:
    for path, item in program.get(f"{root}/openapi.json").json["paths"].items():
        if "{id}" in path:
            continue
        for parameter in item["get"]["parameters"]:
            if "example" in parameter and parameter["name"] != "proximity":
                answer = program.get(f"{root}{path}", query_string={parameter["name"]: parameter["example"]})
                assert answer.status_code == 200, (path, parameter["name"], answer.text)
        assert program.get(f"{root}{path}?another=1").status_code == 400


def test_it_asks_for_what_the_standard_asks_for(program: FlaskClient, shared_data) -> None:
    """Each address and parameter of the published description is there, with the same schema for its answer."""
    import json

    official = json.loads((shared_data / "schemas" / "oruk-3.0" / "openapi.json").read_text("utf-8"))
    ours = program.get("/api/oruk/v3/openapi.json").json["paths"]
    shared = official["components"]["parameters"]
    for path, item in official["paths"].items():
        theirs = item["get"].get("parameters", [])
        names = {shared[one["$ref"].rsplit("/", 1)[1]]["name"] if "$ref" in one else one["name"] for one in theirs}
        assert names <= {parameter["name"] for parameter in ours[path]["get"]["parameters"]}, path
        schema = item["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        assert ours[path]["get"]["responses"]["200"]["content"]["application/json"]["schema"] == schema, path


def test_the_root_leads_to_the_description(program: FlaskClient) -> None:
    address = program.get("/api/oruk/v3").json["openapi_url"]
    assert program.get(address.removeprefix("http://127.0.0.1:8000")).json["openapi"].startswith("3.")


def test_people_find_every_address_and_parameter_explained(program: FlaskClient) -> None:
    page = program.get("/open-data").text
    for _, endpoints in VERSIONS:
        for endpoint in endpoints:
            assert f"{endpoint.path} – {endpoint.summary}" in page
            for parameter in endpoint.parameters:
                assert f"<code>{parameter.name}</code>" in page


def test_the_examples_on_the_page_work(program: FlaskClient) -> None:
    page = program.get("/open-data").text
    examples = re.findall(r'curl "?http://127.0.0.1:8000([^"\s<]+)', page.replace("&#34;", '"').replace("&amp;", "&"))
    assert len(examples) == 5
    for address in examples:
        answer = program.get(address)
        assert answer.status_code == 200, address
        assert answer.data
