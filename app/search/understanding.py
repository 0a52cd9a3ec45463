"""What a person's words ask for: mended, with their meanings from the thesaurus; knows no index."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.needs.domain import Meant, Vocabulary, words
from app.search.domain import Because

Known = Callable[[str], bool]
Mended = Callable[[str], str | None]

ALL_WORDS = 1.0
ONE_OF_SEVERAL = 0.3
MEANING = 0.8
NEED = 0.9
"""What a way to answer weighs beside the person's own single word."""

_AGE = re.compile(r"^(\d{1,3})(months?|mths?|years?|yrs?|yo)?$")
_STAGES = ((4, "toddler"), (11, "child"), (17, "teenager"), (59, ""), (120, "pensioner"))
_UNITS = frozenset({"month", "months", "mths", "year", "years", "yr", "yrs", "yo"})


@dataclass(frozen=True)
class Way:
    """One way to answer: a document that holds all these words, or helps with this need."""

    words: tuple[str, ...] = ()
    need: str = ""
    weight: float = 1.0
    because: Because = Because.WORDS

    @property
    def found(self) -> str:
        return self.need or " ".join(self.words)


@dataclass(frozen=True)
class Concept:
    """One thing that is asked for, in the person's words, and the ways to answer it."""

    said: str
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class Understood:
    concepts: tuple[Concept, ...]
    corrected: str | None = None


def understand(text: str, vocabulary: Vocabulary, known: Known, mended: Mended) -> Understood:
    """The concepts of a text. `known` says whether listings use a word, `mended` gives the nearest word they use."""
    typed = words(text)
    said = [_right(word, vocabulary, known, mended) for word in typed]
    corrected = " ".join(said) if said != typed else None
    concepts = tuple(_concepts(_with_stages(said), vocabulary, known))
    return Understood(concepts or tuple(Concept(word, (Way((word,)),)) for word in said), corrected)


def _right(word: str, vocabulary: Vocabulary, known: Known, mended: Mended) -> str:
    if known(word) or vocabulary.knows(word):
        return word
    return mended(word) or word


def _with_stages(said: Sequence[str]) -> list[str]:
    """ "my 2 year old" speaks of a toddler: an age becomes a word that the thesaurus knows."""
    staged: list[str] = []
    for place, word in enumerate(said):
        following = said[place + 1] if place + 1 < len(said) else ""
        staged.append(_stage(word, following) or word)
    return staged


def _stage(word: str, following: str) -> str:
    match = _AGE.match(word)
    if match is None or not (match[2] or following in _UNITS):
        return ""
    unit = match[2] or following
    age = 0 if unit.startswith("m") else int(match[1])
    return next((stage for oldest, stage in _STAGES if age <= oldest), "")


def _concepts(said: Sequence[str], vocabulary: Vocabulary, known: Known) -> Iterator[Concept]:
    meant = vocabulary.meant_by(said)
    spoken_for = {place for meaning in meant for place in meaning.places}
    for group in _together(meant):
        yield _meaning(group, said, vocabulary)
    rest = [word for place, word in enumerate(said) if place not in spoken_for and not vocabulary.is_fluff(word)]
    for word in dict.fromkeys(rest):
        yield Concept(word, (Way((word,)), *_joined(word, said, known), *_split(word, known)))


def _together(meant: Sequence[Meant]) -> Iterator[tuple[Meant, ...]]:
    """Meanings that share a word are one concept: a document need not answer both."""
    groups: list[list[Meant]] = []
    for meaning in meant:
        mine = [group for group in groups if any(set(other.places) & set(meaning.places) for other in group)]
        groups = [group for group in groups if group not in mine]
        groups.append([meaning, *(other for group in mine for other in group)])
    yield from (tuple(group) for group in groups)


def _meaning(group: Sequence[Meant], said: Sequence[str], vocabulary: Vocabulary) -> Concept:
    places = sorted({place for meaning in group for place in meaning.places})
    own = [said[place] for place in places if not vocabulary.is_fluff(said[place])]
    ways = [Way(tuple(own), weight=ALL_WORDS)] if own else []
    if len(own) > 1:
        ways += [Way((word,), weight=ONE_OF_SEVERAL) for word in own]
    for meaning in group:
        ways += [Way(tuple(words(text)), weight=MEANING, because=Because.MEANING) for text in meaning.entry.find]
        ways += [Way(need=need, weight=NEED, because=Because.NEED) for need in meaning.entry.needs]
    return Concept(" ".join(said[place] for place in places), tuple(dict.fromkeys(ways)))


def _joined(word: str, said: Sequence[str], known: Known) -> Iterator[Way]:
    """ "home start" may be written "homestart"."""
    for first, second in pairwise(said):
        if word in (first, second) and known(first + second):
            yield Way((first + second,))


def _split(word: str, known: Known) -> Iterator[Way]:
    """ "homestart" may be written "home start"."""
    if known(word):
        return
    for place in range(3, len(word) - 2):
        if known(word[:place]) and known(word[place:]):
            yield Way((word[:place], word[place:]))


def wanting(needs: Collection[str]) -> tuple[Concept, ...]:
    """Needs that are asked for by themselves, as from an assessment: one concept, since one need is enough."""
    return (Concept("", tuple(Way(need=need, because=Because.NEED) for need in needs)),) if needs else ()
