"""Mending a word that nobody wrote: words one slip away, found without trying every word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

SHORTEST = 5
"""Words with fewer letters are never mended: too many others are one slip away."""

COMMONER = 5
HARDLY_USED = 2
REMEMBERED = 10_000
"""How many words are kept with what they were mended to."""


@dataclass(frozen=True)
class Spelling:
    """Words, the most used first, and for each word with up to one letter left out its fingerprint.

    Two words that agree after one letter is left out of one or both differ by a missing, added, changed or swapped
    letter. Fingerprints may clash; `mended` compares the letters themselves.
    """

    words: NDArray[np.str_]
    uses: NDArray[np.int32]
    prints: NDArray[np.uint32]
    places: NDArray[np.int32]

    @classmethod
    def of(cls, uses: Mapping[str, int]) -> "Spelling":
        common = sorted((word for word in uses if len(word) >= SHORTEST - 2), key=lambda word: (-uses[word], word))
        pairs = [(crc32(form.encode()), place) for place, word in enumerate(common) for form in _forms(word)]
        table = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
        words: NDArray[np.str_] = np.array(common, dtype=np.str_)
        counts = np.array([uses[word] for word in common], dtype=np.int32)
        return cls(words, counts, table[:, 0].astype(np.uint32), table[:, 1].astype(np.int32))

    @cached_property
    def _place_of(self) -> dict[str, int]:
        return {word: place for place, word in enumerate(self.words.tolist())}

    @cached_property
    def _remembered(self) -> dict[str, int | None]:
        return {}

    def has(self, word: str) -> bool:
        return word in self._place_of

    def mended(self, word: str) -> str | None:
        """The most used word that is one slip away, rather one with the same first letter; None when there is none."""
        best = self._nearest(word)
        return None if best is None else str(self.words[best])

    def commoner(self, word: str) -> str | None:
        """For a word that hardly any listing uses, one that is a slip away and much more used."""
        place = self._place_of.get(word)
        own = 0 if place is None else int(self.uses[place])
        best = self._nearest(word) if own <= HARDLY_USED else None
        return str(self.words[best]) if best is not None and self.uses[best] >= COMMONER * max(own, 1) else None

    def _nearest(self, word: str) -> int | None:
        if len(word) < SHORTEST or not word.isalpha():
            return None
        if word not in self._remembered:
            if len(self._remembered) >= REMEMBERED:
                self._remembered.clear()
            places = (place for place in sorted(self._candidates(word)) if self.words[place] != word)
            best = min(places, key=lambda place: (str(self.words[place])[0] != word[0], place), default=None)
            self._remembered[word] = best
        return self._remembered[word]

    def _candidates(self, word: str) -> set[int]:
        forms = set(_forms(word))
        prints = np.array([crc32(form.encode()) for form in forms], dtype=np.uint32)
        firsts, lasts = self.prints.searchsorted(prints, "left"), self.prints.searchsorted(prints, "right")
        alike = {place for first, last in zip(firsts, lasts, strict=True) for place in self.places[first:last].tolist()}
        return {place for place in alike if not forms.isdisjoint(_forms(str(self.words[place])))}

    def save(self, path: Path) -> None:
        np.savez(path, allow_pickle=False, words=self.words, uses=self.uses, prints=self.prints, places=self.places)

    @classmethod
    def load(cls, path: Path) -> "Spelling":
        with np.load(path, allow_pickle=False) as arrays:
            return cls(arrays["words"], arrays["uses"], arrays["prints"], arrays["places"])


def _forms(word: str) -> Sequence[str]:
    return (word, *{word[:place] + word[place + 1 :] for place in range(len(word))})
