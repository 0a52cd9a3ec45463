"""Addresses are published as RFC 3986 has them, or not at all."""

import pytest
from jsonschema import FormatChecker

from app.open_data.web_addresses import uri


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("http://EXAMPLE.org", "http://example.org"),
        ("https://example.org:8080/", "https://example.org:8080/"),
        ("https://example.org/caf\u00e9 bar", "https://example.org/caf%C3%A9%20bar"),
        ("https://b\u00fccher.example/", "https://xn--bcher-kva.example/"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("https://example.org/?a[]=1|2", "https://example.org/?a%5B%5D=1%7C2"),
        ("https://example.org/#a#b", "https://example.org/#a%23b"),
        ("ftp://example.org", None),
        ("javascript:alert(1)", None),
        ("https://", None),
        ("https://[", None),
        ("https://exa mple.org", None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_is_mended_or_left_out(written: str | None, published: str | None) -> None:
    assert uri(written) == published
    if published is not None:
        assert FormatChecker().conforms(published, "uri")
