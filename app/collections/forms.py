"""The form in which staff write a collection."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import DateField, Field, HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import ValidationError

from app.collections.domain import LONGEST_TEXT, LONGEST_TITLE, Content
from app.web.fields import AtMost, tidy

_ = lazy_gettext

LONGEST_SUMMARY = 300


class Needed:
    """Refuses an empty field with words of its own."""

    def __init__(self, words: Any) -> None:
        self.words = words

    def __call__(self, form: object, field: Field) -> None:
        if not field.data and not field.errors:
            raise ValidationError(str(self.words))


class DayField(DateField):  # type: ignore[misc]  # WTForms ships no types
    """A day in three boxes, all of them or none."""

    def __init__(self, label: Any, validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, format="%d %m %Y", **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Reads the boxes."""
        self.data = None
        figures = [part.strip() for part in valuelist]
        if not any(figures):
            return
        try:
            day, month, year = (int(part) for part in figures if part.isascii() and part.isdecimal() and len(part) < 5)
            self.data = date(year, month, day)
        except ValueError:
            raise ValueError(gettext("Write the day, the month and the year in figures, like 27 3 2027")) from None


class CollectionForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Everything but the services, which are picked. `seen` is the newest version that the page showed."""

    title = StringField(_("Title"), [Needed(_("Write a title")), AtMost(LONGEST_TITLE)], filters=[tidy])
    summary = TextAreaField(
        _("In one or two sentences"),
        [Needed(_("Write one or two sentences")), AtMost(LONGEST_SUMMARY)],
        description=_("Stands under the title, and in the list of collections."),
        filters=[tidy],
    )
    text = TextAreaField(
        _("Text"),
        [Needed(_("Write the text")), AtMost(LONGEST_TEXT)],
        description=_("An empty line begins a paragraph. “## ” begins a heading, “- ” a point of a list."),
        filters=[tidy],
    )
    source = TextAreaField(
        _("Where the facts are from"),
        [Needed(_("Say where the facts in the text were read and when, or that it states none")), AtMost(1000)],
        description=_("Each law, number or promise in the text: where you read it, and on which day."),
        filters=[tidy],
    )
    words = StringField(
        _("Words to search for"),
        [AtMost(200)],
        description=_("Residents see the first services that this finds on the day."),
        filters=[tidy],
    )
    need = SelectField(_("And the need"), validate_choice=False)
    helplines = SelectMultipleField(_("Helplines"), validate_choice=False)
    guidance = SelectMultipleField(_("Pages to read"), validate_choice=False)
    shown_from = DayField(_("Show it from"), description=_("Leave it empty to show it as soon as it is published."))
    shown_until = DayField(_("Show it until"), description=_("Leave it empty to show it until you take it down."))
    reviewed = DayField(_("Last reviewed"), [Needed(_("Say when somebody last read it all"))])
    review_due = DayField(_("Review due"), [Needed(_("Say when somebody has to read it again"))])
    seen = HiddenField()

    def offer(self, needs: Mapping[str, str], helplines: Mapping[str, str], guidance: Mapping[str, str]) -> None:
        """What may be chosen, by its id."""
        self.need.choices = [("", gettext("None")), *needs.items()]
        self.helplines.choices = list(helplines.items())
        self.guidance.choices = list(guidance.items())

    def fill(self, content: Content) -> None:
        """Puts a version into the boxes."""
        for name, value in asdict(content).items():
            if name in self:
                self[name].data = list(value) if isinstance(value, tuple) else value

    def content(self, services: Iterable[str]) -> Content:
        """What was typed, with the services that were picked; what was not offered counts as not chosen."""
        typed = {entry.name: self[entry.name].data for entry in fields(Content) if entry.name in self}
        offered = {name: {value for value, _ in self[name].choices} for name in ("need", "helplines", "guidance")}
        chosen = {name: tuple(id for id in self[name].data or () if id in offered[name]) for name in _SEVERAL}
        need = typed["need"] if typed["need"] in offered["need"] else ""
        return Content(**typed | chosen | {"need": need, "services": tuple(services)})

    def validate_shown_until(self, field: Field) -> None:
        """A page cannot end before it begins."""
        if field.data and self.shown_from.data and field.data < self.shown_from.data:
            raise ValidationError(gettext("The last day comes before the first. Check both"))

    def seen_version(self) -> int:
        """The version that the page showed; none that ever was when somebody tampered with it."""
        text = self.seen.data or ""
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


_SEVERAL = ("helplines", "guidance")
