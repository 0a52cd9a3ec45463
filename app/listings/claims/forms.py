"""The forms of claiming a listing, and of keeping one together with others."""

from collections.abc import Iterable

from email_validator import EmailNotValidError, validate_email
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, RadioField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from app.accounts.domain import printable
from app.listings.claims.claim import Way
from app.publishing.domain import LONGEST_TITLE

LONGEST_WORDS = 1000


def _shown(typed: str | None) -> str:
    return printable(typed or "").strip()


def _lines(typed: str | None) -> str:
    return "\n".join(map(_shown, (typed or "").splitlines())).strip()


class ClaimForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """How somebody wants to show that a listing is theirs."""

    words = TextAreaField(
        "What do you do there?",
        [
            InputRequired("Say in a few words what you do there"),
            Length(max=LONGEST_WORDS, message="Use at most 1,000 characters."),
        ],
        description="Such as “I run the lunch club” or “I am the secretary”. Only the council reads it.",
        filters=[_lines],
    )
    way = RadioField("How can we check with the group?", validate_choice=False)

    def offer(self, ways: Iterable[tuple[Way, str, str]]) -> None:
        """Sets the ways that this listing has, each with its words and a hint."""
        self.way.choices = [SelectChoice(way.value, words, render_kw={"hint": hint}) for way, words, hint in ways]

    def validate_way(self, field: RadioField) -> None:
        """Only what was offered."""
        if field.data not in {choice.value for choice in field.choices}:
            raise ValidationError("Choose how we can check")


class CodeForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """The code from a letter or a telephone call."""

    code = StringField(
        "Code",
        [InputRequired("Type the code"), Length(max=40, message="Type the code, like 7K3M 9PQD")],
        description="Eight letters and digits, like 7K3M 9PQD. You may leave the gap out.",
        filters=[_shown],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )


class AnswerForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What the people of a listing say. Nothing is chosen before: a program that presses says nothing."""

    answer = RadioField(
        _("Do they speak for you?"),
        choices=[
            SelectChoice("yes", _("Yes, they may change what our page says")),
            SelectChoice("no", _("No, we do not know them")),
        ],
        validators=[InputRequired(_("Choose yes or no"))],
    )


class RefusalForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Why staff say no."""

    reason = TextAreaField(
        "Why not?",
        [InputRequired("Say why, so that they know what to do"), Length(max=LONGEST_WORDS, message="Use less.")],
        description="They get these words by e-mail.",
        filters=[_lines],
    )


class NewListingForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What a group is called that is not in the directory."""

    name = StringField(
        "What is it called?",
        [
            InputRequired("Type the name of the group or service"),
            Length(max=LONGEST_TITLE, message=f"Use at most {LONGEST_TITLE} characters."),
        ],
        description="As people know it.",
        filters=[_shown],
        render_kw={"autocomplete": "organization"},
    )
    different = BooleanField("It is none of these")


class InviteForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Who is asked to keep a page too."""

    email = EmailField(
        "Their e-mail address",
        [InputRequired("Type their e-mail address"), Length(max=254, message="Use at most 254 characters.")],
        filters=[_shown],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    hands_over = BooleanField("I hand the page over to them, and leave when they accept")

    def validate_email(self, field: EmailField) -> None:
        """What can be no address would never be answered."""
        try:
            validate_email(field.data, check_deliverability=False)
        except EmailNotValidError as error:
            raise ValidationError("Check the address. It should look like name@example.org") from error
