"""The forms of a list: a note to a service, a link to make, and where to send one."""

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, HiddenField, StringField, TextAreaField
from wtforms.validators import ValidationError

from app.lists.domain import LONGEST_NOTE
from app.lists.recipients import Recipient, WrongRecipient, recipient_of
from app.lists.sending import sends_texts
from app.web.fields import AtMost

_ = lazy_gettext


def _as_written(typed: str | None) -> str:
    """What was written, with one kind of line break, as it is kept and compared."""
    return (typed or "").replace("\r\n", "\n").replace("\0", "").strip()


class NoteForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """A note to a service. `seen` is the mark of the note that the page showed."""

    service = HiddenField()
    seen = HiddenField()
    note = TextAreaField(
        _("Your note"),
        [AtMost(LONGEST_NOTE)],
        description=_("Only you see it, unless you choose to share it."),
        filters=[_as_written],
    )


class LinkForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Whether others may read the notes too."""

    notes = BooleanField(_("Show my notes too"))


class SendForm(LinkForm):
    """Where a link is to go: an e-mail address, or the number of a mobile telephone where the council sends texts."""

    to = StringField(_("E-mail address"), filters=[_as_written], render_kw={"spellcheck": "false"})

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.recipient: Recipient | None = None
        if sends_texts():
            self.to.label.text = gettext("E-mail address or mobile number")
        else:
            self.to.render_kw = {**self.to.render_kw, "autocomplete": "email"}

    def validate_to(self, field: Field) -> None:
        """Reads where it is to go."""
        try:
            self.recipient = recipient_of(field.data, sends_texts())
        except WrongRecipient as error:
            raise ValidationError(str(error)) from error


class SendToCallerForm(SendForm):
    """The same for a member of staff; `once` is the id of the link, so that a double press sends one."""

    once = HiddenField()
