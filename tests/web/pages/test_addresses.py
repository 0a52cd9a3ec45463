"""Addresses that nobody would type still get a sound page, and the switcher leads back to the same one."""

import pytest


@pytest.mark.parametrize(
    "address", ["/no%00such", "/no%1fsuch/é", '/"><b>', "/%F0%9F%8E%A3", "/a?x=%00%22%3E", "//evil.example/x"]
)
def test_a_strange_address_gets_a_sound_page(client, address):
    assert client.get(address).status_code in {404, 308}


def test_changing_the_language_keeps_what_was_searched_for(client):
    page = client.get("/directory/?q=lunch+club&postcode=TS18+1AU")
    assert 'name="back" value="/directory/?q=lunch+club&amp;postcode=TS18+1AU"' in page.text
