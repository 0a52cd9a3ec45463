"""Who is registered with CQC: said on the page of the listing and in the search, for as long as CQC lists it."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import session
from app.directory.api import listing
from app.messages.store import OutboxMessage
from app.registered import matching
from app.search.api import index
from app.search.domain import Query
from tests.cqc_files import directory_file, location, rated, ratings_file
from tests.own_listing import LAKESIDE, WALK, keeper
from tests.staff import member_of_staff, signed_in
from tests.web.sources.conftest import TakeIn, service
from tests.web.sources.conftest import take as take

HOME, OTHER = "1-100000010", "1-100000020"
SAYS = "Registered with the Care Quality Commission"


@pytest.fixture
def listings(take: TakeIn) -> None:
    """One listing that gives the id, one that has only name and postcode, one that only says that it is registered."""
    who = ("Sample Care Limited", "TS18 1AU", "01632 960123")
    take(
        "feed",
        service("1", "Help at Home", *who, url=f"https://www.cqc.org.uk/location/{HOME}"),
        service("2", "Sample Day Care", "Others", "TS18 2AA", "01632 960124"),
        service("3", "Boastful Care", "Boasters", "LS1 1AA", "01632 960125", description="CQC registered home care."),
    )


@pytest.fixture
def staff(app: Flask) -> FlaskClient:
    return signed_in(app, member_of_staff(app))


def read(app: Flask, folder: Path, *ids: str, rating: str = "Good") -> Result:
    names = {HOME: ("Sample Home Care", "TS18 1AU"), OTHER: ("Sample Day Care", "TS18 2AA")}
    listed = directory_file(folder / "directory.csv", *(location(id, *names[id]) for id in ids))
    ratings = ratings_file(folder / "ratings.ods", *(rated(id, rating) for id in ids))
    command = ["registered", "import", "--directory", str(listed), "--ratings", str(ratings)]
    return app.test_cli_runner().invoke(args=command)


def regulated(app: Flask) -> set[str]:
    with app.app_context():
        query = Query(any_of={"kind": frozenset({"regulated"})}, count=9)
        return {hit.id for hit in index().search(query).page if not hit.unstated}


def decide(staff: FlaskClient, deed: str) -> int:
    pair = {"source": "feed", "service": "2", "location": OTHER, "deed": deed}
    return staff.post("/staff/registered/decide", data=pair).status_code


@pytest.mark.usefixtures("listings")
def test_a_listing_that_gives_its_location_is_shown_with_its_rating_and_nobody_else(app: Flask, tmp_path: Path) -> None:
    assert regulated(app) == {"feed/3"}, "before CQC's files were read, the words of a listing are all that is known"
    result = read(app, tmp_path, HOME, OTHER)
    assert "registered 1, waiting for staff 1" in result.output
    assert regulated(app) == {"feed/1"}
    page = app.test_client().get("/directory/service/feed/1").text
    assert SAYS in page
    assert "the overall rating “Good” on Sunday 3 May 2026" in page
    assert f'href="https://www.cqc.org.uk/location/{HOME}"' in page
    for other in "23":
        assert SAYS not in app.test_client().get(f"/directory/service/feed/{other}").text


@pytest.mark.usefixtures("listings")
def test_the_same_files_again_change_nothing_and_a_new_rating_is_shown_at_once(app: Flask, tmp_path: Path) -> None:
    read(app, tmp_path, HOME)
    with app.app_context():
        before = listing("feed", "1")
    assert "new 0, changed 0, gone 0" in read(app, tmp_path, HOME).output
    with app.app_context():
        assert listing("feed", "1") == before
    reader = app.test_client()
    reader.get("/directory/service/feed/1")
    read(app, tmp_path, HOME, rating="Inadequate")
    assert "“Inadequate”" in reader.get("/directory/service/feed/1").text


@pytest.mark.usefixtures("listings")
def test_a_location_that_cqc_no_longer_lists_is_gone_from_the_page_and_staff_are_told(
    app: Flask, tmp_path: Path, staff: FlaskClient
) -> None:
    read(app, tmp_path, HOME, OTHER)
    assert "No longer registered: Help at Home" in read(app, tmp_path, OTHER).output
    assert regulated(app) == set()
    assert SAYS not in app.test_client().get("/directory/service/feed/1").text
    assert "No longer registered: 1" in staff.get("/staff/registered/").text
    with app.app_context():
        (mail,) = session().scalars(select(OutboxMessage)).all()
        assert mail.subject == "Listings that are no longer registered with CQC"
    seen = {"source": "feed", "service": "1", "location": HOME, "deed": "seen"}
    assert staff.post("/staff/registered/decide", data=seen).status_code == 303
    assert "No longer registered" not in staff.get("/staff/registered/").text


@pytest.mark.usefixtures("listings")
def test_name_and_postcode_alone_wait_for_staff_whose_word_holds(
    app: Flask, tmp_path: Path, staff: FlaskClient
) -> None:
    read(app, tmp_path, HOME, OTHER)
    assert "Sample Day Care" in staff.get("/staff/registered/").text
    assert decide(staff, "yes") == 303
    assert regulated(app) == {"feed/1", "feed/2"}
    assert decide(staff, "yes") == 409, "somebody else was first"
    assert decide(staff, "no") == 303
    read(app, tmp_path, HOME, OTHER)
    assert regulated(app) == {"feed/1"}
    assert "Sample Day Care" in staff.get("/staff/registered/refused").text
    assert decide(staff, "ask-again") == 303


@pytest.mark.usefixtures("listings")
def test_staff_can_say_by_hand_which_location_a_listing_is(app: Flask, tmp_path: Path, staff: FlaskClient) -> None:
    read(app, tmp_path, OTHER)
    wrong = {"listing": "http://localhost/directory/service/feed/3", "location": "1-999999999"}
    assert staff.post("/staff/registered/tie", data=wrong).status_code == 422
    typed = wrong | {"location": f"https://www.cqc.org.uk/location/{OTHER}"}
    assert staff.post("/staff/registered/tie", data=typed).status_code == 303
    assert SAYS in app.test_client().get("/directory/service/feed/3").text
    assert "Boastful Care" in staff.get("/staff/registered/shown").text


@pytest.mark.usefixtures("listings")
def test_a_file_that_cannot_be_used_changes_nothing(app: Flask, tmp_path: Path) -> None:
    read(app, tmp_path, HOME)
    (tmp_path / "broken.ods").write_bytes(b"PK")
    command = ["registered", "import", "--directory", str(tmp_path / "directory.csv"), "--ratings"]
    result = app.test_cli_runner().invoke(args=[*command, str(tmp_path / "broken.ods")])
    assert result.exit_code == 2
    assert result.output.strip() == "Error: broken.ods: is not an OpenDocument spreadsheet (.ods)"
    assert regulated(app) == {"feed/1"}


def test_a_file_that_would_end_more_than_a_tenth_of_the_locations_needs_a_persons_word(
    app: Flask, tmp_path: Path
) -> None:
    """Over a hundred have to go besides: a small list loses a tenth easily."""
    ids = [f"1-2{number:08}" for number in range(1_010)]

    def read_of(some: list[str], *more: str) -> Result:
        listed = directory_file(tmp_path / "d.csv", *(location(id, f"Care {id}", "TS18 1AU") for id in some))
        ratings = ratings_file(tmp_path / "r.ods", rated(ids[0], "Good"))
        command = ["registered", "import", "--directory", str(listed), "--ratings", str(ratings), *more]
        return app.test_cli_runner().invoke(args=command)

    assert read_of(ids).exit_code == 0
    refused = read_of(ids[102:])
    assert refused.exit_code == 2
    assert "102 of the 1,010 locations" in refused.output
    assert "gone 0;" in read_of(ids).output, "nothing was changed"
    assert "gone 101;" in read_of(ids[101:]).output, "a tenth may go"
    assert "gone 809;" in read_of(ids[910:], "--allow-removals").output


def test_a_group_names_its_location_the_moderator_reads_what_cqc_says_and_residents_the_rating(
    app: Flask, tmp_path: Path
) -> None:
    assert read(app, tmp_path, HOME).exit_code == 0
    home = replace(WALK, name="Sample Home Care", cqc=f"https://www.cqc.org.uk/location/{HOME}")
    bea = keeper(app, replace(LAKESIDE, services=(home,)))
    desk = signed_in(app, member_of_staff(app, "mo@example.org"))
    bea.send()
    page = desk.get(f"/staff/pages/{bea.page_id}/").text
    assert f"CQC’s list has {HOME} as: Sample Home Care" in page
    assert f'href="https://www.cqc.org.uk/location/{HOME}">Look at it' in page
    assert desk.post(f"/staff/pages/{bea.page_id}/", data={"deed": "approved", "seen": bea.seen()}).status_code == 303
    with app.app_context():
        matching.match_again()
    assert SAYS in app.test_client().get(f"/directory/service/community/{WALK.id}").text


@pytest.mark.parametrize(
    ("typed", "words"),
    [("1-999999999", "has no location 1-999999999"), ("call us", "Write the location ID, like 1-123456789")],
)
def test_an_id_that_is_none_or_that_cqc_does_not_list_is_said_to_the_group(
    app: Flask, tmp_path: Path, typed: str, words: str
) -> None:
    assert read(app, tmp_path, HOME).exit_code == 0
    bea = keeper(app, replace(LAKESIDE, services=(replace(WALK, cqc=typed),)))
    assert words in bea.browser.get(f"{bea.address}/").text
