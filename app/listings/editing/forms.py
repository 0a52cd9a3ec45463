"""The boxes in which a group writes: one form for each question."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice

from app.listings.domain import (
    ACCESS,
    DAYS,
    MOST_PICTURES,
    MOST_ROWS,
    OFTEN,
    PRICES,
    SEVERAL_DAYS,
    WAYS,
)
from app.listings.page import doubts, times
from app.needs.api import vocabulary
from app.web.fields import AtMost


def _line(label: str, hint: str = "", **attributes: Any) -> StringField:
    return StringField(label, description=hint, render_kw=attributes)


def _text(label: str, hint: str = "", longest: int = doubts.LONGEST_OTHER) -> TextAreaField:
    return TextAreaField(label, [AtMost(longest)], description=hint)


def _rows(row: type[Form], most: int = MOST_ROWS) -> FieldList:
    return FieldList(FormField(row), min_entries=1, max_entries=most)


@dataclass(frozen=True)
class Heading:
    """Needs that belong together. `chosen` says how many of them are ticked."""

    name: str
    needs: frozenset[str]
    chosen: int


def headings(ticked: Iterable[str]) -> tuple[Heading, ...]:
    """The headings of the needs, in the order of the vocabulary."""
    known, chosen = vocabulary(), frozenset(ticked)
    under = {id: frozenset(need.id for need in known.needs if need.group == id) for id, _ in known.groups}
    return tuple(Heading(name, under[id], len(under[id] & chosen)) for id, name in known.groups if under[id])


def _needs() -> list[SelectChoice]:
    return [SelectChoice(need.id, need.name) for need in sorted(vocabulary().needs, key=lambda need: need.name)]


def _choices(words: Mapping[str, str]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in words.items()]


class NameForm(Form):  # type: ignore[misc]  # WTForms ships no types
    name = _line("What is your group called?", "If you work by yourself, the name under which people know you.")
    sole_trader = BooleanField("I work alone (a sole trader or micro-enterprise)")


class AboutForm(Form):  # type: ignore[misc]
    about = _text(
        "Who are you?",
        "Who runs it, since when, and what people should know of you before they come. A few sentences.",
        doubts.LONGEST["about"],
    )


class ContactRow(Form):  # type: ignore[misc]
    name = _line("Name or job", "Such as “Bea” or “the secretary”. You do not have to say.", autocomplete="off")
    telephone = _line("Telephone", autocomplete="off", inputmode="tel")
    email = _line("E-mail", autocomplete="off", inputmode="email", spellcheck="false")


class ContactsForm(Form):  # type: ignore[misc]
    contacts = _rows(ContactRow)
    website = _line("Website", "Such as www.example.org", autocomplete="off", inputmode="url", spellcheck="false")


class PictureRow(Form):  # type: ignore[misc]
    alt = _line(
        "What does this picture show?", "For people who cannot see it: “The blue door of the hall, up one step”."
    )


class PicturesForm(Form):  # type: ignore[misc]
    pictures = FieldList(FormField(PictureRow), max_entries=MOST_PICTURES)


class WhatForm(Form):  # type: ignore[misc]
    name = _line("What is it called?", "Leave it empty if it has no name besides your own.")
    what = _text(
        "What happens?",
        "Tell it as you would to a neighbour: what people do there, who meets them, what to bring.",
        doubts.LONGEST["what"],
    )
    needs = SelectMultipleField(
        "What does it help with?",
        description="Choose up to five. Open a heading to see what is under it.",
        choices=_needs,
        validate_choice=False,
    )


class WhoForm(Form):  # type: ignore[misc]
    who_for = _text(
        "Who is it for?", "Such as “anybody who looks after somebody” or “people with dementia and their families”."
    )
    youngest = _line("Youngest age", "Leave both empty if every age is welcome.", inputmode="numeric")
    oldest = _line("Oldest age", inputmode="numeric")


class TimesRow(Form):  # type: ignore[misc]
    often = SelectField("How often?", choices=_choices(OFTEN), validate_choice=False)
    day = SelectField("Day", choices=_choices({"": "Choose", **DAYS, **SEVERAL_DAYS}), validate_choice=False)
    starts = _line("From", "Such as 10am", autocomplete="off")
    ends = _line("To", "Such as noon", autocomplete="off")
    first = _line("If every two weeks: one day on which it is", "Such as 5 January 2027", autocomplete="off")
    term_time = BooleanField("Only in school terms")
    words = _line(
        "Anything else about this time",
        "Such as “by appointment” or “not on bank holidays”.",
        maxlength=times.LONG_WORDS,
    )


class WhenForm(Form):  # type: ignore[misc]
    times = _rows(TimesRow)


class PlaceRow(Form):  # type: ignore[misc]
    id = HiddenField()
    name = _line("Name of the building")
    address = _line("Number and street")
    town = _line("Town or village")
    postcode = _line("Postcode", autocomplete="off")
    hidden = BooleanField("Do not show where this is")


class WhereForm(Form):  # type: ignore[misc]
    places = _rows(PlaceRow)
    ways = SelectMultipleField("Do you also reach people in other ways?", choices=_choices(WAYS), validate_choice=False)
    covers = _line(
        "Is it only for people in some places?", "Such as “Norton and Billingham”. Leave it empty if anybody may come."
    )
    cqc = _line(
        "If the Care Quality Commission (CQC) registered this: its location ID",
        "Such as 1-123456789. It stands in the address of your page on CQC’s site. Clubs and groups leave it empty.",
        autocomplete="off",
        spellcheck="false",
    )


class CostRow(Form):  # type: ignore[misc]
    what = _line("What for?", "Such as “lunch”, “under 16” or “an hour of help”.")
    amount = _line("Pounds", "Such as 3.50", inputmode="decimal")
    per = _line("For how much?", "Such as “a session” or “an hour”.")


class CostForm(Form):  # type: ignore[misc]
    price = RadioField("Does it cost anything?", choices=_choices(PRICES), default="", validate_choice=False)
    costs = _rows(CostRow)
    cost_words = _text("Anything else about the cost", "Such as “the first time is free” or “pay what you can”.")


class AccessForm(Form):  # type: ignore[misc]
    access = SelectMultipleField("What is there?", choices=_choices(ACCESS), validate_choice=False)
    access_words = _text(
        "Anything else about getting in and taking part", "Steps, doors, noise, how far it is from the bus."
    )
    languages = _line("Which languages do you speak besides English?", "With commas between them: Urdu, Polish.")


class JoiningForm(Form):  # type: ignore[misc]
    joining = _text(
        "How do people join?", "Can they just turn up? Do they ring first? Does somebody have to refer them?"
    )


class PauseRow(Form):  # type: ignore[misc]
    starts = _line("First day closed", "Such as 20 December, or with its year if it is only once.", autocomplete="off")
    ends = _line("Last day closed", "Such as 5 January.", autocomplete="off")
    every_year = BooleanField("Every year")


class ClosedForm(Form):  # type: ignore[misc]
    pauses = _rows(PauseRow)
    ends_on = _line(
        "If it ends for good: the last day", "Such as 27 March 2027. It leaves the directory by itself then."
    )


class TradeForm(Form):  # type: ignore[misc]
    does = _text("What do you do?", "Such as cleaning, shopping, company, a walk.")
    does_not = _text("What do you not do?", "Such as lifting, medicines or nights. It saves everybody a call.")
    insurance = _text("How are you insured?", "What is covered, with whom, until when.")
    training = _text("What have you learned?", "Courses with their dates, and what you did before.")


def set_errors(form: Form, path: Iterable[str], words: str) -> str:
    """Says beside a box what is wrong with it; gives its id, or that of the first when all of them are meant."""
    found: Any = form
    for name in path:
        found = found.entries[int(name)] if isinstance(found, FieldList) else found[name]
        found = found.form if isinstance(found, FormField) else found
    while isinstance(found, FieldList | Form):
        found = next(iter(found.entries if isinstance(found, FieldList) else found))
        found = found.form if isinstance(found, FormField) else found
    found.errors = [words]
    return str(found.id)


def said(form: Form) -> Mapping[str, Any]:
    """What stands in the boxes, as the parts of a page are read from."""
    data: Mapping[str, Any] = form.data
    return data
