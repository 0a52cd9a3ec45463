"""The form that narrows the list. It is sent by GET: the address holds a room or a difficulty, and nobody's answer."""

from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict
from wtforms import Form, SelectField

from app.equipment.domain import Catalogue, Label


class NarrowForm(Form):  # type: ignore[misc]  # WTForms ships no types
    """A room of the home and a difficulty. A value that is not on offer counts as not chosen."""

    room = SelectField(lazy_gettext("Where in your home"), default="")
    difficulty = SelectField(lazy_gettext("What is hard"), default="")

    def __init__(self, typed: MultiDict[str, str], catalogue: Catalogue) -> None:
        super().__init__(typed)
        self._offer(self.room, lazy_gettext("Everywhere"), catalogue.rooms)
        self._offer(self.difficulty, lazy_gettext("Anything"), catalogue.difficulties)

    @property
    def chosen(self) -> dict[str, str]:
        """What is chosen, for an address."""
        return {name: value for name, value in self.data.items() if value}

    @staticmethod
    def _offer(field: SelectField, everything: str, labels: tuple[Label, ...]) -> None:
        field.choices = [("", everything), *((label.id, lazy_gettext(label.name)) for label in labels)]
        if field.data not in dict(field.choices):
            field.data = ""
