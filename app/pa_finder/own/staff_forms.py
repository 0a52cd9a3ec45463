"""The staff's form of a check: what they saw of a PA, and when. Staff read English."""

from datetime import datetime
from typing import Any

from flask_wtf import FlaskForm
from wtforms import DateField, Field, HiddenField, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from app.kernel.clock import today
from app.pa_finder.domain import Check, CheckKind
from app.pa_finder.record.reasons import CHECKS
from app.web.fields import AtMost, tidy, written_once

MOST_REFERENCES = 10
_AS_TYPED = ["%d %m %Y", "%Y-%m-%d"]
_SAID = ("kind", "seen_on", "expires_on", "evidence", "counted")


class CheckForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What was seen. What hangs on `once` and the words is the check's id, so that a double press records one."""

    once = HiddenField()
    kind = SelectField("What did you see?", choices=[SelectChoice(kind, words) for kind, words in CHECKS.items()])
    seen_on = DateField("When did you see it?", [InputRequired("Write the day on which you saw it")], format=_AS_TYPED)
    expires_on = DateField(
        "When does it end?",
        [Optional()],
        description="Only if the paper says so. Leave it empty otherwise.",
        format=_AS_TYPED,
    )
    evidence = StringField(
        "What exactly did you see?",
        [AtMost(300)],
        description="For example: passport, original, in person. No numbers of papers. Residents never see this.",
        filters=[tidy],
    )
    counted = IntegerField(
        "How many references?",
        [Optional(), NumberRange(1, MOST_REFERENCES, f"Between 1 and {MOST_REFERENCES}")],
        description="Only for references.",
    )

    def check(self, by: int, at: datetime) -> Check:
        """What stands in the form, once it is sound."""
        return Check(
            id=written_once(self.once.data, *(self[name].data for name in _SAID)),
            kind=CheckKind(self.kind.data),
            seen_on=self.seen_on.data,
            expires_on=self.expires_on.data,
            evidence=self.evidence.data,
            by=by,
            recorded_at=at,
            counted=self.counted.data or 0,
        )

    def validate_seen_on(self, field: Field) -> None:
        """Nobody has seen anything tomorrow."""
        if field.data and field.data > today():
            raise ValidationError("That day has not come yet")

    def validate_expires_on(self, field: Field) -> None:
        """Nothing ends before it was seen."""
        if field.data and self.seen_on.data and field.data < self.seen_on.data:
            raise ValidationError("It ended before you saw it")

    def validate_evidence(self, field: Field) -> None:
        """A check without saying what was seen proves nothing."""
        if not field.data:
            raise ValidationError("Write what exactly you saw")

    def validate(self, extra_validators: Any = None) -> bool:
        """References are counted, because people are told how many."""
        sound = bool(super().validate(extra_validators))
        if self.kind.data == CheckKind.REFERENCES and not self.counted.data and not self.counted.errors:
            self.counted.errors = ["Write how many references you saw"]
        return sound and not self.errors
