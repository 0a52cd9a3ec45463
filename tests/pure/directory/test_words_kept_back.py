"""What the words of a service that hides its address may still say."""

from dataclasses import replace

import pytest

from app.directory.domain import Address, AtLocation, Location, Service
from app.directory.service.confidential import INSTEAD, hidden

ADDRESS = Address("a", address_1="Flat 2, 14 Rose Street, Marsh End", city="Stockton", postal_code="TS201AB")
REFUGE = Service(
    "s",
    "Harbour refuge",
    at_locations=(AtLocation("at", Location("l", "physical", addresses=(ADDRESS,))),),
)


def told(words: str) -> str:
    return hidden(replace(REFUGE, description=words), {}).description or ""


@pytest.mark.parametrize("words", ["Our house is at 14 Rose Street.", "Come to 14  rose street, flat 2."])
def test_a_part_of_an_address_with_a_number_is_taken_out(words: str) -> None:
    assert "rose street" not in told(words).lower()


@pytest.mark.parametrize(
    "code", ["TS201AB", "ts20 1ab", "TS20+1AB", "TS20%201AB", "TS20-1AB", "TS20\N{NO-BREAK SPACE}1AB"]
)
def test_a_postcode_is_taken_out_however_its_parts_are_joined(code: str) -> None:
    assert code not in told(f"See https://maps.example.org/?q={code} for us.")


@pytest.mark.parametrize(
    "link",
    [
        "https://maps.example.org/@54.5701,-1.3099,17z",
        "https://maps.example.org/?mlat=54.5701&mlon=-1.3099#map=18",
        "www.maps.example.org/!3d54.5701!4d-1.3099",
        "geo:54.5701,-1.3099",
    ],
)
def test_a_link_with_coordinates_is_taken_out(link: str) -> None:
    assert told(f"We are here ({link}). Ring us.") == f"We are here ({INSTEAD}). Ring us."


def test_other_links_and_numbers_stay() -> None:
    words = "Ring 01632 960111 or see https://example.org/v1.250/help. It costs £2.50, twice 1.125 hours."
    assert told(words) == words


def test_the_name_of_a_town_stays() -> None:
    assert told("For women of Stockton.") == "For women of Stockton."
