"""The forms of an appointment: who comes and how to tell them, and another time to choose."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from email_validator import EmailNotValidError, validate_email
from flask_babel import format_date, format_time, gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice

from app.appointments.domain import Need, Person, Point, Slot, Telling, moment_of
from app.appointments.telling import sends_texts
from app.kernel.clock import in_london
from app.messages.domain import NotAMobileNumber, mobile_number
from app.web.fields import AtMost, tidy

ONE_LINE = 200

_ = lazy_gettext


def time_in_words(slot: Slot) -> str:
    """A time as a choice: Tuesday 1 December, 10:00."""
    there = in_london(slot.starts_at)
    return f"{format_date(there.date(), 'EEEE d MMMM')}, {format_time(slot.starts_at, 'short')}"


class TimeForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """A time to choose among those that are free, here or elsewhere. `link` names the appointment that is moved."""

    at = RadioField(_("Which time suits you?"), validate_choice=False)
    link = HiddenField()

    def offer(self, here: Iterable[Slot], elsewhere: Iterable[tuple[Slot, Point]]) -> None:
        """The times that can be chosen; those at other places with the name of the place."""
        self.at.choices = [
            *(SelectChoice(_mark_of(slot), time_in_words(slot)) for slot in here),
            *(SelectChoice(_mark_of(slot), f"{time_in_words(slot)}: {point.name}") for slot, point in elsewhere),
        ]

    @property
    def chosen(self) -> tuple[UUID, datetime] | None:
        """The place and the start, when it is what `offer` wrote."""
        place, _space, mark = (self.at.data or "").partition(" ")
        starts_at = moment_of(mark)
        try:
            return None if starts_at is None else (UUID(place), starts_at)
        except ValueError:
            return None


def _mark_of(slot: Slot) -> str:
    return f"{slot.point_id} {slot.mark}"


class BookForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Who comes. `once` is the id of the appointment, so that a double press books one; `at` is the chosen time."""

    once = HiddenField()
    at = RadioField(_("Choose another time"), validate_choice=False)
    name = StringField(
        _("Your first name"),
        [AtMost(60)],
        description=_("Or whatever you like to be called."),
        filters=[tidy],
        render_kw={"autocomplete": "given-name"},
    )
    telling = RadioField(_("Shall we send you the time, and remind you on the day before?"))
    email = StringField(_("E-mail address"), filters=[tidy], render_kw={"autocomplete": "email", "spellcheck": "false"})
    mobile = StringField(_("Mobile number"), filters=[tidy], render_kw={"autocomplete": "tel"})
    needs = SelectMultipleField(
        _("Do you need any of these?"),
        description=_("Choose all that fit, or none."),
        choices=[
            SelectChoice(Need.STEP_FREE, _("A way in without steps")),
            SelectChoice(Need.BSL, _("British Sign Language")),
            SelectChoice(Need.INTERPRETER, _("An interpreter")),
            SelectChoice(Need.EASY_READ, _("Easy Read: short words with pictures")),
            SelectChoice(Need.LARGE_PRINT, _("Large print")),
            SelectChoice(Need.SOMEONE_WITH_ME, _("Room for a friend or relative who comes too")),
            SelectChoice(Need.OTHER, _("Something else")),
        ],
    )
    other = StringField(_("Which language, or what else?"), [AtMost(ONE_LINE)], filters=[tidy])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        choices = [SelectChoice(Telling.EMAIL, _("By e-mail"))]
        if sends_texts():
            choices.append(SelectChoice(Telling.TEXT, _("By text message")))
        else:
            del self.mobile
        choices.append(SelectChoice(Telling.NOTHING, _("No, I write it down myself")))
        self.telling.choices = choices

    @property
    def id(self) -> UUID:
        """The id that the page was given; a new one when somebody tampered with it."""
        try:
            return UUID(self.once.data or "")
        except ValueError:
            return uuid4()

    @property
    def to(self) -> str:
        """Where to write to, as `telling` says."""
        box = {Telling.EMAIL.value: "email", Telling.TEXT.value: "mobile"}.get(self.telling.data)
        return str(self[box].data) if box else ""

    @property
    def person(self) -> Person:
        """Who comes, once the form is sound."""
        needs = tuple(Need(need) for need in self.needs.data)
        return Person(self.name.data, Telling(self.telling.data), self.to, needs, self.other.data)

    def offer(self, slots: Iterable[Slot]) -> None:
        """Other times, when the chosen one is gone."""
        self.at.choices = [SelectChoice(slot.mark, time_in_words(slot)) for slot in slots]

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs a name to call, and an address where one is written to."""
        sound = bool(super().validate(extra_validators))
        if not self.name.data:
            self.name.errors = [gettext("Write a name that we can call you by")]
        if not self.telling.errors and self.telling.data == Telling.EMAIL:
            self._read_email()
        if not self.telling.errors and self.telling.data == Telling.TEXT:
            self._read_mobile()
        return sound and not self.errors

    def _read_email(self) -> None:
        try:
            self.email.data = validate_email(self.email.data, check_deliverability=False).normalized
        except EmailNotValidError:
            self.email.errors = [gettext("Write a whole e-mail address, like name@example.org")]

    def _read_mobile(self) -> None:
        try:
            self.mobile.data = mobile_number(self.mobile.data)
        except NotAMobileNumber:
            self.mobile.errors = [gettext("Write a UK mobile number, like 07700 900123")]
