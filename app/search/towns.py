"""Towns and districts where listings are, and the one that a person names among other words."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from statistics import median

from app.needs.domain import words
from app.search.domain import Document, Point, Town, miles_between

FARTHEST = 5.0
"""Miles from a town's middle within which half of its services are; a name for more is no place to be near."""
LONGEST_NAME = 4
_BEFORE = frozenset({"in", "near", "around", "at", "by", "from", "nr", "within"})

Towns = Mapping[tuple[str, ...], Town]


def towns_of(documents: Iterable[Document]) -> str:
    """The towns that the documents name, each with the middle of the services there, as text to keep."""
    places: defaultdict[tuple[str, ...], list[tuple[str, Document]]] = defaultdict(list)
    for document in documents:
        for name in document.towns if document.whereabouts.points else ():
            if (key := tuple(words(name))) and len(key) <= LONGEST_NAME and not any(map(_has_digit, key)):
                places[key].append((name, document))
    found = [_town(listed) for listed in places.values()]
    return json.dumps([[town.name, town.point.latitude, town.point.longitude, town.outward] for town in found if town])


def kept_towns(text: str) -> Towns:
    """The towns that were kept, by the words of their names."""
    towns = (Town(name, Point(latitude, longitude), outward) for name, latitude, longitude, outward in json.loads(text))
    return {tuple(words(town.name)): town for town in towns}


def _has_digit(word: str) -> bool:
    return any(letter.isdigit() for letter in word)


def _town(listed: Sequence[tuple[str, Document]]) -> Town | None:
    """The town of these services; None when they lie so far apart that nobody could be near them all."""
    points = [document.whereabouts.points[0] for _, document in listed]
    middle = Point(median(point.latitude for point in points), median(point.longitude for point in points))
    if median(miles_between(point, middle) for point in points) > FARTHEST:
        return None
    name = Counter(name.strip().title() for name, _ in listed).most_common(1)[0][0]
    codes = Counter(code for _, document in listed for code in _outward_codes(document))
    return Town(name, middle, codes.most_common(1)[0][0] if codes else "")


def _outward_codes(document: Document) -> Iterator[str]:
    """What looks like the first half of a postcode among the words of its addresses."""
    for word in document.place.upper().split():
        if 2 <= len(word) <= 4 and word[0].isalpha() and _has_digit(word):
            yield word


def town_among(text: str, towns: Towns, means_more: Callable[[str], bool]) -> tuple[str, Town | None]:
    """Takes the name of a town out of what was typed: "lunch club chiswick" → ("lunch club", Chiswick).

    It stands at the end or the beginning, or after a word like "near". One that is also an ordinary word ("Bath",
    "Reading") counts only after such a word; `means_more` says of which words that is so.
    """
    typed = text.split()
    said = ["".join(words(word)) for word in typed]
    for first, last in _spans(said):
        town = towns.get(tuple(said[first:last]))
        announced = first > 0 and said[first - 1] in _BEFORE
        if town and (announced or (_outside(first, last, said) and not _ordinary(said[first:last], means_more))):
            return " ".join((*typed[: _start(said, first)], *typed[last:])), town
    return text, None


def _spans(said: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where a name might stand, the longest first, and of equally long ones the last."""
    for length in range(min(LONGEST_NAME, len(said)), 0, -1):
        for first in range(len(said) - length, -1, -1):
            yield first, first + length


def _outside(first: int, last: int, said: Sequence[str]) -> bool:
    return first == 0 or last == len(said)


def _ordinary(name: Sequence[str], means_more: Callable[[str], bool]) -> bool:
    return len(name) == 1 and means_more(name[0])


def _start(said: Sequence[str], first: int) -> int:
    """Where to cut, so that "in", "near" and the like go with the name."""
    while first > 0 and said[first - 1] in _BEFORE:
        first -= 1
    return first
