"""The staff's forms of talking points: the place, when it is open, and on which days it is not. Staff read English."""

from datetime import date, time
from typing import Any
from uuid import UUID, uuid4

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional

from app.appointments.domain import Need, Pattern, Point
from app.appointments.loader import WEEKDAYS
from app.kernel.postcode import NotAPostcode, Postcode
from app.web.fields import AtMost, tidy

NEEDS = {
    Need.STEP_FREE: "No steps",
    Need.BSL: "British Sign Language",
    Need.INTERPRETER: "Interpreter",
    Need.EASY_READ: "Easy Read",
    Need.LARGE_PRINT: "Large print",
    Need.SOMEONE_WITH_ME: "Somebody comes along",
    Need.OTHER: "Something else",
}
_AS_TYPED = ["%d %m %Y", "%Y-%m-%d"]
SHORTEST, LONGEST, MOST_PEOPLE = 5, 240, 50


class PointForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """A place. `version` is that which the page showed."""

    version = HiddenField()
    service = HiddenField()
    name = StringField("Name", [AtMost(200)], description="Residents see it.", filters=[tidy])
    address = TextAreaField("Address", [AtMost(500)], filters=[tidy])
    postcode = StringField("Postcode", filters=[tidy])
    access = TextAreaField(
        "Getting in",
        [AtMost(500)],
        description="Steps, lifts, toilets, parking, buses, hearing loop.",
        filters=[tidy],
    )
    who = TextAreaField("Who is there", [AtMost(500)], description="For example, a social worker.", filters=[tidy])

    def point(self, point_id: UUID) -> Point:
        """What stands in the form."""
        seen = self.version.data or ""
        return Point(
            id=point_id,
            name=self.name.data,
            address=self.address.data,
            postcode=self.postcode.data,
            access=self.access.data,
            who=self.who.data,
            service=(self.service.data or "")[:200],
            version=int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 9 else 0,
        )

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs a name, an address and a whole postcode."""
        sound = bool(super().validate(extra_validators))
        for name, words in (("name", "Write its name"), ("address", "Write its address")):
            if not self[name].data:
                self[name].errors = [words]
        try:
            self.postcode.data = str(Postcode.parse(self.postcode.data))
        except NotAPostcode:
            self.postcode.errors = ["Write the whole postcode"]
        return sound and not self.errors


class PatternForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """When a place is open, week by week."""

    weekday = SelectField(
        "Day of the week", choices=[SelectChoice(str(number), name) for number, name in enumerate(WEEKDAYS)]
    )
    opens = TimeField("From", [InputRequired("Write when it opens, like 10:00")])
    closes = TimeField("To", [InputRequired("Write when it closes, like 12:00")])
    minutes = IntegerField(
        "Minutes for each person",
        [InputRequired("Write how many minutes"), NumberRange(SHORTEST, LONGEST, "Between 5 and 240 minutes")],
    )
    capacity = IntegerField(
        "People at the same time",
        [InputRequired("Write how many people"), NumberRange(1, MOST_PEOPLE, "Between 1 and 50 people")],
    )
    first_day = DateField("First day", [InputRequired("Write the first day")], format=_AS_TYPED)
    last_day = DateField("Last day, if there is one", [Optional()], format=_AS_TYPED)
    bank_holidays = BooleanField("Open on bank holidays too")

    def pattern(self, point_id: UUID) -> Pattern:
        """What stands in the form, once it is sound."""
        opens: time = self.opens.data
        closes: time = self.closes.data
        last: date | None = self.last_day.data
        return Pattern(
            id=uuid4(),
            point_id=point_id,
            weekday=int(self.weekday.data),
            opens=opens,
            closes=closes,
            minutes=self.minutes.data,
            capacity=self.capacity.data,
            first_day=self.first_day.data,
            last_day=last,
            bank_holidays=bool(self.bank_holidays.data),
        )

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs at least one whole slot, and an end that is not before its beginning."""
        sound = bool(super().validate(extra_validators))
        if not sound:
            return False
        length = (self.closes.data.hour - self.opens.data.hour) * 60 + self.closes.data.minute - self.opens.data.minute
        if length < self.minutes.data:
            self.closes.errors = ["It closes before the first appointment would end"]
        if self.last_day.data and self.last_day.data < self.first_day.data:
            self.last_day.errors = ["The last day is before the first"]
        return not self.errors


class DayForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """A day on which a place is closed."""

    day = DateField("Close it on which day?", [InputRequired("Write the day")], format=_AS_TYPED)
