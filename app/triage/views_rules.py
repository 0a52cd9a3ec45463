"""How often staff keep what each rule says: the quality measure of the rules.

Small numbers stand here as they are. Whoever may read this page may open every case that is counted in it, so that
hiding one would keep nothing from them, and a rule that was wrong twice is what its review wants to know. What leaves
that circle, as a table, a report or the public page, is in the figures, where small numbers are hidden.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app import db
from app.assessment import api as assessment
from app.events import api as events
from app.events.domain import Happening, Judgement
from app.kernel.clock import today
from app.triage.domain import share

A_YEAR = timedelta(days=365)
FEWEST_TO_SHOW = 5

blueprint = Blueprint("judged_rules", __name__, url_prefix="/staff/rules")


@dataclass(frozen=True)
class JudgedRule:
    """One rule in a year: how often it was judged, and how often it was wrong. Under five, the share says nothing."""

    id: str
    says: str
    judged: int
    wrong: int

    @property
    def share(self) -> str:
        """How many of a hundred were wrong."""
        return f"{share(self.wrong, self.judged)}%" if self.judged >= FEWEST_TO_SHOW else "too few to say"


@blueprint.get("/")
def listed() -> ResponseReturnValue:
    """Every rule that was judged in the last year, the most often wrong first."""
    return render_template("triage/rules.html", rules=judged(db.session(), today()))


def judged(session: Session, day: date) -> tuple[JudgedRule, ...]:
    """The rules that were judged in the year before a day."""
    said = assessment.what_the_rules_say()
    counts: dict[str, dict[str, int]] = {}
    for codes, number in events.counted(session, Happening.RULE_JUDGED, day - A_YEAR, day, ["rule", "outcome"]):
        counts.setdefault(codes["rule"], {})[codes["outcome"]] = number
    rules = (
        JudgedRule(rule, said.get(rule, ""), sum(of.values()), of.get(Judgement.CHANGED, 0))
        for rule, of in counts.items()
    )
    return tuple(sorted(rules, key=lambda rule: (-share(rule.wrong, rule.judged), rule.id)))
