"""What a provider is that the Care Quality Commission (CQC) has registered, and which listings are theirs."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

Key = tuple[str, str]
"""A listing: its source and its id."""

# CQC writes 1-123456789; those whom it took over from the NHS's register are known by a code such as RX1AB.
LOCATION_ID = re.compile(r"1-[0-9]{6,12}|[A-Z0-9]{3,12}")
_ON_CQCS_SITE = re.compile(
    r"(?i)^(?:https?://)?(?:www\.)?cqc\.org\.uk/(?:location|directory)/(1-[0-9]{6,12}|[a-z0-9]{3,12})(?![a-z0-9-])"
)
_NO_PART_OF_A_NAME = re.compile(r"\b(?:limited|ltd|llp|plc|cic|the|and)\b|[^a-z0-9]+")
# The words that CQC gives a care service; all else that stands in the column says that there is no rating.
RATINGS = ("Outstanding", "Good", "Requires improvement", "Inadequate")
WRITTEN_BY_THEMSELVES = frozenset({"community"})
"""Sources whose listings are written by those whom they are about, so that anybody could write anybody's id there."""


class CannotRead(Exception):
    """A file that is not what it should be; the message says where. Nothing was changed."""


@dataclass(frozen=True)
class Location:
    """A place from which CQC lets a provider give care. What is empty is not stated."""

    id: str
    name: str
    address: str = ""
    postcode: str = ""
    telephone: str = ""
    website: str = ""
    service_types: str = ""
    specialisms: str = ""
    provider_id: str = ""
    provider_name: str = ""
    local_authority: str = ""
    region: str = ""
    url: str = ""
    checked_on: date | None = None
    rating: str = ""
    rated_on: date | None = None

    @property
    def page(self) -> str:
        """CQC's own page; made of the id, so that no file can send people elsewhere."""
        return f"https://www.cqc.org.uk/location/{self.id}"


@dataclass(frozen=True)
class Rating:
    """How CQC rated a location over all, and when it said so."""

    words: str
    published_on: date | None


class Standing(StrEnum):
    """What a listing and a location are to each other. The first two show that the listing is registered."""

    NAMED = "named"  # the listing gives the id itself
    CONFIRMED = "confirmed"  # staff said so
    PROPOSED = "proposed"
    REFUSED = "refused"
    ENDED = "ended"  # it was shown, and CQC no longer lists it: staff have not yet said that they have seen it

    @property
    def is_shown(self) -> bool:
        return self in SHOWN


SHOWN = frozenset({Standing.NAMED, Standing.CONFIRMED})


@dataclass(frozen=True)
class Tie:
    """A listing and a location. `name` is the listing's, and `location_name` the location's, when it was made."""

    source: str
    service_id: str
    location_id: str
    standing: Standing
    name: str
    location_name: str

    @property
    def key(self) -> Key:
        return self.source, self.service_id


@dataclass(frozen=True)
class Listed:
    """What tells which location a listing is. `identifiers` are the ids and web addresses that it gives of itself."""

    key: Key
    name: str
    organisation: str
    postcodes: frozenset[str]
    identifiers: frozenset[str]

    @property
    def location_ids(self) -> frozenset[str]:
        """The ids of CQC among them."""
        return frozenset(filter(None, map(location_id_in, self.identifiers)))


class Listings(Protocol):
    """The directory, as this room needs it."""

    def named(self, session: Any) -> Iterator[Listed]:
        """Every listing that residents can find."""

    def written_anew(self, session: Any) -> frozenset[Key]:
        """Puts what is now known of registration into the listings, in the caller's transaction; says into which."""

    def follow(self, keys: Iterable[Key]) -> None:
        """Brings the search in step with them."""


def location_id_in(text: str) -> str | None:
    """The id of CQC that a text is, or that stands in the address of CQC's page; None if there is none.

    A bare code without the mark of CQC ("1-…") could be anybody's, and is none.
    """
    bare = text.strip()
    if found := _ON_CQCS_SITE.match(bare):
        return found[1].upper()
    return bare if re.fullmatch(r"1-[0-9]{6,12}", bare) else None


def typed_id(text: str) -> str | None:
    """The id that staff typed, bare or as the address of CQC's page."""
    bare = text.strip()
    return location_id_in(bare) or (bare.upper() if LOCATION_ID.fullmatch(bare.upper()) else None)


def bare_name(name: str) -> str:
    """A name to be compared: without case, signs and the words of a company's form."""
    return _NO_PART_OF_A_NAME.sub("", name.lower().replace("&", " "))


def bare_postcode(text: str) -> str:
    """A postcode to be compared."""
    return re.sub(r"[^A-Z0-9]+", "", text.upper())


def agrees(listed: Listed, location: Location) -> bool:
    """Whether a listing has the location's name or postcode."""
    return _same_name(listed, location) or bare_postcode(location.postcode) in listed.postcodes


def matched(listed: Iterable[Listed], locations: Mapping[str, Location]) -> Iterator[Tie]:
    """Which locations the listings are: by the id that each gives; by name and postcode only to be asked about.

    Whoever writes their own listing could give anybody's id. So theirs counts where name or postcode agree, and is
    asked about where neither does.
    """
    by_postcode = defaultdict(list)
    for location in locations.values():
        by_postcode[bare_postcode(location.postcode)].append(location)
    for one in listed:
        given = [locations[id] for id in sorted(one.location_ids) if id in locations]
        for location in given:
            sure = one.key[0] not in WRITTEN_BY_THEMSELVES or agrees(one, location)
            yield _tie(one, location, Standing.NAMED if sure else Standing.PROPOSED)
        if not given:
            near = (location for code in sorted(one.postcodes) for location in by_postcode.get(code, ()))
            yield from (_tie(one, location, Standing.PROPOSED) for location in near if _same_name(one, location))


def _same_name(listed: Listed, location: Location) -> bool:
    theirs = {bare_name(location.name), bare_name(location.provider_name)} - {""}
    return not theirs.isdisjoint({bare_name(listed.name), bare_name(listed.organisation)})


def _tie(listed: Listed, location: Location, standing: Standing) -> Tie:
    return Tie(*listed.key, location.id, standing, listed.name, location.name)


def settled(before: Iterable[Tie], found: Iterable[Tie], locations: Mapping[str, Location]) -> tuple[Tie, ...]:
    """The ties that hold now: what staff said outweighs what was found, and a location that is gone ends its ties."""
    now: dict[tuple[str, str, str], Tie] = {}
    known = {(*tie.key, tie.location_id): tie for tie in before}
    for at, tie in known.items():
        is_gone = tie.location_id not in locations
        if is_gone and (tie.standing.is_shown or tie.standing is Standing.ENDED):
            now[at] = _with(tie, Standing.ENDED)
        elif not is_gone and tie.standing in {Standing.CONFIRMED, Standing.REFUSED}:
            now[at] = tie
    for tie in found:
        now.setdefault((*tie.key, tie.location_id), tie)
    registered = {tie.key for tie in now.values() if tie.standing.is_shown}
    return tuple(tie for tie in now.values() if tie.standing is not Standing.PROPOSED or tie.key not in registered)


def _with(tie: Tie, standing: Standing) -> Tie:
    return Tie(*tie.key, tie.location_id, standing, tie.name, tie.location_name)
