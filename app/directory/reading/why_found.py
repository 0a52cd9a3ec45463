"""Why a service is shown, said plainly: its name, what it offers, what it mentions, and what was wished for besides."""

from collections.abc import Callable, Iterable, Sequence

from flask_babel import gettext

from app.needs.domain import Vocabulary
from app.search.domain import Because, Why

MOST_WORDS = 4


def why_found(why: Sequence[Why], vocabulary: Vocabulary, joined: Callable[[Iterable[str]], str]) -> str:
    """All the reasons, in whole sentences; nothing when nobody asked for anything."""
    needs = [str(gettext(vocabulary[need].name)) for need in _found(why, Because.NEED) if need in vocabulary]
    words, languages = _found(why, Because.WORDS, Because.MEANING)[:MOST_WORDS], _found(why, Because.LANGUAGE)
    said = (
        gettext("Its name is what you typed") if _found(why, Because.NAME) else "",
        gettext("Shown because it offers: %(needs)s", needs=joined(needs)) if needs else "",
        _mentions(joined(words), bool(needs)) if words else "",
        gettext("It names the language: %(languages)s", languages=joined(languages)) if languages else "",
    )
    return ". ".join(map(str, filter(None, said)))


def _mentions(words: str, more: bool) -> str:
    if more:
        return str(gettext("It mentions: %(words)s", words=words))
    return str(gettext("Shown because it mentions: %(words)s", words=words))


def _found(why: Sequence[Why], *kinds: Because) -> list[str]:
    return list(dict.fromkeys(reason.found for reason in why if reason.because in kinds))
