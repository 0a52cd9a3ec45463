"""What search engines may find is named; every other page is asked here, and says that it is not to be listed."""

import re

import pytest
from flask import Flask

from app.factory import FINDABLE
from tests.architecture.test_routes import ANYONE, RESIDENT, SENDER, SIGNED_IN, STAFF, requests_of
from tests.staff import member_of_staff, signed_in

# Files and what other programs read: no pages of anybody's.
NO_PAGES = re.compile(r"static|council\.css|/health|robots\.txt|sitemap|^/api/|\.json$")


@pytest.mark.parametrize("audience", [RESIDENT, SENDER, STAFF])
def test_nothing_of_a_person_or_of_staff_may_be_found_by_search_engines(app: Flask, audience: str) -> None:
    for method, address in requests_of(app, audience):
        endpoint, _ = app.url_map.bind("localhost").match(address, method=method)
        assert not {endpoint, endpoint.partition(".")[0]} & FINDABLE


def test_every_page_that_is_not_named_says_noindex_and_no_store(app: Flask) -> None:
    browser = signed_in(app, member_of_staff(app))
    findable = app.extensions["findable"]
    for audience in (ANYONE, RESIDENT, SENDER, SIGNED_IN, STAFF):
        for method, address in requests_of(app, audience):
            endpoint, _ = app.url_map.bind("localhost").match(address, method=method)
            if endpoint in findable or NO_PAGES.search(address):
                continue
            answer = browser.open(address, method=method)
            assert "noindex" in answer.headers.get("X-Robots-Tag", ""), f"{method} {address}"
            assert "no-store" in answer.headers["Cache-Control"], f"{method} {address}"
            answer.close()


def test_a_page_that_may_be_found_has_one_address(app: Flask) -> None:
    client = app.test_client()
    for address in ("/", "/rights", "/helplines/", "/directory/"):
        answer = client.get(address)
        assert "X-Robots-Tag" not in answer.headers
        assert f'<link rel="canonical" href="http://127.0.0.1:8000{address}">' in answer.text
        assert '<meta property="og:title" content="' in answer.text


def test_what_somebody_typed_is_in_no_address_that_may_be_found(app: Flask) -> None:
    answer = app.test_client().get("/directory/?q=lunch&postcode=TS18+1AU")
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "TS18" not in re.findall(r'rel="canonical" href="([^"]*)"', answer.text)[0]


def test_robots_are_shown_the_map_of_the_site_and_kept_from_the_staffs_pages(app: Flask) -> None:
    said = app.test_client().get("/robots.txt").text
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in said
    assert "Disallow: /staff/" in said
