"""The forms of an introduction: to whom, with what agreement; what the group says; how it went."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from app.contact_centre.domain import Notes
from app.contact_centre.introductions import Answer, Asking, Told
from app.contact_centre.suggesting import voice_of
from app.events.domain import FollowedUp
from app.lists.api import WrongRecipient, recipient_of, sends_texts
from app.messages.domain import Channel
from app.questionnaire.flow import Voice
from app.web.fields import AtMost, tidy

A_FEW_LINES = 1000

_ = lazy_gettext


class IntroduceForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """To which group somebody is made known, with what, and who agreed. `groups` are names by key."""

    group = RadioField("To which group?", [InputRequired("Choose a group")])
    person = StringField("Whom do they meet?", filters=[tidy])
    reach = StringField("How does the group reach them?", filters=[tidy])
    words = TextAreaField("What should the group know?", [AtMost(A_FEW_LINES)], filters=[tidy])
    agreed = RadioField("Who agreed that we tell the group this?", [InputRequired("Say who agreed")])
    rang = BooleanField("I rang the group and they will get in touch")
    asking = RadioField("May we ask in 6 weeks whether it helped?", [InputRequired("Choose, or “No”")])
    ask_to = StringField("Number or address to ask at", filters=[tidy])

    def __init__(self, notes: Notes, groups: Mapping[str, str], **kwargs: Any) -> None:
        reach = notes.telephone or notes.email
        first = next(iter(groups), None)
        known = {"person": notes.about, "reach": reach, "ask_to": reach, "group": first, "asking": _asking(notes)}
        super().__init__(data=known, **kwargs)
        self.group.choices = [SelectChoice(key, name) for key, name in groups.items()]
        said = {"person": "The person themselves, on this call"}
        if voice_of(notes) is Voice.THEY:
            said = {"told": "The caller says that the person agrees", "speaks": "The caller, who may speak for them"}
        self.agreed.choices = [SelectChoice(value, words) for value, words in said.items()]
        ways = {
            Asking.TEXT: "Yes, by text message",
            Asking.EMAIL: "Yes, by e-mail",
            Asking.TELEPHONE: "Yes, ring them",
            Asking.POST: "Yes, by letter",
            Asking.NOT: "No",
        }
        offered = {way: words for way, words in ways.items() if way is not Asking.TEXT or sends_texts()}
        self.asking.choices = [SelectChoice(way, words) for way, words in offered.items()]

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs a name, a way to reach them and, where we ask by link, an address that can be written to."""
        sound = bool(super().validate(extra_validators))
        if not self.person.data:
            self.person.errors = ["Write the name that the group asks for"]
        if not self.reach.data:
            self.reach.errors = ["Write a number or an address at which the group reaches them"]
        if self.asking.data in (Asking.TEXT, Asking.EMAIL):
            self._check_address()
        return sound and not self.errors

    def told(self, language: str) -> Told:
        """What the form says."""
        names = {choice.value: str(choice.label) for choice in self.group.choices}
        return Told(
            service=self.group.data,
            group=names[self.group.data],
            person=self.person.data,
            reach=self.reach.data,
            words=self.words.data,
            agreed=self.agreed.data,
            ask_to=self.ask_to.data,
            language=language,
        )

    def _check_address(self) -> None:
        wanted = Channel.TEXT if self.asking.data == Asking.TEXT else Channel.EMAIL
        try:
            right = recipient_of(self.ask_to.data or "", sends_texts()).channel is wanted
        except WrongRecipient:
            right = False
        if not right:
            kind = "a mobile number" if wanted is Channel.TEXT else "an e-mail address"
            self.ask_to.errors = [f"Write {kind}, or choose another way to ask"]


class GroupForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What a group says to an introduction."""

    answer = RadioField(
        _("Will you get in touch with them?"),
        [InputRequired(_("Choose yes or no"))],
        choices=[
            SelectChoice(Answer.TAKEN, _("Yes, we get in touch")),
            SelectChoice(Answer.DECLINED, _("No, we cannot")),
        ],
    )


class WentForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """How it went."""

    happened = RadioField(
        _("Did you meet or talk with the group?"),
        [InputRequired(_("Choose yes or no"))],
        choices=[SelectChoice("yes", _("Yes")), SelectChoice("no", _("No"))],
    )
    helped = RadioField(
        _("If yes: did it help?"),
        [Optional()],
        choices=[SelectChoice("yes", _("Yes, it helped")), SelectChoice("no", _("No, it did not"))],
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether it helped is asked of what happened."""
        sound = bool(super().validate(extra_validators))
        if self.happened.data == "yes" and not self.helped.data:
            self.helped.errors = [gettext("Choose whether it helped")]
        return sound and not self.errors

    @property
    def outcome(self) -> FollowedUp:
        """What came of it."""
        if self.happened.data == "no":
            return FollowedUp.DID_NOT_HAPPEN
        return FollowedUp.HELPED if self.helped.data == "yes" else FollowedUp.DID_NOT_HELP


def _asking(notes: Notes) -> str | None:
    """Nothing is chosen for them; a caller without an address can only be rung."""
    return None if notes.telephone or notes.email else Asking.NOT
