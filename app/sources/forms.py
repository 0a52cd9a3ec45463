"""The forms of the sources: a directory to read, a listing's words, and finding a listing."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from app.directory.api import NotAnArea, NotThatValue, area_given, edits, tidy
from app.sources import wording
from app.sources.domain import HOURS, Source

_ = lazy_gettext

LICENCES = ("Open Government Licence v3.0", "Creative Commons Attribution 4.0", "")
ONE_LINE = {"autocomplete": "off"}


def _stripped(text: str | None) -> str:
    return (text or "").strip()


class SourceForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """A directory to read on a schedule. `version` is the source's as the page showed it."""

    version = HiddenField()
    name = StringField(
        _("What is this directory called?"),
        [InputRequired(_("Write what it is called")), Length(max=100, message=_("Use at most 100 characters"))],
        filters=[_stripped],
        render_kw=ONE_LINE,
    )
    address = StringField(
        _("Its address"),
        [InputRequired(_("Write its address"))],
        description=_("The base address of a feed in Open Referral UK version 3 or 1. We ask it for /services."),
        filters=[_stripped],
        render_kw={"autocomplete": "off", "inputmode": "url", "spellcheck": "false"},
    )
    area = StringField(
        _("How far does it reach? (you do not have to say)"),
        description=_("Outward codes with commas between them, such as TS18, TS19. Or: national."),
        filters=[_stripped],
        render_kw=ONE_LINE,
    )
    hours = SelectField(_("How often should we read it?"), coerce=int, default=24)
    licence = SelectField(_("Under which licence may we show it?"))

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.hours.choices = [(hours, wording.every(hours)) for hours in HOURS]
        self.licence.choices = [(words, words or gettext("We do not know yet")) for words in LICENCES]

    def seen_version(self) -> int:
        """The version that the page showed; none that ever was when somebody tampered with it."""
        text = self.version.data or ""
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0

    def show_beside(self, source: Source) -> None:
        """Leaves what was typed in its box, and says at each field what somebody else has made of it meanwhile."""
        self.version.data = str(source.version)
        for field in (self.name, self.address, self.area, self.hours, self.licence):
            now = getattr(source, field.name)
            if field.data != now:
                said = wording.every(now) if field is self.hours else now or "We do not know yet"
                field.errors = [f"Someone changed this after you opened it. It says now: “{said}”. Decide, then save."]

    def validate_address(self, field: StringField) -> None:
        """An address of the web, with no password in it: a page shows it to every member of staff."""
        try:
            parts = urlsplit(field.data)
            sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.username is None
        except ValueError:
            sound = False
        if not sound or not field.data.isprintable() or " " in field.data:
            raise ValidationError(gettext("Write an address that begins with https:// or http://"))

    def validate_area(self, field: StringField) -> None:
        """Outward codes, or the whole country."""
        try:
            _ = area_given(field.data) if field.data else None
        except NotAnArea as error:
            raise ValidationError(gettext("“%(code)s” is not an outward code", code=str(error).strip())) from error


def mark_of(text: str) -> str:
    """What tells a text from another, to see whether somebody changed it meanwhile."""
    return sha256(text.encode()).hexdigest()[:12]


class ListingForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """The words of a listing that staff may put right. `seen` marks each field as the page showed it."""

    seen = HiddenField()
    name = StringField(wording.FIELDS["name"], render_kw=ONE_LINE)
    description = TextAreaField(wording.FIELDS["description"])
    telephone = TextAreaField(wording.FIELDS["telephone"], description=_("One number on each line."))
    email = StringField(wording.FIELDS["email"], render_kw=ONE_LINE)
    url = StringField(wording.FIELDS["url"], render_kw=ONE_LINE)
    fees = TextAreaField(wording.FIELDS["fees"])

    @property
    def tidied(self) -> dict[str, str]:
        """What was typed, as it is kept. Only after it was found sound."""
        return {name: tidy(name, self[name].data or "") for name in edits.FIELDS}

    def show(self, words: Mapping[str, str]) -> None:
        """Remembers that the page shows these words."""
        self.seen.data = " ".join(mark_of(words[name]) for name in edits.FIELDS)

    def changes(self, words: Mapping[str, str]) -> dict[str, str]:
        """What somebody typed in another way than it was shown to them, and than it is now."""
        shown = self._shown(words)
        typed = {name: text for name, text in self.tidied.items() if mark_of(text) != shown[name]}
        return {name: text for name, text in typed.items() if text != words[name]}

    def clashes(self, words: Mapping[str, str]) -> list[str]:
        """The fields among those that somebody else changed after the page was shown; each says so."""
        shown = self._shown(words)
        clashing = [name for name in self.changes(words) if mark_of(words[name]) != shown[name]]
        for name in clashing:
            said = gettext("Someone changed this entry after you opened it. Look at it again, then decide.")
            self[name].errors = [f"{said} “{words[name]}”"]
        return clashing

    def _shown(self, words: Mapping[str, str]) -> dict[str, str]:
        marks = (self.seen.data or "").split()
        if len(marks) != len(edits.FIELDS):
            marks = [mark_of(words[name]) for name in edits.FIELDS]
        return dict(zip(edits.FIELDS, marks, strict=True))

    def validate(self, extra_validators: Any = None) -> bool:
        """Each field has to be what it is called."""
        sound = bool(super().validate(extra_validators))
        for name in edits.FIELDS:
            try:
                tidy(name, self[name].data or "")
            except NotThatValue:
                self[name].errors = [_mistake(name)]
        return sound and not self.errors


def _mistake(name: str) -> str:
    mistakes = {
        "name": gettext("Write what it is called"),
        "telephone": gettext("Write a telephone number, or leave it empty"),
        "email": gettext("Write an e-mail address, or leave it empty"),
        "url": gettext("Write a web address, or leave it empty"),
    }
    return str(mistakes.get(name) or gettext("This cannot stand here"))
