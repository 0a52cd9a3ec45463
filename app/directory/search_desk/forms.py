"""The forms with which staff change the thesaurus."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from app.needs.domain import Entry, Phrase, Vocabulary, words

_ = lazy_gettext

LONGEST_REASON = 500
MOST_PHRASES = 200
LONGEST_PHRASE = 100


class ChangeForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """A change to an entry, with its reason. `seen` is the newest version that the page showed."""

    key = HiddenField()
    seen = HiddenField()
    why = StringField(
        _("Why do you change it?"),
        description=_("One sentence. It stays with this version."),
        render_kw={"maxlength": LONGEST_REASON},
    )

    def seen_version(self) -> int:
        """The version that the page showed; none that ever was when somebody tampered with it."""
        text = self.seen.data or ""
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs a reason."""
        sound = bool(super().validate(extra_validators))
        self.why.data = (self.why.data or "").strip()[:LONGEST_REASON]
        if not self.why.data:
            self.why.errors = [gettext("Say why, in a sentence")]
        return sound and not self.errors


class EntryForm(ChangeForm):
    """What people say, what it means, and why we think so."""

    said = TextAreaField(
        _("What people say"),
        description=_(
            "One phrase a line, in small letters without signs. “/” parts words of which one is enough, "
            "“*” stands for any ending, and a plural s is always allowed."
        ),
    )
    find = TextAreaField(
        _("Other words to look for in listings"), description=_("One a line. A listing must have all words of a line.")
    )
    needs = SelectMultipleField(_("Needs it speaks of"), validate_choice=False)
    wish = BooleanField(_("It is welcome but not what was asked for, like “free” or “in the evening”"))
    reason = StringField(
        _("What it means, in plain words"),
        description=_("It is shown to staff beside the ranking."),
        render_kw={"maxlength": LONGEST_REASON},
    )

    def __init__(self, vocabulary: Vocabulary, names: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.needs.choices = [SelectChoice(need, name) for need, name in names.items()]
        self._vocabulary = vocabulary

    def fill(self, entry: Entry) -> None:
        """Shows an entry as it is."""
        self.said.data = "\n".join(phrase.text for phrase in entry.said)
        self.find.data = "\n".join(entry.find)
        self.needs.data, self.wish.data, self.reason.data = list(entry.needs), entry.wish, entry.reason

    def entry(self) -> Entry:
        """The entry as it was typed."""
        return Entry(
            tuple(map(Phrase, _lines(self.said.data))),
            tuple(self.needs.data or ()),
            tuple(_lines(self.find.data)),
            (self.reason.data or "").strip()[:LONGEST_REASON],
            bool(self.wish.data),
        )

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuses what could never be matched, leads nowhere, or is another entry's."""
        sound = super().validate(extra_validators)
        entry = self.entry()
        self._check_phrases(entry)
        if not entry.find and not entry.needs:
            self.find.errors = [gettext("Say what to look for, or choose a need")]
        if [need for need in entry.needs if need not in self._vocabulary]:
            self.needs.errors = [gettext("Choose from the list")]
        if not entry.reason:
            self.reason.errors = [gettext("Say what it means, in a sentence")]
        return sound and not self.errors

    def _check_phrases(self, entry: Entry) -> None:
        if not entry.said or len(entry.said) > MOST_PHRASES:
            self.said.errors = [gettext("Write between 1 and %(most)s phrases", most=MOST_PHRASES)]
            return
        taken = self._taken_elsewhere()
        for phrase in entry.said:
            if not _is_plain(phrase.text):
                self.said.errors = [gettext("“%(phrase)s” is not made of plain small words", phrase=phrase.text)]
            elif phrase.text in taken:
                self.said.errors = [
                    gettext(
                        "“%(phrase)s” belongs to the entry “%(entry)s”: take it out there first",
                        phrase=phrase.text,
                        entry=taken[phrase.text],
                    )
                ]

    def _taken_elsewhere(self) -> dict[str, str]:
        others = (entry for entry in self._vocabulary.entries if entry.key != self.key.data)
        return {phrase.text: entry.key for entry in others for phrase in entry.said}


def _lines(text: str | None) -> list[str]:
    lines = (" ".join(line.split())[:LONGEST_PHRASE] for line in (text or "").splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def _is_plain(text: str) -> bool:
    """As in the file that ships: only what the search reads can ever be matched."""
    plain = text.replace("/", " ").replace("*", "")
    return bool(plain.strip()) and " ".join(words(plain)) == plain
