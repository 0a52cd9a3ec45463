"""What the law does not let a council change, nobody can change in its file; and a review names a rule there is."""

from datetime import date
from pathlib import Path

import pytest

from app.assessment.domain import Route
from app.assessment.review import check_rules, is_by_law, reviewed
from app.assessment.rules import TABLE
from app.config import ROOT
from app.councils.domain import Council, Review
from app.councils.loader import load_council
from app.kernel.toml_lines import WrongContent

SAMPLE = (ROOT / "directory_data" / "councils" / "sample.toml").read_text(encoding="utf-8")
FIRST_LINE = SAMPLE.count("\n") + 2
IDS = [rule.id for rule in TABLE.rules]
BY_LAW = [rule_id for rule_id in IDS if is_by_law(rule_id)]


def council_with(folder: Path, overlay: str) -> Council:
    file = folder / "council.toml"
    file.write_text(f"{SAMPLE}\n{overlay}", encoding="utf-8")
    return load_council(file, frozenset())


def refusal(folder: Path, overlay: str) -> str:
    with pytest.raises(WrongContent) as refused:
        check_rules(council_with(folder, overlay), TABLE)
    return str(refused.value).removeprefix(f"{folder}/")


def test_a_file_that_says_nothing_of_rules_is_taken(tmp_path: Path) -> None:
    check_rules(council_with(tmp_path, ""), TABLE)


def test_everything_that_cannot_wait_is_fixed_by_law_and_so_are_five_more() -> None:
    urgent = {rule.id for rule in TABLE.rules if rule.route.rank >= Route.URGENT_COUNCIL.rank}
    assert set(BY_LAW) == urgent | {"F0", "F1", "F2", "K1", "K2"}


@pytest.mark.parametrize("rule_id", BY_LAW)
@pytest.mark.parametrize("change", ["off = true", "at_least = 3"])
def test_a_rule_that_is_fixed_by_law_is_neither_switched_off_nor_raised(
    tmp_path: Path, rule_id: str, change: str
) -> None:
    source = next(rule.source for rule in TABLE.rules if rule.id == rule_id).rstrip(".")
    said = refusal(tmp_path, f"[rules]\n{rule_id} = {{ {change} }}\n")
    assert said.startswith(
        f"council.toml:{FIRST_LINE + 1}: rules.{rule_id}: the law does not let a council change rule {rule_id}"
    )
    assert f"({source})" in said
    assert "that the Care Act does not put there" in said


@pytest.mark.parametrize("rule_id", sorted(set(IDS) - set(BY_LAW)))
def test_no_other_rule_is_changed_either(tmp_path: Path, rule_id: str) -> None:
    said = refusal(tmp_path, f"[rules.{rule_id}]\noff = true\n")
    assert said.startswith(f"council.toml:{FIRST_LINE}: rules.{rule_id}: this version lets no council change rule")
    assert "reply times ([replies])" in said


@pytest.mark.parametrize("overlay", ["[rules]\n", "[[rules]]\nF1 = false\n"])
def test_a_table_of_rules_is_refused_whatever_it_holds(tmp_path: Path, overlay: str) -> None:
    assert refusal(tmp_path, overlay).startswith(f"council.toml:{FIRST_LINE}: rules: a council does not change rules")


def test_a_change_that_is_written_as_one_key_is_refused_too(tmp_path: Path) -> None:
    file = tmp_path / "council.toml"
    file.write_text(f"rules.F1 = 1\n{SAMPLE}", encoding="utf-8")
    with pytest.raises(WrongContent, match=r"council\.toml:1: rules\.F1: the law does not let"):
        check_rules(load_council(file, frozenset()), TABLE)


@pytest.mark.parametrize("table", ["rules", "rule_review"])
def test_a_rule_that_there_is_not_is_refused(tmp_path: Path, table: str) -> None:
    said = refusal(tmp_path, f'[{table}]\nF3 = {{ reviewer = "Jo Sample", date = 2026-11-01 }}\n')
    assert said.startswith(f"council.toml:{FIRST_LINE + 1}: {table}.F3: there is no rule F3 in table {TABLE.version}")


def test_a_rule_that_nobody_has_reviewed_says_so(tmp_path: Path) -> None:
    council = council_with(tmp_path, '[rule_review]\nF1 = { reviewer = "Jo Sample", date = 2026-11-01 }\n')
    check_rules(council, TABLE)
    reviews = {entry.rule.id: entry.review for entry in reviewed(TABLE, council.rule_review)}
    assert reviews.keys() == set(IDS)
    assert {rule_id for rule_id, review in reviews.items() if review} == {"F1"}
    assert reviews["F1"] == Review("Jo Sample", date(2026, 11, 1))
