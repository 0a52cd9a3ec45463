"""The words of a message in the language of whoever gets it: the council's own, or ours."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import Flask, current_app, has_request_context
from flask_babel import force_locale, get_locale

from app.councils.api import council
from app.councils.domain import Council
from app.kernel.toml_lines import TomlFile
from app.messages.domain import Channel, Kind
from app.messages.kinds import TELLINGS, faults_of
from app.web.words import long_date

Values = Mapping[str, str | date]
Overlay = Mapping[tuple[Kind, Channel], Mapping[str, str]]


@dataclass(frozen=True)
class Words:
    """A message as it is read; only an e-mail has a subject."""

    subject: str
    body: str


def init_app(app: Flask) -> None:
    """Reads the council's own words. Raises WrongContent, which stops the start."""
    app.extensions["message_words"] = own_words(app.extensions["council"])


def own_words(this: Council) -> Overlay:
    """What a council's file says in its table `messages`: by kind, way and language. Raises WrongContent."""
    file, given = this.file, this.file.content.get("messages", {})
    if not isinstance(given, dict):
        raise file.refuse("must be a table", "messages")
    return {
        (_kind(file, kind), _way(file, kind, way)): _by_language(this, kind, way)
        for kind, ways in given.items()
        for way in _table(file, ways, kind)
    }


def composed(kind: Kind, way: Channel, values: Values, language: str = "") -> Words:
    """What the message says, in a language that the council offers; else in English. Days are written out in it.

    Without a language it is that of the page; the worker has no page, and says which. `values` are the kind's
    placeholders. A letter in a translation of ours that nobody has answered for goes on with the same in English.
    """
    code = _language(language)
    text = _said_in(code, kind, way, values)
    if way is Channel.LETTER and code in current_app.extensions["unreviewed"] and _own(kind, way) is None:
        text = f"{text}\n\n{_said_in('en', kind, way, values)}"
    if way is not Channel.EMAIL:
        return Words("", text)
    subject, _, body = text.partition("\n\n")
    return Words(subject, body)


def language_of(language: str = "") -> str:
    """The code of the language in which a message goes."""
    return _language(language)


def _language(wanted: str) -> str:
    code = wanted or (get_locale().language if has_request_context() else "en")
    return code if code in council().languages else "en"


def _said_in(code: str, kind: Kind, way: Channel, values: Values) -> str:
    with force_locale("en_GB" if code == "en" else code):
        filled = {name: long_date(value) if isinstance(value, date) else value for name, value in values.items()}
        return _said(kind, way, code, filled)


def _own(kind: Kind, way: Channel) -> Mapping[str, str] | None:
    """What the council says itself, by language."""
    overlay: Overlay = current_app.extensions["message_words"]
    return overlay.get((kind, way))


def _said(kind: Kind, way: Channel, language: str, values: dict[str, str]) -> str:
    this, own = council(), _own(kind, way)
    if own is None:
        template = current_app.jinja_env.get_template(f"messages/{kind}_{way}.txt")
        return _tidy(template.render(council=this, **values))
    ours = {
        "council": this.name,
        "service": this.service_name,
        "team": this.team,
        "telephone": this.telephone,
        "hours": this.telephone_hours,
    }
    return _tidy(str(own[language]).format(**ours | values))


def _tidy(text: str) -> str:
    """The text without spaces at the ends of lines, and with one empty line where a template left several."""
    lines: list[str] = []
    for line in map(str.rstrip, text.strip().splitlines()):
        if line or lines[-1]:
            lines.append(line)
    return "\n".join(lines)


def _kind(file: TomlFile, kind: str) -> Kind:
    if kind not in set(Kind):
        raise file.refuse(f"is not a message that a council may word; these are: {', '.join(Kind)}", "messages", kind)
    return Kind(kind)


def _way(file: TomlFile, kind: str, way: str) -> Channel:
    ways = TELLINGS[Kind(kind)].ways
    if way not in ways:
        raise file.refuse(f"goes by {', '.join(ways)} alone", "messages", kind, way)
    return Channel(way)


def _table(file: TomlFile, ways: object, kind: str) -> Mapping[str, object]:
    _kind(file, kind)
    if not isinstance(ways, dict):
        raise file.refuse("must be a table of ways, and in each a text for every language", "messages", kind)
    return ways


def _by_language(this: Council, kind: str, way: str) -> Mapping[str, str]:
    file, said = this.file, this.file.content["messages"][kind][way]
    if not isinstance(said, dict) or not all(isinstance(words, str) for words in said.values()):
        raise file.refuse("must be a table of texts by language", "messages", kind, way)
    if odd := sorted(said.keys() ^ set(this.languages)):
        reason = "has no words in" if odd[0] in this.languages else "has words in a language that is not offered:"
        raise file.refuse(f"{reason} {odd[0]!r}", "messages", kind, way)
    for language, words in said.items():
        for fault in faults_of(Kind(kind), Channel(way), words):
            raise file.refuse(f"{language}: {fault}", "messages", kind, way, language)
    return said
