"""The pages between a result and sending it, worked out afresh from what is filled in."""

from collections.abc import Callable
from dataclasses import dataclass

from app.questionnaire.flow import Voice


@dataclass(frozen=True)
class Situation:
    """All that the order of the pages depends on. `done` are those filled in, or left empty on purpose."""

    voice: Voice
    knows_for_whom: bool
    assessed: bool
    outside: bool
    rings: bool
    done: frozenset[str]


Asked = Callable[[Situation], bool]


def _always(_: Situation) -> bool:
    return True


STEPS: dict[str, Asked] = {
    "who": lambda situation: not situation.knows_for_whom,
    "words": lambda situation: not situation.assessed,
    "name": _always,
    "birth": _always,
    "address": _always,
    "area": lambda situation: situation.outside,
    "health": _always,
    "helper": lambda situation: situation.voice is Voice.THEY,
    "reach": _always,
    "ringing": lambda situation: situation.rings,
    "talking": _always,
    "sharing": _always,
}


def asked(situation: Situation) -> tuple[str, ...]:
    """The pages that are asked, in their order."""
    return tuple(step for step, is_asked in STEPS.items() if is_asked(situation))


def next_step(situation: Situation) -> str | None:
    """The first page that is not filled in yet, or None when everything can be checked."""
    return next((step for step in asked(situation) if step not in situation.done), None)


def before(situation: Situation, step: str) -> str | None:
    """The page that Back leads to from this one; None from the first."""
    steps = asked(situation)
    place = steps.index(step) if step in steps else 0
    return steps[place - 1] if place else None
