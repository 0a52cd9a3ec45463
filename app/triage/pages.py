"""What the staff's pages are told: one frozen value for each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import format_date, gettext
from werkzeug.datastructures import MultiDict

from app import db
from app.assessment import api as assessment
from app.assessment.domain import DISAGREE, FiredRule, Route
from app.kernel.clock import in_london
from app.referrals import store, wording
from app.referrals.domain import Status
from app.referrals.pages import Row, Shown, shown
from app.referrals.sent import SentForm
from app.referrals.store import PAGE, Entry, Referral
from app.web.pagination import Pager, last_page
from app.web.words import clock_time, long_date

OPEN = "open"


@dataclass(frozen=True)
class Filters:
    """What of the list is shown. A value that is not one of ours counts as none."""

    route: str
    status: str
    page: int

    @classmethod
    def read(cls, arguments: "MultiDict[str, str]") -> "Filters":
        """From the address of the page; it holds nothing about anybody."""
        route, status, page = (arguments.get(name, "") for name in ("route", "status", "page"))
        return cls(
            route=route if route in set(Route) else "",
            status=status if status in set(Status) else OPEN,
            page=int(page) if page.isascii() and page.isdecimal() and 0 < len(page) < 6 and int(page) else 1,
        )

    @property
    def routes(self) -> tuple[Route, ...]:
        return (Route(self.route),) if self.route else tuple(Route)

    @property
    def statuses(self) -> tuple[Status, ...]:
        return tuple(status for status in Status if status == self.status or (self.status == OPEN and status.is_open))

    def address(self, page: int) -> str:
        """Another page of the same list."""
        return url_for("council_referrals.listed", route=self.route or None, status=self.status, page=page)


@dataclass(frozen=True)
class Listed:
    """One case in the staff's list."""

    referral: Referral
    route: str
    status: str
    subject: str
    due: str
    overdue: bool
    received: str


@dataclass(frozen=True)
class ListPage:
    """The staff's list: what is due first, with its filters and its pages."""

    rows: tuple[Listed, ...]
    total: int
    filters: Filters
    pager: Pager

    @classmethod
    def of(cls, filters: Filters, moment: datetime) -> "ListPage":
        found = store.listed(db.session(), filters.statuses, filters.routes, filters.page)
        return cls(
            rows=tuple(_row(referral, moment) for referral in found.referrals),
            total=found.total,
            filters=filters,
            pager=Pager.of(filters.page, last_page(found.total, PAGE), filters.address),
        )


@dataclass(frozen=True)
class CasePage:
    """Everything that staff read of one case. The other case of the same form stands apart: it is only named."""

    referral: Referral
    row: Listed
    form: SentForm
    disagrees: tuple[Row, ...]
    sections: tuple[Shown, ...]
    happened: tuple[Row, ...]
    recommended: str
    reasons: tuple[Row, ...]
    risks: tuple[FiredRule, ...]
    contact: tuple[Row, ...]
    needs: tuple[str, ...]
    not_told: str
    ringing: str
    outside: bool
    others: tuple[Referral, ...]
    rules: Mapping[str, str]

    @classmethod
    def of(cls, referral: Referral, moment: datetime) -> "CasePage":
        form = store.form_of(db.session(), referral.id)
        cases = store.of_draft(db.session(), referral.draft_id)
        fired = sorted(form.decision.fired, key=lambda rule: -rule.route.rank)
        rules = assessment.what_the_rules_say()
        return cls(
            referral=referral,
            row=_row(referral, moment),
            form=form,
            disagrees=tuple(_disagrees(form)),
            sections=shown(section for section in form.sections if section.step != DISAGREE),
            happened=tuple(map(_entry, store.entries_of(db.session(), referral.id))),
            recommended=str(wording.ROUTES[referral.recommended]),
            reasons=tuple(_reason(rule, rules) for rule in fired),
            risks=tuple(rule for rule in fired if rule.route.cannot_wait),
            contact=tuple(Row(way, how) for way, how in wording.contact(form.details)),
            needs=tuple(wording.needs(form.details)),
            not_told=str(wording.NOT_TOLD.get(form.do_they_know, "")),
            outside="area" in form.details,
            ringing=wording.ringing(form.details),
            others=tuple(other for other in cases if other.id != referral.id),
            rules=rules,
        )

    @property
    def may_say_who_is_calling(self) -> bool | None:
        """Whether the person allowed it; None when they did not say, and then nothing is said either."""
        said = self.form.details.get("ringing", {}).get("say_who")
        return None if said is None else said == "yes"


def _disagrees(form: SentForm) -> Iterator[Row]:
    """What the sender says that we got wrong, which staff read before what they told us."""
    return (row for part in shown(each for each in form.sections if each.step == DISAGREE) for row in part.rows)


def _entry(entry: Entry) -> Row:
    what = f"{wording.HAPPENED[entry.happened]}, {long_date(entry.moment)}, {clock_time(entry.moment)}"
    return Row(what, "\n".join(filter(None, [entry.words, entry.by])))


def _reason(rule: FiredRule, rules: Mapping[str, str]) -> Row:
    facts = "\n".join(": ".join(map(gettext, assessment.fact_in_words(fact))) for fact in rule.because)
    return Row(f"{rule.id} {rules.get(rule.id, '')}", f"{wording.ROUTES[rule.route]}\n{facts}")


def _row(referral: Referral, moment: datetime) -> Listed:
    overdue = referral.status.is_open and referral.promise.contact_by < moment
    return Listed(
        referral=referral,
        route=str(wording.ROUTES[referral.route]),
        status=str(wording.STATUSES[referral.status]),
        subject=str(wording.SUBJECTS[referral.subject]),
        due=wording.due(referral.promise.contact_by, moment) if referral.status.is_open else "",
        overdue=overdue,
        received=str(format_date(in_london(referral.received_at).date(), "d MMM y")),
    )
