"""What the columns hold, and how the rows of several sheets become one record a service."""

from typing import Any

import pytest

from app.directory.importing.spreadsheets import matching
from app.directory.importing.spreadsheets.fields import Holds
from app.directory.importing.spreadsheets.joining import Joined, joined
from app.directory.importing.spreadsheets.matching import NotAMatch
from app.directory.importing.spreadsheets.sheets import Sheet, Table

SERVICES = [
    ["Service ID", "Name*", "Organisation(s)", "Location(s)", "Is Free", "Price", "Tags", "Colour"],
    ["s1", "Lunch", "Neighbours; Friends", "Town Hall", "yes", "", "Food, Company", "blue"],
    ["s2", "Walks", "Nobody Known", "The Green", "no", "", "", ""],
]
ORGANISATIONS = [["Org ID", "Organisation", "Website"], ["o1", "Neighbours", "nei.example.org"], ["o2", "Unused", ""]]
LOCATIONS = [
    ["Location ID", "Location name", "Postcode", "Lat", "Lon"],
    ["l1", "Town Hall", "TS18 1AU", "54.5", "-1.3"],
]


def sheet(name: str, rows: list[list[str]]) -> Sheet:
    return Table(name, list(enumerate(rows, 1))).sheet()


def join(**rows: list[list[str]]) -> Joined:
    sheets = [sheet(name, of) for name, of in rows.items()]
    guess = matching.guessed(sheets)
    matching.checked(guess, sheets)
    return joined(sheets, guess)


@pytest.fixture
def three() -> Joined:
    return join(services=SERVICES, organisations=ORGANISATIONS, locations=LOCATIONS)


def first(found: Joined) -> dict[str, Any]:
    return found.records[0]


def test_an_organisation_is_joined_by_its_name(three: Joined) -> None:
    assert first(three)["organization"] == {"id": "o1", "name": "Neighbours", "website": "nei.example.org"}


def test_a_place_is_joined_by_its_name(three: Joined) -> None:
    (at,) = first(three)["service_at_locations"]
    assert (at["location"]["id"], at["location"]["addresses"][0]["postal_code"]) == ("l1", "TS18 1AU")


def test_a_name_that_no_sheet_has_is_still_taken(three: Joined) -> None:
    record = three.records[1]
    assert record["organization"]["name"] == "Nobody Known"
    assert record["service_at_locations"][0]["location"]["name"] == "The Green"


def test_a_column_that_we_do_not_know_is_kept_with_the_record(three: Joined) -> None:
    assert first(three)["x_colour"] == "blue"


def test_yes_and_no_to_free_become_the_fees(three: Joined) -> None:
    assert [record["fees"] for record in three.records] == ["Free", "Not free"]


def test_categories_are_parted(three: Joined) -> None:
    assert [term["taxonomy_term"]["name"] for term in first(three)["attributes"]] == ["Food", "Company"]


def test_what_could_not_be_taken_as_it_stands_is_named_by_its_cell(three: Joined) -> None:
    assert {(remark.id, remark.field, remark.reason) for remark in three.repaired} == {
        (
            "s1",
            "services, row 2, column C (Organisation(s))",
            "mended: it names 2 organisations, of which the first is taken",
        ),
        (
            "s2",
            "services, row 3, column D (Location(s))",
            "mended: no sheet of places has 'The Green', so that only its name is known",
        ),
        ("o2", "organisations, row 3", "left out: no service names it"),
    }


def test_rows_are_joined_by_the_sheet_that_ties_them() -> None:
    found = join(
        **{
            "Service": [["ID*", "Name*"], ["s1", "Lunch"]],
            "Location": [["ID*", "Address Line 1*", "Postcode*"], ["l1", "1 High Street", "TS18 1AU"]],
            "Service Location": [["Service ID*", "Location ID*"], ["s1", "l1"], ["s1", "l9"], ["s9", "l1"]],
            "Categories": [["Category ID", "Category Name"], ["c1", "Food"]],
            "Taxonomies - Service": [["Taxonomy ID", "Service ID"], ["c1", "s1"]],
        }
    )
    assert [at["location"]["id"] for at in first(found)["service_at_locations"]] == ["l1"]
    assert first(found)["attributes"][0]["taxonomy_term"] == {"id": "c1", "name": "Food"}
    assert [(remark.field, remark.reason) for remark in found.repaired] == [
        ("Service Location, row 3, column B (Location ID*)", "left out: no place has the id 'l9'"),
        ("Service Location, row 4, column A (Service ID*)", "left out: no service has the id 's9'"),
    ]


def test_one_sheet_alone_holds_services_with_their_addresses() -> None:
    found = join(list=[["Activity", "Venue", "Postcode", "Opening times"], ["Lunch", "Hall", "TS18 1AU", "Tuesdays"]])
    record = first(found)
    assert record["schedules"] == [{"description": "Tuesdays"}]
    assert record["service_at_locations"][0]["location"]["name"] == "Hall"


def test_a_service_without_an_id_gets_the_same_one_each_time() -> None:
    rows = [["Name", "Organisation"], ["Lunch", "Neighbours"], ["Lunch", "Friends"]]
    ids = [record["id"] for record in join(list=rows).records]
    assert len(set(ids)) == 2
    assert ids == [record["id"] for record in join(list=[rows[0], *rows[:0:-1]]).records][::-1]


def test_the_second_row_of_one_service_is_refused_by_its_place() -> None:
    found = join(list=[["ID", "Name"], ["s1", "Lunch"], ["s1", "Dinner"]])
    assert [(remark.id, remark.field) for remark in found.rejected] == [("s1", "list, row 3, column A (ID)")]
    assert first(found)["name"] == "Lunch"


def test_an_intro_that_stands_in_the_description_is_not_said_twice() -> None:
    found = join(
        list=[["Name", "Intro", "Description"], ["A", "Hot lunch", "Hot lunch, and company."], ["B", "X", "Y"]]
    )
    assert [record["description"] for record in found.records] == ["Hot lunch, and company.", "X\n\nY"]


def test_an_error_of_the_spreadsheet_is_no_value() -> None:
    found = join(list=[["Name", "Phone"], ["A", "#REF!"]])
    assert "contacts" not in first(found)
    assert found.repaired[0].field == "list, row 2, column B (Phone)"


def test_online_is_no_building() -> None:
    found = join(list=[["Name", "Location"], ["A", "Online"]])
    assert first(found)["service_at_locations"][0]["location"]["location_type"] == "virtual"


def test_the_same_headings_in_another_order_have_the_same_fingerprint() -> None:
    one, other = sheet("s", [["Name*", "Town"], ["A", "B"]]), sheet("s", [["Town", "name"], ["B", "C"]])
    assert matching.fingerprint([one]) == matching.fingerprint([other])
    assert matching.fingerprint([one]) != matching.fingerprint([sheet("s", [["Name", "City"], ["A", "B"]])])


@pytest.mark.parametrize(
    ("columns", "heading", "reason"),
    [
        ({"Town": "name", "Name": "name"}, "Name", "already"),
        ({"Name": "keep"}, "", "no column says"),
        ({"Name": "name", "Nowhere": "url"}, "Nowhere", "no such column"),
    ],
)
def test_a_matching_that_cannot_be_says_where(columns: dict[str, str], heading: str, reason: str) -> None:
    sheets = [sheet("list", [["Name", "Town"], ["A", "B"]])]
    with pytest.raises(NotAMatch, match=reason) as caught:
        matching.checked({"list": matching.Matched(Holds.SERVICES, columns)}, sheets)
    assert (caught.value.sheet, caught.value.heading) == ("list", heading)
