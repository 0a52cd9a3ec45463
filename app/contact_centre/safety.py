"""The danger that is heard in what was written down of a call, and whom to ring about it."""

from dataclasses import dataclass

from app.councils.api import council
from app.councils.domain import Ring
from app.helplines.api import helpline
from app.helplines.domain import Helpline
from app.kernel.clock import now
from app.search import api as search
from app.search.api import Heard

MOST = 2
"""How many kinds of danger are shown: the gravest are what to act on first."""


@dataclass(frozen=True)
class Alarm:
    """One kind of danger that the notes speak of: what to say, and whom to ring as things stand at this hour."""

    id: str
    heading: str
    text: str
    lines: tuple[Helpline, ...]
    council: tuple[Ring, ...]


def alarms_in(words: str) -> tuple[Alarm, ...]:
    """The dangers that words speak of, the gravest first. That they do is kept nowhere."""
    return tuple(map(_alarm, search.dangers_in(words)[:MOST]))


def _alarm(heard: Heard) -> Alarm:
    danger = heard.danger
    ring = council().ring_order(danger.council, now()) if danger.council else ()
    return Alarm(danger.id, danger.heading, danger.text, tuple(map(helpline, danger.lines)), ring)
