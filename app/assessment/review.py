"""What a council's file says of the rules: who has read each of them, and that nobody changes them."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.assessment.table import NOTHING_ABOVE, Rule, RuleTable
from app.councils.domain import Council, Review

# A rule with one of these ids stands as the law has it: to switch it off, or to ask for more before it fires, would put
# a stricter test than the Care Act's between somebody and an assessment, or between them and being kept safe.
# K2 is for carers what F0 is for everybody: whoever asks is heard.
BY_LAW = frozenset({"F0", "F1", "F2", "K1", "K2"})
LETTERS_BY_LAW = ("E", "G", "U")

LAW = "nothing may stand between somebody and an assessment, or their safety, that the Care Act does not put there"
MAY_CHANGE = "a council may change reply times ([replies]), team names and the wording of passages ([words])"


def is_by_law(rule_id: str) -> bool:
    """Whether the law does not let a council change this rule."""
    return rule_id in BY_LAW or rule_id.startswith(LETTERS_BY_LAW)


@dataclass(frozen=True)
class Reviewed:
    """A rule with its review, which is None as long as nobody has answered for it."""

    rule: Rule
    review: Review | None


def reviewed(table: RuleTable, reviews: Mapping[str, Review]) -> tuple[Reviewed, ...]:
    """Every rule of the table, in its order, with its review."""
    return tuple(Reviewed(rule, reviews.get(rule.id)) for rule in table.rules)


def check_rules(council: Council, table: RuleTable) -> None:
    """Raises WrongContent when the council's file would change a rule, or reviews one that there is not."""
    rules = {rule.id: rule for rule in table.rules}
    file = council.file
    for rule_id in council.rule_review:
        if rule_id not in rules.keys() | {NOTHING_ABOVE}:
            raise file.refuse(f"there is no rule {rule_id} in table {table.version}", "rule_review", rule_id)
    if "rules" not in file.content:
        return
    changes = file.content["rules"]
    if not isinstance(changes, dict) or not changes:
        raise file.refuse(f"a council does not change rules; {MAY_CHANGE}", "rules")
    rule_id = next(iter(changes))
    raise file.refuse(_reason(rule_id, rules.get(rule_id), table), "rules", rule_id)


def _reason(rule_id: str, rule: Rule | None, table: RuleTable) -> str:
    if rule is None:
        return f"there is no rule {rule_id} in table {table.version}, and {MAY_CHANGE}"
    if is_by_law(rule_id):
        source = rule.source.rstrip(".")
        return f"the law does not let a council change rule {rule_id} ({source}): {LAW}; {MAY_CHANGE}"
    return f"this version lets no council change rule {rule_id}; {MAY_CHANGE}"
