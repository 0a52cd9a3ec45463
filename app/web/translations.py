"""Which translations somebody has answered for, and how words are shown until then: with the English beside them."""

import tomllib
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from flask_babel import get_locale, gettext
from markupsafe import Markup, escape

from app.config import ROOT, WrongSetting

FOLDER = ROOT / "translations"


def init_app(app: Flask) -> None:
    """Reads the state of each language that the council offers. Raises WrongSetting for one that we do not have."""
    offered = app.extensions["council"].languages
    app.extensions["unreviewed"] = {code for code in offered if code != "en" and not _is_reviewed(FOLDER / code)}
    app.jinja_env.globals.update(careful=careful, is_unreviewed=is_unreviewed, with_english=with_english)


def is_unreviewed() -> bool:
    """Whether this page is in a translation that nobody has answered for yet."""
    return get_locale().language in current_app.extensions["unreviewed"]


def careful(words: str, **values: object) -> Markup:
    """Words on which somebody's safety hangs: translated, and with the English as long as nobody has reviewed that."""
    translated = Markup(escape(gettext(words))) % values if values else escape(gettext(words))
    return with_english(words, **values) if is_unreviewed() else translated


def with_english(words: str, **values: object) -> Markup:
    """Words for whoever comes to help, who may read English alone: translated, and always with the English."""
    english = Markup(escape(words)) % values if values else escape(words)
    if get_locale().language == "en":
        return english
    translated = Markup(escape(gettext(words))) % values if values else escape(gettext(words))
    return Markup('{} <span class="careway-english" lang="en" dir="ltr">{}</span>').format(translated, english)


def complete_catalogues(app: Flask) -> tuple[Path, ...]:
    """The compiled catalogues of the languages that the council offers and whose state says that nothing is missing."""
    others = (FOLDER / code for code in app.extensions["council"].languages if code != "en")
    return tuple(folder / "LC_MESSAGES" / "messages.mo" for folder in others if _state(folder).get("complete", False))


def _is_reviewed(folder: Path) -> bool:
    return bool(_state(folder)["reviewed"])


def _state(folder: Path) -> dict[str, Any]:
    status = folder / "status.toml"
    if not status.is_file() or not (folder / "LC_MESSAGES" / "messages.po").is_file():
        raise WrongSetting(f"the council's file names the language {folder.name!r}, for which there is no translation")
    return tomllib.loads(status.read_text(encoding="utf-8"))
