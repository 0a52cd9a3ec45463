"""Reads the needs and the thesaurus from their files and refuses what could mislead a resident."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.kernel.toml_lines import TomlFile, read_toml
from app.needs.domain import Entry, Need, Phrase, Vocabulary, words
from app.needs.tongues import load_languages, load_tongue


def load_vocabulary(folder: Path) -> Vocabulary:
    """The needs and the sayings of a folder. Raises WrongContent."""
    needs, sayings = read_toml(folder / "needs.toml"), read_toml(folder / "thesaurus.toml")
    vocabulary = Vocabulary(
        needs=tuple(_each(needs, "need", _need)),
        groups=tuple(_each(needs, "group", _group)),
        entries=tuple(_each(sayings, "entry", _entry)),
        fluff=frozenset(words(" ".join(sayings.content.get("fluff", ())))),
    )
    for place, fault in _faults_of_needs(vocabulary):
        raise needs.refuse(fault, "need", place)
    for place, fault in _faults_of_entries(vocabulary):
        raise sayings.refuse(fault, "entry", place)
    return vocabulary


def load_whole(folder: Path, translations: Path) -> Vocabulary:
    """The same with the languages that people speak and those in which they search. Raises WrongContent."""
    vocabulary = load_vocabulary(folder)
    needs = {need.id: need for need in vocabulary.needs}
    tongues = (
        load_tongue(file, translations / file.stem / "LC_MESSAGES" / "messages.mo", needs)
        for file in sorted((folder / "words").glob("??.toml"))
    )
    return replace(vocabulary, languages=load_languages(folder / "words" / "languages.toml"), tongues=tuple(tongues))


def _each(file: TomlFile, kind: str, make: Any) -> Iterable[Any]:
    for place, entry in enumerate(file.content.get(kind, ())):
        try:
            yield make(dict(entry))
        except (KeyError, TypeError, ValueError) as error:
            raise file.refuse(f"{kind} {place + 1}: {error!r}", kind, place) from error


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


def _faults_of_needs(vocabulary: Vocabulary) -> Iterable[tuple[int, str]]:
    """Each fault with the place of its need."""
    groups = {id for id, _ in vocabulary.groups}
    times = Counter(need.id for need in vocabulary.needs)
    for place, need in enumerate(vocabulary.needs):
        if times[need.id] > 1:
            yield place, f"need {need.id!r} is there {times[need.id]} times"
        if need.id != "-".join(words(need.id)) or not need.id.isascii():
            yield place, f"need {need.id!r} is not small words joined by hyphens"
        if need.group not in groups:
            yield place, f"need {need.id!r} is in the unknown group {need.group!r}"
        if not need.plainly:
            yield place, f"need {need.id!r} has no words by which a listing could be known"


def _faults_of_entries(vocabulary: Vocabulary) -> Iterable[tuple[int, str]]:
    """Each fault with the place of its entry."""
    times = Counter(phrase.text for entry in vocabulary.entries for phrase in entry.said)
    for place, entry in enumerate(vocabulary.entries):
        title = repr(entry.said[0].text if entry.said else "")
        for need in entry.needs:
            if need not in vocabulary:
                yield place, f"entry {title} speaks of the unknown need {need!r}"
        if not entry.said or not (entry.needs or entry.find):
            yield place, f"entry {title} leads from nothing or to nothing"
        if not entry.reason.strip():
            yield place, f"entry {title} gives no reason"
        for phrase in entry.said:
            if times[phrase.text] > 1:
                yield place, f"{phrase.text!r} is said in {times[phrase.text]} entries"
