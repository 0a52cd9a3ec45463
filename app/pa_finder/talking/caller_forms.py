"""The forms of staff who write for a caller: who that is and how they agreed, what they share, that they were told."""

from typing import Any

from babel import Locale
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TelField, TextAreaField
from wtforms.fields.choices import SelectChoice

from app.councils.api import council
from app.pa_finder.talking.advert_forms import LONGEST_NAME, is_one_name
from app.pa_finder.talking.caller import Agreed, Reached, Told
from app.pa_finder.talking.conversation import Reach
from app.pa_finder.talking.forms import ShareForm
from app.pa_finder.talking.wording import AGREED, TOLD
from app.web.fields import AtMost, tidy

LONGEST_ADDRESS = 300


class NewCallerForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """For whom staff write, how they are told of answers, and that they agreed."""

    first_name = StringField(
        "Their first name",
        [AtMost(LONGEST_NAME)],
        description="One word. Personal assistants see this and no other name.",
        filters=[tidy],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    by = RadioField("How do we tell them what is answered?", choices=[SelectChoice(*pair) for pair in TOLD.items()])
    telephone = TelField("Their telephone number", [AtMost(40)], filters=[tidy], render_kw={"autocomplete": "off"})
    address = TextAreaField(
        "Their name and address, as on an envelope",
        [AtMost(LONGEST_ADDRESS)],
        description="Needed for letters. No personal assistant ever sees it.",
        filters=[tidy],
    )
    language = SelectField("In which language do letters go?")
    agreed = RadioField("How did they agree?", choices=[SelectChoice(*pair) for pair in AGREED.items()])
    yes = BooleanField(
        "I told them: staff here write for them and read the answers, personal assistants learn their first name and "
        "the first half of their postcode, and they can stop this whenever they like. They said yes."
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.language.choices = [
            SelectChoice(code, Locale.parse(code).get_display_name("en") or code) for code in council().languages
        ]

    @property
    def reached(self) -> Reached:
        """Who they are and how they are told, once the form is sound."""
        return Reached(
            self.first_name.data or "", Told(self.by.data), self.telephone.data or "", self.address.data or ""
        )

    @property
    def how(self) -> Agreed:
        """How they agreed, once the form is sound."""
        return Agreed(self.agreed.data)

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs a first name, the way that was chosen, and that they said yes."""
        sound = bool(super().validate(extra_validators))
        if not is_one_name(self.first_name.data or ""):
            self.first_name.errors = ["Write their first name as one word, with letters only"]
        self._read_way()
        if not self.agreed.data:
            self.agreed.errors = ["Choose how they agreed"]
        if not self.yes.data:
            self.yes.errors = ["Without their yes we cannot write for them"]
        return sound and not self.errors

    def _read_way(self) -> None:
        if not self.by.data:
            self.by.errors = ["Choose how we tell them"]
        if self.by.data == Told.TELEPHONE and not self.telephone.data:
            self.telephone.errors = ["Write the number on which to ring them"]
        if self.by.data == Told.LETTER and not self.address.data:
            self.address.errors = ["Write where letters go"]


class SharedForm(ShareForm):
    """A telephone number that a caller wants to share."""

    email = None
    yes = BooleanField("They said that this personal assistant may have this number")

    def reach(self, address: str = "") -> Reach:
        """What is shared, once the form is sound."""
        return Reach(telephone=self.telephone.data or "")

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs a number, and that the caller agreed."""
        sound = bool(super().validate(extra_validators))
        if not self.yes.data:
            self.yes.errors = ["Ask them first, and tick this"]
        return sound and not self.errors


class ToldForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """That a caller was told of what came. `number` is that of the last message which the page showed."""

    number = HiddenField()
    how = RadioField("How?", choices=[SelectChoice(*pair) for pair in TOLD.items()])

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs to know how."""
        sound = bool(super().validate(extra_validators))
        if not self.how.data:
            self.how.errors = ["Choose how you told them"]
        return sound and not self.errors
