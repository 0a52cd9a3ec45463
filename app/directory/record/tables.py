"""The tables of the directory: the model of Open Referral UK 3, each row with its source and the feed's own id."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, Boolean, Float, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, UtcDateTime

LONGEST_ID = 200


class SourceRow(Base):
    """A directory that we take services from. Kept for as long as the service runs."""

    __tablename__ = "directory_source"
    slug: Mapped[str] = mapped_column(String(60), primary_key=True)
    address: Mapped[str] = mapped_column(Text)
    outward_codes: Mapped[list[str]] = mapped_column(JSON)
    national: Mapped[bool] = mapped_column(Boolean)
    area_given: Mapped[bool] = mapped_column(Boolean)
    imported_at: Mapped[datetime] = mapped_column(UtcDateTime)


class FromASource(Base):
    """Two sources may give the same id to different things, so that a row is known by both."""

    __abstract__ = True
    source: Mapped[str] = mapped_column(String(60), primary_key=True)
    id: Mapped[str] = mapped_column(String(LONGEST_ID), primary_key=True)


class OrganisationRow(FromASource):
    """Who runs services. Kept for as long as the service runs, since a withdrawn listing still names it."""

    __tablename__ = "directory_organisation"
    name: Mapped[str] = mapped_column(Text)
    description: Mapped[str | None] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(Text)
    website: Mapped[str | None] = mapped_column(Text)
    logo: Mapped[str | None] = mapped_column(Text)
    uri: Mapped[str | None] = mapped_column(Text)


class ServiceRow(FromASource):
    """A service. Kept for as long as the service runs; one that its source no longer has is withdrawn, not deleted.

    `record` is what the source gave, whole, so that an export loses nothing that has no column here. `what`, `town`,
    `cost`, `ways` and `unsaid` are worked out on import for the rows of a results page.
    """

    __tablename__ = "directory_service"
    organisation_id: Mapped[str | None] = mapped_column(String(LONGEST_ID))
    name: Mapped[str] = mapped_column(Text)
    description: Mapped[str | None] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(30))
    fees: Mapped[str | None] = mapped_column(Text)
    accreditations: Mapped[str | None] = mapped_column(Text)
    eligibility_description: Mapped[str | None] = mapped_column(Text)
    application_process: Mapped[str | None] = mapped_column(Text)
    wait_time: Mapped[str | None] = mapped_column(Text)
    minimum_age: Mapped[float | None] = mapped_column(Float)
    maximum_age: Mapped[float | None] = mapped_column(Float)
    ages_how: Mapped[str | None] = mapped_column(String(10))
    assured_date: Mapped[date | None]
    assurer_email: Mapped[str | None] = mapped_column(Text)
    alert: Mapped[str | None] = mapped_column(Text)
    last_modified: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_until: Mapped[date | None] = mapped_column(doc="The last day of a pause, where the listing says it.")
    record: Mapped[dict[str, Any]] = mapped_column(JSON)
    fingerprint: Mapped[str] = mapped_column(String(64))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    what: Mapped[str] = mapped_column(Text)
    town: Mapped[str] = mapped_column(Text)
    cost: Mapped[str] = mapped_column(Text)
    ways: Mapped[str] = mapped_column(Text)
    unsaid: Mapped[str] = mapped_column(Text)


class LocationRow(FromASource):
    """A place where services are given; several may share it. Kept like its organisation."""

    __tablename__ = "directory_location"
    location_type: Mapped[str | None] = mapped_column(String(20))
    name: Mapped[str | None] = mapped_column(Text)
    description: Mapped[str | None] = mapped_column(Text)
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    external_identifier: Mapped[str | None] = mapped_column(Text)
    external_identifier_type: Mapped[str | None] = mapped_column(Text)
    confidential: Mapped[bool] = mapped_column(Boolean, doc="That its source says so. Staff may say otherwise.")


class ConfidentialRow(Base):
    """What staff said about a location's address. Kept for as long as the service runs; no import touches it."""

    __tablename__ = "directory_confidential"
    source: Mapped[str] = mapped_column(String(60), primary_key=True)
    location_id: Mapped[str] = mapped_column(String(LONGEST_ID), primary_key=True)
    withheld: Mapped[bool]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class TaxonomyRow(FromASource):
    """A list of categories. Kept for as long as the service runs."""

    __tablename__ = "directory_taxonomy"
    name: Mapped[str] = mapped_column(Text)


class TermRow(FromASource):
    """A category. Kept for as long as the service runs."""

    __tablename__ = "directory_term"
    name: Mapped[str] = mapped_column(Text)
    description: Mapped[str | None] = mapped_column(Text)
    code: Mapped[str | None] = mapped_column(Text)
    parent_id: Mapped[str | None] = mapped_column(String(LONGEST_ID))
    term_uri: Mapped[str | None] = mapped_column(Text)
    taxonomy_id: Mapped[str | None] = mapped_column(String(LONGEST_ID))


class OfALocation(FromASource):
    """What belongs to one location; replaced when a feed changes it."""

    __abstract__ = True
    location_id: Mapped[str] = mapped_column(String(LONGEST_ID), primary_key=True, index=True)
    place: Mapped[int] = mapped_column(Integer, doc="Its place in the feed's own order.")


class AddressRow(OfALocation):
    """Lives as long as its location says the same."""

    __tablename__ = "directory_address"
    attention: Mapped[str | None] = mapped_column(Text)
    address_1: Mapped[str | None] = mapped_column(Text)
    address_2: Mapped[str | None] = mapped_column(Text)
    city: Mapped[str | None] = mapped_column(Text)
    region: Mapped[str | None] = mapped_column(Text)
    state_province: Mapped[str | None] = mapped_column(Text)
    postal_code: Mapped[str | None] = mapped_column(String(10))
    country: Mapped[str | None] = mapped_column(Text)
    address_type: Mapped[str | None] = mapped_column(String(20))


class AccessibilityRow(OfALocation):
    """Lives as long as its location says the same."""

    __tablename__ = "directory_accessibility"
    description: Mapped[str | None] = mapped_column(Text)
    details: Mapped[str | None] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(Text)


class OfAService(FromASource):
    """What belongs to one service; replaced when a feed changes it."""

    __abstract__ = True
    service_id: Mapped[str] = mapped_column(String(LONGEST_ID), primary_key=True, index=True)
    place: Mapped[int] = mapped_column(Integer, doc="Its place in the feed's own order.")


class AtLocationRow(OfAService):
    """Lives as long as its service says the same."""

    __tablename__ = "directory_service_at_location"
    location_id: Mapped[str] = mapped_column(String(LONGEST_ID))


class ContactRow(OfAService):
    """Lives as long as its service says the same."""

    __tablename__ = "directory_contact"
    name: Mapped[str | None] = mapped_column(Text)
    title: Mapped[str | None] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(Text)


class PhoneRow(OfAService):
    """Lives as long as its service says the same."""

    __tablename__ = "directory_phone"
    contact_id: Mapped[str] = mapped_column(String(LONGEST_ID))
    number: Mapped[str] = mapped_column(Text)
    description: Mapped[str | None] = mapped_column(Text)


class ScheduleRow(OfAService):
    """Lives as long as its service says the same. `how` tells a recorded schedule from one read in the words."""

    __tablename__ = "directory_schedule"
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    dtstart: Mapped[date | None]
    freq: Mapped[str | None] = mapped_column(String(10))
    interval: Mapped[int | None]
    byday: Mapped[str | None] = mapped_column(Text)
    bymonthday: Mapped[str | None] = mapped_column(Text)
    description: Mapped[str | None] = mapped_column(Text)
    opens_at: Mapped[time | None]
    closes_at: Mapped[time | None]
    schedule_link: Mapped[str | None] = mapped_column(Text)
    attending_type: Mapped[str | None] = mapped_column(Text)
    notes: Mapped[str | None] = mapped_column(Text)
    how: Mapped[str] = mapped_column(String(10))
    term_time: Mapped[bool] = mapped_column(Boolean, doc="It runs only while schools are open.")


class CostOptionRow(OfAService):
    """Lives as long as its service says the same."""

    __tablename__ = "directory_cost_option"
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    option: Mapped[str | None] = mapped_column(Text)
    amount: Mapped[float | None] = mapped_column(Float)
    amount_description: Mapped[str | None] = mapped_column(Text)


class EligibilityRow(OfAService):
    """Lives as long as its service says the same."""

    __tablename__ = "directory_eligibility"
    eligibility: Mapped[str | None] = mapped_column(Text)
    minimum_age: Mapped[float | None] = mapped_column(Float)
    maximum_age: Mapped[float | None] = mapped_column(Float)


class ServiceAreaRow(OfAService):
    """Lives as long as its service says the same."""

    __tablename__ = "directory_service_area"
    name: Mapped[str | None] = mapped_column(Text)
    extent: Mapped[str | None] = mapped_column(Text)
    extent_type: Mapped[str | None] = mapped_column(Text)
    uri: Mapped[str | None] = mapped_column(Text)


class LanguageRow(OfAService):
    """Lives as long as its service says the same."""

    __tablename__ = "directory_language"
    name: Mapped[str | None] = mapped_column(Text)
    code: Mapped[str | None] = mapped_column(Text)


class FundingRow(OfAService):
    """Lives as long as its service says the same."""

    __tablename__ = "directory_funding"
    text: Mapped[str | None] = mapped_column(Text)


class AttributeRow(OfAService):
    """Lives as long as its service says the same."""

    __tablename__ = "directory_attribute"
    term_id: Mapped[str] = mapped_column(String(LONGEST_ID))
    link_type: Mapped[str | None] = mapped_column(Text)


class FindingRow(Base):
    """What we found out about a service, worked out afresh whenever it changes. Kept like the service."""

    __tablename__ = "directory_finding"
    source: Mapped[str] = mapped_column(String(60), primary_key=True)
    service_id: Mapped[str] = mapped_column(String(LONGEST_ID), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    value: Mapped[str] = mapped_column(String(60), primary_key=True)
    place: Mapped[int] = mapped_column(Integer)
    how: Mapped[str] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)


class CorrectionRow(Base):
    """What staff said about a need of a listing. Kept for as long as the service runs; no import touches it."""

    __tablename__ = "directory_correction"
    source: Mapped[str] = mapped_column(String(60), primary_key=True)
    service_id: Mapped[str] = mapped_column(String(LONGEST_ID), primary_key=True)
    need: Mapped[str] = mapped_column(String(60), primary_key=True)
    helps: Mapped[bool]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


OF_A_LOCATION: tuple[Any, ...] = (AddressRow, AccessibilityRow)
OF_A_SERVICE: tuple[Any, ...] = (
    AtLocationRow,
    ContactRow,
    PhoneRow,
    ScheduleRow,
    CostOptionRow,
    EligibilityRow,
    ServiceAreaRow,
    LanguageRow,
    FundingRow,
    AttributeRow,
    FindingRow,
)
