"""An address that is none, also one that a feed sends us on to, is refused with a reason and not with a crash."""

import pytest

from app.directory.importing.fetching import Fetcher, NotFetched


@pytest.mark.parametrize(
    "address", ["http://example.org:99999999/", "http://[bad/", f"http://{'a' * 70}.example.org/", "file:///etc/passwd"]
)
def test_what_is_no_web_address_is_refused(address: str) -> None:
    with pytest.raises(NotFetched, match="is not a web address"):
        Fetcher()(address)
