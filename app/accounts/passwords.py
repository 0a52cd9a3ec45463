"""Which passwords would be guessed, and why."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from enum import Enum, auto
from itertools import pairwise

SHORTEST = 12
LONGEST = 200

_SHORTEST_PERSONAL_WORD = 4
_FEWEST_TURNS = 5
_LOOKALIKES = str.maketrans("@4301!$57", "aaeoiisst")
_ENDS = re.compile(r"^[\W\d_]+|[\W\d_]+$")


class Weakness(Enum):
    """Why a password would be guessed."""

    SHORT = auto()
    LONG = auto()
    PATTERN = auto()
    COMMON = auto()
    PERSONAL = auto()


def normal(password: str) -> str:
    """The password in one spelling, whichever keyboard it was typed on (NIST SP 800-63B, 3.1.1.2)."""
    return unicodedata.normalize("NFKC", password)


def weakness(password: str, common: Collection[str], personal: Iterable[str]) -> Weakness | None:
    """Why it may not be used, or None. `personal` holds what one would try first for this person."""
    plain = normal(password).casefold()
    if len(plain) < SHORTEST:
        return Weakness.SHORT
    if len(plain) > LONGEST:
        return Weakness.LONG
    if _turns(plain) < _FEWEST_TURNS or _repeated(plain) != plain:
        return Weakness.PATTERN
    if any(guess in common for guess in _guesses(plain)):
        return Weakness.COMMON
    if len(_without(plain, personal)) < SHORTEST:
        return Weakness.PERSONAL
    return None


def _turns(text: str) -> int:
    """How often the next character is neither the same nor its neighbour: once in "abcdefg1234567"."""
    return sum(abs(ord(after) - ord(before)) > 1 for before, after in pairwise(text))


def _repeated(text: str) -> str:
    """The shortest text of which this one is a repetition; itself when it is none."""
    return text[: (text + text).index(text, 1)]


def _guesses(plain: str) -> tuple[str, ...]:
    """What a common password may be dressed up from: "P@ssw0rd2026!" is "password"."""
    core = _ENDS.sub("", plain)
    undressed = core.translate(_LOOKALIKES)
    return tuple(guess for guess in (plain, core, undressed, _repeated(undressed or plain)) if guess)


def _without(plain: str, personal: Iterable[str]) -> str:
    for text in personal:
        for word in re.split(r"[\W_]+", normal(text).casefold()):
            if len(word) >= _SHORTEST_PERSONAL_WORD:
                plain = plain.replace(word, "")
    return plain
