"""The page of results keeps the order of `flask search run`, where everything is mixed by relevance and labelled."""

import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask

NAME = re.compile(
    r'class="careway-result__name" dir="auto"><a class="govuk-link" href="/directory/service/small/([^"]+)"'
)


@pytest.mark.parametrize("words", ["lunch", "company", "telephone befriending", "river walk", ""])
@pytest.mark.parametrize("miles", ["1", "20"])
def test_a_page_is_in_the_order_of_the_command(small_directory: Flask, tmp_path: Path, words: str, miles: str) -> None:
    line = {"id": "q", "query": words, "postcode": "TS18 1AU", "radius_miles": float(miles)}
    file = tmp_path / "queries.jsonl"
    file.write_text(json.dumps(line))
    answer = json.loads(small_directory.test_cli_runner().invoke(args=["search", "run", str(file)]).stdout)
    address = urlencode({"q": words, "postcode": "TS18 1AU", "miles": miles})
    page = unescape(small_directory.test_client().get(f"/directory/?{address}").text)
    listed = NAME.findall(page[: page.find("Talk to a person") if not answer["services"] else len(page)])
    assert (listed if answer["services"] else []) == answer["services"]
