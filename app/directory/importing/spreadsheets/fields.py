"""What a sheet can hold and what a column can say, each in words for staff and with the headings it usually has."""

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
    """Something that a column can say: its name in a mapping, its words for staff, and headings as `plain` writes them.

    `several` columns may say it; of other fields a sheet has one column each.
    """

    name: str
    words: str
    headings: tuple[str, ...] = ()
    several: bool = False


_ADDRESS = (
    Field("location_name", "Name of the place", ("location name", "venue", "venue name", "place name", "building")),
    Field("address_1", "Address, first line", ("address line 1", "address 1", "address", "street", "street address")),
    Field("address_2", "Address, second line", ("address line 2", "address 2")),
    Field("address_3", "Address, third line", ("address line 3", "address 3")),
    Field("city", "Town", ("city", "town", "post town", "town city")),
    Field("county", "County", ("county", "state province", "region")),
    Field("postcode", "Postcode", ("postcode", "post code", "postal code", "zip")),
    Field("country", "Country", ("country",)),
    Field("latitude", "Latitude", ("latitude", "lat")),
    Field("longitude", "Longitude", ("longitude", "lon", "lng", "long")),
    Field("access", "Access (ways in, lifts, toilets)", ("accessibility", "access", "disabled access"), several=True),
)

FIELDS: Mapping[Holds, tuple[Field, ...]] = {
    Holds.SERVICES: (
        Field("id", "Its own id", ("id", "service id", "identifier", "reference", "ref")),
        Field("name", "Name of the service", ("name", "service", "service name", "title", "activity", "activity name")),
        Field("organisation_id", "Id of the organisation", ("organisation id", "organization id", "org id")),
        Field(
            "organisation",
            "Name of the organisation",
            ("organisation", "organisation s", "organization", "organisations", "provider", "organisation name"),
        ),
        Field("location_id", "Ids of the places", ("location id", "location ids", "venue id")),
        Field("location", "Names of the places", ("location", "location s", "locations", "venues", "where")),
        Field(
            "description",
            "What it is (several columns are put one below another)",
            ("description", "intro", "introduction", "summary", "about", "details", "about the service"),
            several=True,
        ),
        Field("status", "Whether it runs (active, inactive …)", ("status",)),
        Field("url", "Web address", ("url", "website", "web", "web address", "link", "web site")),
        Field("email", "E-mail address of the service", ("email", "e mail", "email address")),
        Field(
            "phone", "Telephone number", ("phone", "telephone", "contact phone", "tel", "phone number"), several=True
        ),
        Field("contact_name", "Whom to ask for", ("contact name", "contact", "contact person")),
        Field("contact_email", "E-mail address of the contact", ("contact email",)),
        Field("free", "Whether it is free (yes or no)", ("is free", "free", "free of charge")),
        Field("fees", "What it costs", ("fees text", "fees", "cost", "price", "charges", "costs", "fee")),
        Field("ages", "Ages in words", ("criteria age group", "critera age group", "age group", "ages", "age range")),
        Field("minimum_age", "Youngest age", ("min age", "minimum age", "age from")),
        Field("maximum_age", "Oldest age", ("max age", "maximum age", "age to")),
        Field(
            "for_whom",
            "Whom it is for",
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
        Field(
            "how_to_join", "How to join", ("how to join", "how to apply", "application process", "booking", "referral")
        ),
        Field("wait_time", "How long one waits", ("wait time", "waiting time")),
        Field("times", "Days and times in words", ("timing notes", "times", "opening hours", "opening times", "when")),
        Field("languages", "Languages spoken", ("languages", "language", "criteria language"), several=True),
        Field(
            "categories",
            "Categories",
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
        Field(
            "area", "The area that it covers", ("area", "area covered", "coverage", "service area", "operation area")
        ),
        Field("checked", "The day somebody checked it", ("last checked", "assured date", "checked", "last updated")),
        *_ADDRESS,
    ),
    Holds.ORGANISATIONS: (
        Field("id", "Its own id", ("id", "organisation id", "organization id", "org id")),
        Field("name", "Name", ("name", "organisation", "organisation name", "organization", "organization name")),
        Field("description", "What it does", ("description", "about")),
        Field("url", "Web address", ("url", "website", "org website", "web address")),
        Field("email", "E-mail address", ("email", "e mail", "email address")),
    ),
    Holds.LOCATIONS: (
        Field("id", "Its own id", ("id", "location id", "venue id")),
        Field("location_name", "Name of the place", ("name", "location name", "location", "venue", "venue name")),
        *_ADDRESS[1:],
    ),
    Holds.SERVICE_LOCATIONS: (
        Field("service_id", "Id of the service", ("service id",)),
        Field("location_id", "Id of the place", ("location id",)),
    ),
    Holds.CATEGORIES: (
        Field("id", "Its own id", ("category id", "taxonomy id", "id")),
        Field("name", "Name", ("category name", "taxonomy name", "name")),
    ),
    Holds.SERVICE_CATEGORIES: (
        Field("service_id", "Id of the service", ("service id",)),
        Field("category_id", "Id of the category", ("taxonomy id", "category id")),
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


def field_of(holds: Holds, name: str) -> Field | None:
    """The field that a mapping names; None for a column that is kept or left out."""
    return next((field for field in FIELDS[holds] if field.name == name), None)
