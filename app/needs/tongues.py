"""Reads the words for needs in other languages: people's own, and the needs' names from the translations."""

from collections.abc import Iterable, Iterator, Mapping
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

from app.kernel.toml_lines import TomlFile, read_toml
from app.needs.domain import Entry, Need, Phrase, Spoken, Tongue, words

FEWEST_WORDS = 3
"""How many words of people's own each need has at least."""
_WORDS_TO_FIND = 2


def load_languages(path: Path) -> tuple[Spoken, ...]:
    """The languages that somebody may ask for. Raises WrongContent."""
    file = read_toml(path)
    languages = tuple(Spoken(**{**entry, "said": tuple(entry["said"])}) for entry in file.content["language"])
    for place, language in enumerate(languages):
        if any(words(word) != [word] for word in language.said):
            raise file.refuse(f"{language.name} is said in more than one plain small word", "language", place)
    return languages


def load_tongue(path: Path, catalogue: Path, needs: Mapping[str, Need]) -> Tongue:
    """The words of one language, by the file's name. Raises WrongContent for a need that has too few."""
    file = read_toml(path)
    fluff = frozenset(words(" ".join(file.content.get("fluff", ()))))
    entries = tuple(_entry(file, place, dict(entry), needs) for place, entry in enumerate(file.content["word"]))
    said = {phrase for entry in entries for phrase in entry.said}
    for need in needs:
        if sum(len(entry.said) for entry in entries if need in entry.needs) < FEWEST_WORDS:
            raise file.refuse(f"{need!r} has fewer than {FEWEST_WORDS} words", "word")
    names = (entry for entry in _names(catalogue, needs.values(), fluff) if entry.said[0] not in said)
    return Tongue(path.stem, (*entries, *names), fluff)


def _entry(file: TomlFile, place: int, entry: dict[str, Any], needs: Mapping[str, Need]) -> Entry:
    unknown = [need for need in entry["needs"] if need not in needs]
    if unknown:
        raise file.refuse(f"there is no need {unknown[0]!r}", "word", place)
    meant = [needs[need] for need in entry["needs"]]
    return Entry(tuple(map(_phrase, entry["said"])), tuple(entry["needs"]), _found(meant), "What people say for it.")


def _phrase(text: str) -> Phrase:
    """Words are written in the file as people write them, and compared as `words` gives them."""
    parts = ("/".join(map(_plain, part.split("/"))) for part in text.split())
    return Phrase(" ".join(parts))


def _plain(word: str) -> str:
    return "".join(words(word)) + ("*" if word.endswith("*") else "")


def _names(catalogue: Path, needs: Iterable[Need], fluff: frozenset[str]) -> Iterator[Entry]:
    """The needs by their translated names; one that nobody has translated yet is left out, as is every one until the
    catalogues are compiled."""
    if not catalogue.is_file():
        return
    with catalogue.open("rb") as file:
        translations = GNUTranslations(file)
    for need in needs:
        name = translations.gettext(need.name)
        telling = [word for word in words(name.partition("(")[0]) if word not in fluff]
        if name != need.name and telling:
            yield Entry((Phrase(" ".join(telling)),), (need.id,), _found([need]), "The name of the need.")


def _found(needs: Iterable[Need]) -> tuple[str, ...]:
    """What a listing in English says that helps with one of these."""
    plain = ([phrase.text for phrase in need.plainly if phrase.text.isascii()] for need in needs)
    return tuple(text for texts in plain for text in [t for t in texts if not {"*", "/"} & set(t)][:_WORDS_TO_FIND])
