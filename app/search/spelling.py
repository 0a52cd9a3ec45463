"""Mending a word that nobody wrote: words one slip away, found without trying every word."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

SHORTEST = 5
"""Words with fewer letters are never mended: too many others are one slip away."""

COMMONER = 5


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
        common = sorted((word for word in uses if len(word) >= SHORTEST - 1), key=lambda word: (-uses[word], word))
        pairs = [(crc32(form.encode()), place) for place, word in enumerate(common) for form in _forms(word)]
        table = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
        words: NDArray[np.str_] = np.array(common, dtype=np.str_)
        counts = np.array([uses[word] for word in common], dtype=np.int32)
        return cls(words, counts, table[:, 0].astype(np.uint32), table[:, 1].astype(np.int32))

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.words.tolist())

    def has(self, word: str) -> bool:
        return word in self._known

    def mended(self, word: str) -> str | None:
        """The most used word that is one slip away, rather one with the same first letter; None when there is none."""
        best = self._nearest(word)
        return None if best is None else str(self.words[best])

    def commoner(self, word: str) -> str | None:
        """A word one slip away that is so much more used that a listing with this one may hold the slip itself."""
        best = self._nearest(word)
        own = int(self.uses[self.words == word].sum())
        return str(self.words[best]) if best is not None and self.uses[best] >= COMMONER * max(own, 1) else None

    def _nearest(self, word: str) -> int | None:
        if len(word) < SHORTEST or not word.isalpha():
            return None
        places = (place for place in sorted(set(self._candidates(word))) if self.words[place] != word)
        return min(places, key=lambda place: (str(self.words[place])[0] != word[0], place), default=None)

    def _candidates(self, word: str) -> Iterator[int]:
        forms = set(_forms(word))
        for form in forms:
            print_ = np.uint32(crc32(form.encode()))
            first = int(np.searchsorted(self.prints, print_, "left"))
            last = int(np.searchsorted(self.prints, print_, "right"))
            for place in self.places[first:last].tolist():
                if not forms.isdisjoint(_forms(str(self.words[place]))):
                    yield place

    def save(self, path: Path) -> None:
        np.savez(path, allow_pickle=False, words=self.words, uses=self.uses, prints=self.prints, places=self.places)

    @classmethod
    def load(cls, path: Path) -> "Spelling":
        with np.load(path, allow_pickle=False) as arrays:
            return cls(arrays["words"], arrays["uses"], arrays["prints"], arrays["places"])


def _forms(word: str) -> Sequence[str]:
    return (word, *{word[:place] + word[place + 1 :] for place in range(len(word))})
