"""Drafts to print, filled from what somebody ticks and types: a job description, questions to ask, an agreement."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString
from flask_wtf import FlaskForm
from wtforms import Field, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from app.web.fields import AtMost, tidy

ONE_LINE = 100
A_FEW_LINES = 600

NO_NAMES = lazy_gettext("Leave out names, your address and your number.")

TASKS: Mapping[str, LazyString] = {
    "up": lazy_gettext("Getting up and going to bed"),
    "wash": lazy_gettext("Washing and getting dressed"),
    "toilet": lazy_gettext("Using the toilet"),
    "moving": lazy_gettext("Moving about, with a hoist or without"),
    "food": lazy_gettext("Cooking and eating"),
    "medicine": lazy_gettext("Taking medicine"),
    "home": lazy_gettext("Cleaning and washing clothes"),
    "shop": lazy_gettext("Shopping"),
    "letters": lazy_gettext("Letters, bills and the computer"),
    "out": lazy_gettext("Going out and seeing people"),
    "work": lazy_gettext("Work, college or helping others"),
    "children": lazy_gettext("Looking after my children"),
    "nights": lazy_gettext("Help in the night"),
}
TRAITS: Mapping[str, LazyString] = {
    "drives": lazy_gettext("Can drive"),
    "car": lazy_gettext("Has a car to use for this job"),
    "pets": lazy_gettext("Is happy with a pet in the home"),
    "smoke": lazy_gettext("Does not smoke in my home"),
    "lifting": lazy_gettext("Has learnt how to lift safely, or will learn"),
    "short-notice": lazy_gettext("Can sometimes change hours at short notice"),
}
PAYDAYS: Mapping[str, LazyString] = {
    "week": lazy_gettext("Every week"),
    "four-weeks": lazy_gettext("Every 4 weeks"),
    "month": lazy_gettext("Every month"),
}

# What to ask anybody, and what to ask because of a task. About the job alone: Equality Act 2010, sections 39 and 60.
ALWAYS_FIRST: Sequence[LazyString] = (
    lazy_gettext("What made you want this job?"),
    lazy_gettext("What have you done before that will help you here? Paid or not, all of it counts."),
    lazy_gettext("What does good help look like to you?"),
)
OF_A_TASK: Mapping[str, LazyString] = {
    "up": lazy_gettext("I start my day my own way. How would you learn what I like?"),
    "wash": lazy_gettext("How would you help me wash so that I feel at ease?"),
    "toilet": lazy_gettext("This job has help with the toilet. How do you feel about that?"),
    "moving": lazy_gettext("How would you help me move safely? What would you do if I began to fall?"),
    "food": lazy_gettext("What would you cook with me on a normal day?"),
    "medicine": lazy_gettext("What would you do if I missed my tablets?"),
    "home": lazy_gettext("How would you keep my home the way that I like it?"),
    "shop": lazy_gettext("How would you handle my money and the receipts when you shop?"),
    "letters": lazy_gettext("You may see my letters and my bank. How would you keep them private?"),
    "out": lazy_gettext("We are out, and something goes wrong with the bus. What do you do?"),
    "work": lazy_gettext("At my work I do the talking. How would you help without taking over?"),
    "children": lazy_gettext("How would you back me up as a parent in front of my child?"),
    "nights": lazy_gettext("How do you stay awake, or wake up well, when you work at night?"),
    "drives": lazy_gettext("Can you drive, and what have you driven?"),
    "car": lazy_gettext("Do you have a car to use, and are you insured to use it at work?"),
    "pets": lazy_gettext("I have a pet. How are you with animals?"),
    "short-notice": lazy_gettext("Now and then my hours change. How much notice would you need?"),
}
ALWAYS_LAST: Sequence[LazyString] = (
    lazy_gettext("Tell me about a time when someone did not agree with you. What did you do?"),
    lazy_gettext("What would you do if you could not come to work that day?"),
    lazy_gettext("What would you do if you were worried that someone was hurting me?"),
    lazy_gettext("When could you start? Which hours can you not do?"),
    lazy_gettext("Whom may I ask about your work? I would like to talk to 2 people."),
    lazy_gettext("What would you like to ask me?"),
)


def _line(label: str, **kwargs: Any) -> StringField:
    return StringField(label, [AtMost(ONE_LINE)], filters=[tidy], **kwargs)


def _lines(label: str, **kwargs: Any) -> TextAreaField:
    return TextAreaField(label, [AtMost(A_FEW_LINES)], filters=[tidy], **kwargs)


def _choices(words: Mapping[str, LazyString]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in words.items()]


def _any_of(label: str, words: Mapping[str, LazyString], **kwargs: Any) -> Field:
    return SelectMultipleField(label, choices=_choices(words), **kwargs)


class PaperForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What a draft is made of. All of it may be left empty, and written by hand on the paper."""

    @property
    def shown(self) -> list[Field]:
        """The fields that are filled in."""
        return [field for field in self if field.short_name != "csrf_token"]


class JobForm(PaperForm):
    """A job description."""

    tasks = _any_of(lazy_gettext("What do you want help with?"), TASKS)
    more_tasks = _lines(lazy_gettext("Anything else they would do"))
    hours = _line(lazy_gettext("When, and for how long?"), description=lazy_gettext("Such as 8am to 10am on 5 days."))
    pay = _line(lazy_gettext("What do you pay for one hour?"), description=lazy_gettext("Such as £13.50."))
    traits = _any_of(lazy_gettext("What must they be able to do?"), TRAITS)
    about = _lines(lazy_gettext("What is it like to work for you?"), description=NO_NAMES)


class InterviewForm(PaperForm):
    """Questions for an interview."""

    tasks = _any_of(lazy_gettext("What is the job about?"), TASKS)
    traits = _any_of(
        lazy_gettext("What else matters?"), {name: words for name, words in TRAITS.items() if name in OF_A_TASK}
    )
    own = _lines(lazy_gettext("Questions of your own"), description=lazy_gettext("Put each on a line of its own."))


class AgreementForm(PaperForm):
    """The main terms of a job."""

    tasks = _any_of(lazy_gettext("What is the job?"), TASKS)
    start = _line(lazy_gettext("First day at work"))
    hours = _line(lazy_gettext("Hours a week"))
    days = _line(lazy_gettext("Which days, and from when to when?"))
    changes = _line(lazy_gettext("Can the hours change, and how?"))
    pay = _line(lazy_gettext("Pay for one hour"))
    paydays = RadioField(lazy_gettext("How often do you pay?"), [Optional()], choices=_choices(PAYDAYS))
    trial = _line(lazy_gettext("How long is the trial time?"), description=lazy_gettext("Leave it empty for none."))
    my_notice = _line(
        lazy_gettext("How much notice do you give?"), description=lazy_gettext("Ask Acas what is the least.")
    )
    their_notice = _line(lazy_gettext("How much notice do they give?"))
    expenses = _line(lazy_gettext("What costs do you pay back?"), description=lazy_gettext("Such as bus fares."))


@dataclass(frozen=True)
class Job:
    """A job description as it is printed."""

    tasks: tuple[str, ...]
    traits: tuple[str, ...]
    hours: str
    pay: str
    about: str


@dataclass(frozen=True)
class Agreement:
    """The terms as they are printed; what is empty is left blank, to write on."""

    tasks: tuple[str, ...]
    typed: Mapping[str, str]
    paydays: str


def job_of(form: JobForm) -> Job:
    """The job description that was asked for."""
    more = [line.strip() for line in form.more_tasks.data.splitlines() if line.strip()]
    return Job(
        tasks=(*_said(form.tasks.data, TASKS), *more),
        traits=_said(form.traits.data, TRAITS),
        hours=form.hours.data,
        pay=form.pay.data,
        about=form.about.data,
    )


def questions_of(form: InterviewForm) -> tuple[str, ...]:
    """The questions in the order in which they are asked: about the person, the job, one's own, and what comes last."""
    return tuple(str(question) for question in _questions(form))


def _questions(form: InterviewForm) -> Iterator[str | LazyString]:
    yield from ALWAYS_FIRST
    yield from (OF_A_TASK[name] for name in (*(form.tasks.data or ()), *(form.traits.data or ())))
    yield from (line.strip() for line in (form.own.data or "").splitlines() if line.strip())
    yield from ALWAYS_LAST


def agreement_of(form: AgreementForm) -> Agreement:
    """The agreement that was asked for."""
    typed = {field.short_name: field.data for field in form.shown if isinstance(field.data, str)}
    return Agreement(
        tasks=_said(form.tasks.data, TASKS),
        typed=typed,
        paydays=str(PAYDAYS[form.paydays.data]) if form.paydays.data in PAYDAYS else "",
    )


def _said(chosen: Sequence[str] | None, words: Mapping[str, LazyString]) -> tuple[str, ...]:
    return tuple(str(words[name]) for name in chosen or ())
