"""How the lines of the sum are said: what each is for, and how it came about."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from flask_babel import format_decimal
from flask_babel import gettext as translated

from app.employing.domain import Helper, Item, Line, Plan, Rates, Reason


def gettext(words: str, **values: object) -> str:
    """The sentence in the language of the page; the library has no types."""
    return str(translated(words, **values))


def in_pounds(pence: int) -> str:
    """An amount with its pence, in the manner of the page's language."""
    sign = "−" if pence < 0 else ""
    return f"{sign}£{format_decimal(Decimal(abs(pence)) / 100, '#,##0.00')}"


def name_of(line: Line, several: bool) -> str:
    """What a line of the sum is for, and for which helper when there are several."""
    what = _NAMES[line.item]()
    return gettext("%(what)s, helper %(number)s", number=line.helper, what=what) if several and line.helper else what


def how_it_came_about(line: Line, plan: Plan, rates: Rates) -> str:
    """The steps that led to a line, in a sentence or two."""
    if line.item is Item.WAGES:
        helper = _helper(line, plan)
        return gettext(
            "%(hours)s hours × %(rate)s × 52 weeks. Paid holiday is in this.",
            hours=_plain(helper.hours),
            rate=in_pounds(helper.pence_an_hour),
        )
    if line.item is Item.COVER:
        return gettext(
            "%(hours)s hours × %(rate)s × %(weeks)s weeks of holiday.",
            hours=_plain(_helper(line, plan).hours),
            rate=in_pounds(plan.cover_pence),
            weeks=_plain(rates.holiday_weeks),
        )
    return _REASONS[line.reason](rates)


def _helper(line: Line, plan: Plan) -> Helper:
    return plan.helpers[line.helper - 1]


def _plain(number: Decimal) -> str:
    return str(format_decimal(number))


def _share(share: Decimal) -> str:
    return f"{format_decimal(share * 100)}%"


def _above(rates: Rates) -> str:
    return gettext(
        "%(share)s of the part of their pay above %(start)s a year.",
        share=_share(rates.insurance_share),
        start=in_pounds(rates.insurance_from),
    )


def _below(rates: Rates) -> str:
    return gettext("Nothing, as their pay is not above %(start)s a year.", start=in_pounds(rates.insurance_from))


def _young(rates: Rates) -> str:
    return gettext(
        "Nothing: for someone under 21 you pay only above %(start)s a year.",
        start=in_pounds(rates.young_insurance_from),
    )


def _young_above(rates: Rates) -> str:
    return gettext(
        "They are under 21: %(share)s of the part of their pay above %(start)s a year.",
        share=_share(rates.insurance_share),
        start=in_pounds(rates.young_insurance_from),
    )


def _pension(rates: Rates) -> str:
    return gettext(
        "%(share)s of their pay from %(start)s up to %(end)s a year.",
        share=_share(rates.pension_share),
        start=in_pounds(rates.pension_from),
        end=in_pounds(rates.pension_to),
    )


def _joins(rates: Rates) -> str:
    by_law = gettext(
        "You must put them in, as they have more than %(pay)s a year.", pay=in_pounds(rates.pension_trigger)
    )
    return f"{by_law} {_pension(rates)}"


def _asked(rates: Rates) -> str:
    they_ask = gettext("They ask to join, so you pay in.")
    return f"{they_ask} {_pension(rates)}"


def _asked_below(rates: Rates) -> str:
    return gettext(
        "They may join. You need not pay in, as their pay is not above %(start)s a year.",
        start=in_pounds(rates.pension_from),
    )


def _little_pay(rates: Rates) -> str:
    return gettext(
        "Nothing unless they ask to join, as they do not have more than %(pay)s a year.",
        pay=in_pounds(rates.pension_trigger),
    )


def _claimed(rates: Rates) -> str:
    return gettext("Off what you pay: up to %(most)s a year. You have to claim it.", most=in_pounds(rates.allowance))


def _used_up(rates: Rates) -> str:
    return gettext(
        "Off what you pay: %(most)s a year and no more. You have to claim it.", most=in_pounds(rates.allowance)
    )


_REASONS: Mapping[Reason, Callable[[Rates], str]] = {
    Reason.ABOVE: _above,
    Reason.BELOW: _below,
    Reason.YOUNG: _young,
    Reason.YOUNG_ABOVE: _young_above,
    Reason.JOINS: _joins,
    Reason.ASKED: _asked,
    Reason.ASKED_BELOW: _asked_below,
    Reason.OPTED_OUT: lambda _: gettext("Nothing while they stay out. It must be their choice and not yours."),
    Reason.NOT_YET: lambda _: gettext("Nothing unless they ask to join, as they are under 22."),
    Reason.PAST: lambda _: gettext("Nothing unless they ask to join, as they are past State Pension age."),
    Reason.LITTLE_PAY: _little_pay,
    Reason.CLAIMED: _claimed,
    Reason.USED_UP: _used_up,
    Reason.TYPED: lambda _: gettext("What you typed."),
}
_NAMES: Mapping[Item, Callable[[], str]] = {
    Item.WAGES: lambda: gettext("Pay"),
    Item.INSURANCE_OF_THE_STATE: lambda: gettext("National Insurance that you pay"),
    Item.ALLOWANCE: lambda: gettext("Employment Allowance"),
    Item.PENSION: lambda: gettext("Pension that you pay in"),
    Item.COVER: lambda: gettext("Cover in holidays"),
    Item.LIABILITY: lambda: gettext("Insurance as an employer"),
    Item.PAYROLL: lambda: gettext("Pay slips"),
    Item.OTHER: lambda: gettext("Anything else"),
}
