"""What the rules conclude: a route, further offers, and every rule that fired with the facts that fired it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

DISAGREE = "disagree"
"""The section of a draft's details that says what we got wrong, about the `person` and about the `carer`."""


class Route(StrEnum):
    """Where the answers lead, from the calmest to the most urgent."""

    COMMUNITY = "community"
    SHORT_TERM_HELP = "short_term_help"
    FORMAL_ASSESSMENT = "formal_assessment"
    URGENT_COUNCIL = "urgent_council"
    SAFEGUARDING = "safeguarding"
    EMERGENCY = "emergency"

    @property
    def rank(self) -> int:
        """1 for the calmest, 6 for the most urgent."""
        return _RANKS[self]

    @property
    def cannot_wait(self) -> bool:
        """Whether somebody has to act today."""
        return self.rank >= _RANKS[Route.URGENT_COUNCIL]


_RANKS = {route: rank for rank, route in enumerate(Route, start=1)}


class Subject(StrEnum):
    """Whom a rule is about."""

    PERSON = "person"
    CARER = "carer"
    ANYONE = "anyone"


class Offer(StrEnum):
    """What is worth offering besides the route."""

    CARERS_ASSESSMENT = "carers_assessment"
    OT_ASSESSMENT = "ot_assessment"
    SENSORY_ASSESSMENT = "sensory_assessment"
    BENEFITS_CHECK = "benefits_check"
    ADVOCACY = "advocacy"
    EQUIPMENT_ADVICE = "equipment_advice"
    TECHNOLOGY_ADVICE = "technology_advice"
    DIRECT_PAYMENTS_PA = "direct_payments_pa"
    HOSPITAL_TEAM = "hospital_team"


@dataclass(frozen=True)
class FiredFact:
    """One fact that made a rule fire, by its name in the facts: `toilet` was `cannot`, `recent_falls` was true."""

    name: str
    value: str | int | bool


@dataclass(frozen=True)
class FiredRule:
    """A rule that fired. Its id is permanent; a withdrawn id is not used again."""

    id: str
    subject: Subject
    route: Route
    because: tuple[FiredFact, ...]


@dataclass(frozen=True)
class Routes:
    """The route of the person and, when there is a carer who answered, that of the carer."""

    person: Route
    carer: Route | None


@dataclass(frozen=True)
class Decision:
    """What the rule table recommends. A person at the council decides."""

    route: Route
    routes: Routes
    also: tuple[Offer, ...]
    fired: tuple[FiredRule, ...]
    table: str


def decision_to_json(decision: Decision) -> dict[str, Any]:
    """The decision as plain values, to be kept with a referral."""
    return {
        "route": decision.route.value,
        "routes": {
            "person": decision.routes.person.value,
            "carer": decision.routes.carer and decision.routes.carer.value,
        },
        "also": [offer.value for offer in decision.also],
        "fired": [
            {
                "id": rule.id,
                "subject": rule.subject.value,
                "route": rule.route.value,
                "because": [[fact.name, fact.value] for fact in rule.because],
            }
            for rule in decision.fired
        ],
        "table": decision.table,
    }


def decision_from_json(kept: Mapping[str, Any]) -> Decision:
    """A decision that was kept, as it was made."""
    carer = kept["routes"]["carer"]
    return Decision(
        route=Route(kept["route"]),
        routes=Routes(Route(kept["routes"]["person"]), carer and Route(carer)),
        also=tuple(map(Offer, kept["also"])),
        fired=tuple(
            FiredRule(
                rule["id"],
                Subject(rule["subject"]),
                Route(rule["route"]),
                tuple(FiredFact(name, value) for name, value in rule["because"]),
            )
            for rule in kept["fired"]
        ),
        table=kept["table"],
    )
