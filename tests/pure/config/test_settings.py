"""Settings: every default works, and a wrong one stops the start with one clear line."""

import stat
from pathlib import Path

import pytest

from app.config import Config, WrongSetting


def test_a_fresh_machine_needs_no_setting_but_a_place_to_keep_things(tmp_path: Path) -> None:
    config = Config.from_environment({"DATA_DIR": str(tmp_path / "new")})
    assert config.DATABASE_URL.startswith("sqlite:///")
    assert config.COUNCIL.name == "sample.toml"


def test_keys_are_made_once_and_readable_by_their_owner_alone(tmp_path: Path) -> None:
    first, second = (Config.from_environment({"DATA_DIR": str(tmp_path)}) for _ in range(2))
    assert (first.SECRET_KEY, first.ENCRYPTION_KEYS) == (second.SECRET_KEY, second.ENCRYPTION_KEYS)
    for file in (tmp_path / "keys").iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_configuration_does_not_print_its_secrets(tmp_path: Path) -> None:
    config = Config.from_environment({"DATA_DIR": str(tmp_path)})
    assert config.SECRET_KEY not in repr(config)
    assert config.ENCRYPTION_KEYS[0] not in repr(config)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATA_DIR", "/proc/nowhere"),
        ("DATABASE_URL", "mysql://somewhere"),
        ("COUNCIL", "no-such-council"),
        ("PUBLIC_URL", "care.example.org"),
        ("PUBLIC_URL", "http://care.example.org/path"),
        ("MAIL_URL", "pigeon://loft"),
        ("ENCRYPTION_KEYS", "short"),
        ("MAP_TILES", "https://tiles.example.org/{z}/{x}/{y}.png"),
        ("MAP_TILES", "//tiles.example.org/{z}/{x}/{y}.png"),
        ("MAP_TILES", "/tiles/{z}/{x}.png"),
        ("MAP_TILES", "/tiles/{z}/{x}/{y}.png?{SECRET_KEY}"),
        ("MAP_CREDIT", "© Somebody"),
        ("TRUSTED_PROXIES", "many"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(WrongSetting, match=f"^{name}: [^\n]+$"):
        Config.from_environment({"DATA_DIR": str(tmp_path), name: value})


def test_a_map_without_a_word_of_whose_it_is_stops_the_start(tmp_path: Path) -> None:
    settings = {"DATA_DIR": str(tmp_path), "MAP_TILES": "/tiles/{z}/{x}/{y}.png"}
    with pytest.raises(WrongSetting, match="MAP_CREDIT"):
        Config.from_environment(settings)
    assert settings["MAP_TILES"] == Config.from_environment({**settings, "MAP_CREDIT": "© Somebody"}).MAP_TILES


def test_behind_tls_the_proxy_has_to_be_named(tmp_path: Path) -> None:
    settings = {"DATA_DIR": str(tmp_path), "PUBLIC_URL": "https://care.example.org"}
    with pytest.raises(WrongSetting, match="TRUSTED_PROXIES"):
        Config.from_environment(settings)
    assert Config.from_environment({**settings, "TRUSTED_PROXIES": "1"}).behind_tls
