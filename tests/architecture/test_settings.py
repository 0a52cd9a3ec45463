"""Every setting is explained where an operator looks for it."""

from dataclasses import fields

from app.config import ROOT, Config


def test_the_page_on_settings_names_every_setting() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert [field.name for field in fields(Config) if f"`{field.name}`" not in page] == []
