"""The forms of an advert: what is looked for, to whom it goes, whose it is, and what staff decide."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from flask_babel import gettext, lazy_gettext, ngettext
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from app.kernel.postcode import NotAPostcode, outward_code
from app.pa_finder.domain import WEEK
from app.pa_finder.finding.matching import Match
from app.pa_finder.finding.wording import TASKS, time_in_words
from app.pa_finder.talking.advert import (
    LONGEST_LINE,
    LONGEST_MATTERS,
    MOST_CHOSEN,
    Advert,
    Decision,
    For,
    Kept,
    caught_in,
)
from app.pa_finder.talking.wording import FOR_WHOM, caught_in_words
from app.publishing.checks import Found
from app.web.fields import AtMost, tidy
from app.web.written import email_as_written

LONGEST_NAME = 30
LONGEST_ANSWER = 1000

_ = lazy_gettext


class AdvertForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What is looked for. `seen` is the version that the page showed."""

    seen = HiddenField()
    for_whom = RadioField(
        _("Who needs the help?"), choices=[SelectChoice(one, FOR_WHOM[one]) for one in (For.ME, For.SOMEONE)]
    )
    tasks = SelectMultipleField(
        _("What with?"),
        description=_("Tick all that fit."),
        choices=[SelectChoice(task, words) for task, words in TASKS.items()],
    )
    times = SelectMultipleField(_("When?"), description=_("Tick all that could suit, or leave it open."))
    hours = StringField(
        _("About how many hours a week?"),
        [AtMost(LONGEST_LINE)],
        description=_("For example, “about 6”. You can leave this out."),
        filters=[tidy],
    )
    outward = StringField(
        _("Where?"),
        description=_("The first half of the postcode. If you write the whole postcode, we keep the first half only."),
        filters=[tidy],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    matters = TextAreaField(
        _("What matters to you?"),
        [AtMost(LONGEST_MATTERS)],
        description=_(
            "In your own words: what a good day is like, what you enjoy, what somebody should know. "
            "Leave out names, addresses and telephone numbers."
        ),
        filters=[tidy],
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.times.choices = [SelectChoice(time.mark, time_in_words(time)) for time in WEEK]

    @classmethod
    def showing(cls, kept: Kept) -> "AdvertForm":
        """The form as the advert stands."""
        return cls(formdata=None, data={**vars(kept.advert), "seen": str(kept.version)}).asking(kept)

    def asking(self, kept: Kept) -> "AdvertForm":
        """The form without what is known: of a caller, for whom it is."""
        if kept.advert.for_whom == For.CALLER:
            del self.for_whom
        return self

    def over(self, before: Advert) -> Advert:
        """What was filled in, with what is not asked here as it was before."""
        if self.for_whom is None:
            return replace(self.advert, for_whom=before.for_whom)
        return replace(self.advert, person=before.person if self.for_whom.data == For.SOMEONE else "")

    @property
    def advert(self) -> Advert:
        """What was filled in, once the form is sound."""
        return Advert(
            for_whom=(self.for_whom.data or "") if self.for_whom else "",
            tasks=tuple(self.tasks.data or ()),
            times=tuple(self.times.data or ()),
            outward=self.outward.data or "",
            hours=self.hours.data or "",
            matters=self.matters.data or "",
        )

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs who, what and where, and holds nothing that tells how to reach anybody."""
        sound = bool(super().validate(extra_validators))
        if self.for_whom is not None and not self.for_whom.data:
            self.for_whom.errors = [gettext("Choose who needs the help")]
        if not self.tasks.data:
            self.tasks.errors = [gettext("Tick at least one thing")]
        self._read_place()
        self._look_for_details()
        return sound and not self.errors

    def _read_place(self) -> None:
        try:
            self.outward.data = outward_code(self.outward.data or "")
        except NotAPostcode:
            self.outward.errors = [gettext("Write the first half of a postcode, like the start of your own")]

    def _look_for_details(self) -> None:
        caught: dict[str, list[Found]] = {}
        for name, one in caught_in(self.advert):
            caught.setdefault(name, []).append(one)
        for name, found in caught.items():
            self[name].errors = [caught_in_words(found)]


class ChooseForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """To whom the advert goes."""

    seen = HiddenField()
    chosen = SelectMultipleField(_("Who should get it?"))

    def offer(self, matches: Iterable[Match]) -> None:
        """Those who may get it; the page shows how each fits."""
        self.chosen.choices = [SelectChoice(str(match.pa.id), match.pa.profile.first_name) for match in matches]

    @property
    def pages(self) -> tuple[UUID, ...]:
        """Those who were chosen, once the form is sound."""
        return tuple(map(UUID, self.chosen.data or ()))

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs one at least, and few enough that each can be answered."""
        sound = bool(super().validate(extra_validators))
        over = len(self.chosen.data or ()) - MOST_CHOSEN
        if not self.chosen.data:
            self.chosen.errors = [gettext("Choose at least one")]
        elif over > 0:
            self.chosen.errors = [
                ngettext(
                    "Choose %(most)s at the most: take out %(num)s",
                    "Choose %(most)s at the most: take out %(num)s",
                    over,
                    most=MOST_CHOSEN,
                )
            ]
        return sound and not self.errors


def is_one_name(name: str) -> bool:
    """Whether that is one word of letters."""
    return name.replace("-", "").replace("’", "").replace("'", "").isalpha()


class NameForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What whoever wrote an advert is called."""

    seen = HiddenField()
    first_name = StringField(
        _("Your first name"),
        [AtMost(LONGEST_NAME)],
        description=_("One word. Personal assistants see this and no other name."),
        filters=[tidy],
        render_kw={"autocomplete": "given-name", "spellcheck": "false"},
    )

    def named(self, kept: Kept) -> Kept:
        """The advert under this name, once the form is sound."""
        return replace(kept, first_name=self.first_name.data or "")

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs one word of letters, as the other side reads it."""
        sound = bool(super().validate(extra_validators))
        if not is_one_name(self.first_name.data or ""):
            self.first_name.errors = [gettext("Write your first name as one word, with letters only")]
        return sound and not self.errors


class ForSomebodyForm(NameForm):
    """The same of somebody who writes for another."""

    person = StringField(
        _("First name of the person you write for"),
        [AtMost(LONGEST_NAME)],
        description=_("You can leave this out. Personal assistants read that you write for somebody else."),
        filters=[tidy],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    agreed = BooleanField(_("They know that I write for them and want this, or the law lets me decide it for them"))

    def named(self, kept: Kept) -> Kept:
        """The advert under this name, with that of whoever it is written for."""
        return replace(super().named(kept), advert=replace(kept.advert, person=self.person.data or ""))

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs that they agreed; a name, if there is one, is one word."""
        sound = bool(super().validate(extra_validators))
        if self.person.data and not is_one_name(self.person.data):
            self.person.errors = [gettext("Write their first name as one word, with letters only")]
        if not self.agreed.data:
            self.agreed.errors = [gettext("Ask them first. Then tick this, and send it")]
        return sound and not self.errors


class CallerForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Where a caller, for whom staff wrote, hears back."""

    email = StringField(
        "The caller's e-mail address, or that of somebody who helps them",
        description="They get a link, read the advert, and send it themselves. Answers come to them alone.",
        filters=[tidy],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs a whole address."""
        sound = bool(super().validate(extra_validators))
        written = email_as_written(self.email.data or "")
        if written:
            self.email.data = written
        else:
            self.email.errors = ["Write a whole e-mail address, like name@example.org"]
        return sound and not self.errors


class DecisionForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What staff make of an advert. The writer reads the words."""

    seen = HiddenField()
    decision = RadioField(
        "What happens with it?",
        choices=[
            SelectChoice(Decision.LET_OUT, "Pass it on to those who were chosen"),
            SelectChoice(Decision.ASK_BACK, "Ask the writer to change something"),
            SelectChoice(Decision.REFUSE, "Do not pass it on"),
        ],
    )
    words = TextAreaField(
        "What to tell the writer",
        [AtMost(LONGEST_ANSWER)],
        description="Needed unless you pass it on. Say what to change, or why not, in plain words.",
        filters=[tidy],
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs a reason for everything but passing it on."""
        sound = bool(super().validate(extra_validators))
        if not self.decision.data:
            self.decision.errors = ["Choose what happens with it"]
        elif self.decision.data != Decision.LET_OUT and not self.words.data:
            self.words.errors = ["Say what to change, or why it is not passed on"]
        return sound and not self.errors
