"""Words of crisis, danger and abuse in what somebody types, in the languages that we hear; remembers nothing."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from app.councils.domain import PURPOSES
from app.kernel.toml_lines import TomlFile, read_toml
from app.needs.domain import words
from app.search.slips import Slips

BETWEEN = 2
"""How many other words may stand between the words of a phrase of three or more; those of a shorter one stand close."""
ENGLISH = "en"
LANGUAGES = {ENGLISH: "said", "pl": "pl", "ur": "ur"}
"""The languages that are heard, and where their phrases stand in the file."""

Part = tuple[str, ...]
Saying = tuple[Part, ...]


@dataclass(frozen=True)
class Danger:
    """One kind of danger: what the person reads, whom they can ring, and the words that speak of it.

    `council` is which of the council's own numbers is shown (PURPOSES), none when empty; `leave` says that somebody may
    have to leave the page fast.
    """

    id: str
    heading: str
    text: str
    lines: tuple[str, ...]
    said: tuple[tuple[str, Saying], ...]
    unless: tuple[Saying, ...] = ()
    council: str = ""
    leave: bool = False

    def heard_in(self, typed: Sequence[str]) -> str | None:
        """The language in which these words speak of it; None when they do not, or mean something else."""
        for language, saying in self._beginning_in(typed):
            places = places_of(saying, typed)
            if places and not self._meant_otherwise(typed).issuperset(places):
                return language
        return None

    @cached_property
    def own_words(self) -> frozenset[str]:
        """The whole words of its phrases."""
        sayings = (*(saying for _, saying in self.said), *self.unless)
        return frozenset(word for saying in sayings for part in saying for word in part)

    def _meant_otherwise(self, typed: Sequence[str]) -> set[int]:
        return {place for saying in self.unless for place in places_of(saying, typed)}

    def _beginning_in(self, typed: Sequence[str]) -> Iterator[tuple[str, Saying]]:
        """The phrases that can stand there, in their order: all searches are heard, and hardly any is one."""
        numbers = {number for word in typed for number in self._by_word.get(word, ())}
        for word in typed:
            if word.startswith(self._beginnings):
                those = (listed for beginning, listed in self._by_beginning.items() if word.startswith(beginning))
                numbers.update(chain.from_iterable(those))
        yield from (self.said[number] for number in sorted(numbers))

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        return _by_first(self.said, lambda word: not word.endswith("*"))

    @cached_property
    def _beginnings(self) -> tuple[str, ...]:
        return tuple(self._by_beginning)

    @cached_property
    def _by_beginning(self) -> dict[str, list[int]]:
        by_first = _by_first(self.said, lambda word: word.endswith("*"))
        return {word[:-1]: numbers for word, numbers in by_first.items()}


@dataclass(frozen=True)
class Heard:
    """A danger that somebody's words speak of, and the language of the words."""

    danger: Danger
    language: str


def load_dangers(path: Path) -> tuple[Danger, ...]:
    """Every danger of the file, the gravest first. Raises WrongContent."""
    file = read_toml(path)
    return tuple(_danger(file, place, entry) for place, entry in enumerate(file.content["danger"]))


def heard(text: str, dangers: Iterable[Danger], slips: Slips) -> tuple[Heard, ...]:
    """The dangers that a text speaks of, as it was typed or with slips of the fingers mended, in their order."""
    typed = words(text)
    mended = slips.mended(typed)
    found = (
        (danger, danger.heard_in(typed) or (danger.heard_in(mended) if mended != typed else None)) for danger in dangers
    )
    return tuple(Heard(danger, language) for danger, language in found if language)


def _by_first(said: Sequence[tuple[str, Saying]], wanted: Callable[[str], bool]) -> dict[str, list[int]]:
    """The numbers of the phrases by those of their first words that are wanted."""
    by_first: defaultdict[str, list[int]] = defaultdict(list)
    for number, (_, saying) in enumerate(said):
        for word in filter(wanted, saying[0]):
            by_first[word].append(number)
    return dict(by_first)


def places_of(saying: Saying, typed: Sequence[str]) -> tuple[int, ...]:
    """Where the words of a saying stand, in order and near each other; nothing when they do not."""
    for first in range(len(typed)):
        if places := tuple(_places_from(saying, typed, first)):
            return places
    return ()


def _places_from(saying: Saying, typed: Sequence[str], first: int) -> Iterator[int]:
    places: list[int] = []
    between = BETWEEN if len(saying) > 2 else 0
    for part in saying:
        last = first + 1 + (between if places else 0)
        found = next((place for place in range(first, min(last, len(typed))) if _fits(part, typed[place])), None)
        if found is None:
            return
        places.append(found)
        first = found + 1
    yield from places


def _fits(part: Part, word: str) -> bool:
    return any(word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted for wanted in part)


def _danger(file: TomlFile, place: int, entry: dict[str, Any]) -> Danger:
    try:
        said = tuple((code, _saying(text)) for code, key in LANGUAGES.items() for text in entry[key])
        unless = tuple(_saying(text) for text in entry.get("unless", ()))
        whom, lines = _purpose(entry.get("council", "")), tuple(entry["lines"])
        leave = bool(entry.get("leave"))
        return Danger(entry["id"], entry["heading"], entry["text"], lines, said, unless, whom, leave)
    except (KeyError, TypeError, ValueError) as error:
        raise file.refuse(f"danger {place + 1}: {error!r}", "danger", place) from error


def _purpose(written: str) -> str:
    if written not in ("", *PURPOSES):
        raise ValueError(f"{written!r} is no number of the council")
    return written


def _saying(text: str) -> Saying:
    """Phrases are written as people write them, and compared as `words` gives them."""
    saying = tuple(tuple(_plain(word) for word in part.split("/")) for part in text.split())
    if not saying or not all(word.strip("*") for part in saying for word in part):
        raise ValueError(f"{text!r} is no phrase")
    return saying


def _plain(word: str) -> str:
    return "".join(words(word)) + ("*" if word.endswith("*") else "")
