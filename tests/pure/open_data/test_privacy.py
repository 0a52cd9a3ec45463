"""Of a contact leaves how to reach the service, and nothing of a person."""

import pytest

from app.directory.domain import Contact, Organisation, Service
from app.open_data.privacy import mailbox_of, office_of

SERVICE = Service(
    "1",
    "Choir",
    email="sing@example.org",
    assurer_email="info@council.example.org",
    organisation=Organisation("2", "Hall", email="Jo.Bell@hall.example.org"),
)


@pytest.mark.parametrize(
    ("name", "published"),
    [("Duty team", True), ("Reception", True), ("Booking office", True), ("Jo Bell", False), ("Wilhelmina", False)],
)
def test_an_office_has_a_name_and_a_person_none(name: str, published: bool) -> None:
    assert office_of(Contact("c", name=name)) == (name if published else None)


@pytest.mark.parametrize(
    ("email", "published"),
    [
        ("info@example.org", True),
        ("Bookings@example.org", True),
        ("sing@example.org", True),
        ("jo.bell@hall.example.org", True),
        ("jo.bell@example.org", False),
        ("information.jo@example.org", False),
        ("info@council.example.org", False),
    ],
)
def test_a_mailbox_is_an_offices_or_given_to_everybody(email: str, published: bool) -> None:
    assert mailbox_of(Contact("c", email=email), SERVICE) == (email if published else None)
