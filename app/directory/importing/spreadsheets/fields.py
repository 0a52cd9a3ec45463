"""What a sheet can hold and what a column can say, with the headings that say it most often."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

KEEP = "keep"
"""A column that has no place in a listing: it is kept with the record as the source gave it."""

LEAVE_OUT = "leave_out"
"""A column that is not taken at all."""


class Holds(StrEnum):
    """What the rows of a sheet are."""

    SERVICES = "services"
    ORGANISATIONS = "organisations"
    LOCATIONS = "locations"
    SERVICE_LOCATIONS = "service_locations"
    CATEGORIES = "categories"
    SERVICE_CATEGORIES = "service_categories"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Field:
    """Something that a column can say: its name in a mapping, and usual headings as `matching.plain` writes them.

    `several` columns may say it; of other fields a sheet has one column each.
    """

    name: str
    headings: tuple[str, ...] = ()
    several: bool = False


_ADDRESS = (
    Field("location_name", ("location name", "venue", "venue name", "place name", "building")),
    Field("address_1", ("address line 1", "address 1", "address", "street", "street address")),
    Field("address_2", ("address line 2", "address 2")),
    Field("address_3", ("address line 3", "address 3")),
    Field("city", ("city", "town", "post town", "town city")),
    Field("county", ("county", "state province", "region")),
    Field("postcode", ("postcode", "post code", "postal code", "zip")),
    Field("country", ("country",)),
    Field("latitude", ("latitude", "lat")),
    Field("longitude", ("longitude", "lon", "lng", "long")),
    Field("access", ("accessibility", "access", "disabled access"), several=True),
)

FIELDS: Mapping[Holds, tuple[Field, ...]] = {
    Holds.SERVICES: (
        Field("id", ("id", "service id", "identifier", "reference", "ref")),
        Field("name", ("name", "service", "service name", "title", "activity", "activity name")),
        Field("organisation_id", ("organisation id", "organization id", "org id")),
        Field(
            "organisation",
            ("organisation", "organisation s", "organization", "organisations", "provider", "organisation name"),
        ),
        Field("location_id", ("location id", "location ids", "venue id")),
        Field("location", ("location", "location s", "locations", "venues", "where")),
        Field(
            "description",
            ("description", "intro", "introduction", "summary", "about", "details", "about the service"),
            several=True,
        ),
        Field("status", ("status",)),
        Field("url", ("url", "website", "web", "web address", "link", "web site")),
        Field("email", ("email", "e mail", "email address")),
        Field("phone", ("phone", "telephone", "contact phone", "tel", "phone number"), several=True),
        Field("contact_name", ("contact name", "contact", "contact person")),
        Field("contact_email", ("contact email",)),
        Field("free", ("is free", "free", "free of charge")),
        Field("fees", ("fees text", "fees", "cost", "price", "charges", "costs", "fee")),
        Field("ages", ("criteria age group", "critera age group", "age group", "ages", "age range")),
        Field("minimum_age", ("min age", "minimum age", "age from")),
        Field("maximum_age", ("max age", "maximum age", "age to")),
        Field(
            "for_whom",
            (
                "criteria disability",
                "criteria employment",
                "criteria gender",
                "criteria housing",
                "criteria income",
                "criteria other",
                "eligibility",
                "who is it for",
                "who for",
                "criteria",
            ),
            several=True,
        ),
        Field("how_to_join", ("how to join", "how to apply", "application process", "booking", "referral")),
        Field("wait_time", ("wait time", "waiting time")),
        Field("times", ("timing notes", "times", "opening hours", "opening times", "when")),
        Field("languages", ("languages", "language", "criteria language"), several=True),
        Field(
            "categories",
            (
                "category",
                "categories",
                "tags",
                "audience cats",
                "audience",
                "support needs",
                "basic type",
                "type",
                "keywords",
                "taxonomy",
            ),
            several=True,
        ),
        Field("area", ("area", "area covered", "coverage", "service area", "operation area")),
        Field("checked", ("last checked", "assured date", "checked", "last updated")),
        *_ADDRESS,
    ),
    Holds.ORGANISATIONS: (
        Field("id", ("id", "organisation id", "organization id", "org id")),
        Field("name", ("name", "organisation", "organisation name", "organization", "organization name")),
        Field("description", ("description", "about")),
        Field("url", ("url", "website", "org website", "web address")),
        Field("email", ("email", "e mail", "email address")),
    ),
    Holds.LOCATIONS: (
        Field("id", ("id", "location id", "venue id")),
        Field("location_name", ("name", "location name", "location", "venue", "venue name")),
        *_ADDRESS[1:],
    ),
    Holds.SERVICE_LOCATIONS: (
        Field("service_id", ("service id",)),
        Field("location_id", ("location id",)),
    ),
    Holds.CATEGORIES: (
        Field("id", ("category id", "taxonomy id", "id")),
        Field("name", ("category name", "taxonomy name", "name")),
    ),
    Holds.SERVICE_CATEGORIES: (
        Field("service_id", ("service id",)),
        Field("category_id", ("taxonomy id", "category id")),
    ),
    Holds.NOTHING: (),
}

# What each kind of sheet cannot do without: one of each group.
NEEDED: Mapping[Holds, tuple[tuple[str, ...], ...]] = {
    Holds.SERVICES: (("name",),),
    Holds.ORGANISATIONS: (("id", "name"), ("name",)),
    Holds.LOCATIONS: (("id", "location_name"),),
    Holds.SERVICE_LOCATIONS: (("service_id",), ("location_id",)),
    Holds.CATEGORIES: (("id",), ("name",)),
    Holds.SERVICE_CATEGORIES: (("service_id",), ("category_id",)),
    Holds.NOTHING: (),
}


def names_of(holds: Holds) -> frozenset[str]:
    """Everything that a mapping may say of a column of such a sheet."""
    return frozenset({KEEP, LEAVE_OUT, *(field.name for field in FIELDS[holds])})
