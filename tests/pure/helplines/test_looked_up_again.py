"""Helplines by theme, and which numbers somebody has to look up again."""

from datetime import date

from app.helplines import api, pages
from app.helplines.domain import THEMES, Helpline


def line(id: str, as_of: date) -> Helpline:
    return Helpline(id, id, "about", ("crisis",), "seen", as_of, "seen", number="116 123")


def test_after_six_months_a_number_has_to_be_looked_up_again_the_oldest_first() -> None:
    lines = (line("old", date(2026, 5, 22)), line("older", date(2025, 1, 1)), line("fresh", date(2026, 5, 23)))
    assert [one.id for one in pages.to_look_up_again(lines, date(2026, 11, 22))] == ["older", "old"]


def test_every_theme_has_a_name_and_every_helpline_a_place_on_the_page() -> None:
    assert set(pages.THEME_NAMES) == THEMES
    shown = {one for theme in pages.themes(api.everyone()) for one in theme.lines}
    assert shown == set(api.everyone())
