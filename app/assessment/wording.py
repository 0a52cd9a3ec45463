"""What the result page says for a decision: the content of results.toml, refused at start when a rule has no words."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.assessment.domain import Decision, Offer, Route
from app.assessment.rules import TABLE
from app.questionnaire.flow import Voice

CANNOT_WAIT = 4  # the lowest rank of a rule that has a place of its own at the top of the page
NUMBERS = frozenset({"emergency", "crisis", "council", "safeguarding", "childrens"})


class WrongWords(ValueError):
    """results.toml lacks words for something that the rules can say, or has words for nothing."""


@dataclass(frozen=True)
class Urgent:
    """One thing that cannot wait: what to do, whom to ring, and who else listens."""

    rule: str
    heading: str
    sentence: str
    number: str
    more: str
    helplines: tuple[str, ...]


@dataclass(frozen=True)
class Said:
    """A heading with its sentence."""

    id: str
    heading: str
    sentence: str
    next: str = ""


@dataclass(frozen=True)
class ResultWords:
    """Everything that the rules make the result page say, in its order."""

    route: Route
    urgent: tuple[Urgent, ...]
    advice: Said | None
    offers: tuple[Said, ...]


class ResultContent:
    """The words of results.toml."""

    def __init__(self, path: Path) -> None:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        self._route: Mapping[str, Mapping[str, Any]] = content["route"]
        self._urgent: Mapping[str, Mapping[str, Any]] = content["urgent"]
        self._offer: Mapping[str, Mapping[str, Any]] = content["offer"]
        _same(path, "route", self._route, {route.value for route in Route if route.rank <= CANNOT_WAIT})
        _same(path, "urgent", self._urgent, {rule.id for rule in TABLE.rules if rule.route.rank >= CANNOT_WAIT})
        _same(path, "offer", self._offer, {offer.value for offer in Offer})
        for rule, words in self._urgent.items():
            if words["number"] not in NUMBERS:
                raise WrongWords(f"{path}: urgent.{rule}: number: {words['number']!r} is not one of {sorted(NUMBERS)}")

    def said(self, decision: Decision, voice: Voice) -> ResultWords:
        """The words for a decision. A route that is all card (emergency, safeguarding) has no advice beside it."""
        cannot_wait = [rule for rule in decision.fired if rule.id in self._urgent]
        cannot_wait.sort(key=lambda rule: -rule.route.rank)
        route = self._route.get(decision.route.value)
        return ResultWords(
            route=decision.route,
            urgent=tuple(self._urgent_words(rule.id, voice) for rule in cannot_wait),
            advice=None if route is None else Said(decision.route.value, route["heading"], route[voice], route["next"]),
            offers=tuple(self._offer_words(offer, voice) for offer in decision.also),
        )

    def _urgent_words(self, rule: str, voice: Voice) -> Urgent:
        words = self._urgent[rule]
        return Urgent(rule, words["heading"], words[voice], words["number"], words["more"], tuple(words["helplines"]))

    def _offer_words(self, offer: Offer, voice: Voice) -> Said:
        words = self._offer[offer.value]
        return Said(offer.value, words["heading"], words[voice])


def _same(path: Path, what: str, words: Mapping[str, Any], needed: set[str]) -> None:
    odd = sorted(words.keys() ^ needed)
    if odd:
        raise WrongWords(f"{path}: {what}.{odd[0]}: {'has no words' if odd[0] in needed else 'is nothing we know'}")


RESULTS = ResultContent(Path(__file__).parent / "content" / "results.toml")
