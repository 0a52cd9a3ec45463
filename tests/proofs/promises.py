"""What a proof comes to: promises, each with the figure reached beside the figure wanted, and the table of them."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Promise:
    """A row of the table. `holds` is None for what could not be tried on this machine; `reached` then says why."""

    words: str
    reached: str
    wanted: str
    holds: bool | None

    @property
    def verdict(self) -> str:
        return "not run" if self.holds is None else "yes" if self.holds else "NO"


def none_of(words: str, faults: int, tried: str, wanted: str = "0") -> Promise:
    """A promise that something never happens."""
    return Promise(words, f"{faults} of {tried}", wanted, faults == 0)


def not_run(words: str, wanted: str, why: str) -> Promise:
    """A promise that this machine cannot put to the proof."""
    return Promise(words, why, wanted, None)


def table(promises: Iterable[Promise]) -> str:
    """The promises in columns."""
    rows = [["promise", "figure reached", "figure wanted", "holds"]]
    rows += [[promise.words, promise.reached, promise.wanted, promise.verdict] for promise in promises]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rows.insert(1, ["-" * width for width in widths])
    return "\n".join(" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def say(words: str) -> None:
    """Tells whoever waits how far it has come; what went wrong in detail is told here too."""
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()
