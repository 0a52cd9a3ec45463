"""Translators are given every word that this room says, also where it is put into another sentence."""

import ast
from pathlib import Path

import pytest

from app.config import ROOT

MARKS = {"gettext", "ngettext", "lazy_gettext", "_"}


def marked_within_strings(path: Path) -> list[str]:
    """Words marked for translation inside an f-string, where the tool that collects them does not look."""
    strings = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.JoinedStr))
    calls = (node for string in strings for node in ast.walk(string) if isinstance(node, ast.Call))
    return [
        ast.unparse(call)
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in MARKS and isinstance(call.args[0], ast.Constant)
    ]


@pytest.mark.parametrize("path", sorted((ROOT / "app").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_words_are_marked_where_they_are_not_collected(path: Path) -> None:
    assert marked_within_strings(path) == []
