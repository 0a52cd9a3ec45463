"""Made-up directories and searches: words as unevenly spread as in a language, care words among them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from app.needs.api import vocabulary
from app.needs.domain import words
from app.search.domain import Area, Document, Point, Whereabouts

SEED = 20261122
RARE_WORDS = 30_000
SEARCHES = 200
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ACCESS = ("wheelchair", "hearing-loop", "parking", "toilet", "bsl")
HERE = (54.565, -1.315)
_SYLLABLES = tuple(start + end for start in "bdfklmnprstw" for end in "aeio")


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Every word, the most used first, and how likely each is (Zipf)."""

    words: tuple[str, ...]
    chances: np.ndarray

    def said(self, count: int, random: np.random.Generator, evenness: float = 1.0) -> list[str]:
        """Words as they would come up in a text; below 1, `evenness` lets rare words come up more often."""
        bounds = self._bounds(evenness)
        return [self.words[place] for place in bounds.searchsorted(random.random(count) * bounds[-1]).tolist()]

    @lru_cache  # noqa: B019 - one lexicon lives as long as the run
    def _bounds(self, evenness: float) -> np.ndarray:
        return np.cumsum(self.chances**evenness)

    @classmethod
    def made(cls) -> "Lexicon":
        random = np.random.default_rng(SEED)
        made_up = {"".join(random.choice(_SYLLABLES, random.integers(2, 5))) for _ in range(RARE_WORDS * 2)}
        known = vocabulary()
        care = {word for need in known.needs for word in words(f"{need.name} {need.about}") if not known.is_fluff(word)}
        shuffled = random.permutation(sorted(care | set(sorted(made_up)[:RARE_WORDS])))
        # Care words are common in a care directory: half of them stand among the thousand most used words.
        common = [word for word in random.permutation(sorted(care))][: len(care) // 2]
        order = tuple(dict.fromkeys([*common, *shuffled.tolist()]))
        chances = 1 / np.arange(2, len(order) + 2, dtype=np.float64)
        return cls(tuple(str(word) for word in order), chances / chances.sum())


def directory(size: int, lexicon: Lexicon) -> Iterator[Document]:
    random = np.random.default_rng(SEED + size)
    needs = [need.id for need in vocabulary().needs]
    for number in range(size):
        chosen = frozenset(random.choice(needs, random.integers(0, 4)).tolist())
        text = lexicon.said(int(random.integers(35, 95)), random)
        yield Document(
            id=f"{number:08d}-made-up",
            name=" ".join(text[:4]),
            organisation=" ".join(text[4:6]),
            needs=". ".join(sorted(vocabulary()[need].name for need in chosen)),
            body=" ".join(text[6:]),
            place="TS" + str(number % 29 + 1),
            facets=_facets(chosen, random),
            whereabouts=_whereabouts(random),
        )


def _facets(needs: frozenset[str], random: np.random.Generator) -> dict[str, frozenset[str]]:
    return {
        "need": needs,
        "free": frozenset({"yes"} if random.random() < 0.4 else ()),
        "day": frozenset(day for day in DAYS if random.random() < 0.2),
        "access": frozenset(kind for kind in ACCESS if random.random() < 0.2),
        "way": frozenset({"telephone"} if random.random() < 0.2 else ()),
    }


def _whereabouts(random: np.random.Generator) -> Whereabouts:
    spread = random.normal(0, 0.3, 2)
    points = (Point(HERE[0] + spread[0], HERE[1] + spread[1]),) if random.random() < 0.8 else ()
    return Whereabouts(points, bool(random.random() < 0.2), source_area=Area(frozenset({"TS1", "TS18"})))


def searches(lexicon: Lexicon) -> list[str]:
    """One to four words each; people ask for common things more often than for rare ones, but not as unevenly.

    The evenness is such that a search finds about as large a share of the listings as real searches do of real ones:
    the middle one 1 in 25, one in four 1 in 4.
    """
    random = np.random.default_rng(SEED + 1)
    counts = random.choice([1, 2, 3, 4], SEARCHES, p=[0.25, 0.4, 0.25, 0.1]).tolist()
    return [" ".join(lexicon.said(count, random, evenness=0.8)) for count in counts]
