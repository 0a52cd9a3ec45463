"""The line of a value in a TOML text: found for every value of the product's own files, and never far off."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.config import ROOT
from app.kernel.toml_lines import WrongContent, line_of, read_toml

TEXT = '''# A comment
name = "One"
note = """
[not.a.table]
not_a_key = 1
"""
codes = [
    "A",  # name = "no"
    "B",
]

[rules]
F1.reviewer = "Jo"
E1 = { reviewer = "Sam" }

[[question]]
id = "first"

[[question.choices]]
value = "yes"

[[question.choices]]
value = "no"

[[question]]
id = "second"
show_if = [
    { question = "first", is = ["yes"] },
]

[[question.choices]]
value = "maybe"

[deep.down]
'''

OUR_FILES = sorted([*ROOT.glob("app/*/content/*.toml"), *ROOT.glob("directory_data/**/*.toml")])


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("name",), 2),
        (("note",), 3),
        (("codes",), 7),
        (("codes", 1), 7),
        (("rules",), 12),
        (("rules", "F1"), 13),
        (("rules", "F1", "reviewer"), 13),
        (("rules", "E1"), 14),
        (("rules", "E1", "reviewer"), 14),
        (("question",), 16),
        (("question", 0, "choices", 1, "value"), 23),
        (("question", 1), 25),
        (("question", 1, "id"), 26),
        (("question", 1, "show_if", 0, "is"), 27),
        (("question", 1, "choices", 0), 31),
        (("deep",), 34),
        (("deep", "down"), 34),
    ],
)
def test_a_value_stands_where_it_is_written(path: tuple[str | int, ...], line: int) -> None:
    assert line_of(TEXT, *path) == line


def test_a_key_that_is_missing_is_looked_for_in_its_table() -> None:
    assert line_of(TEXT, "question", 1, "title") == 25
    assert line_of(TEXT, "no_such_table", "key") == 1


def test_lines_end_as_windows_ends_them_too() -> None:
    assert line_of(TEXT.replace("\n", "\r\n"), "question", 1, "id") == 26


@pytest.mark.parametrize("file", OUR_FILES, ids=lambda file: file.name)
def test_every_key_of_our_own_files_stands_on_the_line_that_is_found(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    lines = text.split("\n")
    paths = list(_paths(tomllib.loads(text)))
    for path in paths[:: max(1, len(paths) // 8)]:
        assert str(path[-1]) in lines[line_of(text, *path) - 1], path


def test_a_refusal_names_the_file_the_line_and_the_place(tmp_path: Path) -> None:
    file = tmp_path / "content.toml"
    file.write_text(TEXT, encoding="utf-8")
    refusal = read_toml(file).refuse("is not known", "question", 1, "show_if", 0, "question")
    assert str(refusal) == f"{file}:27: question.show_if.question: is not known"


@pytest.mark.parametrize(
    ("text", "line"), [("a = 1\nb = \n", 2), ("a = 1\na = 2\n", 2), ("a = 1\n[b]\n[b]\n", 3), ('a = """\n\n', 3)]
)
def test_what_is_not_toml_is_refused_with_the_line(tmp_path: Path, text: str, line: int) -> None:
    file = tmp_path / "content.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(WrongContent, match=rf"content\.toml:{line}: "):
        read_toml(file)


def test_a_file_that_is_not_there_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(WrongContent, match=r"none\.toml:1: "):
        read_toml(tmp_path / "none.toml")


def _paths(node: Any, *path: str | int) -> Iterator[tuple[str | int, ...]]:
    """The paths to all keys that are written on a line of their own."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _paths(value, *path, key)
            if not isinstance(value, dict | list):
                yield (*path, key)
    elif isinstance(node, list):
        for number, value in enumerate(node):
            if isinstance(value, dict):
                yield from _paths(value, *path, number)
