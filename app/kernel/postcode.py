"""UK postcodes, whole and outward."""

import re
from dataclasses import dataclass

_WHOLE = re.compile(r"^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$")
_MISTYPED = re.compile(r"^(?=.*\d)([A-Z]{1,2})([\dOI][A-Z\d]?)([\dOI])([A-Z]{2})$")
_FIGURES = str.maketrans("OI", "01")  # no postcode has these letters where a figure may stand
_OUTWARD = re.compile(r"^[A-Z]{1,2}\d[A-Z\d]?$")
_LONGEST_TYPED = 20  # eight characters and a few stray ones; longer text is no postcode and need not be searched


class NotAPostcode(ValueError):
    """The text is not shaped like a UK postcode."""


@dataclass(frozen=True)
class Postcode:
    """A whole postcode: `outward` names a town or district ("TS18"), `inward` a few doors ("1AU")."""

    outward: str
    inward: str

    @classmethod
    def parse(cls, text: str) -> "Postcode":
        """Reads a postcode in any case and spacing, with the letters O and I for figures. Raises NotAPostcode."""
        match = _WHOLE.match(_mended(_bare(text)))
        if match is None:
            raise NotAPostcode(text[:_LONGEST_TYPED])
        return cls(match[1], match[2])

    def __str__(self) -> str:
        return f"{self.outward} {self.inward}"


def outward_code(text: str) -> str:
    """The outward code in a whole postcode or in an outward code alone. Raises NotAPostcode."""
    bare = _bare(text)
    if _OUTWARD.match(bare):
        return bare
    return Postcode.parse(text).outward


def _mended(bare: str) -> str:
    match = _MISTYPED.match(bare)
    if match is None:
        return bare
    area, district, sector, doors = match.groups()
    return f"{area}{(district + sector).translate(_FIGURES)}{doors}"


def _bare(text: str) -> str:
    if len(text) > _LONGEST_TYPED:
        raise NotAPostcode(text[:_LONGEST_TYPED])
    return re.sub(r"[^A-Za-z0-9]", "", text).upper()
