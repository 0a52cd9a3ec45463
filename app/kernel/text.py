"""Text as people send it, made fit to keep."""

import re
import unicodedata

_NEVER_TYPED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_ENDS = re.compile(r"\r\n?")


def cleaned(text: str) -> str:
    """The text as it was meant: composed characters, plain newlines, nothing invisible that breaks a store."""
    return unicodedata.normalize("NFC", _NEVER_TYPED.sub("", _LINE_ENDS.sub("\n", text))).strip()
