"""The result in Easy Read: the same page of results, one idea and one picture at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.assessment.pages import ResultPage
from app.assessment.wording import RESULTS, EasySaid


class Part(StrEnum):
    """One idea of the result; its name is also that of its block in the template."""

    COUNCIL = "council"
    RIGHT = "right"
    NEAR = "near"
    THINGS = "things"
    CARER = "carer"
    RING = "ring"
    PLAN = "plan"
    WRONG = "wrong"


@dataclass(frozen=True)
class EasyPage:
    """One part of a result, and where it stands among the others."""

    result: ResultPage
    part: Part
    number: int
    of: int

    @property
    def said(self) -> EasySaid | None:
        """What the route says; None where a card says it."""
        return RESULTS.easy(self.result.snapshot.decision.route, self.result.snapshot.voice)


def easy_page(result: ResultPage, number: int) -> EasyPage:
    """The part of this number, counted from 1; the nearest one there is."""
    parts = tuple(_parts(result))
    number = min(max(number, 1), len(parts))
    return EasyPage(result, parts[number - 1], number, len(parts))


def _parts(result: ResultPage) -> Iterator[Part]:
    """What there is to say, the council first; the right to ask and a way to disagree are always there."""
    yield Part.COUNCIL
    yield Part.RIGHT
    if any(answer.ideas for answer in result.own_ideas):
        yield Part.NEAR
    if result.equipment:
        yield Part.THINGS
    if result.for_carer:
        yield Part.CARER
    if result.helplines:
        yield Part.RING
    yield Part.PLAN
    yield Part.WRONG
