"""Services that a member of staff picks, in an order; they travel in the form, and nothing is kept until it is sent."""

from collections.abc import Iterable
from dataclasses import dataclass

MOST_PICKED = 40


@dataclass(frozen=True)
class Picking:
    """The keys of the services that are picked. A press is a word and a key: "add:sample/abc"."""

    keys: tuple[str, ...] = ()

    @classmethod
    def of(cls, keys: Iterable[str]) -> "Picking":
        """What a form brought back, each once."""
        return cls(tuple(dict.fromkeys(key for key in keys if key.isprintable()))[:MOST_PICKED])

    def pressed(self, press: str) -> "Picking":
        """With one service more or fewer, or in another place. Any other press changes nothing."""
        word, _, key = press.partition(":")
        presses = {"add": self._with, "drop": self._without, "earlier": self._earlier, "later": self._later}
        return presses[word](key) if word in presses and key else self

    def _with(self, key: str) -> "Picking":
        return Picking.of((*self.keys, key))

    def _without(self, key: str) -> "Picking":
        return Picking(tuple(kept for kept in self.keys if kept != key))

    def _earlier(self, key: str) -> "Picking":
        return self._swapped(key, -1)

    def _later(self, key: str) -> "Picking":
        return self._swapped(key, 1)

    def _swapped(self, key: str, by: int) -> "Picking":
        place = self.keys.index(key) + by if key in self.keys else -1
        if not 0 <= place < len(self.keys):
            return self
        swapped = {key: self.keys[place], self.keys[place]: key}
        return Picking(tuple(swapped.get(kept, kept) for kept in self.keys))
