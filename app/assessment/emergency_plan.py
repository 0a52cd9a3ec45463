"""The emergency plan and the carer's card: what was answered and typed, and room to write where nothing was."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.validators import Length

from app.assessment.flow import ASSESSMENT
from app.assessment.store import Draft
from app.kernel.text import cleaned
from app.questionnaire.flow import Answer, Voice

DETAILS = "emergency"
ONE_LINE = 100
A_FEW_LINES = 600


def _line(label: str, longest: int = ONE_LINE, **kwargs: object) -> StringField:
    return (StringField if longest == ONE_LINE else TextAreaField)(
        label,
        [Length(max=longest, message=lazy_gettext("This is too long. Please make it shorter"))],
        filters=[lambda text: cleaned(text or "")],
        **kwargs,
    )


class EmergencyForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What to type into the plan. All of it may be left empty, and written by hand on the paper."""

    my_name = _line(lazy_gettext("Your name"), render_kw={"autocomplete": "name"})
    their_name = _line(lazy_gettext("The name of the person you look after"))
    first_name = _line(
        lazy_gettext("Who can step in first?"), description=lazy_gettext("Ask them before you write it.")
    )
    first_number = _line(lazy_gettext("Their telephone number"))
    second_name = _line(lazy_gettext("Who can step in if they cannot?"))
    second_number = _line(lazy_gettext("That person's telephone number"))
    medicines = _line(
        lazy_gettext("Medicines"),
        A_FEW_LINES,
        description=lazy_gettext("What they take and when, where it is kept, and what they must not have."),
    )
    key = _line(
        lazy_gettext("Who has a key?"),
        description=lazy_gettext("A name is enough. Do not write where a key is hidden, nor the number of a key safe."),
    )
    know = _line(
        lazy_gettext("What else should a stranger know?"),
        A_FEW_LINES,
        description=lazy_gettext("How they talk, what calms them, what they eat, a pet, the doctor's name."),
    )
    kept_at = _line(lazy_gettext("Where will you keep this plan?"), description=lazy_gettext("Such as on the fridge."))

    def typed(self) -> dict[str, str]:
        """What to keep: the fields that hold something."""
        return {name: self[name].data for name in self._fields if name != "csrf_token" and self[name].data}


@dataclass(frozen=True)
class EmergencyPlan:
    """A plan to print. What is empty is left blank, to be written on."""

    typed: Mapping[str, str]
    looked_after: str
    tasks: tuple[str, ...]
    hours: str
    nights: str


def plan_of(draft: Draft | None) -> EmergencyPlan:
    """The plan as far as this form tells it; without a form it is all blank."""
    return EmergencyPlan(
        typed=typed_in(draft),
        looked_after="; ".join(_said(draft, "cared_for")),
        tasks=_said(draft, "carer_tasks"),
        hours="; ".join(_said(draft, "carer_hours")),
        nights="; ".join(_said(draft, "carer_nights")),
    )


def typed_in(draft: Draft | None) -> Mapping[str, str]:
    """What was typed into the plan before."""
    return {} if draft is None else draft.details.get(DETAILS, {})


def _said(draft: Draft | None, question_id: str) -> tuple[str, ...]:
    """What was chosen, in words; being unsure is left for the paper."""
    if draft is None:
        return ()
    choices = ASSESSMENT.question[question_id].choice
    chosen = draft.answers.get(question_id, Answer()).chosen
    return tuple(gettext(choices[value].label.said(Voice.YOU)) for value in chosen if value != "unsure")
