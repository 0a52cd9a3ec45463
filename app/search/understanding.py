"""What a person's words ask for: mended, with their meanings from the thesaurus; knows no index."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from app.needs.domain import Meant, Vocabulary, words
from app.search.domain import Because, Reading
from app.search.slips import is_slip

ALL_WORDS = 1.25
LEFT_OF_A_SAYING = 0.35  # "someone to talk to" asks for company: a listing that talks about books is no answer
MEANING = 0.7
NEED = 0.7
RESPELT = 0.5
"""What a way to answer weighs beside the person's own single word."""

MOST_LETTERS = 300
LONGEST_WORD = 40
"""What is typed beyond these is no question that a listing could answer, and is not read."""

_AGE = re.compile(r"^(\d{1,3})(months?|mths?|years?|yrs?|yo)?$")
_POSTCODE = re.compile(
    r"(?:\b(?:near|around|in|by|close to|from|at)\s+)?\b([a-z]{1,2}\d[a-z\d]?(?:\s*\d[a-z]{2})?)\b", re.IGNORECASE
)
_STAGES = ((4, "toddler"), (11, "child"), (17, "teenager"), (59, ""), (120, "pensioner"))
_SPEAK = frozenset({"speak", "speaks", "speaking", "speaker", "speakers", "spoken"})
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


NO_WAY = Way(weight=0.0)


@dataclass(frozen=True)
class Concept:
    """One thing that is asked for, in the person's words, and the ways to answer it.

    A wish is welcome but not what was asked for: the name of a town, "free", "in the evening". A hint, one word of
    several, is no answer: it is looked at only when there is none.
    """

    said: str
    ways: tuple[Way, ...]
    is_wish: bool = False
    hints: tuple[Way, ...] = ()


@dataclass(frozen=True)
class Understood:
    concepts: tuple[Concept, ...]
    reading: Reading = Reading()


def place_in(text: str) -> tuple[str, str | None]:
    """Takes a postcode, or the first half of one, out of what was typed: "walks near TW7" → ("walks", "TW7").

    The shape proves nothing ("U3A" has it too): whoever does not know the place searches for the text as it was.
    """
    match = _POSTCODE.search(text)
    if match is None:
        return text, None
    return " ".join((text[: match.start()] + " " + text[match.end() :]).split()), " ".join(match[1].upper().split())


class Listings(Protocol):
    """What listings say, as far as it helps to understand a person."""

    def use(self, word: str) -> bool:
        """Whether a listing uses the word, in whatever form."""

    def spell(self, word: str) -> bool:
        """Whether a listing has this very word; costs nothing."""

    def mended(self, word: str) -> str | None:
        """The nearest word that people or listings use."""

    def commoner(self, word: str) -> str | None:
        """A word so near and so much more used that a listing with this one may hold a slip."""

    def name_place(self, word: str) -> bool:
        """Whether the word stands in the names of the towns and postcodes where services are."""


def understand(text: str, vocabulary: Vocabulary, listings: Listings, exactly: bool = False) -> Understood:
    """The concepts of a text, with its slips mended unless it is to be searched exactly as it is.

    A text in another language is read by that language's words for the needs; its spelling is left alone.
    """
    typed = [word for word in words(text[:MOST_LETTERS]) if len(word) <= LONGEST_WORD]
    vocabulary, tongue = vocabulary.heard_as(typed, listings.spell)
    said = typed if exactly or tongue else [_right(word, vocabulary, listings) for word in typed]
    spoken = _languages(said, vocabulary)
    rest = [word for place, word in enumerate(_with_stages(said)) if place not in spoken]
    concepts = (*_concepts(rest, vocabulary, listings), *_wishes(spoken, said, vocabulary))
    return Understood(
        concepts or tuple(Concept(word, (Way((word,)),)) for word in said),
        Reading(
            corrected=" ".join(_spelt(word, vocabulary, listings) for word in said) if said != typed else None,
            needs=tuple(dict.fromkeys(way.need for one in concepts if not one.is_wish for way in one.ways if way.need)),
            spoken=tuple(dict.fromkeys(spoken.values())),
            tongue=tongue,
        ),
    )


def _languages(said: Sequence[str], vocabulary: Vocabulary) -> Mapping[int, str]:
    """The languages that somebody should speak, by their places: "Punjabi speaking", "who speaks Polish"."""
    names = vocabulary.language_of
    return {place: names[word] for place, word in enumerate(said) if word in names and _is_wanted_spoken(place, said)}


def _is_wanted_spoken(place: int, said: Sequence[str]) -> bool:
    return said[place - 1 : place] == ["in"] or not _SPEAK.isdisjoint(said[max(place - 1, 0) : place + 2])


def _wishes(spoken: Mapping[int, str], said: Sequence[str], vocabulary: Vocabulary) -> Iterator[Concept]:
    for place, name in spoken.items():
        called = [word for word, language in vocabulary.language_of.items() if language == name]
        yield Concept(said[place], tuple(Way((word,), because=Because.LANGUAGE) for word in called), is_wish=True)


def town_wish(name: str) -> Concept:
    """What names the town that a person named, rather than being near it, goes first."""
    return Concept(name, (Way(tuple(words(name))),), is_wish=True)


def _right(word: str, vocabulary: Vocabulary, listings: Listings) -> str:
    if listings.use(word) or vocabulary.knows(word):
        return word
    other = listings.mended(word)
    return other if other and vocabulary.reads_alike(word, other) else word


def _spelt(word: str, vocabulary: Vocabulary, listings: Listings) -> str:
    """The right spelling, to be shown, of a slip that the thesaurus itself understands ("dimentia")."""
    if listings.spell(word):
        return word
    looked_for = (other for meant in vocabulary.meant_by([word]) for other in meant.entry.find)
    # Another ending is another word ("widow", "widows").
    return next((other for other in looked_for if is_slip(word, other) and word[-1] == other[-1]), word)


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


def _concepts(said: Sequence[str], vocabulary: Vocabulary, listings: Listings) -> Iterator[Concept]:
    meant = vocabulary.meant_by(said)
    spoken_for = {place for meaning in meant for place in meaning.places}
    telling = {place for place, word in enumerate(said) if not vocabulary.is_fluff(word)}
    for group in _together(meant, telling):
        yield _meaning(group, said, vocabulary)
    rest = [word for place, word in enumerate(said) if place not in spoken_for and not vocabulary.is_fluff(word)]
    for word in dict.fromkeys(rest):
        ways = (Way((word,)), *_joined(word, said, listings), *_split(word, listings), *_respelt(word, listings))
        yield Concept(word, ways, listings.name_place(word))


def _together(meant: Sequence[Meant], telling: set[int]) -> Iterator[tuple[Meant, ...]]:
    """Meanings that share a telling word are one concept: a document need not answer both."""
    groups: list[list[Meant]] = []
    for meaning in meant:
        mine = [group for group in groups if any(telling & set(other.places) & set(meaning.places) for other in group)]
        groups = [group for group in groups if group not in mine]
        groups.append([meaning, *(other for group in mine for other in group)])
    yield from (tuple(group) for group in groups)


def _meaning(group: Sequence[Meant], said: Sequence[str], vocabulary: Vocabulary) -> Concept:
    places = sorted({place for meaning in group for place in meaning.places})
    own = [said[place] for place in places if not vocabulary.is_fluff(said[place])]
    whole = ALL_WORDS if len(own) > 1 or len(places) == 1 else LEFT_OF_A_SAYING
    ways = [Way(tuple(own), weight=whole)] if own else []
    for meaning in group:
        ways += [Way(tuple(words(text)), weight=MEANING, because=Because.MEANING) for text in meaning.entry.find]
        ways += [Way(need=need, weight=NEED, because=Because.NEED) for need in meaning.entry.needs]
    is_wish = all(meaning.entry.wish for meaning in group)
    hints = tuple(Way((word,)) for word in own) if len(own) > 1 else ()
    return Concept(" ".join(said[place] for place in places), _once(ways), is_wish, hints)


def _once(ways: Sequence[Way]) -> tuple[Way, ...]:
    """Each way by what weighs most: a meaning in the very words that were said adds nothing."""
    best: dict[tuple[tuple[str, ...], str], Way] = {}
    for way in ways:
        if way.weight > best.get((way.words, way.need), NO_WAY).weight:
            best[way.words, way.need] = way
    return tuple(best.values())


def _joined(word: str, said: Sequence[str], listings: Listings) -> Iterator[Way]:
    """ "home start" may be written "homestart"."""
    for first, second in pairwise(said):
        if word in (first, second) and listings.spell(first + second):
            yield Way((first + second,))


def _split(word: str, listings: Listings) -> Iterator[Way]:
    """ "homestart" may be written "home start"."""
    if listings.spell(word):
        return
    for place in range(3, len(word) - 2):
        if listings.spell(word[:place]) and listings.spell(word[place:]):
            yield Way((word[:place], word[place:]))


def _respelt(word: str, listings: Listings) -> Iterator[Way]:
    """A rare word may be a slip in a listing, or a name: both are looked for."""
    if other := listings.commoner(word):
        yield Way((other,), weight=RESPELT)


def wanting(needs: Collection[str]) -> tuple[Concept, ...]:
    """Needs that are asked for by themselves, as from an assessment: one concept, since one need is enough."""
    return (Concept("", tuple(Way(need=need, because=Because.NEED) for need in needs)),) if needs else ()
