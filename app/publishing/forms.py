"""The forms of what moderators decide. Each carries the version of the page that was shown."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField
from wtforms.validators import Optional

from app.kernel.whole_number import whole_number_or
from app.publishing.domain import LONGEST_WORDS, Deed
from app.web.fields import AtMost, tidy

NEED_WORDS = {
    Deed.ASKED_BACK: "Write what you want to ask",
    Deed.REJECTED: "Write why, so that they know what to change",
    Deed.TAKEN_DOWN: "Write why, so that they know what to change",
}


class SeenForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """A press on a button; `seen` is the newest version that the page showed."""

    seen = HiddenField()

    def seen_version(self) -> int:
        """The version that the page showed; none that ever was when somebody tampered with it."""
        return number_of(self.seen.data or "")


class DecisionForm(SeenForm):
    """What a moderator writes to the owners."""

    words = TextAreaField(
        "Your words to those who keep the page",
        [Optional(), AtMost(LONGEST_WORDS)],
        description="They read them after signing in. Needed unless you publish it.",
        filters=[tidy],
    )

    def is_sound_for(self, deed: Deed, **kwargs: Any) -> bool:
        """Whether what was typed is enough for this decision; what is missing is said beside the box."""
        sound = bool(self.validate_on_submit(**kwargs))
        if deed in NEED_WORDS and not self.words.data:
            self.words.errors = [NEED_WORDS[deed]]
        return sound and not self.words.errors


def number_of(text: str) -> int:
    """A number of a version; none that ever was when it is not one."""
    return whole_number_or(text, -1)
