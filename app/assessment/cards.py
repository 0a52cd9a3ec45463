"""The cards of what cannot wait: the rules' words, with whom to ring at this hour."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.assessment.wording import Urgent
from app.councils.domain import Council, Ring
from app.helplines import api as helplines
from app.helplines.domain import Helpline

# Numbers that are the same everywhere in England; directory_data/helplines.toml holds their sources.
NATIONAL = {"emergency": "999", "crisis": "111"}


@dataclass(frozen=True)
class UrgentCard:
    """One thing that cannot wait, with its numbers in the order in which they are answered at this hour."""

    words: Urgent
    ring: tuple[Ring, ...]
    helplines: tuple[Helpline, ...]


def cards_for(urgent: Iterable[Urgent], this: Council, moment: datetime) -> tuple[UrgentCard, ...]:
    """A card for each thing that cannot wait."""
    return tuple(
        UrgentCard(words, ring_order(words.number, this, moment), tuple(map(helplines.helpline, words.helplines)))
        for words in urgent
    )


def ring_order(number: str, this: Council, moment: datetime) -> tuple[Ring, ...]:
    """The numbers for a purpose (wording.NUMBERS): a national one, or the council's at this hour."""
    return (Ring("", NATIONAL[number]),) if number in NATIONAL else this.ring_order(number, moment)
