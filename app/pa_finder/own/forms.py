"""The forms of a PA's own page: one for each step, and one with all of them. They are in English, as the pages are."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    Field,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, ValidationError

from app.kernel.clock import today
from app.kernel.postcode import NotAPostcode, Postcode
from app.pa_finder.domain import FARTHEST_MILES, WEEK, Draft, Gender, Pets, Smoking
from app.pa_finder.finding.showing import conditions
from app.pa_finder.finding.wording import EXPERIENCE, TASKS, languages, time_in_words
from app.pa_finder.record.filling import BOXES, Step, boxes_of, is_old_enough
from app.web.fields import AtMost, tidy

ONE_LINE, A_FEW_LINES, A_PAGE = 100, 600, 2000
MOST_AN_HOUR = Decimal(200)
MILES = tuple(str(miles) for miles in (1, 2, 3, 5, 7, 10, 15, 20, FARTHEST_MILES))
_RATHER_NOT = SelectChoice("", "I would rather not say")


class StepForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """One step, or several. `seen` names the version and the private part that the page showed."""

    seen = HiddenField(filters=[tidy])

    @property
    def boxes(self) -> dict[str, Any]:
        """What stands in the boxes, once the form is sound."""
        return {field.name: field.data for field in self if field.name not in {"seen", "csrf_token"}}

    @property
    def seen_versions(self) -> tuple[int, int]:
        """The version and the private part that the page showed; none of ours when somebody meddled with it."""
        version, _, details = str(self.seen.data or "").partition(".")
        return _number(version), _number(details)


class YouForm(StepForm):
    """Who they are. Only the first name is shown."""

    first_name = StringField(
        "First name",
        [AtMost(40)],
        description="Or what people call you. This is the only name on your page.",
        filters=[tidy],
        render_kw={"autocomplete": "given-name", "spellcheck": "false"},
    )
    surname = StringField(
        "Surname",
        [AtMost(ONE_LINE)],
        description="Never shown. The council needs it to check who you are, and checks again when you change it.",
        filters=[tidy],
        render_kw={"autocomplete": "family-name", "spellcheck": "false"},
    )
    born = DateField(
        "Date of birth",
        [Optional()],
        description="Never shown. For example, 27 3 1990.",
        format=["%d %m %Y", "%Y-%m-%d"],
        render_kw={"autocomplete": "bday"},
    )
    address = TextAreaField("Address", [AtMost(300)], description="Never shown.", filters=[tidy])
    postcode = StringField(
        "Postcode",
        [AtMost(10)],
        description="Never shown. From its first half we work out how many miles you are from somebody, rounded.",
        filters=[tidy],
        render_kw={"autocomplete": "postal-code", "spellcheck": "false"},
    )
    telephone = StringField(
        "Telephone number",
        [AtMost(30)],
        description="Never shown. The council may ring you about your checks.",
        filters=[tidy],
        render_kw={"autocomplete": "tel", "inputmode": "tel"},
    )

    def validate_born(self, field: Field) -> None:
        """A day that has been, and long enough ago."""
        if field.data is None:  # which is said already
            return
        if not date(1900, 1, 1) < field.data < today():
            raise ValidationError("Check the date of birth")
        if not is_old_enough(field.data, conditions().youngest, today()):
            raise ValidationError(f"You have to be {conditions().youngest} or older to have a page here")

    def validate_postcode(self, field: Field) -> None:
        """A whole one, or none yet."""
        try:
            field.data = str(Postcode.parse(field.data)) if field.data else ""
        except NotAPostcode as error:
            raise ValidationError("Write the whole postcode") from error


class TasksForm(StepForm):
    """What they do."""

    tasks = SelectMultipleField(
        "What will you do?",
        description="Tick all that you are happy to do. You can change this at any time.",
        choices=[SelectChoice(task, words) for task, words in TASKS.items()],
    )


class ExperienceForm(StepForm):
    """What they have done before."""

    experience = SelectMultipleField(
        "With whom have you worked, or lived as a carer?",
        description="Tick all that fit, or none. Everybody begins somewhere.",
        choices=[SelectChoice(one, words) for one, words in EXPERIENCE.items()],
    )
    worked = TextAreaField(
        "What have you done before?",
        [AtMost(A_FEW_LINES)],
        description="For example: 3 years in a care home, and 2 years as a PA for a man who uses a wheelchair.",
        filters=[tidy],
    )
    training = TextAreaField(
        "What training have you had?",
        [AtMost(A_FEW_LINES)],
        description="With the year, if you can. For example: First aid, 2025.",
        filters=[tidy],
    )


class TimesForm(StepForm):
    """When they are free."""

    times = SelectMultipleField("When are you free to work?", description="Tick all that fit.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.times.choices = [SelectChoice(time.mark, time_in_words(time)) for time in WEEK]


class TravelForm(StepForm):
    """How far they go."""

    miles = SelectField(
        "How many miles will you travel to work?", choices=[SelectChoice(miles, miles) for miles in MILES]
    )
    drives = RadioField(
        "Do you drive, and have a car to use for work?",
        choices=[SelectChoice("yes", "Yes"), SelectChoice("no", "No"), _RATHER_NOT],
        default="",
    )


class PayForm(StepForm):
    """What they ask for an hour."""

    rate = StringField(
        "How much do you ask for an hour, in pounds?",
        [AtMost(10)],
        description="For example, 14.50. Leave it empty to agree it with each person.",
        filters=[tidy],
        render_kw={"inputmode": "decimal"},
    )

    def validate_rate(self, field: Field) -> None:
        """Pounds and pence."""
        if not field.data:
            return
        try:
            pounds = Decimal(field.data.removeprefix("£").strip())
        except InvalidOperation as error:
            raise ValidationError("Write pounds and pence, like 14.50") from error
        if not pounds.is_finite() or not 0 < pounds <= MOST_AN_HOUR:
            raise ValidationError(f"Write an amount up to £{MOST_AN_HOUR}")
        field.data = f"{pounds:.2f}"


class LanguagesForm(StepForm):
    """What they speak besides English."""

    language_1 = SelectField("Which language do you speak well, besides English?")
    language_2 = SelectField("A second one")
    language_3 = SelectField("A third one")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        choices = [SelectChoice("", "None"), *(SelectChoice(code, name) for code, name in languages())]
        for name in BOXES[Step.LANGUAGES]:
            self[name].choices = choices


class MoreForm(StepForm):
    """What matters to some people; nobody has to say any of it."""

    gender = RadioField(
        "Are you a woman or a man?",
        description=(
            "Told only to people who ask for one or the other. They may ask only for help with washing, dressing or "
            "the toilet."
        ),
        choices=[
            SelectChoice(Gender.WOMAN, "A woman"),
            SelectChoice(Gender.MAN, "A man"),
            SelectChoice(Gender.OTHERWISE, "Neither"),
            _RATHER_NOT,
        ],
        default="",
    )
    pets = RadioField(
        "Can you work in a home with animals?",
        choices=[
            SelectChoice(Pets.ANY, "Yes, any"),
            SelectChoice(Pets.SOME, "Some"),
            SelectChoice(Pets.NONE, "No"),
            _RATHER_NOT,
        ],
        default="",
    )
    smoking = RadioField(
        "Do you smoke or vape?",
        choices=[
            SelectChoice(Smoking.NO, "No"),
            SelectChoice(Smoking.OUTSIDE_WORK, "Yes, but not at work"),
            SelectChoice(Smoking.YES, "Yes"),
            _RATHER_NOT,
        ],
        default="",
    )


class AboutForm(StepForm):
    """Their own words."""

    about = TextAreaField(
        "What would you like people to know about you?",
        [AtMost(A_PAGE)],
        description=(
            "What you like about this work, what you enjoy, how you are with people. Leave out your surname, address, "
            "telephone, e-mail and links: people write to you here, and you decide when to give them more."
        ),
        filters=[tidy],
    )


class RefereesForm(StepForm):
    """Whom the council may ask about them."""

    referees = TextAreaField(
        "Who can tell the council about your work?",
        [AtMost(A_FEW_LINES)],
        description=(
            "Two people who are not family: name, how they know you, and how to reach them. Never shown. Your page "
            "says only how many references the council has seen. Ask them first."
        ),
        filters=[tidy],
    )


class WholeForm(
    RefereesForm,
    AboutForm,
    MoreForm,
    LanguagesForm,
    PayForm,
    TravelForm,
    TimesForm,
    ExperienceForm,
    TasksForm,
    YouForm,
):
    """Every step at once, for the practised."""


FORMS: dict[Step, type[StepForm]] = {
    Step.YOU: YouForm,
    Step.TASKS: TasksForm,
    Step.EXPERIENCE: ExperienceForm,
    Step.TIMES: TimesForm,
    Step.TRAVEL: TravelForm,
    Step.PAY: PayForm,
    Step.LANGUAGES: LanguagesForm,
    Step.MORE: MoreForm,
    Step.ABOUT: AboutForm,
    Step.REFEREES: RefereesForm,
}


def form_for(step: Step | None) -> type[StepForm]:
    """The form of a step; without one, that of all of them."""
    return WholeForm if step is None else FORMS[step]


def filled(step: Step | None, draft: Draft, seen: str) -> StepForm:
    """The form as the draft stands."""
    return form_for(step)(formdata=None, data={**boxes_of(draft), "seen": seen})


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
