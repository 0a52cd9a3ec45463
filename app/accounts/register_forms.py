"""The forms of the administrators' pages."""

from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, StringField
from wtforms.fields.choices import SelectChoice, SelectMultipleField
from wtforms.validators import DataRequired, InputRequired, Length

from app.accounts.domain import OF_THE_PUBLIC, printable
from app.accounts.wording import ROLES
from app.kernel.whole_number import whole_number_or


def _shown(typed: str | None) -> str:
    return printable(typed or "").strip()


def _roles(label: str) -> SelectMultipleField:
    choices = [
        SelectChoice(role.value, name, render_kw={"hint": about})
        for role, (name, about) in ROLES.items()
        if role not in OF_THE_PUBLIC
    ]
    return SelectMultipleField(label, [DataRequired("Choose at least one")], choices=choices)


class InviteForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Somebody who is to have an account."""

    email = EmailField(
        "E-mail address",
        [InputRequired("Type their e-mail address"), Length(max=254, message="Use at most 254 characters.")],
        description="Their own address at work. They sign in by it, and the link goes there.",
        filters=[_shown],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    name = StringField(
        "Name",
        [InputRequired("Type their name"), Length(max=100, message="Use at most 100 characters.")],
        description="As colleagues know them.",
        filters=[_shown],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    roles = _roles("What are they here to do?")


class FindForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Whose account an administrator looks for. Sent as a form, so that no name stands in an address or a log."""

    words = StringField(
        "Name or e-mail address",
        [InputRequired("Write a name or an e-mail address")],
        filters=[_shown],
        description="A part will do for staff. Others are found by their whole e-mail address.",
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )


class DeedForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """A deed on an account, as it was when the page was opened."""

    version = HiddenField()

    def seen(self) -> int:
        """The version that was seen; none for what no page of ours holds."""
        return whole_number_or(self.version.data, 0)


class RolesForm(DeedForm):
    """What somebody may do."""

    roles = _roles("What may they do?")
