"""How many parts a text message is sent and paid in, by the alphabet that it needs (GSM 03.38; 3GPP TS 23.038)."""

from math import ceil

_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_IN_TWO = frozenset("^{}\\[~]|€\f")

# What one part holds, alone and as one of several.
_OF_GSM = (160, 153)
_OF_UNICODE = (70, 67)


def parts_of(text: str) -> int:
    """The number of parts; a text of nothing is one."""
    if all(letter in _GSM or letter in _GSM_IN_TWO for letter in text):
        return _parts(len(text) + sum(letter in _GSM_IN_TWO for letter in text), *_OF_GSM)
    return _parts(len(text.encode("utf-16-be")) // 2, *_OF_UNICODE)


def _parts(length: int, alone: int, together: int) -> int:
    return 1 if length <= alone else ceil(length / together)
