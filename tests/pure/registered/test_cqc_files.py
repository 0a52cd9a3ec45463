"""CQC's files: read by their headings, whatever stands before and beside them; refused when they are something else."""

from datetime import date
from pathlib import Path

import pytest

from app.registered import directory_file, ratings_file
from app.registered.domain import CannotRead, Listed, Location, Rating, Standing, Tie, matched, settled
from tests.cqc_files import directory_file as write_directory
from tests.cqc_files import location, packed, rated
from tests.cqc_files import ratings_file as write_ratings

HOME = Location("1-100000010", "Sample Home Care", postcode="TS18 1AU", provider_name="Sample Care Ltd")


def directory(path: Path) -> directory_file.Directory:
    return directory_file.read(path, lambda _: None)


def ratings(path: Path) -> dict[str, Rating]:
    return ratings_file.read(path, lambda *_: None)


def listed(name: str, *identifiers: str, source: str = "feed", postcode: str = "TS181AU") -> Listed:
    return Listed((source, "1"), name, "", frozenset({postcode}), frozenset(identifiers))


def test_the_directory_is_read_by_its_headings_below_what_stands_before_them(tmp_path: Path) -> None:
    bad = location("not an id", "Nobody", "TS18 1AU")
    read = directory(write_directory(tmp_path / "d.csv", location("1-100000010", "Sample Home Care", "TS18 1AU"), bad))
    assert read.locations["1-100000010"].name == "Sample Home Care"
    assert read.locations["1-100000010"].checked_on == date(2026, 5, 3)
    assert read.locations.keys() == {"1-100000010"}
    assert read.rejected == ("d.csv, line 6: “not an id” is not the id of a location",)


def test_of_the_ratings_the_overall_one_is_read_in_whichever_sheet_it_stands(tmp_path: Path) -> None:
    rows = (
        rated("1-100000010", "Inadequate", domain="Safe"),
        rated("1-100000010", "Requires improvement"),
        rated("1-100000010", "Outstanding", group="Older people"),
        rated("1-100000011", "Insufficient evidence to rate", "04/06/2026"),
    )
    assert ratings(write_ratings(tmp_path / "r.ods", *rows)) == {
        "1-100000010": Rating("Requires improvement", date(2026, 5, 3)),
        "1-100000011": Rating("", date(2026, 6, 4)),
    }


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "none of the first"),
        (b"Name,Postcode\nA,TS18 1AU\n", "none of the first"),
        (b"Name,CQC Location ID\nA,1-100000010\n", "has no column"),
        (b"Name,Postcode,CQC Location ID\n", "holds no location"),
        (b'Name,Postcode,CQC Location ID\n"A,TS18 1AU,1-100000010\n', "line 2"),
        (b"PK\x03\x04\0\0", "is not a CSV file"),
    ],
)
def test_what_is_not_the_directory_is_refused_with_the_reason(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "d.csv").write_bytes(content)
    with pytest.raises(CannotRead, match=says):
        directory(tmp_path / "d.csv")


def test_what_is_not_the_ratings_is_refused_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "text.ods").write_text("Location ID", encoding="utf-8")
    cut = write_ratings(tmp_path / "whole.ods", rated("1-100000010", "Good")).read_bytes()
    (tmp_path / "cut.ods").write_bytes(cut[: len(cut) // 2])
    packed(tmp_path / "broken.ods", "<table:table><table:table-row>")
    packed(tmp_path / "other.ods", "<table:table><table:table-row/></table:table>")
    for name, says in (("text", "is not an"), ("cut", "is not an"), ("broken", "broken"), ("other", "no sheet has")):
        with pytest.raises(CannotRead, match=says):
            ratings(tmp_path / f"{name}.ods")


def test_a_file_that_was_made_to_unfold_is_refused(tmp_path: Path) -> None:
    entities = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    packed(tmp_path / "entities.ods", "<table:table>&b;</table:table>", entities)
    packed(tmp_path / "zeros.ods", "<table:table>" + " " * 40_000_000 + "</table:table>")
    cell = '<table:table-row><table:table-cell table:number-columns-repeated="999999999"/></table:table-row>'
    packed(tmp_path / "wide.ods", f"<table:table>{cell * 50}</table:table>")
    for name, says in (("entities", "entities"), ("zeros", "unpacks to more"), ("wide", "no sheet has")):
        with pytest.raises(CannotRead, match=says):
            ratings(tmp_path / f"{name}.ods")


@pytest.mark.parametrize(
    ("listing", "standing"),
    [
        (listed("Anything", "https://www.cqc.org.uk/location/1-100000010", postcode="LS1 1AA"), Standing.NAMED),
        (listed("Anything", "1-100000010", postcode="LS1 1AA"), Standing.NAMED),
        (listed("Sample Home Care"), Standing.PROPOSED),
        (listed("SAMPLE CARE LIMITED"), Standing.PROPOSED),
        (listed("Sample Home Care", postcode="LS1 1AA"), None),
        (listed("Another Home Care"), None),
        (listed("Anything", "https://example.org/location/1-100000010"), None),
        (listed("Anything", "1-100000010", source="community"), Standing.NAMED),
        (listed("Anything", "1-100000010", source="community", postcode="LS1 1AA"), Standing.PROPOSED),
    ],
)
def test_the_id_matches_and_name_with_postcode_only_asks(listing: Listed, standing: Standing | None) -> None:
    found = [tie.standing for tie in matched([listing], {HOME.id: HOME})]
    assert found == ([standing] if standing else [])


def test_what_staff_refused_is_not_asked_again_and_what_has_ended_waits_until_seen() -> None:
    def tie(standing: Standing) -> Tie:
        return Tie("feed", "1", HOME.id, standing, "Sample Home Care", HOME.name)

    refused, named = tie(Standing.REFUSED), tie(Standing.NAMED)
    assert settled([refused], [named], {HOME.id: HOME}) == (refused,)
    assert settled([named], [], {}) == (tie(Standing.ENDED),)
    assert settled([tie(Standing.ENDED)], [], {}) == (tie(Standing.ENDED),)
    assert settled([named], [], {HOME.id: HOME}) == ()
