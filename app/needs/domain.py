"""What a need is, what listings say when they help with one, and what people say when they have one."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Generic, TypeVar

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile("['\u2019\u2018\u02bc`]")
# Letters that people leave out or that keyboards write in two ways, and that Unicode does not take apart.
_ALIKE = str.maketrans("łøđıكيىهةۃ", "lodiکییہہہ")


def words(text: str) -> list[str]:
    """The words of a text in small letters, without accents; an apostrophe disappears ("can't" is "cant")."""
    plain = _APOSTROPHES.sub("", text.casefold())
    if not plain.isascii():
        letters = unicodedata.normalize("NFKD", plain).translate(_ALIKE)
        plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _WORD.findall(plain)


@dataclass(frozen=True)
class Phrase:
    """A few words to look for: `/` parts alternatives, `*` stands for any ending, a plural s is always allowed."""

    text: str

    @cached_property
    def parts(self) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(part.split("/")) for part in self.text.split())

    def stands_at(self, place: int, said: Sequence[str]) -> bool:
        """Whether the phrase stands in these words from this place on, in order and side by side."""
        return place + len(self.parts) <= len(said) and all(
            _fits(part, said[place + step]) for step, part in enumerate(self.parts)
        )

    def places_among(self, said: Sequence[str]) -> tuple[int, ...]:
        """Where the words of the phrase are, in any order; nothing when one of them is missing."""
        places: list[int] = []
        for part in self.parts:
            place = next((i for i, word in enumerate(said) if i not in places and _fits(part, word)), None)
            if place is None:
                return ()
            places.append(place)
        return tuple(places)


def _fits(part: tuple[str, ...], word: str) -> bool:
    return any(_is(wanted, word) for wanted in part)


def _is(wanted: str, word: str) -> bool:
    if wanted.endswith("*"):
        return word.startswith(wanted[:-1])
    return word in (wanted, wanted + "s", wanted + "es")


Meaning = TypeVar("Meaning")


class PhraseBook(Generic[Meaning]):
    """Phrases and what each means, found by their first word, so that a text is read once however many there are."""

    def __init__(self, phrases: Iterable[tuple[Phrase, Meaning]]) -> None:
        self._by_word: defaultdict[str, list[tuple[Phrase, Meaning]]] = defaultdict(list)
        self._by_beginning: defaultdict[str, list[tuple[Phrase, Meaning]]] = defaultdict(list)
        listed = list(phrases)
        for phrase, meaning in listed:
            for wanted in phrase.parts[0]:
                if wanted.endswith("*"):
                    self._by_beginning[wanted[:-1]].append((phrase, meaning))
                else:
                    self._by_word[wanted].append((phrase, meaning))
        self._longest_beginning = max(map(len, self._by_beginning), default=0)
        everything = {word for phrase, _ in listed for part in phrase.parts for word in part}
        self.words = frozenset(word for word in everything if not word.endswith("*"))
        self._beginnings = frozenset(word[:-1] for word in everything if word.endswith("*"))

    def standing_in(self, said: Sequence[str]) -> Iterator[tuple[int, Phrase, Meaning]]:
        """Each phrase that stands in these words, with its place."""
        for place, word in enumerate(said):
            for phrase, meaning in self._starting_with(word):
                if phrase.stands_at(place, said):
                    yield place, phrase, meaning

    def made_of(self, said: Sequence[str]) -> Iterator[tuple[tuple[int, ...], Phrase, Meaning]]:
        """Each phrase whose words are all there, in any order, with their places."""
        seen: set[Phrase] = set()
        for word in dict.fromkeys(said):
            for phrase, meaning in self._starting_with(word):
                if phrase not in seen and (places := phrase.places_among(said)):
                    seen.add(phrase)
                    yield places, phrase, meaning

    def knows(self, word: str) -> bool:
        """Whether a phrase has this very word. A beginning proves nothing: a misspelt word may have it too."""
        return any(form in self.words for form in (word, word.removesuffix("s"), word.removesuffix("es")))

    def hears(self, word: str) -> bool:
        """Whether a phrase has this word or its beginning."""
        return self.knows(word) or any(word[:length] in self._beginnings for length in range(2, len(word) + 1))

    def beginnings_of(self, word: str) -> frozenset[str]:
        """The beginnings in phrases ("gambl*") that the word has."""
        return frozenset(beginning for beginning in self._beginnings if word.startswith(beginning))

    def _starting_with(self, word: str) -> Iterator[tuple[Phrase, Meaning]]:
        singular = [word[:-ending] for ending in (1, 2) if word.endswith("s" if ending == 1 else "es")]
        for form in (word, *singular):
            yield from self._by_word.get(form, ())
        for length in range(1, min(len(word), self._longest_beginning) + 1):
            yield from self._by_beginning.get(word[:length], ())


@dataclass(frozen=True)
class Need:
    """Something a person may need help with.

    `terms` are its names in other people's lists of categories. `plainly` is what a listing says only when it helps
    with this; `perhaps` is what it may also say in passing, so it has to stand in the name or be said twice.
    """

    id: str
    name: str
    about: str
    group: str
    terms: tuple[str, ...] = ()
    plainly: tuple[Phrase, ...] = ()
    perhaps: tuple[Phrase, ...] = ()


@dataclass(frozen=True)
class Derived:
    """A need that we believe a service helps with, the words that led to it, and why they do."""

    need: str
    words: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Sign:
    """Words of a listing that speak of a need, plainly or perhaps."""

    need: str
    words: str
    plain: bool


@dataclass(frozen=True)
class Entry:
    """What people say, the needs it speaks of and other words worth looking for, with the reason.

    A wish ("free", "in the evening") is welcome but not what was asked for.
    """

    said: tuple[Phrase, ...]
    needs: tuple[str, ...]
    find: tuple[str, ...]
    reason: str
    wish: bool = False

    @property
    def key(self) -> str:
        """What the entry is called: its first phrase, which no other entry has."""
        return self.said[0].text


@dataclass(frozen=True)
class Amendment:
    """What a council's staff put in the place of an entry, or add: None takes the entry away."""

    key: str
    entry: Entry | None


@dataclass(frozen=True)
class Spoken:
    """A language that somebody at a service may speak: its English name, its code, and what people call it."""

    name: str
    code: str
    said: tuple[str, ...]


@dataclass(frozen=True)
class Tongue:
    """Another language in which people search: its words for the needs, and its words that say nothing."""

    code: str
    entries: tuple[Entry, ...]
    fluff: frozenset[str] = frozenset()

    @cached_property
    def _sayings(self) -> PhraseBook[Entry]:
        return PhraseBook((phrase, entry) for entry in self.entries for phrase in entry.said)

    def knows(self, word: str) -> bool:
        """Whether the word is one of this language, as far as we have heard it."""
        return word in self.fluff or self._sayings.hears(word)


@dataclass(frozen=True)
class Meant:
    """An entry that speaks for some of the words a person typed, by their places."""

    places: tuple[int, ...]
    entry: Entry


@dataclass(frozen=True)
class Vocabulary:
    """Every need, how to tell from a listing which it helps with, and what people mean by their own words."""

    needs: tuple[Need, ...]
    groups: tuple[tuple[str, str], ...] = ()
    entries: tuple[Entry, ...] = ()
    fluff: frozenset[str] = frozenset()
    languages: tuple[Spoken, ...] = ()
    tongues: tuple[Tongue, ...] = ()

    def __getitem__(self, id: str) -> Need:
        return self._by_id[id]

    def __contains__(self, id: object) -> bool:
        return id in self._by_id

    def needs_of_term(self, name: str) -> tuple[str, ...]:
        """The needs that a category of this name stands for; none when we do not know it."""
        return self._by_term.get(" ".join(words(name)), ())

    def needs_in_text(self, name: str, organisation: str, text: str) -> tuple[Derived, ...]:
        """The needs that a listing's own words show it helps with, in the order of the vocabulary.

        The name of the service weighs most: a word that many listings use in passing counts there,
        or when the organisation's name and the description say it or another such word twice.
        """
        named = self._signs(name)
        told = self._signs(organisation) + self._signs(text)
        found = (_derived(need, named, told) for need in self.needs)
        return tuple(derived for derived in found if derived)

    def meant_by(self, said: Sequence[str]) -> tuple[Meant, ...]:
        """What these words mean, the longest phrases first; a phrase inside a longer one is left out.

        Two phrases of one entry say the same thing with more words.
        """
        found = sorted(self._sayings.made_of(said), key=lambda match: (-len(match[0]), match[0]))
        kept: dict[str, Meant] = {}
        for places, _, entry in found:
            if entry.key in kept:
                kept[entry.key] = Meant(tuple(sorted({*kept[entry.key].places, *places})), entry)
            elif not any(set(places) < set(longer.places) for longer in kept.values()):
                kept[entry.key] = Meant(places, entry)
        return tuple(kept.values())

    def amended(self, amendments: Iterable[Amendment]) -> "Vocabulary":
        """The same with the staff's own entries: a phrase of theirs counts no longer for the entry that had it."""
        own = {amendment.key: amendment.entry for amendment in amendments}
        if not own:
            return self
        taken = {phrase for entry in own.values() if entry for phrase in entry.said}
        kept = (_without(entry, taken) for entry in self.entries if entry.key not in own)
        return replace(self, entries=(*filter(None, kept), *filter(None, own.values())))

    def heard_as(self, said: Sequence[str], used: Callable[[str], bool]) -> tuple["Vocabulary", str]:
        """The vocabulary for these words, and the code of their language when that is not English.

        They are in the language that has most of them; `used` says whether our listings, which are in English, do.
        """
        best = max(self.tongues, key=lambda tongue: sum(map(tongue.knows, said)), default=None)
        if best is None or not (theirs := sum(map(best.knows, said))):
            return self, ""
        ours = sum(word in self.fluff or self._sayings.hears(word) or used(word) for word in said)
        return (self._in_tongue[best.code], best.code) if theirs > ours else (self, "")

    @cached_property
    def _in_tongue(self) -> dict[str, "Vocabulary"]:
        return {
            tongue.code: replace(self, entries=(*tongue.entries, *self.entries), fluff=tongue.fluff | self.fluff)
            for tongue in self.tongues
        }

    @cached_property
    def language_of(self) -> dict[str, str]:
        """The English name of a language by each word that people call it."""
        return {word: language.name for language in self.languages for word in language.said}

    def knows(self, word: str) -> bool:
        """Whether people are known to say this word, so that it is spelt right even if no listing uses it."""
        return word in self.fluff or self._sayings.knows(word)

    def reads_alike(self, word: str, other: str) -> bool:
        """Whether the other word has every beginning of a saying that this one has."""
        return self._sayings.beginnings_of(word) <= self._sayings.beginnings_of(other)

    @property
    def spoken_words(self) -> frozenset[str]:
        """Every whole word of the sayings, for mending a word that no listing uses."""
        return self._sayings.words

    def is_fluff(self, word: str) -> bool:
        """Whether the word says nothing about what is wanted: "the", "please", "looking"."""
        return word in self.fluff or len(word) < 2

    @cached_property
    def _by_id(self) -> dict[str, Need]:
        return {need.id: need for need in self.needs}

    @cached_property
    def _by_term(self) -> dict[str, tuple[str, ...]]:
        by_term: defaultdict[str, list[str]] = defaultdict(list)
        for need in self.needs:
            for term in {" ".join(words(name)) for name in (need.id, need.name, *need.terms)}:
                by_term[term].append(need.id)
        return {term: tuple(ids) for term, ids in by_term.items()}

    @cached_property
    def _signs_of_need(self) -> PhraseBook[tuple[str, bool]]:
        return PhraseBook(
            (phrase, (need.id, plain))
            for need in self.needs
            for phrases, plain in ((need.plainly, True), (need.perhaps, False))
            for phrase in phrases
        )

    @cached_property
    def _sayings(self) -> PhraseBook[Entry]:
        return PhraseBook((phrase, entry) for entry in self.entries for phrase in entry.said)

    def _signs(self, text: str) -> list[Sign]:
        said = words(text)
        return [
            Sign(need, " ".join(said[place : place + len(phrase.parts)]), plain)
            for place, phrase, (need, plain) in self._signs_of_need.standing_in(said)
        ]


def _without(entry: Entry, taken: set[Phrase]) -> Entry | None:
    said = tuple(phrase for phrase in entry.said if phrase not in taken)
    return replace(entry, said=said) if said else None


def _derived(need: Need, named: Sequence[Sign], told: Sequence[Sign]) -> Derived | None:
    in_name = [sign.words for sign in named if sign.need == need.id]
    plainly = [sign.words for sign in told if sign.need == need.id and sign.plain]
    in_passing = [sign.words for sign in told if sign.need == need.id and not sign.plain]
    for signs, reason, enough in (
        (in_name, "The name of the service says so.", 1),
        (plainly, "The listing says so plainly.", 1),
        (in_passing, "The listing speaks of it more than once.", 2),
    ):
        if len(signs) >= enough:
            return Derived(need.id, tuple(dict.fromkeys(signs)), reason)
    return None
