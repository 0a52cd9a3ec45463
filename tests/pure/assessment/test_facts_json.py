"""Facts from outside: taken exactly when their schema takes them, and refused by the name of the field."""

import copy
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from app.assessment.facts_json import WrongFacts, facts_from_json, facts_to_json
from tests.pure.assessment.stories import ANY_FACTS

SCHEMA = Draft202012Validator(json.loads(Path(__file__).with_name("facts.schema.json").read_text(encoding="utf-8")))

GOOD = {
    "for_whom": "both",
    "age": 81,
    "outcomes": {"toilet": "needs_help", "community": "unsure"},
    "support_now": "some_enough",
    "carer": {
        "hours_per_week": 12.5,
        "outcomes_affected": ["recreation"],
        "health_at_risk": "unsure",
        "willing_and_able": "struggling",
    },
    "flags": ["lives_alone"],
}


def changed(path: str, value: object) -> dict:
    facts = copy.deepcopy(GOOD)
    *tables, key = path.split(".")
    place = facts
    for table in tables:
        place = place[table]
    place[key] = value
    return facts


@given(ANY_FACTS)
def test_facts_come_back_as_they_were_written(facts):
    written = json.loads(json.dumps(facts_to_json(facts)))
    SCHEMA.validate(written)
    assert facts_to_json(facts_from_json(written)) == written


def test_a_missing_outcome_is_left_to_be_unsure():
    assert facts_to_json(facts_from_json(GOOD))["outcomes"]["hygiene"] == "unsure"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ([], "facts: "),
        (None, "facts: "),
        ({key: value for key, value in GOOD.items() if key != "age"}, "facts.age: missing"),
        (changed("colour", "red"), "facts.'colour': is not a fact"),
        (changed("for_whom", "Self"), "facts.for_whom: 'Self' is not one of self, someone_else, both"),
        (changed("age", -1), "facts.age: -1 is not a number from 0 to 125"),
        (changed("age", 126), "facts.age: "),
        (changed("age", 40.5), "facts.age: must be a whole number"),
        (changed("age", "40"), "facts.age: "),
        (changed("age", True), "facts.age: "),
        (changed("age", float("nan")), "facts.age: "),
        (changed("age", float("inf")), "facts.age: "),
        (changed("outcomes", []), "facts.outcomes: "),
        (changed("outcomes.toilet", "CANNOT"), "facts.outcomes.toilet: 'CANNOT' is not one of fine, "),
        (changed("outcomes.toilet", None), "facts.outcomes.toilet: "),
        (changed("outcomes.toilet", {"a": 1}), "facts.outcomes.toilet: a list or an object"),
        (changed("outcomes.flying", "fine"), "facts.outcomes.'flying': is not a fact"),
        (changed("support_now", None), "facts.support_now: "),
        (changed("carer", []), "facts.carer: "),
        (changed("carer", {}), "facts.carer.hours_per_week: missing"),
        (changed("carer.name", "x"), "facts.carer.'name': is not a fact"),
        (changed("carer.hours_per_week", 169), "facts.carer.hours_per_week: 169"),
        (changed("carer.hours_per_week", False), "facts.carer.hours_per_week: False"),
        (changed("carer.health_at_risk", 1), "facts.carer.health_at_risk: 1 is not one of true, false, unsure"),
        (changed("carer.health_at_risk", "yes"), "facts.carer.health_at_risk: "),
        (changed("carer.outcomes_affected", ["flying"]), "facts.carer.outcomes_affected: 'flying'"),
        (changed("carer.willing_and_able", "maybe"), "facts.carer.willing_and_able: 'maybe'"),
        (changed("flags", "lives_alone"), "facts.flags: must be a list"),
        (changed("flags", ["lives_alone", "lives_alone"]), "facts.flags: names one thing twice"),
        (changed("flags", [["lives_alone"]]), "facts.flags: "),
        (changed("flags", ["x" * 50_000]), "facts.flags: "),
    ],
)
def test_wrong_facts_are_refused_by_the_name_of_the_field(facts, field):
    with pytest.raises(WrongFacts) as refused:
        facts_from_json(facts)
    assert str(refused.value).startswith(field)
    assert len(str(refused.value)) < 500


PATHS = ["for_whom", "age", "outcomes", "support_now", "carer", "flags", "outcomes.toilet", "outcomes.flying"]
PATHS += [f"carer.{field}" for field in GOOD["carer"]]
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 200)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["fine", "unsure", "self", "none", "yes", "recreation", "lives_alone", "has_carer", ""]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["toilet", "hygiene"]), inner),
    max_leaves=4,
)


@given(st.sampled_from(PATHS), ANYTHING)
def test_facts_are_taken_exactly_when_their_schema_takes_them(path, value):
    facts = changed(path, value)
    try:
        facts_from_json(facts)
    except WrongFacts:
        assert not SCHEMA.is_valid(facts)
    else:
        assert SCHEMA.is_valid(facts)
