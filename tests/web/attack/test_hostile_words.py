"""What groups, personal assistants and those who look for one write stays words on every page that shows it.

The long proof opens a hundred of them in a real browser: `make prove`, payloads.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.accounts.domain import Role
from tests import hostile
from tests.editors import made_once
from tests.staff import signed_in

OUR_OWN = re.compile(r"/static/[\w./-]+\?v=\w+")


@pytest.fixture(scope="module")
def site(tmp_path_factory, new_database, compiled_templates) -> Iterator[Flask]:
    with made_once(tmp_path_factory.mktemp("hostile"), new_database, compiled_templates) as app:
        app.test_client_class = FlaskClient  # the pages are read here, and once is enough
        yield app


def faults_of(html: str) -> list[str]:
    """What of a page is no longer words: scripts and addresses that are not ours, handlers, frames, a sum done."""
    tree = html5lib.HTMLParser(namespaceHTMLElements=False).parse(html)
    found = [hostile.COMPUTED] if hostile.COMPUTED in html else []
    for element in tree.iter():
        if element.tag in {"iframe", "object", "embed", "style", "math", "x-ran", "marquee"}:
            found.append(str(element.tag))
        if element.tag == "base" and element.get("href"):  # the widget's own says where links open, and no more
            found.append("base")
        if element.tag == "script" and not (OUR_OWN.fullmatch(element.get("src", "")) or _is_data(element)):
            found.append("script")
        found += [name for name in element.attrib if name.startswith("on") or name in {"style", "srcdoc"}]
        for name in ("href", "src", "action", "formaction"):
            if re.match(r"[\s\x00-\x20]*(javascript|data|vbscript):", element.get(name, ""), re.IGNORECASE):
                found.append(element.get(name))
    return found


def _is_data(script: Any) -> bool:
    """Whether it is what a listing says of itself for search engines, whole."""
    return script.get("type") == "application/ld+json" and isinstance(json.loads(script.text), dict)


def test_ten_hostile_payloads_in_every_field_stay_words_whoever_opens_the_pages(site: Flask) -> None:
    """All ten stand in each field, one behind the other: to write ten sites would take too long here."""
    officers = hostile.officers(site, hostile.SAMPLE[0])
    record = hostile.record(site, " ".join(hostile.SAMPLE)[: hostile.LONGEST], officers)
    staff = {**officers, "editor": officers[Role.COMMUNITY_EDITOR], "pa": record.pa, "seeker": record.seeker}
    browsers = {str(who): signed_in(site, account) for who, account in staff.items()} | {"anybody": site.test_client()}
    pages = [(who, path, browsers[who].get(path)) for who, path in record.pages()]
    assert [(path, who, page.status) for who, path, page in pages if page.status_code != 200] == []
    lists = [(who, path, browsers[who].get(path)) for who in browsers for path in hostile.LISTS]
    shown = [(who, path, page.text) for who, path, page in pages + lists if page.status_code == 200]
    assert [(path, who, fault) for who, path, html in shown for fault in faults_of(html)] == []
    assert len(shown) > 100


def test_what_runs_would_be_found() -> None:
    for words in hostile.SAMPLE[:2]:
        assert faults_of(f"<p>{words}</p>")
    assert faults_of('<a href="javascript:ran()">x</a>') == ["javascript:ran()"]
