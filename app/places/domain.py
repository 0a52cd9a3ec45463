"""A place that a person names by postcode."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Where a postcode is, in degrees (WGS 84).

    `about` says that the whole postcode is not known and this is the middle of its outward code.
    """

    label: str
    latitude: float
    longitude: float
    outward: str
    about: bool
