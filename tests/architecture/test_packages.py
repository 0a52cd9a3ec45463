"""A package's __init__ says what the room is for and does nothing, so importing one part never loads another."""

import ast
from pathlib import Path

import pytest

from app.config import ROOT

PACKAGES = sorted((ROOT / "app").rglob("__init__.py"))
NAMES_THAT_HIDE = {
    "common",
    "utils",
    "util",
    "helpers",
    "helper",
    "base",
    "manager",
    "handler",
    "data",
    "misc",
    "process",
}

LONG_ON_PURPOSE = {"access.py"}
"""Who may do what stands in one table: whoever reads it wants to see all of it."""


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.parent.name)
def test_a_package_is_described_and_otherwise_empty(package: Path) -> None:
    tree = ast.parse(package.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    assert len(tree.body) == 1


def test_no_file_has_a_name_that_hides_what_is_inside() -> None:
    assert [path for path in (ROOT / "app").rglob("*.py") if path.stem in NAMES_THAT_HIDE] == []


def test_no_file_is_longer_than_400_lines_and_no_function_longer_than_40() -> None:
    too_long = []
    for path in (ROOT / "app").rglob("*.py"):
        if "versions" in path.parts:
            continue
        source = path.read_text(encoding="utf-8")
        if source.count("\n") > 400 and path.name not in LONG_ON_PURPOSE:
            too_long.append(f"{path.name}: {source.count(chr(10))} lines")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 40:
                too_long.append(f"{path.name}: {node.name}")
    assert too_long == []
