"""How large the letters are on paper, and why a PDF may not be had."""

from enum import StrEnum


class Size(StrEnum):
    """Ordinary print, or large print: 18 point, as the RNIB's guidance on clear print has it."""

    ORDINARY = "ordinary"
    LARGE = "large"


class NotPrinted(Exception):
    """There is no PDF. The page itself can still be printed."""


class NoPress(NotPrinted):
    """This machine cannot make a PDF: Pango is not installed."""


class PressBusy(NotPrinted):
    """Another PDF is being made; a moment later this one can be."""


class PressFailed(NotPrinted):
    """The PDF took too long or was not made."""
