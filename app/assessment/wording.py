"""What the result page says for a decision: the content of results.toml, refused at start when a rule has no words."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.assessment.domain import Decision, Offer, Route
from app.assessment.rules import TABLE
from app.helplines import api as helplines
from app.kernel.toml_lines import TomlFile, read_toml
from app.questionnaire.flow import Voice

CANNOT_WAIT = 4  # the lowest rank of a rule that has a place of its own at the top of the page
NUMBERS = frozenset({"emergency", "crisis", "council", "safeguarding", "childrens"})


# What each table of results.toml holds for each of its entries.
_KEYS = {
    "route": {"heading", "you", "they", "next"},
    "easy": {"heading", "you", "they", "picture"},
    "urgent": {"heading", "you", "they", "number", "more", "helplines"},
    "easy_urgent": {"you", "they", "more", "picture"},
    "offer": {"heading", "you", "they"},
}


@dataclass(frozen=True)
class EasyUrgent:
    """What a card says in Easy Read: short lines before the number and after it, and the name of a drawing."""

    lines: str
    more: str
    picture: str


@dataclass(frozen=True)
class Urgent:
    """One thing that cannot wait: what to do, whom to ring, and who else listens."""

    rule: str
    heading: str
    sentence: str
    number: str
    more: str
    helplines: tuple[str, ...]
    easy: EasyUrgent


@dataclass(frozen=True)
class Said:
    """A heading with its sentence."""

    id: str
    heading: str
    sentence: str
    next: str = ""


@dataclass(frozen=True)
class EasySaid:
    """A heading, a few short lines and the name of a drawing."""

    heading: str
    lines: str
    picture: str


@dataclass(frozen=True)
class ResultWords:
    """Everything that the rules make the result page say, in its order."""

    route: Route
    urgent: tuple[Urgent, ...]
    advice: Said | None
    offers: tuple[Said, ...]


class ResultContent:
    """The words of results.toml. Raises WrongContent when they are not exactly those that the rules can need."""

    def __init__(self, path: Path) -> None:
        file = read_toml(path)
        calm = {route.value for route in Route if route.rank <= CANNOT_WAIT}
        self._route = _words(file, "route", calm)
        self._easy = _words(file, "easy", calm)
        cards = {rule.id for rule in TABLE.rules if rule.route.rank >= CANNOT_WAIT}
        self._urgent = _words(file, "urgent", cards)
        self._easy_urgent = _words(file, "easy_urgent", cards)
        self._offer = _words(file, "offer", {offer.value for offer in Offer})
        for rule, words in self._urgent.items():
            if words["number"] not in NUMBERS:
                raise file.refuse(f"{words['number']!r} is not one of {sorted(NUMBERS)}", "urgent", rule, "number")
            for line in set(words["helplines"]) - {helpline.id for helpline in helplines.everyone()}:
                raise file.refuse(f"there is no helpline {line!r}", "urgent", rule, "helplines")

    def said(self, decision: Decision, voice: Voice) -> ResultWords:
        """The words for a decision. A route that is all card (emergency, safeguarding) has no advice beside it."""
        cannot_wait = [rule for rule in decision.fired if rule.id in self._urgent]
        cannot_wait.sort(key=lambda rule: -rule.route.rank)
        route = self._route.get(decision.route.value)
        return ResultWords(
            route=decision.route,
            urgent=tuple(self._urgent_words(rule.id, voice) for rule in cannot_wait),
            advice=None if route is None else Said(decision.route.value, route["heading"], route[voice], route["next"]),
            offers=tuple(self.offer(offer, voice) for offer in decision.also),
        )

    def easy(self, route: Route, voice: Voice) -> EasySaid | None:
        """The Easy Read words for a route; None for one that is all card."""
        words = self._easy.get(route.value)
        return EasySaid(words["heading"], words[voice], words["picture"]) if words else None

    def offer(self, offer: Offer, voice: Voice) -> Said:
        """The words for one offer."""
        words = self._offer[offer.value]
        return Said(offer.value, words["heading"], words[voice])

    def _urgent_words(self, rule: str, voice: Voice) -> Urgent:
        words, easy = self._urgent[rule], self._easy_urgent[rule]
        return Urgent(
            rule=rule,
            heading=words["heading"],
            sentence=words[voice],
            number=words["number"],
            more=words["more"],
            helplines=tuple(words["helplines"]),
            easy=EasyUrgent(easy[voice], easy["more"], easy["picture"]),
        )


def _words(file: TomlFile, table: str, needed: set[str]) -> Mapping[str, Mapping[str, Any]]:
    """One table of the file, which has words for exactly what is needed."""
    entries: Mapping[str, Mapping[str, Any]] = file.content.get(table, {})
    _same(file, entries, needed, table)
    for entry, words in entries.items():
        _same(file, words, _KEYS[table], table, entry)
    return entries


def _same(file: TomlFile, keys: Collection[str], needed: set[str], *place: str) -> None:
    for key in sorted(set(keys) - needed):
        raise file.refuse("is nothing that we know", *place, key)
    for key in sorted(needed - set(keys)):
        raise file.refuse("has no words", *place, key)


RESULTS = ResultContent(Path(__file__).parent / "content" / "results.toml")
