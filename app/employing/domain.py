"""What it costs to employ helpers at home: a pure calculation in whole pence, line by line, from dated rates.

A year is 52 weeks of pay; the weeks of paid holiday are among them. Every line is worked out for the year with exact
decimals and rounded once, half a penny away from nought. A week is a 52nd of the year's pence and a month a 12th,
rounded in the same way, so that a column of weeks may differ from its total by a penny or two. National Insurance and
pensions are worked out from the pay of the year, as if each week were alike; in real life they are worked out each
payday. Holidays are the weeks that the law gives to whoever works up to five days a week.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

WEEKS_OF_PAY = 52
MONTHS = 12
_TABLE_OF_PAY = re.compile(r"pay_20\d\d_\d\d")

Values = Mapping[str, object]


class Age(StrEnum):
    """How old a helper is, as far as the law asks."""

    UNDER_21 = "18-20"
    TWENTY_ONE = "21"
    WORKING = "22-to-pension"
    PENSION = "pension"


class Pension(StrEnum):
    """What a helper wants of a pension at work."""

    BY_LAW = "by-law"
    ASKED = "asked"
    OPTED_OUT = "opted-out"


class Item(StrEnum):
    """What money goes to. `ALLOWANCE` takes some off."""

    WAGES = "wages"
    INSURANCE_OF_THE_STATE = "national-insurance"
    ALLOWANCE = "allowance"
    PENSION = "pension"
    COVER = "cover"
    LIABILITY = "insurance"
    PAYROLL = "payroll"
    OTHER = "other"


class Reason(StrEnum):
    """Why a line comes to what it does, where the law has several answers."""

    ABOVE = "above"
    BELOW = "below"
    YOUNG = "young"
    YOUNG_ABOVE = "young-above"
    JOINS = "joins"
    ASKED = "asked"
    ASKED_BELOW = "asked-below"
    OPTED_OUT = "opted-out"
    NOT_YET = "not-yet"
    PAST = "past"
    LITTLE_PAY = "little-pay"
    CLAIMED = "claimed"
    USED_UP = "used-up"
    TYPED = "typed"


@dataclass(frozen=True)
class Rates:
    """The law's numbers for one year: money in pence, shares as parts of one, holiday in weeks."""

    minimum_at_21: int
    minimum_at_18: int
    insurance_share: Decimal
    insurance_from: int
    young_insurance_from: int
    allowance: int
    pension_share: Decimal
    pension_trigger: int
    pension_from: int
    pension_to: int
    holiday_weeks: Decimal


@dataclass(frozen=True)
class Helper:
    """One helper: hours a week, pay for an hour in pence, age and pension."""

    hours: Decimal
    pence_an_hour: int
    age: Age
    pension: Pension = Pension.BY_LAW


@dataclass(frozen=True)
class Plan:
    """What somebody wants to pay for. `cover_pence` is for an hour of cover in holidays; what follows is for a year."""

    helpers: tuple[Helper, ...]
    claims_allowance: bool = True
    cover_pence: int = 0
    liability: int = 0
    payroll: int = 0
    other: int = 0


@dataclass(frozen=True)
class Line:
    """One line of the sum: what for, for which helper (from 1; 0 for all), pence for a year, and why."""

    item: Item
    helper: int
    year: int
    reason: Reason = Reason.TYPED

    @property
    def week(self) -> int:
        return _pence(Decimal(self.year) / WEEKS_OF_PAY)

    @property
    def month(self) -> int:
        return _pence(Decimal(self.year) / MONTHS)


@dataclass(frozen=True)
class Cost:
    """The whole sum, and each line that it is made of."""

    lines: tuple[Line, ...]

    @property
    def total(self) -> Line:
        return Line(Item.OTHER, 0, sum(line.year for line in self.lines))


class BelowMinimumWage(Exception):
    """A pay that the law forbids; holds the least that may be paid for an hour, in pence."""

    def __init__(self, least: int) -> None:
        super().__init__(least)
        self.least = least


def pay_of(tables: Iterable[str], day: date) -> str:
    """The table of rates for a day, such as "pay_2026_27", which holds from 1 April, or the last before it.

    The minimum wage rises on 1 April and the rest on the 6th: the higher wage is the one that is safe to pay.
    """
    year = day.year if day >= date(day.year, 4, 1) else day.year - 1
    known = sorted(table for table in tables if _TABLE_OF_PAY.fullmatch(table))
    return next((table for table in reversed(known) if int(table[4:8]) <= year), known[0])


def rates_of(pay: Values, young: Values) -> Rates:
    """The rates as `pay_2026_27` and `young_workers` of the facts state them, in pounds. Raises KeyError."""
    return Rates(
        minimum_at_21=_in_pence(pay["national_living_wage_21_and_over"]),
        minimum_at_18=_in_pence(pay["minimum_wage_18_to_20"]),
        insurance_share=_exact(pay["employer_ni_rate"]),
        insurance_from=_in_pence(pay["employer_ni_secondary_threshold_per_year"]),
        young_insurance_from=_in_pence(young["employer_ni_free_up_to_per_year"]),
        allowance=_in_pence(pay["employment_allowance_per_year"]),
        pension_share=_exact(pay["pension_employer_minimum"]),
        pension_trigger=_in_pence(pay["pension_trigger_per_year"]),
        pension_from=_in_pence(pay["pension_qualifying_lower"]),
        pension_to=_in_pence(pay["pension_qualifying_upper"]),
        holiday_weeks=_exact(pay["holiday_weeks"]),
    )


def least_an_hour(age: Age, rates: Rates) -> int:
    """The least that may be paid for an hour, in pence."""
    return rates.minimum_at_18 if age is Age.UNDER_21 else rates.minimum_at_21


def cost(plan: Plan, rates: Rates) -> Cost:
    """What it all comes to. Raises BelowMinimumWage."""
    for helper in plan.helpers:
        if helper.pence_an_hour < least_an_hour(helper.age, rates):
            raise BelowMinimumWage(least_an_hour(helper.age, rates))
    of_helpers = tuple(line for place, helper in enumerate(plan.helpers, 1) for line in _lines_of(helper, place, rates))
    return Cost((*of_helpers, *_allowance(plan, of_helpers, rates), *_cover(plan, rates), *_typed(plan)))


def _lines_of(helper: Helper, place: int, rates: Rates) -> Iterator[Line]:
    wages = wages_of_a_year(helper)
    yield Line(Item.WAGES, place, wages)
    yield Line(Item.INSURANCE_OF_THE_STATE, place, *_insurance(helper, wages, rates))
    yield Line(Item.PENSION, place, *_pension(helper, wages, rates))


def wages_of_a_year(helper: Helper) -> int:
    """What a helper is paid in a year, before tax, in pence."""
    return _pence(helper.hours * helper.pence_an_hour * WEEKS_OF_PAY)


def _insurance(helper: Helper, wages: int, rates: Rates) -> tuple[int, Reason]:
    """Class 1 secondary contributions; past State Pension age the employer still pays them."""
    is_young = helper.age is Age.UNDER_21
    start = rates.young_insurance_from if is_young else rates.insurance_from
    if wages <= start:
        return 0, Reason.YOUNG if is_young else Reason.BELOW
    return _pence(rates.insurance_share * (wages - start)), Reason.YOUNG_ABOVE if is_young else Reason.ABOVE


def _pension(helper: Helper, wages: int, rates: Rates) -> tuple[int, Reason]:
    """The employer's least share: Pensions Act 2008, sections 3 (put in), 7 (asks to join) and 8 (opts out)."""
    reason = _why_pension(helper, wages, rates)
    if reason not in (Reason.JOINS, Reason.ASKED):
        return 0, reason
    return _pence(rates.pension_share * (min(wages, rates.pension_to) - rates.pension_from)), reason


def _why_pension(helper: Helper, wages: int, rates: Rates) -> Reason:
    if helper.pension is Pension.OPTED_OUT:
        return Reason.OPTED_OUT
    if helper.age is Age.WORKING and wages > rates.pension_trigger:
        return Reason.JOINS
    if helper.pension is Pension.ASKED:
        return Reason.ASKED if wages > rates.pension_from else Reason.ASKED_BELOW
    if helper.age is Age.WORKING:
        return Reason.LITTLE_PAY
    return Reason.PAST if helper.age is Age.PENSION else Reason.NOT_YET


def _allowance(plan: Plan, lines: Iterable[Line], rates: Rates) -> Iterator[Line]:
    """The Employment Allowance: one for an employer, however many they employ."""
    due = sum(line.year for line in lines if line.item is Item.INSURANCE_OF_THE_STATE)
    if plan.claims_allowance and due:
        reason = Reason.CLAIMED if due <= rates.allowance else Reason.USED_UP
        yield Line(Item.ALLOWANCE, 0, -min(due, rates.allowance), reason)


def _cover(plan: Plan, rates: Rates) -> Iterator[Line]:
    for place, helper in enumerate(plan.helpers if plan.cover_pence else (), 1):
        yield Line(Item.COVER, place, _pence(helper.hours * plan.cover_pence * rates.holiday_weeks))


def _typed(plan: Plan) -> Iterator[Line]:
    typed = ((Item.LIABILITY, plan.liability), (Item.PAYROLL, plan.payroll), (Item.OTHER, plan.other))
    yield from (Line(item, 0, pence) for item, pence in typed if pence)


def _exact(value: object) -> Decimal:
    return Decimal(str(value))


def _in_pence(pounds: object) -> int:
    return _pence(_exact(pounds) * 100)


def _pence(exact: Decimal) -> int:
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))
