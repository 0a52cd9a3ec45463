"""Reads the needs and the thesaurus from their files and refuses what could mislead a resident."""

import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from app.needs.domain import Entry, Need, Phrase, Vocabulary, words


class BadVocabulary(ValueError):
    """A file of the vocabulary cannot be used; the text names the file and what is wrong in it."""


def load_vocabulary(folder: Path) -> Vocabulary:
    needs_file, thesaurus_file = folder / "needs.toml", folder / "thesaurus.toml"
    needs, sayings = _read(needs_file), _read(thesaurus_file)
    groups = tuple(_each(needs_file, needs, "group", _group))
    vocabulary = Vocabulary(
        needs=tuple(_each(needs_file, needs, "need", _need)),
        groups=groups,
        entries=tuple(_each(thesaurus_file, sayings, "entry", _entry)),
        fluff=frozenset(words(" ".join(sayings.get("fluff", ())))),
    )
    _refuse(needs_file, _faults_of_needs(vocabulary))
    _refuse(thesaurus_file, _faults_of_entries(vocabulary))
    return vocabulary


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadVocabulary(f"{path.name}: {error}") from error


def _each(path: Path, content: dict[str, Any], kind: str, make: Any) -> Iterable[Any]:
    for number, entry in enumerate(content.get(kind, ()), 1):
        try:
            yield make(dict(entry))
        except (KeyError, TypeError, ValueError) as error:
            raise BadVocabulary(f"{path.name}: {kind} {number}: {error!r}") from error


def _group(entry: dict[str, Any]) -> tuple[str, str]:
    return entry["id"], entry["name"]


def _need(entry: dict[str, Any]) -> Need:
    terms = tuple(entry.pop("terms", ()))
    plainly, perhaps = _phrases(entry.pop("plainly", ())), _phrases(entry.pop("perhaps", ()))
    return Need(terms=terms, plainly=plainly, perhaps=perhaps, **entry)


def _entry(entry: dict[str, Any]) -> Entry:
    said, needs, find = _phrases(entry.pop("said")), tuple(entry.pop("needs", ())), tuple(entry.pop("find", ()))
    return Entry(said=said, needs=needs, find=find, **entry)


def _phrases(texts: Iterable[str]) -> tuple[Phrase, ...]:
    return tuple(_phrase(text) for text in texts)


def _phrase(text: str) -> Phrase:
    """Only what `words` could give can ever be matched, so nothing else may be written."""
    plain = text.replace("/", " ").replace("*", "")
    if not text.strip() or " ".join(words(plain)) != plain:
        raise ValueError(f"{text!r} is not a phrase of plain small words")
    return Phrase(text)


def _faults_of_needs(vocabulary: Vocabulary) -> Iterable[str]:
    groups = {id for id, _ in vocabulary.groups}
    for id, times in Counter(need.id for need in vocabulary.needs).items():
        if times > 1:
            yield f"need {id!r} is there {times} times"
    for need in vocabulary.needs:
        if need.id != "-".join(words(need.id)) or not need.id.isascii():
            yield f"need {need.id!r} is not small words joined by hyphens"
        if need.group not in groups:
            yield f"need {need.id!r} is in the unknown group {need.group!r}"
        if not need.plainly:
            yield f"need {need.id!r} has no words by which a listing could be known"


def _faults_of_entries(vocabulary: Vocabulary) -> Iterable[str]:
    for entry in vocabulary.entries:
        title = repr(entry.said[0].text if entry.said else "")
        for need in entry.needs:
            if need not in vocabulary:
                yield f"entry {title} speaks of the unknown need {need!r}"
        if not entry.said or not (entry.needs or entry.find):
            yield f"entry {title} leads from nothing or to nothing"
        if not entry.reason.strip():
            yield f"entry {title} gives no reason"
    for text, times in Counter(phrase.text for entry in vocabulary.entries for phrase in entry.said).items():
        if times > 1:
            yield f"{text!r} is said in {times} entries"


def _refuse(path: Path, faults: Iterable[str]) -> None:
    listed = list(faults)
    if listed:
        raise BadVocabulary(f"{path.name}: " + "; ".join(listed))
