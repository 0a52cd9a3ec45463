"""The forms between a result and sending it, one thing to a page. Nothing is required but a way to reach somebody."""

from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, EmailField, RadioField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from app.questionnaire.flow import Voice
from app.referrals.domain import NOT_SAFE_TO_RING, CommunicationNeed, Details, Way, page_with_no_way_left
from app.referrals.step_form import A_STORY, ONE_LINE, StepForm, line, lines, telephone_number, yes_or_no
from app.web.fields import AgeField, AtMost, BirthDateField, tidy
from app.web.written import email_as_written, postcode_as_written, telephone_as_written

_ = lazy_gettext


class WhoForm(StepForm):
    """Whom the request is for, when no question has asked it yet."""

    step = "who"
    title = _("Who is this for?")
    group = _("What this is about")
    for_whom = RadioField(
        _("Who is this for?"),
        choices=[
            SelectChoice("self", _("Me")),
            SelectChoice("someone_else", _("Someone else")),
            SelectChoice("both", _("Me and the person I look after")),
        ],
        validate_choice=False,
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs one of the three, so that the pages after it speak of the right person."""
        known = {str(choice.value) for choice in self.for_whom.iter_choices()}
        if self.for_whom.data in known:
            return bool(super().validate(extra_validators))
        self.for_whom.data = None
        super().validate(extra_validators)
        return self.refuse("for_whom", gettext("Choose who this is for"))


class WordsForm(StepForm):
    """What a person wants to say who did not go through the questions, or not to their end."""

    step = "words"
    title = _("What would you like us to know?")
    group = _("What this is about")
    words = lines(
        _("What would you like us to know?"),
        A_STORY,
        description=_(
            "What is hard at the moment, and what would help. You can leave this empty and tell us when we talk."
        ),
    )


class NameForm(StepForm):
    """What the person asked about is called."""

    step = "name"
    title = _("What is your name?")
    group = _("Who you are")
    they = {"title": _("What is their name?"), "group": _("Who they are"), "name": _("What is their name?")}
    name = line(
        _("What is your name?"),
        description=_("First name and last name, or what you like to be called."),
        render_kw={"autocomplete": "name"},
    )


class BirthForm(StepForm):
    """When that person was born, or how old they are."""

    step = "birth"
    title = _("When were you born?")
    group = _("Who you are")
    they = {
        "title": _("When were they born?"),
        "group": _("Who they are"),
        "born": _("Date of birth"),
        "age": _("Or how old are they, if you do not know the date?"),
    }
    extras = frozenset({"age"})
    born = BirthDateField(
        _("Date of birth"), description=_("For example, 27 3 1951"), render_kw={"autocomplete": "bday"}
    )
    age = AgeField(_("Or how old are you, if you would rather say that?"))


class AddressForm(StepForm):
    """Where that person lives, if anywhere."""

    step = "address"
    title = _("Where do you live?")
    group = _("Who you are")
    they = {
        "title": _("Where do they live?"),
        "group": _("Who they are"),
        "homeless": _("They have no fixed address"),
        "telephone": _("Their telephone number"),
    }
    extras = frozenset({"homeless", "telephone"})
    address = lines(_("Address"), render_kw={"autocomplete": "street-address"})
    postcode = line(_("Postcode"), render_kw={"autocomplete": "postal-code"})
    homeless = BooleanField(_("I have no fixed address"))
    telephone = telephone_number(
        _("Telephone number"), description=_("Leave this empty if it is not safe for us to ring them.")
    )

    def __init__(self, voice: Voice, details: Details, **kwargs: Any) -> None:
        super().__init__(voice, details, **kwargs)
        if voice is Voice.YOU:  # asked once, on the page about how to reach you
            del self.telephone

    def validate(self, extra_validators: Any = None) -> bool:
        """A postcode must be one; an address without one will do."""
        sound = bool(super().validate(extra_validators))
        if self.postcode.data:
            written = postcode_as_written(self.postcode.data)
            if written is None:
                return self.refuse("postcode", gettext("We do not know that postcode. Check it, or leave it empty"))
            self.postcode.data = written
        return sound


class AreaForm(StepForm):
    """Shown to somebody who lives outside the council's area: nothing to fill in."""

    step = "area"
    title = _("Another council may be nearer")


class HealthForm(StepForm):
    """What helps to find the person's health record, if they know it."""

    step = "health"
    title = _("Your doctor")
    group = _("Who you are")
    they = {"title": _("Their doctor"), "group": _("Who they are")}
    gp = line(_("GP practice"), description=_("Its name or its street, if you know it."))
    nhs_number = line(
        _("NHS number"),
        description=_("10 figures. It is on letters from the hospital. Leave it empty if you do not know it."),
        render_kw={"inputmode": "numeric", "spellcheck": "false"},
    )


class HelperForm(StepForm):
    """Who fills this in for somebody else."""

    step = "helper"
    title = _("About you")
    group = title
    name = line(_("Your name"), render_kw={"autocomplete": "name"})
    relationship = line(_("How do you know them?"), description=_("For example, daughter, neighbour, nurse."))


class ReachForm(StepForm):
    """How to reach somebody: the one thing that is needed."""

    step = "reach"
    first = "ways"
    title = _("How should we get in touch with you?")
    group = _("Getting in touch with you")
    extras = frozenset({"telephone", "email", "post", "receipt"})
    ways = SelectMultipleField(
        _("How should we get in touch with you?"),
        description=_("Choose all that are fine. We need at least one, to answer you."),
        choices=[
            SelectChoice(Way.TELEPHONE, _("Ring me")),
            SelectChoice(Way.EMAIL, _("E-mail me")),
            SelectChoice(Way.POST, _("Write to me")),
        ],
    )
    telephone = telephone_number(_("Telephone number"), render_kw={"autocomplete": "tel"})
    email = EmailField(_("E-mail address"), [AtMost(ONE_LINE)], filters=[tidy], render_kw={"autocomplete": "email"})
    post = lines(_("Address to write to, if we do not have it yet"))
    receipt = BooleanField(
        _("E-mail me my reference number. The e-mail says nothing of what I told you"),
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs a way that can work. A number that looks odd is kept when there is another way."""
        sound = bool(super().validate(extra_validators))
        if not self.ways.data:
            return self.refuse("ways", gettext("Choose at least one way in which we can answer you"))
        working = [self._telephone_works(), self._email_works(), self._post_works()]
        return sound and not self.errors and any(working)

    def _telephone_works(self) -> bool:
        if Way.TELEPHONE not in self.ways.data:
            return False
        self.telephone.data, works = telephone_as_written(self.telephone.data or "")
        if not self.telephone.data:
            return self.refuse("telephone", gettext("Write your telephone number, or choose another way"))
        if not works and self.ways.data == [Way.TELEPHONE]:
            return self.refuse(
                "telephone", gettext("We could not ring this number. Check it, or choose another way as well")
            )
        return works

    def _email_works(self) -> bool:
        wanted = Way.EMAIL in self.ways.data
        if not wanted and not self.receipt.data:
            return False
        written = email_as_written(self.email.data or "")
        if written is None:
            return self.refuse("email", gettext("Write a whole e-mail address, like name@example.org"))
        self.email.data = written
        return wanted

    def _post_works(self) -> bool:
        if Way.POST not in self.ways.data:
            return False
        if self.post.data or (self.voice is Voice.YOU and self.details.get("address", {}).get("address")):
            return True
        return self.refuse("post", gettext("Write the address to send a letter to, or choose another way"))


class RingingForm(StepForm):
    """When it is safe to ring, what may be said, and whom to ring instead."""

    step = "ringing"
    title = _("Ringing you safely")
    group = _("Getting in touch with you")
    extras = frozenset({"note", "instead_name", "instead_telephone"})
    when = RadioField(
        _("When is it safe to ring you?"),
        [Optional()],
        choices=[
            SelectChoice("any_time", _("Any time in the day")),
            SelectChoice("morning", _("In the morning")),
            SelectChoice("afternoon", _("In the afternoon")),
            SelectChoice("as_written", _("Only as I write below")),
            SelectChoice(NOT_SAFE_TO_RING, _("It is not safe to ring me"), {"alone": True}),
        ],
    )
    note = lines(
        _("Anything we should know before we ring"), description=_("For example, let it ring for a long time.")
    )
    say_who = yes_or_no(
        _("Can we say who is calling?"),
        description=_("If you say no, we only ask for you by name, and leave no message."),
    )
    instead_name = line(_("Or ring someone else instead: their name"))
    instead_telephone = telephone_number(_("Their telephone number"))

    def validate(self, extra_validators: Any = None) -> bool:
        """When ringing is the only way and it is not safe, somebody else has to be rung."""
        sound = bool(super().validate(extra_validators))
        if self.instead_telephone.data:
            self.instead_telephone.data, _works = telephone_as_written(self.instead_telephone.data)
        elif self.instead_name.data:
            return self.refuse("instead_telephone", gettext("Write the telephone number of the person to ring"))
        elif page_with_no_way_left({**self.details, "ringing": self.values()}, self.voice is Voice.YOU) == self.step:
            words = gettext("Tell us whom to ring instead, or go back and choose e-mail or post as well")
            return self.refuse("instead_name", words)
        return sound


class TalkingForm(StepForm):
    """What is needed so that both sides understand each other."""

    step = "talking"
    first = "needs"
    title = _("What do you need so that we can talk together?")
    group = _("Getting in touch with you")
    they = {
        "title": _("What do you or they need so that we can talk together?"),
        "needs": _("What do you or they need so that we can talk together?"),
        "language": _("If an interpreter: for which language, and for whom?"),
    }
    extras = frozenset({"language", "other"})
    needs = SelectMultipleField(
        _("What do you need so that we can talk together?"),
        description=_("Choose all that fit, or none."),
        choices=[
            SelectChoice(CommunicationNeed.BSL, _("British Sign Language")),
            SelectChoice(CommunicationNeed.TEXT_RELAY, _("Relay UK, or text messages")),
            SelectChoice(CommunicationNeed.INTERPRETER, _("An interpreter")),
            SelectChoice(CommunicationNeed.EASY_READ, _("Easy Read: short words with pictures")),
            SelectChoice(CommunicationNeed.LARGE_PRINT, _("Large print")),
            SelectChoice(CommunicationNeed.BRAILLE, _("Braille")),
            SelectChoice(CommunicationNeed.AUDIO, _("A recording to listen to")),
            SelectChoice(
                CommunicationNeed.ADVOCATE, _("An advocate: someone from outside the council who helps to speak up")
            ),
            SelectChoice(CommunicationNeed.SOMEONE_WITH_ME, _("A friend or relative there as well")),
            SelectChoice(CommunicationNeed.OTHER, _("Something else")),
        ],
    )
    language = line(_("If an interpreter: for which language?"))
    other = line(_("If something else: what?"))


class SharingForm(StepForm):
    """Who else may see it. The council's own team is told of, not asked about."""

    step = "sharing"
    title = _("Who may see this?")
    group = title
    extras = frozenset({"named_who"})
    gp = yes_or_no(_("May your GP practice see this?"))
    hospital = yes_or_no(_("May the hospital see this, if you are or were there?"))
    named = yes_or_no(_("May a person that you name see this?"))
    named_who = line(_("If yes: who?"))
    self_assessment = yes_or_no(
        _("Shall the council use this as your own assessment of yourself?"),
        description=_("Then you do not have to say everything again. Someone goes through it with you."),
    )
    they = {
        "gp": _("May their GP practice see this?"),
        "hospital": _("May the hospital see this, if they are or were there?"),
        "self_assessment": _("Shall the council use this as their own assessment of themselves?"),
    }


FORMS: dict[str, type[StepForm]] = {
    form.step: form
    for form in (
        WhoForm,
        WordsForm,
        NameForm,
        BirthForm,
        AddressForm,
        AreaForm,
        HealthForm,
        HelperForm,
        ReachForm,
        RingingForm,
        TalkingForm,
        SharingForm,
    )
}
