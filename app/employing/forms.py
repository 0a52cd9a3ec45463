"""The form of the sum: hours, pay, age and pension of each helper, and what else there is to pay. None is kept."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, Form, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation, ValidationError

from app.employing.domain import Age, Helper, Pension, Plan, Rates, least_an_hour
from app.employing.wording import in_pounds
from app.kernel.whole_number import whole_number

MOST_HELPERS = 4
MOST_HOURS = Decimal(168)
MOST_POUNDS_AN_HOUR = Decimal(500)
MOST_POUNDS_A_YEAR = Decimal(100_000)
LONGEST_NUMBER = 20

NOBODY, PAID = "nobody", "paid"

_NUMBER = re.compile(r"£? ?(\d{1,3}(?:,\d{3})+|\d{1,7})?(\.\d{1,2})?", re.ASCII)


class NumberField(StringField):  # type: ignore[misc]  # WTForms ships no types
    """A number as people type it: with a pound sign and commas or without, with up to two decimals."""

    def __init__(self, label: str, most: Decimal, needed: str = "", **kwargs: Any) -> None:
        super().__init__(label, [_Needed(needed)], render_kw={"inputmode": "decimal", "autocomplete": "off"}, **kwargs)
        self.most = most

    def process_formdata(self, valuelist: list[str]) -> None:
        """Reads the number; what was typed stays in the box. Raises ValueError."""
        typed = valuelist[0].strip() if valuelist else ""
        self.data = _read(typed) if typed else None
        if typed and self.data is None:
            raise ValueError(lazy_gettext("Write a number, such as 7 or 12.50"))

    def _value(self) -> str:
        return str(self.raw_data[0])[:LONGEST_NUMBER] if self.raw_data else ""

    def post_validate(self, form: Form, validation_stopped: bool) -> None:
        """Refuses what nobody can mean. Raises ValidationError."""
        if self.data is not None and self.data > self.most:
            raise ValidationError(lazy_gettext("This is too much. Write %(most)s or less", most=f"{self.most:,}"))


class _Needed:
    """Asks for a number where none was typed, if there are words to ask with."""

    def __init__(self, words: str) -> None:
        self.words = words

    def __call__(self, form: Form, field: Field) -> None:
        if self.words and not field.errors and not field.data:
            raise StopValidation(self.words)


class _Chosen:
    """Asks for one of the choices."""

    def __init__(self, words: str) -> None:
        self.words = words

    def __call__(self, form: Form, field: Field) -> None:
        if field.data not in {choice.value for choice in field.choices}:
            field.errors[:] = []
            raise StopValidation(self.words)


class HelperForm(Form):  # type: ignore[misc]
    """One helper."""

    hours = NumberField(
        lazy_gettext("Hours a week"),
        MOST_HOURS,
        lazy_gettext("Write how many hours a week they work"),
        description=lazy_gettext("Such as 10 or 7.5."),
    )
    rate = NumberField(
        lazy_gettext("Pay for one hour, in pounds"),
        MOST_POUNDS_AN_HOUR,
        lazy_gettext("Write what you pay for one hour"),
        description=lazy_gettext("Before tax. Such as 13.50."),
    )
    age = RadioField(
        lazy_gettext("How old are they?"),
        [_Chosen(lazy_gettext("Choose how old they are"))],
        choices=[
            SelectChoice(Age.UNDER_21, lazy_gettext("18 to 20")),
            SelectChoice(Age.TWENTY_ONE, lazy_gettext("21")),
            SelectChoice(Age.WORKING, lazy_gettext("22 or over, and younger than State Pension age")),
            SelectChoice(Age.PENSION, lazy_gettext("State Pension age or over")),
        ],
    )
    pension = RadioField(
        lazy_gettext("A pension"),
        [_Chosen(lazy_gettext("Choose one about the pension"))],
        choices=[
            SelectChoice(Pension.BY_LAW, lazy_gettext("Work out what the law says")),
            SelectChoice(Pension.ASKED, lazy_gettext("They ask to join one")),
            SelectChoice(Pension.OPTED_OUT, lazy_gettext("They were in one and chose to leave")),
        ],
        default=Pension.BY_LAW,
    )

    def as_helper(self) -> Helper:
        """The helper as typed in a form that was found sound."""
        return Helper(
            self.hours.data or Decimal(0), _pence(self.rate.data), Age(self.age.data), Pension(self.pension.data)
        )


class CostForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What there is to pay besides the helpers; the helpers' own forms stand in `helpers`."""

    cover = RadioField(
        lazy_gettext("Who steps in when a helper is on holiday?"),
        [_Chosen(lazy_gettext("Choose who steps in"))],
        choices=[
            SelectChoice(NOBODY, lazy_gettext("Nobody, or people I do not pay")),
            SelectChoice(PAID, lazy_gettext("Someone I pay by the hour")),
        ],
        default=NOBODY,
    )
    cover_rate = NumberField(
        lazy_gettext("What one hour of cover costs, in pounds"),
        MOST_POUNDS_AN_HOUR,
        description=lazy_gettext(
            "Leave it empty if you pay nobody. Write the whole price, with all that comes on top."
        ),
    )
    liability = NumberField(
        lazy_gettext("Your insurance as an employer, in pounds a year"),
        MOST_POUNDS_A_YEAR,
        description=lazy_gettext("Ask for a price. We do not know what yours costs."),
    )
    payroll = NumberField(
        lazy_gettext("Someone to do the pay slips, in pounds a year"),
        MOST_POUNDS_A_YEAR,
        description=lazy_gettext("Leave it empty if you do them on your own, or if it is free for you."),
    )
    other = NumberField(
        lazy_gettext("Anything else, in pounds a year"),
        MOST_POUNDS_A_YEAR,
        description=lazy_gettext("Such as bus fares, gloves, training, or days when a helper is ill."),
    )
    claims = BooleanField(lazy_gettext("I will claim the Employment Allowance"), default=True)

    def __init__(self, typed: MultiDict[str, str] | None) -> None:
        super().__init__(formdata=typed)
        self.helpers = tuple(
            HelperForm(typed, prefix=f"helper{place}-") for place in range(1, _how_many(typed or MultiDict()) + 1)
        )

    def __iter__(self) -> Iterator[Field]:
        """Every field in the order of the page, so that mistakes are listed in it."""
        for helper in self.helpers:
            yield from helper
        yield from super().__iter__()

    @property
    def errors(self) -> dict[str, Any]:
        """What is wrong in any of them."""
        return {field.name: field.errors for field in self if field.errors}

    def is_sound(self, rates: Rates) -> bool:
        """Whether a sum can be made of it; if not, the fields say what to mend."""
        found = [self.validate(), *(helper.validate() for helper in self.helpers), self._has_a_price_of_cover()]
        return all([*found, *(_pays_enough(helper, rates) for helper in self.helpers)])

    def as_plan(self) -> Plan:
        """What to work out, from a form that was found sound."""
        return Plan(
            helpers=tuple(helper.as_helper() for helper in self.helpers),
            claims_allowance=self.claims.data,
            cover_pence=_pence(self.cover_rate.data) if self.cover.data == PAID else 0,
            liability=_pence(self.liability.data),
            payroll=_pence(self.payroll.data),
            other=_pence(self.other.data),
        )

    def _has_a_price_of_cover(self) -> bool:
        if self.cover.data != PAID or self.cover_rate.errors or self.cover_rate.data:
            return True
        return _refuse(self.cover_rate, lazy_gettext("Write what one hour of cover costs"))


def _pays_enough(helper: HelperForm, rates: Rates) -> bool:
    if helper.errors:
        return True
    least = least_an_hour(Age(helper.age.data), rates)
    if _pence(helper.rate.data) >= least:
        return True
    words = lazy_gettext(
        "The law says at least %(least)s an hour at this age. Write that or more", least=in_pounds(least)
    )
    return _refuse(helper.rate, words)


def _refuse(field: Field, words: str) -> bool:
    field.errors = [*field.errors, words]
    return False


def _how_many(typed: MultiDict[str, str]) -> int:
    """How many helpers the page shows, after a press of one more or one less."""
    shown = typed.get("helpers", default=1, type=whole_number)
    change = {"more": 1, "fewer": -1}.get(typed.get("press", ""), 0)
    return max(1, min(shown + change, MOST_HELPERS))


def _read(typed: str) -> Decimal | None:
    found = _NUMBER.fullmatch(typed)
    return Decimal((found[1] or "0").replace(",", "") + (found[2] or "")) if found and (found[1] or found[2]) else None


def _pence(pounds: Decimal | None) -> int:
    return int((pounds or Decimal(0)) * 100)
