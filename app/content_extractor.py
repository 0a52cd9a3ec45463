"""Finds the words in content files: for `pybabel extract`, and to stop a start that would show some untranslated."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import IO, Any

from app.kernel.toml_lines import WrongContent

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

_CONTENT = re.compile(r"^\[toml_content: (.+)\]$", re.MULTILINE)

Message = tuple[int, str, str, list[str]]


def extract_toml(file: IO[bytes], *_: Any, **__: Any) -> Iterator[Message]:
    """Every sentence of a TOML file, as Babel wants them: line, function, message, comments."""
    text = file.read().decode("utf-8")
    for words in words_in(text):
        yield _line(text, words), "gettext", words, []


@cache
def words_in(text: str) -> tuple[str, ...]:
    """The sentences of a TOML text, each once."""
    return tuple(dict.fromkeys(_words(tomllib.loads(text))))


def content_files(root: Path) -> tuple[Path, ...]:
    """The files with words for people: those that babel.cfg names."""
    patterns = _CONTENT.findall((root / "babel.cfg").read_text(encoding="utf-8"))
    return tuple(path for pattern in patterns for path in sorted(root.glob(pattern)))


def check_translated(files: Iterable[Path], catalogues: Iterable[Path]) -> None:
    """Raises WrongContent for a sentence of these files that one of the compiled catalogues does not have."""
    read = {catalogue: _catalogue(catalogue) for catalogue in catalogues}
    for path in files if read else ():
        text = path.read_text(encoding="utf-8")
        for words in words_in(text):
            for catalogue, translations in read.items():
                if not translations.gettext(words):
                    raise WrongContent(f"{path}:{_line(text, words)}: {catalogue} has no translation of {words!r}")


def _catalogue(path: Path) -> NullTranslations:
    try:
        with path.open("rb") as file:
            translations = GNUTranslations(file)
    except OSError as error:
        raise WrongContent(f"{path}:1: {error.strerror}; run deploy/translations compile") from error
    translations.add_fallback(_Nothing())
    return translations


class _Nothing(NullTranslations):
    """What a catalogue says of a sentence that it does not have."""

    def gettext(self, _: str) -> str:
        return ""


def _line(text: str, words: str) -> int:
    return text.partition(words)[0].count("\n") + 1


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
