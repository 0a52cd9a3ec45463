"""The staff's form of what they saw of somebody who works for themselves. Staff read English."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from flask_wtf import FlaskForm
from wtforms import DateField, Field, HiddenField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional, ValidationError

from app.accounts.domain import Role
from app.kernel.clock import today
from app.listings.micro_enterprises.seen import EVIDENCE, SEEN, Check, What
from app.web.fields import AtMost, written_once

_AS_TYPED = ["%d %m %Y", "%Y-%m-%d"]
_SAID = ("what", "detail", "evidence", "seen_on", "until")


def capital(words: str) -> str:
    """The words as a sentence begins."""
    return words[:1].upper() + words[1:]


def _tidy(text: str | None) -> str:
    return " ".join((text or "").split())


class CheckForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What was seen. What hangs on `once` and the words is the check's id, so that a double press records one."""

    once = HiddenField()
    what = RadioField(
        "What did you see?",
        [InputRequired("Choose what you saw")],
        default=What.INSURANCE.value,
    )
    detail = StringField(
        "In a few words, what is it about? (you do not have to say)",
        [AtMost(100)],
        description="Residents read this. For example: up to £5 million; moving and handling. No numbers of papers.",
        filters=[_tidy],
        render_kw={"autocomplete": "off"},
    )
    evidence = RadioField(
        "How did you see it?",
        [InputRequired("Choose how you saw it")],
        choices=[SelectChoice(*one) for one in EVIDENCE.items()],
    )
    seen_on = DateField("When did you see it?", [InputRequired("Write the day on which you saw it")], format=_AS_TYPED)
    until = DateField(
        "Until when is it valid?",
        [Optional()],
        description="Leave it empty if the paper names no day. After that day residents no longer see it.",
        format=_AS_TYPED,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.what.choices = [SelectChoice(what.value, capital(str(words))) for what, words in SEEN.items()]
        self.once.data = self.once.data or str(uuid4())

    def validate_seen_on(self, field: Field) -> None:
        """Nobody has seen anything tomorrow."""
        if field.data and field.data > today():
            raise ValidationError("That day has not come yet")

    def validate_until(self, field: Field) -> None:
        """Nothing runs out before it was seen."""
        if field.data and self.seen_on.data and field.data < self.seen_on.data:
            raise ValidationError("It had run out before you saw it")

    def check(self, page_id: UUID, by: int, role: Role, at: datetime) -> Check:
        """What stands in the form, once it is sound."""
        return Check(
            id=written_once(self.once.data, *(self[name].data for name in _SAID)),
            page_id=page_id,
            what=What(self.what.data),
            detail=self.detail.data,
            evidence=self.evidence.data,
            seen_on=self.seen_on.data,
            until=self.until.data,
            by=by,
            role=role,
            recorded_at=at,
        )
