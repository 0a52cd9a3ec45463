"""What the pages of sending say in Easy Read: the content of easy_read.toml, refused at start when a page lacks it."""

from dataclasses import dataclass
from pathlib import Path

from app.kernel.toml_lines import read_toml
from app.questionnaire.flow import Voice
from app.referrals.flow import STEPS

CHECK, SENT = "check", "sent"

EasyPage = dict[str, str]

_KEYS = {"id", "you", "they", "picture"}


@dataclass(frozen=True)
class EasyWords:
    """A few short lines, and the name of a drawing."""

    lines: str
    picture: str


def easy_words(page: str, voice: Voice) -> EasyWords:
    """The words for a page of `STEPS`, for `CHECK` or for `SENT`."""
    words = _WORDS[page]
    return EasyWords(words[voice], words["picture"])


def read(path: Path) -> dict[str, EasyPage]:
    """The words of every page. Raises WrongContent when there are not exactly those that are needed."""
    file = read_toml(path)
    pages = file.content.get("page", [])
    for place, said in enumerate(pages):
        for key in sorted(_KEYS ^ set(said)):
            raise file.refuse("has no words" if key in _KEYS else "is nothing that we know", "page", place, key)
    found, needed = {said["id"] for said in pages}, {*STEPS, CHECK, SENT}
    for page in sorted(found ^ needed):
        raise file.refuse(f"{page} has no words" if page in needed else f"{page} is no page that we know", "page")
    return {said["id"]: said for said in pages}


_WORDS = read(Path(__file__).parent / "content" / "easy_read.toml")
