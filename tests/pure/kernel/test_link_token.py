"""The secret at the end of a link stays what it is, however the link was copied."""

import pytest

from app.kernel.link_token import hash_of, new_token, plain


@pytest.mark.parametrize("copied", ["{}", "{}.", "<{}>", " {}\n", "{}\u200b", "({}),", "{}&"])
def test_a_token_is_whole_however_it_was_copied(copied: str) -> None:
    token = new_token()
    assert plain(copied.format(token)) == token
    assert hash_of(copied.format(token)) == hash_of(token)


def test_another_token_is_another() -> None:
    assert hash_of(new_token()) != hash_of(new_token())


def test_what_is_no_token_is_the_hash_of_no_token() -> None:
    assert plain("…/…") == ""
    assert len(new_token()) == 32
