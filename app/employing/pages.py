"""What the pages for employers are told: the dated facts that they stand on, the sum, and whom to ring."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask_babel import gettext

from app.employing.domain import Line, Rates, cost, pay_of, rates_of
from app.employing.forms import MOST_HELPERS, CostForm
from app.employing.loader import Contact, load_contacts
from app.employing.wording import how_it_came_about, in_pounds, name_of
from app.guidance.api import fact_here, facts
from app.guidance.domain import FactHere
from app.kernel.clock import today

CONTACTS = Path(__file__).resolve().parents[2] / "directory_data" / "employers.toml"
BESIDE_PAY = ("young_workers", "older_workers", "employment_allowance_at_home", "pension_ages")


@dataclass(frozen=True)
class Row:
    """One line of the sum as it is shown."""

    name: str
    how: str
    week: str
    month: str
    year: str


@dataclass(frozen=True)
class CostPage:
    """The sum, or only what to type for it. Without rates that may be shown there is neither."""

    pay: FactHere
    facts: tuple[FactHere, ...]
    rates: Rates | None
    rows: tuple[Row, ...] = ()
    total: Row | None = None
    most_helpers: int = MOST_HELPERS


@dataclass(frozen=True)
class Help:
    """Somebody to ring, as the card for a helpline wants it."""

    name: str
    about: str
    number: str
    contact: Contact


def table_of_pay() -> str:
    """The table of the facts that holds the rates of today."""
    return pay_of(facts(), today())


def rates_here() -> Rates | None:
    """This year's rates, or nothing while the council may not show them."""
    pay, young = fact_here(table_of_pay()), fact_here("young_workers")
    return rates_of(pay.fact.values, young.fact.values) if pay.may_be_shown and young.may_be_shown else None


def cost_page(form: CostForm | None = None) -> CostPage:
    """The page of the sum; with a form that was found sound, what it comes to."""
    rates = rates_here()
    page = CostPage(fact_here(table_of_pay()), tuple(map(fact_here, BESIDE_PAY)), rates)
    if form is None or rates is None:
        return page
    plan = form.as_plan()
    found = cost(plan, rates)
    several = len(plan.helpers) > 1
    rows = tuple(_row(line, name_of(line, several), how_it_came_about(line, plan, rates)) for line in found.lines)
    return CostPage(page.pay, page.facts, rates, rows, _row(found.total, gettext("All together"), ""))


def _row(line: Line, name: str, how: str) -> Row:
    return Row(name, how, in_pounds(line.week), in_pounds(line.month), in_pounds(line.year))


@cache
def contacts() -> Mapping[str, Contact]:
    """The numbers for employers in England, by their ids."""
    return load_contacts(CONTACTS)


def helps() -> tuple[Help, ...]:
    """Whom to ring about being an employer, and what for."""
    told = {
        "hmrc-new-employers": (
            gettext("The tax office, for new employers"),
            gettext("To sign up as an employer. They also tell you how to send in what you pay."),
        ),
        "acas": (
            gettext("Acas"),
            gettext(
                "Free advice about rights at work, for bosses and for helpers. Holidays, sick days, rows and notice."
            ),
        ),
        "pensions-regulator": (
            gettext("The Pensions Regulator"),
            gettext("What you must do about a pension for your helper."),
        ),
    }
    return tuple(Help(name, about, contacts()[id].number, contacts()[id]) for id, (name, about) in told.items())
