"""What the pages of a professional's referral are told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from app.assessment import api as assessment
from app.assessment.api import Snapshot, UrgentCard, Way
from app.kernel.clock import today
from app.professionals import flow
from app.professionals.domain import Details, agreement_of, answers_of
from app.professionals.forms import number_to_check
from app.professionals.forms_needs import FORMS
from app.professionals.step_form import said
from app.questionnaire.flow import Voice


@dataclass(frozen=True)
class Row:
    """A line of a summary. `change` leads to where it was written, or is empty."""

    question: str
    answer: str
    change: str = ""
    about: str = ""


@dataclass(frozen=True)
class Section:
    """What was written on one page."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class CheckPage:
    """Everything before it is sent. `notes` are doubts that stop nobody."""

    sections: tuple[Section, ...]
    cards: tuple[UrgentCard, ...]
    notes: tuple[str, ...]
    may_be_sent: bool

    @classmethod
    def of(cls, details: Details, moment: datetime) -> "CheckPage":
        agreement = agreement_of(details)
        return cls(
            sections=sections_of(details, change=True),
            cards=cards_of(details, moment),
            notes=tuple(_notes(details)),
            may_be_sent=agreement is not None and agreement.allows,
        )


def snapshot_of(details: Details) -> Snapshot:
    """What the assessment's own rules say of a referral."""
    return assessment.snapshot_of_answers(Way.STANDARD, answers_of(details, today()))


def cards_of(details: Details, moment: datetime) -> tuple[UrgentCard, ...]:
    """What cannot wait, with whom to ring at this hour.

    What is said of daily life counts once the next page has told what help there is: nobody is sent to the telephone
    because that was not asked yet.
    """
    asked = {step: said for step, said in details.items() if step != "daily" or "situation" in details}
    return assessment.cards_of(snapshot_of(asked).decision, Voice.THEY, moment)


def sections_of(details: Details, change: bool = False) -> tuple[Section, ...]:
    """What was written, page by page, without what was left empty."""
    return tuple(Section(title, tuple(rows)) for title, rows in _sections(details, change) if rows)


def _sections(details: Details, change: bool) -> Iterator[tuple[str, list[Row]]]:
    for step in flow.STEPS:
        form = FORMS[step](details, formdata=None)
        address = url_for("professionals.fill_in", step=step) if change else ""
        shown = ((str(field.label.text), said(field)) for field in form.shown)
        rows = [Row(question, answer, address, question) for question, answer in shown if answer]
        yield form.title, rows or ([Row(form.title, "Nothing written", address, form.title)] if change else [])


def _notes(details: Details) -> Iterable[str]:
    for step in ("you", "person"):
        note = number_to_check(str(details.get(step, {}).get("telephone", "")))
        if note:
            yield note
