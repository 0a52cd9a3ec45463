"""The forms with which a contact ends, or is put off: where to send a list, when to ring back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, SelectField, StringField, TextAreaField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from app.assessment.domain import Route, Subject
from app.contact_centre.deaths import Person
from app.contact_centre.domain import Notes
from app.contact_centre.suggesting import voice_of
from app.contact_centre.wording import KNOWING, ROUTES
from app.kernel.clock import LONDON, in_london, now, today
from app.lists.api import Recipient, WrongRecipient, recipient_of, sends_texts
from app.messages.domain import Channel, NotAMobileNumber, mobile_number
from app.questionnaire.flow import Voice
from app.web.fields import tidy

TEXT, EMAIL, POST, TOLD = "text", "email", "post", "told"
_CHANNELS = {TEXT: Channel.TEXT, EMAIL: Channel.EMAIL}


class InformationForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """How the services that were picked reach the caller."""

    how = RadioField("How do they get it?", [InputRequired("Choose how they get it")])
    mobile = StringField("Mobile number", filters=[tidy])
    email = StringField("E-mail address", filters=[tidy])
    address = TextAreaField("Address", filters=[tidy])

    def __init__(self, notes: Notes, **kwargs: Any) -> None:
        address = "\n".join(filter(None, (notes.caller, notes.address, notes.postcode))) if notes.address else ""
        known = {"mobile": notes.telephone, "email": notes.email, "address": address}
        super().__init__(data={**known, "how": _first_way(notes)}, **kwargs)
        ways = {TEXT: "Text message", EMAIL: "E-mail", POST: "Letter", TOLD: "I told them; nothing to send"}
        offered = {way: words for way, words in ways.items() if way != TEXT or sends_texts()}
        self.how.choices = [SelectChoice(way, words) for way, words in offered.items()]
        self.recipient: Recipient | None = None

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs somewhere to send it, unless it was told."""
        sound = bool(super().validate(extra_validators))
        if self.how.data == POST and not self.address.data:
            self.address.errors = ["Write the name and the address that stand on the letter"]
        elif self.how.data in _CHANNELS:
            self._find_recipient()
        return sound and not self.errors

    def _find_recipient(self) -> None:
        box = self.mobile if self.how.data == TEXT else self.email
        try:
            self.recipient = recipient_of(box.data or "", sends_texts())
        except WrongRecipient as error:
            box.errors = [str(error)]
            return
        if self.recipient.channel is not _CHANNELS[self.how.data]:
            box.errors = [f"Write {'a mobile number' if box is self.mobile else 'an e-mail address'} here"]


class RingForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """When the caller was promised to be rung."""

    day = DateField("Which day?", [InputRequired("Write the day")], format="%d %m %Y", default=today)
    time = TimeField("What time?", [InputRequired("Write the time, like 14:30")])

    @property
    def promised(self) -> datetime:
        """The moment that was promised."""
        return datetime.combine(self.day.data, self.time.data, LONDON)

    def validate(self, extra_validators: Any = None) -> bool:
        """Nobody can be rung in the past."""
        sound = bool(super().validate(extra_validators))
        if sound and self.promised <= in_london(now()):
            self.time.errors = ["This has passed already. Choose a later time"]
        return sound and not self.errors


class BookForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Which time at a talking point somebody takes. `times` are their words by place and start."""

    time = SelectField("Which time?", [InputRequired("Choose a time")])
    name = StringField("Whose appointment is it?", [InputRequired("Write the name")], filters=[tidy])
    telling = RadioField("How do we confirm it?", [InputRequired("Choose how")])
    to = StringField("Mobile number or e-mail address", filters=[tidy])

    def __init__(self, notes: Notes, times: Mapping[str, str], **kwargs: Any) -> None:
        to = notes.telephone if sends_texts() and _is_mobile(notes.telephone) else notes.email
        super().__init__(data={"name": notes.about, "to": to}, **kwargs)
        self.time.choices = [("", "Choose a time"), *times.items()]
        self.telling.choices = [SelectChoice("message", "Send a message"), SelectChoice("nothing", "I told them")]
        self.recipient: Recipient | None = None

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs an address when a message is wanted."""
        sound = bool(super().validate(extra_validators))
        if self.telling.data == "message":
            try:
                self.recipient = recipient_of(self.to.data or "", sends_texts())
            except WrongRecipient as error:
                self.to.errors = [str(error)]
        return sound and not self.errors


class CaseForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Which way a case goes, and whose it is. What the rules suggest is chosen already; the adviser decides."""

    route = RadioField("Which way should it go?", [InputRequired("Choose a way")])
    subject = RadioField("Whose case is it?", [InputRequired("Choose whose case it is")])
    knows = RadioField("Does the person know that you raise this?", [Optional()])

    def __init__(self, notes: Notes, suggested: Route | None, **kwargs: Any) -> None:
        super().__init__(data={"route": suggested, "subject": Subject.PERSON}, **kwargs)
        self.route.choices = [SelectChoice(route.value, words) for route, words in ROUTES.items()]
        whose = {Subject.PERSON: "The person’s", Subject.CARER: "The carer’s own, who is the caller"}
        self.subject.choices = [SelectChoice(subject.value, words) for subject, words in whose.items()]
        self.knows.choices = [SelectChoice(value, words) for value, words in KNOWING.items()]
        if voice_of(notes) is Voice.YOU:
            del self.knows

    def validate(self, extra_validators: Any = None) -> bool:
        """Of somebody who is spoken for, those who answer must know whether they know."""
        sound = bool(super().validate(extra_validators))
        if "knows" in self and not self.knows.data:
            self.knows.errors = ["Choose whether they know"]
        return sound and not self.errors


class DiedForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Who has died, who told us and when; and where we would have written to them."""

    person = StringField("Who has died?", [InputRequired("Write the name")], filters=[tidy])
    born = StringField("Date of birth, if known", filters=[tidy])
    told_by = StringField("Who told us?", [InputRequired("Write who told us")], filters=[tidy])
    when = StringField("When did they die, as you were told?", filters=[tidy])
    telephone = StringField("Their own telephone number, if known", filters=[tidy])
    email = StringField("Their own e-mail address, if known", filters=[tidy])
    reference = StringField("Reference of a form of theirs, if known", filters=[tidy])

    def __init__(self, notes: Notes, **kwargs: Any) -> None:
        known = {"person": notes.person, "born": notes.born, "told_by": notes.caller, "reference": notes.reference}
        super().__init__(data=known, **kwargs)

    def whose(self) -> Person:
        """Who has died."""
        return Person(self.person.data, self.born.data, self.telephone.data, self.email.data, self.reference.data)


def _first_way(notes: Notes) -> str:
    """What comes first for this caller: a text to a mobile, else an e-mail, a letter, or words alone."""
    if not notes.picked:
        return TOLD
    if sends_texts() and _is_mobile(notes.telephone):
        return TEXT
    return EMAIL if notes.email else POST if notes.address else TOLD


def _is_mobile(number: str) -> bool:
    try:
        return bool(mobile_number(number))
    except NotAMobileNumber:
        return False
