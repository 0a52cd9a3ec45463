"""Records of feeds, whole and broken, and what is made of them."""

from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.directory.domain import How, Service, Status
from app.directory.importing.records import Unusable, service_of

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = {field.name for field in fields(Service)} - {"id", "name"} | {"organization", "service_at_locations", "phones"}


def read(**record: Any) -> tuple[Service, list[tuple[str, str]]]:
    notes: list[tuple[str, str]] = []
    service = service_of({"id": "1", "name": "A", **record}, lambda field, reason: notes.append((field, reason)))
    return service, notes


@pytest.mark.parametrize(
    ("record", "field"),
    [
        ({"name": "A"}, "id"),
        ({"id": "a/b", "name": "A"}, "id"),
        ({"id": "..", "name": "A"}, "id"),
        ({"id": "x" * 201, "name": "A"}, "id"),
        ({"id": "1"}, "name"),
        ({"id": "1", "name": "  "}, "name"),
        ({"id": "1", "name": ["A"]}, "name"),
    ],
)
def test_a_record_without_id_or_name_is_refused_by_field(record: dict[str, Any], field: str) -> None:
    with pytest.raises(Unusable) as refused:
        service_of(record, lambda *_: None)
    assert refused.value.field == field


@given(st.dictionaries(st.sampled_from(sorted(FIELDS)), JSON, max_size=6))
def test_no_record_however_broken_stops_an_import(record: dict[str, Any]) -> None:
    service, _ = read(**record)
    assert service.name == "A"


def test_ages_of_minus_one_are_left_out_and_named() -> None:
    service, notes = read(minimum_age=-1, maximum_age=-1)
    assert (service.minimum_age, service.maximum_age, service.ages_how) == (None, None, None)
    assert notes == [
        ("minimum_age", "left out: it cannot be an age: -1"),
        ("maximum_age", "left out: it cannot be an age: -1"),
    ]


def test_ages_that_contradict_one_another_are_both_left_out() -> None:
    service, notes = read(minimum_age=60, maximum_age=18)
    assert (service.minimum_age, service.maximum_age) == (None, None)
    assert notes[0][0] == "minimum_age"


def test_a_point_outside_the_country_is_left_out() -> None:
    location = {"id": "l", "location_type": "physical", "latitude": 100, "longitude": 101}
    service, notes = read(service_at_locations=[{"id": "x", "location": location}])
    assert service.at_locations[0].location.latitude is None
    assert notes == [("service_at_locations[0].location.latitude", "left out: 100, 101 is not in the United Kingdom")]


def test_the_words_beside_a_telephone_number_become_its_description() -> None:
    service, notes = read(contacts=[{"id": "c", "phones": [{"number": "Youth MAPS: 0117 332 7111"}]}])
    (phone,) = service.contacts[0].phones
    assert (phone.number, phone.description) == ("0117 332 7111", "Youth MAPS")
    assert notes == [("contacts[0].phones[0].number", "mended: the words beside the number were parted from it")]


def test_parts_without_an_id_get_the_same_one_each_time() -> None:
    contacts = [{"phones": [{"number": "01632 960001"}, {"number": "01632 960002"}]}]
    first, _ = read(contacts=contacts)
    assert first == read(contacts=contacts)[0]
    assert len({phone.id for phone in first.contacts[0].phones}) == 2


def test_two_parts_with_one_id_are_both_kept() -> None:
    service, notes = read(cost_options=[{"id": "c", "amount": 1}, {"id": "c", "amount": 2}])
    assert [option.amount for option in service.cost_options] == [1, 2]
    assert len({option.id for option in service.cost_options}) == 2
    assert notes == [("cost_options[1].id", "mended: the same id stands twice")]


def test_an_unknown_status_counts_as_active_and_is_named() -> None:
    service, notes = read(status="running")
    assert service.status is Status.ACTIVE
    assert notes[0][0] == "status"


def test_version_1_gives_days_ages_and_access_under_its_own_names() -> None:
    service, notes = read(
        eligibilitys=[{"id": "e", "minimum_age": 18, "maximum_age": 99}],
        service_at_locations=[
            {
                "id": "at",
                "regular_schedules": [{"id": "r", "weekday": "Monday", "opens_at": "10:00"}],
                "location": {"id": "l", "accessibility_for_disabilities": [{"id": "a", "accessibility": "Ramp"}]},
            }
        ],
    )
    assert (service.schedules[0].freq, service.schedules[0].byday) == ("WEEKLY", "MO")
    assert service.schedules[0].how is How.RECORDED
    assert service.eligibility[0].minimum_age == 18
    assert service.at_locations[0].location.accessibility[0].description == "Ramp"
    assert notes == []
