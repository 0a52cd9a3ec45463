"""What fields of forms are checked for in every room."""

from uuid import UUID, uuid4, uuid5

from flask_babel import ngettext
from wtforms import Field, Form
from wtforms.validators import ValidationError


class AtMost:
    """Refuses a text that is longer than `longest` characters, and says by how much."""

    def __init__(self, longest: int) -> None:
        self.longest = longest
        self.field_flags = {"maxlength": longest}

    def __call__(self, form: Form, field: Field) -> None:
        over = len(field.data or "") - self.longest
        if over > 0:
            raise ValidationError(
                ngettext(
                    "This is %(num)s character too long. Please make it shorter",
                    "This is %(num)s characters too long. Please make it shorter",
                    over,
                )
            )


def written_once(once: str | None, *said: object) -> UUID:
    """The id under which what stands in a form is written: the same when it is sent twice, another when it was changed.

    `once` is a UUID that the form carries; where it cannot be read, each sending is one of its own.
    """
    try:
        return uuid5(UUID(once or ""), repr(said))
    except ValueError:
        return uuid4()
