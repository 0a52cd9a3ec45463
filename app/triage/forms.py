"""The forms of what staff do with a case. Each carries the version of the case that its page showed."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, HiddenField, RadioField, SelectField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from app.kernel.clock import today
from app.messages.domain import Channel, Recipient
from app.referrals.api import SentBy
from app.triage import wording
from app.triage.domain import gaps_in
from app.web.fields import AtMost, tidy

A_FEW_LINES, A_PAGE = 1000, 4000
MOST_GAPS = 5
FARTHEST_CHASE = timedelta(days=366)


def lines(label: str, longest: int = A_FEW_LINES, **kwargs: Any) -> TextAreaField:
    return TextAreaField(label, [AtMost(longest)], filters=[tidy], **kwargs)


def choices(words: Mapping[Any, str]) -> list[SelectChoice]:
    return [SelectChoice(str(value), label) for value, label in words.items()]


class CaseForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What staff do with a case. `version` is the case's as the page showed it; `needed` are boxes not to be empty."""

    needed: ClassVar[Mapping[str, str]] = {}
    version = HiddenField()

    def seen_version(self) -> int:
        """The version that the page showed; none that ever was when somebody tampered with it."""
        text = self.version.data or ""
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs words where they are needed."""
        sound = bool(super().validate(extra_validators))
        for name, words in self.needed.items():
            if not self[name].data:
                self[name].errors = [words]
        return sound and not self.errors


class RouteForm(CaseForm):
    """The route that a member of staff decides on, and why; and which of the rules led astray."""

    needed = {"reason": "Give the reason, in a sentence"}
    route = RadioField("Which route is right?", [InputRequired("Choose a route")], choices=choices(wording.ROUTES))
    wrong_rules = SelectMultipleField("Which of these rules were wrong here?", description="None, if all were right.")
    reason = lines("Why?", description="Needed also when you agree. It shows where the questions lead astray.")

    def __init__(self, rules: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.wrong_rules.choices = choices({rule: f"{rule} {words}".strip() for rule, words in rules.items()})


class OutcomeForm(CaseForm):
    """How a case ended."""

    needed = {"outcome_words": "Say what came of it, in a sentence"}
    outcome = SelectField(
        "How did it end?",
        [InputRequired("Choose how it ended")],
        choices=[SelectChoice("", "Choose one"), *choices(wording.OUTCOMES)],
    )
    outcome_words = lines("What came of it?", description="One sentence. The person does not see it.")


class ReopenForm(CaseForm):
    """Why a closed case is opened again."""

    needed = {"reopen_reason": "Say why, in a sentence"}
    reopen_reason = lines("Why does it need to be opened again?")


class AssignForm(CaseForm):
    """Whose case it is to be."""

    assignee = SelectField("Give it to", [InputRequired("Choose somebody")])

    def __init__(self, colleagues: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.assignee.choices = [SelectChoice("", "Choose somebody"), *choices(colleagues)]


class NoteForm(CaseForm):
    """Something for colleagues to know."""

    needed = {"note": "Write the note"}
    note = lines("Note", A_PAGE, description="Colleagues who may open this case read it. The person may ask for it.")


class AttemptForm(CaseForm):
    """An attempt to reach somebody."""

    attempt = RadioField("How did it go?", [InputRequired("Choose how it went")], choices=choices(wording.ATTEMPTS))
    attempt_words = lines("What was said, in a few words")


class ChaseForm(CaseForm):
    """When to come back to a case."""

    chase = DateField("When to come back to it", format="%d %m %Y", description="For example, 27 3 2027")

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs a day from today on, within a year."""
        sound = bool(super().validate(extra_validators))
        if self.chase.data is None or not today() <= self.chase.data <= today() + FARTHEST_CHASE:
            self.chase.errors = ["Write a day from today on, within a year"]
        return sound and not self.errors


class NumberForm(CaseForm):
    """That the note about ringing safely was read, before a number is shown."""

    safe = BooleanField("I have read how to ring them safely, and nobody beside me can see or hear this")

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs the tick."""
        sound = bool(super().validate(extra_validators))
        if not self.safe.data:
            self.safe.errors = ["Read how to ring them safely, then tick this"]
        return sound and not self.errors


class DiedForm(CaseForm):
    """That the person has died; ticked, because it stops every message and cannot be pressed by mistake."""

    has_died = BooleanField("This person has died. Stop every message to them and about them")

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs the tick."""
        sound = bool(super().validate(extra_validators))
        if not self.has_died.data:
            self.has_died.errors = ["Tick this if the person has died"]
        return sound and not self.errors


class AliveForm(CaseForm):
    """That it was a mistake that the person has died, and how that came to light."""

    needed = {"alive": "Say how you know, in a sentence"}
    alive = lines("How do you know that they are alive?", description="It stands in the history of the case.")


class GapsForm(CaseForm):
    """What is asked back: only what is missing. `ways` are where the person may be written to."""

    gaps = lines("What is missing?", description="One question to a line, as you would ask the person. At most 5.")

    by = RadioField(
        "How do we tell them that we ask?",
        [InputRequired("Choose how we tell them")],
        description="The message says neither what you ask nor what they told us. They answer with their code.",
    )

    def __init__(self, ways: Mapping[Channel, str], **kwargs: Any) -> None:
        super().__init__(**{"by": next(iter(ways), None), **kwargs})
        self._ways = ways
        self.by.choices = choices({way: wording.WAYS_TO_ASK[way] for way in ways})

    @property
    def recipient(self) -> Recipient:
        """Where the message goes."""
        way = Channel(self.by.data)
        return Recipient(way, self._ways[way])

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs one to five questions."""
        sound = bool(super().validate(extra_validators))
        if not 1 <= len(gaps_in(self.gaps.data or "")) <= MOST_GAPS:
            self.gaps.errors = ["Write one to five questions, each on a line of its own"]
        return sound and not self.errors


class AssureForm(CaseForm):
    """What the officer makes of a self-assessment, what is decided, and the record that the person gets."""

    needed = {"told": "Write what was decided and why, for the person"}
    assurance = RadioField(
        "Have you made sure, with the person, that it is accurate and complete?",
        [InputRequired("Say whether it is accurate and complete")],
        choices=choices(wording.ASSURANCES),
    )
    not_right = lines("Which parts are not, and what is so instead")
    told = lines(
        "What was decided, and why",
        A_PAGE,
        description="The person reads this. Speak with them, in their language: what, why, and what happens next.",
    )
    give = RadioField(
        "How do they want to get it?",
        [InputRequired("Choose how they get it")],
        choices=choices(wording.WAYS_OF_GIVING),
    )

    def __init__(self, may_email: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.may_email = may_email

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs to say which parts are not right when some are not, and an address to write to."""
        sound = bool(super().validate(extra_validators))
        if self.assurance.data == "gaps" and not self.not_right.data:
            self.not_right.errors = ["Say which parts are not right"]
        if self.give.data == SentBy.EMAIL and not self.may_email:
            self.give.errors = ["They gave no e-mail address for this. Choose paper"]
        return sound and not self.errors
