"""What helpers cost is what the hand-worked table says, to the penny."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.employing.domain import (
    Age,
    BelowMinimumWage,
    Cost,
    Helper,
    Item,
    Line,
    Pension,
    Plan,
    Rates,
    cost,
    pay_of,
    rates_of,
)

BY_HAND = tomllib.loads(Path(__file__).with_name("sums_by_hand.toml").read_text(encoding="utf-8"))
SUMS: list[dict[str, Any]] = BY_HAND["sum"]
WORKED = [one for one in SUMS if "refused" not in one]
REFUSED = [one for one in SUMS if "refused" in one]


def pence(pounds: str) -> int:
    return int(Decimal(pounds) * 100)


def plan_of(one: dict[str, Any]) -> Plan:
    return Plan(
        helpers=tuple(
            Helper(
                Decimal(helper["hours"]),
                pence(helper["rate"]),
                Age(helper["age"]),
                Pension(helper.get("pension", "by-law")),
            )
            for helper in one["helpers"]
        ),
        claims_allowance=one.get("claims", True),
        cover_pence=pence(one.get("cover", "0")),
        liability=pence(one.get("liability", "0")),
        payroll=pence(one.get("payroll", "0")),
        other=pence(one.get("other", "0")),
    )


@pytest.fixture(scope="module")
def rates() -> Rates:
    return rates_of(BY_HAND["rates"], BY_HAND["rates"])


def years(found: Cost, item: Item) -> list[int]:
    return [line.year for line in found.lines if line.item is item]


def test_at_least_twenty_sums_were_worked_by_hand_each_with_its_steps():
    assert len(SUMS) >= 20
    assert all(one["steps"] for one in SUMS)


@pytest.mark.parametrize("one", WORKED, ids=[one["about"] for one in WORKED])
def test_every_line_is_what_was_worked_by_hand(one, rates):
    found = cost(plan_of(one), rates)
    by_hand = {
        Item.WAGES: one["wages"],
        Item.INSURANCE_OF_THE_STATE: one["insurance"],
        Item.PENSION: one["pension"],
        Item.ALLOWANCE: [one["allowance"]] if "allowance" in one else [],
        Item.COVER: one.get("covers", []),
    }
    assert {item: years(found, item) for item in by_hand} == {
        item: [pence(pounds) for pounds in pounds_of] for item, pounds_of in by_hand.items()
    }
    total = found.total
    assert (total.year, total.month, total.week) == (pence(one["year"]), pence(one["month"]), pence(one["week"]))


@pytest.mark.parametrize("one", REFUSED, ids=[one["about"] for one in REFUSED])
def test_pay_below_the_minimum_wage_is_refused_with_the_least_that_may_be_paid(one, rates):
    with pytest.raises(BelowMinimumWage) as refused:
        cost(plan_of(one), rates)
    assert refused.value.least == pence(one["refused"])


def test_what_the_allowance_takes_off_a_week_is_what_national_insurance_adds():
    assert Line(Item.ALLOWANCE, 0, -26).week == -Line(Item.INSURANCE_OF_THE_STATE, 1, 26).week == -1


@pytest.mark.parametrize(
    ("day", "table"),
    [
        (date(2026, 11, 22), "pay_2026_27"),
        (date(2027, 3, 31), "pay_2026_27"),
        (date(2027, 4, 1), "pay_2027_28"),
        (date(2029, 6, 1), "pay_2027_28"),
        (date(2020, 1, 1), "pay_2026_27"),
    ],
)
def test_the_rates_of_the_next_year_take_over_by_themselves_on_their_day(day: date, table: str) -> None:
    assert pay_of(("pension_ages", "pay_2027_28", "pay_2026_27"), day) == table
