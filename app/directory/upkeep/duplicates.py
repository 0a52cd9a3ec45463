"""Which listings may be the same service: why, and how likely, by general means."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from urllib.parse import urlsplit

from app.directory.upkeep.taking import Likeness

Key = tuple[str, str]

LIKELY = 0.6
"""From here on staff are asked."""

WORTH_A_LOOK = 0.4
"""From here on whoever checks a new page is shown what is listed already. The same name alone is enough."""

LEAST_OF_A_NAME = 0.3
"""Listings whose names have less in common are two services, though they share a building and a telephone."""

MOST_IN_A_BLOCK = 40
"""So many listings that share something are compared with each other; more of them are parted by their names first."""

# What it weighs when two listings share it. A name is worth as much of its weight as the names have in common.
WEIGHTS = {"name": 0.45, "organisation": 0.15, "telephone": 0.25, "url": 0.25, "postcode": 0.2, "town": 0.05}
# What it weighs when both say something and nothing of it is the same.
AGAINST = {"telephone": 0.05, "postcode": 0.15}
_IDLE_WORDS = frozenset(
    ["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with", "cic", "ltd", "uk"]
)
_NO_PAGE = re.compile(r"^(?:index|home|default)?(?:\.\w+)?/*$")


class What(StrEnum):
    """What two listings share."""

    NAME = "name"
    ORGANISATION = "organisation"
    TELEPHONE = "telephone"
    URL = "url"
    POSTCODE = "postcode"
    TOWN = "town"


@dataclass(frozen=True)
class Reason:
    """One thing that two listings share, and what it weighs. Of names: how much they share."""

    what: What
    shared: str
    weight: float


@dataclass(frozen=True)
class Likely:
    """Two listings that may be one service, the heaviest reason first."""

    left: Key
    right: Key
    weight: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class _Known:
    key: Key
    name: frozenset[str]
    organisation: frozenset[str]
    telephones: frozenset[str]
    postcodes: frozenset[str]
    url: str
    town: str


def likely_duplicates(listings: Iterable[Likeness]) -> list[Likely]:
    """The pairs that may be one service, the likeliest first. Two listings of one source are never a pair."""
    known = [_known(listing) for listing in listings]
    rarity = _rarity(known)
    found = (_compared(known[one], known[other], rarity) for one, other in _candidates(known, rarity))
    return sorted((pair for pair in found if pair), key=lambda pair: (-pair.weight, pair.left, pair.right))


class Listed:
    """What is listed, ready to be compared with one more listing at a time, of any source."""

    def __init__(self, listings: Iterable[Likeness]) -> None:
        self._listings = tuple(listings)
        self._known = tuple(map(_known, self._listings))
        self._rarity = _rarity(self._known)
        self._sharing: defaultdict[str, list[int]] = defaultdict(list)
        for place, listing in enumerate(self._known):
            for shared in _shared_keys(listing):
                self._sharing[shared].append(place)

    def like(self, listing: Likeness, but: Collection[Key]) -> list[tuple[Likeness, Likely]]:
        """What may be the same, the likeliest first; `but` are the keys of what is known to be the same or another."""
        new = _known(listing)
        rarity = defaultdict(lambda: math.log(1 + len(self._known)), self._rarity)  # a word that nobody else has
        sharing = {place for shared in _shared_keys(new) for place in self._sharing.get(shared, ())}
        others = ((place, self._known[place]) for place in sorted(sharing) if self._known[place].key not in but)
        found = ((place, _compared(new, other, rarity, _bar(new, other))) for place, other in others)
        pairs = [(self._listings[place], pair) for place, pair in found if pair]
        return sorted(pairs, key=lambda each: -each[1].weight)


def words_of(name: str) -> frozenset[str]:
    """The words by which a name is compared."""
    return frozenset(re.findall(r"[^\W_]+", name.lower().replace("'", "").replace("’", ""))) - _IDLE_WORDS


def page_of(url: str) -> str:
    """The page to which an address leads, however it is written."""
    parts = urlsplit(url.lower())
    host = (parts.hostname or "").removeprefix("www.")
    path = "" if _NO_PAGE.match(parts.path.strip("/")) else parts.path.rstrip("/")
    return f"{host}{path}{'?' if parts.query else ''}{parts.query}" if host else ""


def _known(listing: Likeness) -> _Known:
    return _Known(
        key=(listing.source, listing.id),
        name=words_of(listing.name),
        organisation=words_of(listing.organisation),
        telephones=listing.telephones,
        postcodes=listing.postcodes,
        url=page_of(listing.url),
        town=listing.town.lower(),
    )


def _rarity(known: Sequence[_Known]) -> Mapping[str, float]:
    """How much a word tells: one that is in every second name tells little."""
    counts = Counter(word for listing in known for word in listing.name | listing.organisation)
    return {word: math.log(1 + len(known) / count) for word, count in counts.items()}


def _candidates(known: Sequence[_Known], rarity: Mapping[str, float]) -> Iterator[tuple[int, int]]:
    """The pairs that are worth a closer look: those that share something that few others have. Each once."""
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for place, listing in enumerate(known):
        for shared in _shared_keys(listing):
            blocks[shared].append(place)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        for part in _parts(block, known, rarity):
            seen.update((a, b) for a, b in combinations(part, 2) if known[a].key[0] != known[b].key[0])
    yield from seen


def _shared_keys(listing: _Known) -> Iterator[str]:
    yield from (f"telephone {number}" for number in listing.telephones)
    yield from (f"postcode {code}" for code in listing.postcodes)
    yield from (f"word {word}" for word in listing.name)
    if listing.url:
        yield f"url {listing.url}"


def _parts(block: Sequence[int], known: Sequence[_Known], rarity: Mapping[str, float]) -> Iterator[Sequence[int]]:
    """The block, or, when too many share what it stands for, those of it with the same two rarest words."""
    if len(block) <= MOST_IN_A_BLOCK:
        yield block
        return
    by_words: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for place in block:
        rarest = sorted(known[place].name, key=lambda word: (-rarity[word], word))[:2]
        by_words[tuple(sorted(rarest))].append(place)
    for part in by_words.values():
        yield part[:MOST_IN_A_BLOCK]


def _compared(
    one: _Known, other: _Known, rarity: Mapping[str, float], bar: tuple[float, float] = (LIKELY, LEAST_OF_A_NAME)
) -> Likely | None:
    """The pair with what speaks for it; None when that is too little. `bar` is the least it weighs, and of a name."""
    least, least_of_a_name = bar
    alike = _overlap(one.name, other.name, rarity)
    if alike < least_of_a_name:
        return None
    reasons = [Reason(What.NAME, f"{alike:.0%}", alike * WEIGHTS["name"]), *_shared(one, other, rarity)]
    weight = sum(reason.weight for reason in reasons) - _against(one, other)
    if weight < least:
        return None
    left, right = sorted((one.key, other.key))
    heaviest = sorted(reasons, key=lambda reason: -reason.weight)
    return Likely(left, right, round(min(weight, 1.0), 3), tuple(heaviest))


def _bar(one: _Known, other: _Known) -> tuple[float, float]:
    """For what somebody looks at before it is listed. Whoever is reached in all the same ways may have a new name."""
    ways = (one.telephones & other.telephones, one.postcodes & other.postcodes, {one.url} & {other.url} - {""})
    return WORTH_A_LOOK, 0.0 if all(ways) else LEAST_OF_A_NAME


def _shared(one: _Known, other: _Known, rarity: Mapping[str, float]) -> Iterator[Reason]:
    for what, shared in (
        (What.TELEPHONE, one.telephones & other.telephones),
        (What.POSTCODE, one.postcodes & other.postcodes),
        (What.URL, {one.url} & {other.url} - {""}),
        (What.TOWN, {one.town} & {other.town} - {""}),
    ):
        if shared:
            yield Reason(what, min(shared), WEIGHTS[what])
    alike = _overlap(one.organisation, other.organisation, rarity)
    if alike >= LEAST_OF_A_NAME:
        yield Reason(What.ORGANISATION, f"{alike:.0%}", alike * WEIGHTS["organisation"])


def _against(one: _Known, other: _Known) -> float:
    telephones = one.telephones and other.telephones and not one.telephones & other.telephones
    postcodes = one.postcodes and other.postcodes and not one.postcodes & other.postcodes
    return (AGAINST["telephone"] if telephones else 0) + (AGAINST["postcode"] if postcodes else 0)


def _overlap(one: frozenset[str], other: frozenset[str], rarity: Mapping[str, float]) -> float:
    """How much two sets of words have in common, from 0 to 1, rare words counting for more (Dice's measure)."""
    both = sum(rarity[word] for word in one & other)
    all_ = sum(rarity[word] for word in one) + sum(rarity[word] for word in other)
    return 2 * both / all_ if all_ else 0.0
