"""The forms of signing in and of choosing a password."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from app.accounts.domain import printable
from app.accounts.passwords import LONGEST, Weakness

SENTENCES = {
    Weakness.SHORT: _("Use at least 12 characters. Three or four words in a row are easy to remember."),
    Weakness.LONG: _("Use at most 200 characters."),
    Weakness.PATTERN: _("That is a row of keys or the same thing again and again, which is soon guessed. Use words."),
    Weakness.COMMON: _(
        "Many people use that password, so it is tried first. Add words that only you would put together."
    ),
    Weakness.PERSONAL: _("Leave out your name, your address and the council's name, or add more words to them."),
}

_SHORT_ENOUGH = Length(max=LONGEST, message=_("Use at most 200 characters."))


def _shown(typed: str | None) -> str:
    return printable(typed or "")


class SignIn(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Who somebody says they are. `next` is where they were going."""

    email = EmailField(
        _("E-mail address"),
        [InputRequired(_("Type your e-mail address")), Length(max=254, message=_("Use at most 254 characters."))],
        filters=[_shown],
        render_kw={"autocomplete": "username", "spellcheck": "false"},
    )
    password = PasswordField(
        _("Password"),
        [InputRequired(_("Type your password")), _SHORT_ENOUGH],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField(filters=[_shown])


class SecondStep(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """The code of an app, or a recovery code in its place. `next` is where they were going."""

    code = StringField(
        "Code from your app",
        [Length(max=20, message="Type the six digits that your app shows")],
        description="Six digits. Your app shows new ones every half minute.",
        filters=[_shown],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"},
    )
    recovery = StringField(
        "Recovery code",
        [Length(max=40, message="Type one of your recovery codes, like 7K3M 9PQD 2XYZ")],
        filters=[_shown],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    next = HiddenField(filters=[_shown])

    def validate_code(self, field: StringField) -> None:
        """One of the two is wanted."""
        if not field.data and not self.recovery.data:
            raise ValidationError("Type the six digits that your app shows")


class SetUp(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """The first code of a new second factor; `kept` hands back the secret that was offered, sealed."""

    kept = HiddenField()
    old_password = PasswordField("Your password", [_SHORT_ENOUGH], render_kw={"autocomplete": "current-password"})
    code = StringField(
        "Code that the app shows now",
        [InputRequired("Type the six digits that the app shows"), Length(max=20, message="Type six digits")],
        filters=[_shown],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"},
    )


class LostPassword(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Who says that they lost their password."""

    email = EmailField(
        "Your e-mail address",
        [InputRequired("Type your e-mail address"), Length(max=254, message="Use at most 254 characters.")],
        filters=[_shown],
        render_kw={"autocomplete": "username", "spellcheck": "false"},
    )


class ChoosePassword(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """A password for whoever has none yet, or lost it."""

    new_password = PasswordField(
        "Password",
        [InputRequired("Type a password")],
        description="At least 12 characters. Three or four words that do not belong together are good.",
        render_kw={"autocomplete": "new-password", "minlength": "12"},
    )


class Confirm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """The password again, before something that a thief of the session would like to do."""

    old_password = PasswordField(
        "Your password",
        [InputRequired("Type your password"), _SHORT_ENOUGH],
        render_kw={"autocomplete": "current-password"},
    )


class ChangePassword(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """A password of one's own."""

    old_password = PasswordField(
        _("Your password now"),
        [InputRequired(_("Type the password that you signed in with")), _SHORT_ENOUGH],
        render_kw={"autocomplete": "current-password"},
    )
    new_password = PasswordField(
        _("New password"),
        [InputRequired(_("Type a new password"))],
        description=_(
            "At least 12 characters. Three or four words that do not belong together are good. You may paste it."
        ),
        render_kw={"autocomplete": "new-password", "minlength": "12"},
    )
