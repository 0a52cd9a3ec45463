"""What the pages stand on: a fact with its source, how far this council has confirmed it, and a word explained."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

SEEN = "seen"  # read in a published source
SURE = (SEEN, "memory")  # the second: nobody has looked it up


@dataclass(frozen=True)
class Fact:
    """A fact of law or money from `directory_data/facts.toml`: what it says, where and when it was read.

    `check_by` is the day from which it has to be looked up again.
    """

    id: str
    values: Mapping[str, int | float | str | tuple[str, ...]]
    source: str
    read_on: date
    sure: str
    check_by: date


@dataclass(frozen=True)
class FactHere:
    """A fact as this council stands by it on a day. `confirmed` is when the council looked it up, if it did."""

    fact: Fact
    confirmed: date | None
    today: date
    in_a_sample: bool

    @property
    def is_due(self) -> bool:
        """Whether it has to be looked up again, because nobody has since its day."""
        looked_up = self.confirmed or self.fact.read_on
        return self.today >= self.fact.check_by and looked_up < self.fact.check_by

    @property
    def may_be_shown(self) -> bool:
        """Whether residents may read it. What somebody only remembers is for a sample council to look at."""
        return self.fact.sure == SEEN or self.confirmed is not None or self.in_a_sample


@dataclass(frozen=True)
class Word:
    """A word of the council's, explained. `see` is the endpoint of the page that says more, or nothing."""

    id: str
    name: str
    about: str
    see: str = ""
