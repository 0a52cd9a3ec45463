"""Lets `pybabel extract` find the words in content files, so that they are translated like any others."""

import tomllib
from collections.abc import Iterator
from typing import IO, Any

# The keys under which content files hold words for people; everything else is an id or a fact.
WORDS = frozenset(
    {
        "title",
        "label",
        "hint",
        "why",
        "detail",
        "heading",
        "you",
        "they",
        "next",
        "more",
        "name",
        "about",
        "text",
        "suits",
        "check",
        "adults",
        "carers",
    }
)

Message = tuple[int, str, str, list[str]]


def extract_toml(file: IO[bytes], *_: Any, **__: Any) -> Iterator[Message]:
    """Every sentence of a TOML file, as Babel wants them: line, function, message, comments."""
    text = file.read().decode("utf-8")
    for words in dict.fromkeys(_words(tomllib.loads(text))):
        before, _found, _after = text.partition(words)
        yield before.count("\n") + 1, "gettext", words, []


def _words(node: Any, are_words: bool = False) -> Iterator[str]:
    """The words in a part of the file; `are_words` says that it stands under a key that holds some."""
    if isinstance(node, str) and are_words and node:
        yield node
    elif isinstance(node, list):
        for item in node:
            yield from _words(item, are_words)
    elif isinstance(node, dict):
        for key, value in node.items():
            # Choices as a table hold nothing but words, by the values that they stand for.
            by_value = key == "choices" and isinstance(value, dict)
            yield from _words(value, are_words or by_value or key in WORDS)
