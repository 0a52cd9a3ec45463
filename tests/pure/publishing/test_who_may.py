"""Who decides on which pages, and when what an editor sends is public at once."""

from datetime import UTC, datetime

import pytest

from app.accounts.domain import Role
from app.kernel.toml_lines import TomlFile, WrongContent, read_toml
from app.publishing.domain import LOOKED_AT_ONE_IN, Deed, Entry, Kind, goes_out_at_once, kinds_moderated_by
from app.publishing.settings import looked_at_one_in

A_DAY = datetime(2026, 11, 22, tzinfo=UTC)

BY_ROLE = {
    Role.DIRECTORY_EDITOR: (Kind.LISTING, Kind.PA),
    Role.MANAGER: (Kind.LISTING, Kind.PA),
    Role.CARERS_TEAM: (Kind.PA,),
}

AT_ONCE = [
    (False, [], False),
    (False, [Deed.APPROVED], False),
    (True, [], True),
    (True, [Deed.REJECTED, Deed.SENT, Deed.APPROVED], True),
    (True, [Deed.APPROVED, Deed.TAKEN_DOWN], False),
    (True, [Deed.APPROVED, Deed.REJECTED, Deed.SENT], False),
    (True, [Deed.APPROVED, Deed.ASKED_BACK, Deed.RESTORED], False),
    (True, [Deed.PUBLISHED_AT_ONCE, Deed.REMOVED_BY_OWNER], True),
]


@pytest.mark.parametrize("role", Role)
def test_each_role_decides_on_its_kinds_of_pages_and_on_no_other(role: Role) -> None:
    assert kinds_moderated_by({role}) == BY_ROLE.get(role, ())


@pytest.mark.parametrize(("trusted", "deeds", "at_once"), AT_ONCE)
def test_whoever_is_trusted_publishes_at_once_until_a_moderator_said_no(
    trusted: bool, deeds: list[Deed], at_once: bool
) -> None:
    assert goes_out_at_once(trusted, [Entry(1, deed, "", 1, A_DAY) for deed in deeds]) is at_once


def council_file(tmp_path, text: str) -> TomlFile:
    path = tmp_path / "council.toml"
    path.write_text(text, encoding="utf-8")
    return read_toml(path)


def test_a_council_says_how_many_pages_are_looked_at_afterwards_or_we_do(tmp_path) -> None:
    assert looked_at_one_in(council_file(tmp_path, "[own_pages]\nlooked_at_one_in = 2")) == 2
    assert looked_at_one_in(council_file(tmp_path, "")) == LOOKED_AT_ONE_IN


@pytest.mark.parametrize("wrong", ["own_pages = 1", "[own_pages]", "[own_pages]\nlooked_at_one_in = 0"])
def test_a_wrong_setting_stops_the_start(tmp_path, wrong: str) -> None:
    with pytest.raises(WrongContent, match="own_pages"):
        looked_at_one_in(council_file(tmp_path, wrong))
