"""What a rule and an offer are, and how a table of them decides a case."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from app.assessment.case import Case, CaseOf, Evidence, flag
from app.assessment.domain import Decision, FiredFact, FiredRule, Offer, Route, Routes, Subject
from app.assessment.facts import Facts, Flag

Test = Callable[[Case], bool]

# C0 has no test of its own: it stands for a subject of whom nothing else fired.
NOTHING_ABOVE = "C0"


@dataclass(frozen=True)
class Rule:
    """One line of the table. Its id is permanent."""

    id: str
    route: Route
    subject: Subject
    because: tuple[Evidence, ...]
    source: str
    says: str
    fires: Test

    def fired(self, facts: Facts) -> FiredRule:
        """This rule with the facts that made it fire, each once."""
        shown: dict[FiredFact, None] = {fact: None for evidence in self.because for fact in evidence(facts)}
        return FiredRule(self.id, self.subject, self.route, tuple(shown))


@dataclass(frozen=True)
class Offered:
    """One further offer, and the routes beside which it is made."""

    offer: Offer
    beside: frozenset[Route]
    says: str
    fits: Test


@dataclass(frozen=True)
class RuleTable:
    """All rules and offers, in the order in which they are written."""

    version: str
    rules: list[Rule] = field(default_factory=list)
    offers: list[Offered] = field(default_factory=list)

    def rule(
        self, rule_id: str, route: Route, subject: Subject, *because: Evidence | Flag, source: str
    ) -> Callable[[Test], Test]:
        """Enters the function below as the test of a rule; its docstring is what the rule says."""
        evidence = tuple(flag(one) if isinstance(one, Flag) else one for one in because)

        def enter(fires: Test) -> Test:
            self.rules.append(Rule(rule_id, route, subject, evidence, source, fires.__doc__ or "", fires))
            return fires

        return enter

    def offer(self, offer: Offer, *, beside: Iterable[Route]) -> Callable[[Test], Test]:
        """Enters the function below as the test of an offer; its docstring is when it is made."""

        def enter(fits: Test) -> Test:
            self.offers.append(Offered(offer, frozenset(beside), fits.__doc__ or "", fits))
            return fits

        return enter

    def decide(self, facts: Facts) -> Decision:
        """Every rule that fires, the highest route, and what to offer beside it."""
        case = CaseOf(facts)
        fired = [rule.fired(facts) for rule in self.rules if rule.fires(case)]
        person = _highest(fired, Subject.PERSON)
        carer = _highest(fired, Subject.CARER) if facts.carer is not None else None
        for subject, route in ((Subject.PERSON, person), (Subject.CARER, carer)):
            if route is Route.COMMUNITY:
                fired.append(FiredRule(NOTHING_ABOVE, subject, Route.COMMUNITY, ()))
        route = max((rule.route for rule in fired), key=lambda route: route.rank)
        also = tuple(offered.offer for offered in self.offers if route in offered.beside and offered.fits(case))
        return Decision(route, Routes(person, carer), also, tuple(fired), self.version)


def _highest(fired: Iterable[FiredRule], subject: Subject) -> Route:
    """The highest route for a subject. What is about anyone counts for everyone."""
    routes = (rule.route for rule in fired if rule.subject in (subject, Subject.ANYONE))
    return max(routes, key=lambda route: route.rank, default=Route.COMMUNITY)
