"""A case as plain JSON and as CSV."""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Any
from uuid import UUID

from app.case_systems.domain import Change
from app.referrals.api import Entry, Referral, SentForm

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@dataclass(frozen=True)
class Whole:
    """All there is of a case: how it stands, what was sent, and what happened since."""

    referral: Referral
    form: SentForm
    entries: tuple[Entry, ...]


def plain(whole: Whole) -> dict[str, Any]:
    """The case as plain values. Names are for ever; docs/case-systems.md explains each."""
    referral, form = whole.referral, whole.form
    return {
        "id": str(referral.id),
        "reference": referral.reference,
        "whose": referral.subject.value,
        "told_by": referral.source.value,
        "route": referral.route.value,
        "recommended_route": referral.recommended.value,
        "status": referral.status.value,
        "outcome": referral.outcome and referral.outcome.value,
        "received_at": referral.received_at.isoformat(),
        "changed_at": referral.changed_at.isoformat(),
        "contact_by": referral.promise.contact_by.isoformat(),
        "start_by": referral.promise.start_by and referral.promise.start_by.isoformat(),
        "about": form.about,
        "filled_in_by": form.filled_in_by,
        "language": form.language,
        "sections": [
            {"title": part.title, "lines": [{"question": line.question, "answer": line.answer} for line in part.lines]}
            for part in form.sections
        ],
        "shown": list(form.shown),
        "rules": [rule.id for rule in form.decision.fired],
        "rule_table": form.decision.table,
        "facts": form.facts,
        "entries": [
            {"at": entry.moment.isoformat(), "what": entry.happened.value, "by": entry.by, "words": entry.words}
            for entry in whole.entries
        ],
    }


def as_csv(whole: Whole) -> str:
    """The case as a sheet of three columns. No cell is opened as a formula."""
    return _sheet(("part", "name", "value"), _rows(plain(whole)))


def changes_as_csv(changes: Iterable[Change], address_of: Callable[[UUID], str]) -> str:
    """Changes as a sheet of a row each."""
    rows = ((one.number, one.case_id, one.changed_at.isoformat(), address_of(one.case_id)) for one in changes)
    return _sheet(("number", "id", "changed_at", "address"), rows)


def _sheet(heads: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    sheet = StringIO()
    writer = csv.writer(sheet, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows(map(_as_text, row) for row in rows)
    return sheet.getvalue()


def _rows(case: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    for name, value in case.items():
        if name not in {"sections", "shown", "rules", "facts", "entries"}:
            yield "case", name, value
    for section in case["sections"]:
        for line in section["lines"]:
            yield section["title"], line["question"], line["answer"]
    for said in case["shown"]:
        yield "shown", "", said
    for rule in case["rules"]:
        yield "rule", rule, ""
    for entry in case["entries"]:
        yield "entry", f"{entry['at']} {entry['what']} {entry['by']}", entry["words"]


def _as_text(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(_STARTS_A_FORMULA) else text
