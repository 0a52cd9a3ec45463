"""The forms of whoever signs in without a password."""

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, HiddenField, StringField, ValidationError
from wtforms.validators import InputRequired, Length

from app.accounts.domain import printable

LONGEST_NAME = 100


def shown(typed: str | None) -> str:
    """What was typed, without what no page can show."""
    return printable(typed or "").strip()


class AskForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """By which address somebody wants to sign in. `next` is where they were going."""

    email = EmailField(
        _("Your e-mail address"),
        [InputRequired(_("Type your e-mail address")), Length(max=254, message=_("Use at most 254 characters."))],
        filters=[shown],
        render_kw={"autocomplete": "email", "spellcheck": "false"},
    )
    next = HiddenField(filters=[shown])

    def validate_email(self, field: EmailField) -> None:
        """What can be no address would never be answered."""
        try:
            validate_email(field.data, check_deliverability=False)
        except EmailNotValidError as error:
            raise ValidationError(gettext("Check the address. It should look like name@example.org")) from error


class ComeInForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """The press that uses a link up. `name` is asked of newcomers, `code` in a browser that did not ask for it."""

    name = StringField(
        _("Your name"),
        [Length(max=LONGEST_NAME, message=_("Use at most 100 characters."))],
        description=_("The council and the people with whom you keep a page see it. It is not on the page."),
        filters=[shown],
        render_kw={"autocomplete": "name", "spellcheck": "false"},
    )
    code = StringField(
        _("Code"),
        [Length(max=20, message=_("Type the 6 digits"))],
        description=_("6 digits, on the page where you asked for this link."),
        filters=[shown],
        render_kw={"autocomplete": "off", "inputmode": "numeric", "spellcheck": "false"},
    )
    lasting = BooleanField(_("Keep me signed in for 30 days. Nobody else uses this phone or computer"))

    def wants(self, name: bool, code: bool) -> bool:
        """Whether what is wanted of this person was typed; what was not is said beside the field."""
        if name and not self.name.data:
            self.name.errors = [gettext("Type your name")]
        if code and not self.code.data:
            self.code.errors = [gettext("Type the 6 digits that the other page shows")]
        return not (self.name.errors or self.code.errors)


class NameForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What somebody wants to be called."""

    name = StringField(
        "Your name",
        [InputRequired("Type your name"), Length(max=LONGEST_NAME, message="Use at most 100 characters.")],
        description="The council and the people with whom you keep a page see it. It is not on the page.",
        filters=[shown],
        render_kw={"autocomplete": "name", "spellcheck": "false"},
    )
