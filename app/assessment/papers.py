"""What can be printed: the plan, the information pack, and the page to take to an assessment; as a page and as PDF."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import render_template, url_for
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString
from markupsafe import Markup

from app.assessment.api import Snapshot, snapshot_of
from app.assessment.facts import Ability, Outcome
from app.assessment.ideas import heading_of
from app.assessment.pages import Told, carers_reasons, helpline_themes
from app.assessment.plan_pages import PlanPage, chosen_words, going_well, hopes, plan_page, text_of
from app.assessment.store import Draft
from app.helplines import api as helplines
from app.helplines.domain import Helpline
from app.kernel.clock import now
from app.printing import api as printing
from app.printing.api import Size
from app.web.addresses import public_address

DAY = "day"
THEMES_FOR_EVERYBODY = ("complaints",)
# On paper, which others find, these stand only where the person kept them.
THEMES_NOT_PRINTED = frozenset({"abuse", "crisis"})


@dataclass(frozen=True)
class DayPage:
    """The page to take to an assessment: the person's own words, and what their answers say."""

    snapshot: Snapshot
    words: Mapping[str, str]
    going_well: tuple[str, ...]
    hard: tuple[Told, ...]
    hard_for_carer: tuple[Told, ...]
    support: tuple[str, ...]
    matters: str
    hopes: tuple[str, ...]
    asks: tuple[str, ...]


@dataclass(frozen=True)
class PackPage:
    """The information pack: the plan with everything about each thing, and helplines."""

    plan: PlanPage
    lines: tuple[Helpline, ...]


@dataclass(frozen=True)
class Paper:
    """Something to print: what it is called, the name of its file, and what its template is told."""

    name: str
    title: LazyString
    file: str
    page: Callable[[Draft, datetime], object]


def day_page(draft: Draft, _: datetime) -> DayPage:
    """What to take to an assessment."""
    snapshot = snapshot_of(draft)
    return DayPage(
        snapshot=snapshot,
        words=draft.details.get(DAY, {}),
        going_well=tuple(going_well(snapshot)),
        hard=_hard(snapshot),
        hard_for_carer=carers_reasons(snapshot),
        support=chosen_words("support_now", snapshot),
        matters=text_of("matters", snapshot),
        hopes=hopes(snapshot),
        asks=tuple(gettext(offer.heading) for offer in snapshot.words.offers),
    )


def pack_page(draft: Draft, moment: datetime) -> PackPage:
    """The booklet of everything that was kept."""
    plan = plan_page(draft, moment)
    themes = (theme for theme in helpline_themes(plan.snapshot) if theme not in THEMES_NOT_PRINTED)
    return PackPage(plan, helplines.helplines_for((*themes, *THEMES_FOR_EVERYBODY)))


PAPERS = {
    paper.name: paper
    for paper in (
        Paper("plan", lazy_gettext("My plan"), "my-plan", plan_page),
        Paper("pack", lazy_gettext("Information for me"), "information-for-me", pack_page),
        Paper(DAY, lazy_gettext("Take this to your assessment"), "take-this-to-my-assessment", day_page),
    )
}


def told_of(paper: Paper, draft: Draft, size: Size) -> dict[str, object]:
    """What a paper's template is told, on the screen and in a PDF."""
    moment = now()
    way_back = public_address(url_for("returning.with_code"))
    return {
        "paper": paper,
        "size": size,
        "page": paper.page(draft, moment),
        "draft": draft,
        "today": moment,
        "return_address": way_back.partition("://")[2],
        "qr": qr_code(),
    }


def pdf_of(paper: Paper, draft: Draft, size: Size) -> bytes:
    """The paper as tagged PDF. Raises NotPrinted."""
    return printing.pdf_of(render_template("assessment/papers/alone.html", **told_of(paper, draft, size)))


def qr_code() -> Markup:
    """The way to the page where the code is typed. It does not hold the code: see docs/decisions/0009."""
    address = public_address(url_for("returning.with_code"))
    return printing.qr_code(address, gettext("QR code: opens the page where you type your code"))


def _hard(snapshot: Snapshot) -> tuple[Told, ...]:
    """What was said to be hard: the same answer to several questions is one line."""
    about: dict[str, list[str]] = {}
    for outcome in Outcome:
        hard = snapshot.facts.ability(outcome) is not Ability.FINE
        if hard and outcome.value in snapshot.path.answers:
            subject, said = heading_of(outcome.value, snapshot)
            about.setdefault(said or gettext("This is hard"), []).append(subject)
    return tuple(Told(said, tuple(subjects)) for said, subjects in about.items())
