"""What the pages of sending say in Easy Read: the content of easy_read.toml, refused at start when a page lacks it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.kernel.toml_lines import TomlFile, read_toml
from app.questionnaire.flow import Voice
from app.referrals.flow import STEPS

CHECK, SENT = "check", "sent"

_KEYS = {"you", "they", "picture"}


@dataclass(frozen=True)
class EasyWords:
    """A few short lines, and the name of a drawing."""

    lines: str
    picture: str


def easy_words(page: str, voice: Voice) -> EasyWords:
    """The words for a page of `STEPS`, for `CHECK` or for `SENT`."""
    words = _WORDS[page]
    return EasyWords(words[voice], words["picture"])


def read(path: Path) -> dict[str, dict[str, str]]:
    """The words of every page. Raises WrongContent when there are not exactly those that are needed."""
    file = read_toml(path)
    words = dict(file.content)
    _same(file, set(words), {*STEPS, CHECK, SENT})
    for page, said in words.items():
        _same(file, set(said), _KEYS, page)
    return words


def _same(file: TomlFile, keys: set[str], needed: set[str], *place: Any) -> None:
    for key in sorted(keys - needed):
        raise file.refuse("is nothing that we know", *place, key)
    for key in sorted(needed - keys):
        raise file.refuse("has no words", *place, key)


_WORDS = read(Path(__file__).parent / "content" / "easy_read.toml")
