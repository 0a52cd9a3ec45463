"""What a PA's own overview and the staff's pages of a PA are told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app import db
from app.accounts.api import account
from app.kernel.clock import today
from app.pa_finder.domain import (
    Assistant,
    Check,
    CheckKind,
    Conditions,
    Draft,
    endings,
    obstacles,
)
from app.pa_finder.finding.showing import conditions
from app.pa_finder.record import reasons
from app.pa_finder.record.filling import BOXES, Step, wanting
from app.pa_finder.room import said_by
from app.publishing.domain import Page, Remark, Standing
from app.web.words import long_date

STEPS = {
    Step.YOU: "You",
    Step.TASKS: "What you will do",
    Step.EXPERIENCE: "What you have done before",
    Step.TIMES: "When you are free",
    Step.TRAVEL: "How far you go",
    Step.PAY: "What you ask for an hour",
    Step.LANGUAGES: "Languages",
    Step.MORE: "A little more",
    Step.ABOUT: "About you",
    Step.REFEREES: "Who can speak for you",
}

STANDINGS = {
    Standing.DRAFT: "This is a draft. Only you see it.",
    Standing.WAITING: "The council is looking at your page.",
    Standing.ASKED_BACK: "The council has a question about your page.",
    Standing.REJECTED: "The council cannot publish your page as it is.",
    Standing.PUBLISHED: "The council has approved your page.",
    Standing.REMOVED: "Your page is taken down.",
}


@dataclass(frozen=True)
class StepRow:
    """A step: what it says so far, and whether something is wanting."""

    step: Step
    name: str
    said: str
    is_wanting: bool


@dataclass(frozen=True)
class CheckRow:
    """A check: what it is called, and what the council saw or what to bring."""

    name: str
    words: str


@dataclass(frozen=True)
class Overview:
    """A PA's own page in the making."""

    page: Page
    name: str
    standing: str
    steps: tuple[StepRow, ...]
    checks: tuple[CheckRow, ...]
    why_not: tuple[str, ...]
    ending: tuple[str, ...]
    remarks: tuple[Remark, ...]
    assistant: Assistant
    is_visible: bool


@dataclass(frozen=True)
class StaffRow:
    """A PA in the staff's list: by first name, with what keeps people from seeing them."""

    assistant: Assistant
    name: str
    why_not: tuple[str, ...]
    ending: tuple[str, ...]


def overview(page: Page, assistant: Assistant, draft: Draft, remarks: tuple[Remark, ...]) -> Overview:
    """The overview of a PA's own page."""
    found = tuple(obstacles(assistant, conditions(), today()))
    open_steps = wanting(draft)
    said = said_of(draft)
    return Overview(
        page=page,
        name=draft.profile.first_name,
        standing=STANDINGS[page.standing],
        steps=tuple(StepRow(step, name, said[step], step in open_steps) for step, name in STEPS.items()),
        checks=check_rows(assistant, conditions()),
        why_not=reasons.for_pa(found, conditions()),
        ending=tuple(map(reasons.end_in_words, endings(assistant.checks, conditions(), today()))),
        remarks=remarks,
        assistant=assistant,
        is_visible=not found,
    )


def staff_rows(assistants: Iterable[Assistant], day: date) -> tuple[StaffRow, ...]:
    """The staff's list: those first with something that ends, then by name."""
    rows = (staff_row(assistant, day) for assistant in assistants)
    return tuple(sorted(rows, key=lambda row: (not row.ending, row.name.casefold(), str(row.assistant.id))))


def staff_row(assistant: Assistant, day: date) -> StaffRow:
    """A PA in the staff's list."""
    return StaffRow(
        assistant=assistant,
        name=assistant.published.first_name if assistant.published else "",
        why_not=reasons.for_staff(obstacles(assistant, conditions(), day), conditions()),
        ending=tuple(map(reasons.end_in_words, endings(assistant.checks, conditions(), day))),
    )


def said_of(draft: Draft) -> dict[Step, str]:
    """What each step says so far, as the PA reads it."""
    said, details = said_by(draft.profile), draft.details
    born = long_date(details.born) if details.born else ""
    private = (details.surname, born, details.address, details.postcode, details.telephone)
    rows = {
        Step.YOU: (said["first_name"], *private),
        Step.TRAVEL: (said["miles"], f"Drives: {said['drives']}" if said["drives"] else ""),
        Step.LANGUAGES: (said["languages"],),
        Step.REFEREES: (details.referees,),
    }
    return {step: "\n".join(filter(None, rows.get(step) or (said[box] for box in BOXES[step]))) for step in STEPS}


def check_rows(assistant: Assistant, rules: Conditions) -> tuple[CheckRow, ...]:
    """Each check that the council wants, and those that it saw besides."""
    newest = assistant.newest_checks
    kinds = (kind for kind in CheckKind if kind in rules.checks or kind in newest)
    return tuple(CheckRow(reasons.CHECKS[kind], _seen_or_bring(newest.get(kind), kind, rules)) for kind in kinds)


def _seen_or_bring(check: Check | None, kind: CheckKind, rules: Conditions) -> str:
    if check is None:
        return f"Not seen yet. {reasons.BRING[kind]}"
    last = rules.last_day_of(check)
    until = "" if last is None else f" It stands until {long_date(last)}."
    return f"Seen on {long_date(check.seen_on)}.{until}"


@dataclass(frozen=True)
class StaffCheck:
    """A check as staff see it, with who saw what. `stands` says whether it counts today."""

    check: Check
    name: str
    until: str
    by: str
    stands: bool


def staff_checks(assistant: Assistant) -> tuple[StaffCheck, ...]:
    """Every check of a PA that was not withdrawn, the newest first."""
    newest, rules = assistant.newest_checks, conditions()
    return tuple(
        StaffCheck(
            check=check,
            name=reasons.CHECKS[check.kind],
            until=_until(rules.last_day_of(check)),
            by=_colleague(check.by),
            stands=newest[check.kind] is check and rules.stands(check, today()),
        )
        for check in reversed(assistant.checks)
    )


def _until(day: date | None) -> str:
    return "No end" if day is None else long_date(day)


def _colleague(account_id: int) -> str:
    known = account(db.session(), account_id)
    return "" if known is None else known.name
