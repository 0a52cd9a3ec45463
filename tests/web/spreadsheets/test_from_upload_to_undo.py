"""The staff's pages of spreadsheets: from upload to undo, with nothing lost on the way."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db import Base, session
from app.directory.api import listing, spreadsheets
from app.sources import spreadsheet_work
from tests.uploads import GOOD, WITH_A_BAD_ROW, Upload, action, as_offered, found, let_the_worker_work, match


def whole_directory(app: Flask) -> dict[str, list[tuple[Any, ...]]]:
    with app.app_context():
        connection = session().connection()
        return {
            name: sorted(map(tuple, connection.exec_driver_sql(f"SELECT * FROM {name}")), key=repr)
            for name in Base.metadata.tables
            if name.startswith("directory_")
        }


def test_the_first_rows_are_shown_with_what_the_columns_are_taken_to_say(
    staff: FlaskClient, uploaded: Callable[..., str]
) -> None:
    page = staff.get(f"{uploaded()}/columns").text
    assert "Lunch club" in page
    said = as_offered(page)
    assert (said["holds-0"], said["column-0-2"], said["column-0-4"]) == ("services", "name", "postcode")


def test_nothing_is_in_the_directory_before_staff_say_so(
    app: Flask, staff: FlaskClient, uploaded: Callable[..., str]
) -> None:
    before = whole_directory(app)
    page = uploaded()
    match(staff, page)
    let_the_worker_work(app)
    assert "Take in 2 services" in staff.get(page).text
    assert whole_directory(app) == before


def test_it_is_taken_in_and_found(app: Flask, staff: FlaskClient, uploaded: Callable[..., str], take: Any) -> None:
    page = uploaded(area="TS18")
    take(page)
    assert "Taken in" in staff.get(page).text
    assert "old-book/s1" in found(app, "lunch")


def test_a_correction_of_a_column_is_used_and_remembered(
    app: Flask, staff: FlaskClient, uploaded: Callable[..., str]
) -> None:
    first = uploaded("ID,Was,Note\ns1,Lunch,Nice\n")
    assert match(staff, first).status_code == 422
    assert match(staff, first, column_0_2="name", column_0_3="description").status_code == 303
    second = uploaded("Note,ID,Was\nGood,s1,Lunch\n", source="another")
    page = staff.get(f"{second}/columns").text
    assert "You matched columns like these" in page
    assert [as_offered(page)[f"column-0-{column}"] for column in (1, 2, 3)] == ["description", "id", "name"]


def test_a_column_that_has_to_be_there_is_asked_for_in_words(staff: FlaskClient, uploaded: Callable[..., str]) -> None:
    answer = match(staff, uploaded(), column_0_2="keep")
    assert answer.status_code == 422
    assert "Choose the column of “old” that says: Name of the service" in answer.text


def test_what_a_sheet_holds_can_be_changed(staff: FlaskClient, upload: Upload) -> None:
    page = upload(("a.csv", GOOD), ("b.csv", "Name,Web\nFriends,x.example.org\n")).location.removesuffix("/columns")
    answer = match(staff, page, holds_1="organisations")
    assert answer.status_code == 200
    assert as_offered(answer.text)["holds-1"] == "organisations"
    assert as_offered(answer.text)["column-1-1"] == "name"


def test_rows_that_cannot_go_in_are_named_and_the_others_wait_for_a_word(
    app: Flask, staff: FlaskClient, uploaded: Callable[..., str], take: Any
) -> None:
    page = uploaded(WITH_A_BAD_ROW)
    assert take(page).status_code == 422
    assert "old, row 4, column B (Name)" in staff.get(page).text
    assert found(app, "lunch") == []
    assert staff.post(f"{page}/take", data={"others": "y"}).status_code == 303
    let_the_worker_work(app)
    assert "old-book/s1" in found(app, "lunch")
    assert "old, row 4, column B (Name)" in staff.get(page).text


def test_mass_removal_waits_for_a_word_of_its_own(
    app: Flask, staff: FlaskClient, uploaded: Callable[..., str], take: Any
) -> None:
    take(uploaded())
    page = uploaded("\n".join(GOOD.split("\n")[:2]))
    assert take(page).status_code == 422
    assert "Walks" in staff.get(page).text
    staff.post(f"{page}/take", data={"gone": "y"})
    let_the_worker_work(app)
    with app.app_context():
        assert listing("old-book", "s2") is None


def test_undoing_the_first_import_leaves_the_directory_as_it_was(
    app: Flask, staff: FlaskClient, uploaded: Callable[..., str], take: Any
) -> None:
    before = whole_directory(app)
    page = uploaded()
    take(page)
    assert whole_directory(app) != before
    staff.post(action(staff.get(page).text, "Undo this import"))
    let_the_worker_work(app)
    assert whole_directory(app) == before
    assert found(app, "lunch") == []
    assert "Undone" in staff.get(page).text


def test_undoing_a_later_import_puts_back_every_row_that_it_touched(
    app: Flask, staff: FlaskClient, uploaded: Callable[..., str], take: Any
) -> None:
    take(uploaded(area="TS18"))
    before = whole_directory(app)
    changed = GOOD.replace("A hot meal", "Cold").replace("TS18 1AU", "TS17 6AA").replace("s2,Walks", "s9,New")
    page = uploaded(changed, area="national")
    take(page, gone="y")
    assert found(app, "new") == ["old-book/s9"]
    assert whole_directory(app) != before
    staff.post(f"{page}/undo")
    let_the_worker_work(app)
    assert whole_directory(app) == before
    assert found(app, "walks") == ["old-book/s2"]


def test_an_import_that_others_were_built_upon_is_undone_only_after_them(
    app: Flask, staff: FlaskClient, uploaded: Callable[..., str], take: Any
) -> None:
    before = whole_directory(app)
    first, second = uploaded(), uploaded(GOOD.replace("A hot meal", "Cold"))
    take(first)
    take(second)
    staff.post(f"{first}/undo")
    let_the_worker_work(app)
    assert "Undo that first" in staff.get(first).text
    for page in (second, first):
        staff.post(f"{page}/undo")
        let_the_worker_work(app)
    assert whole_directory(app) == before


def test_the_page_of_a_running_job_comes_again_by_itself_until_told_not_to(
    staff: FlaskClient, uploaded: Callable[..., str]
) -> None:
    page = uploaded()
    match(staff, page)
    assert staff.get(page).headers["Refresh"]
    assert "<progress" in staff.get(page).text
    assert "Refresh" not in staff.get(f"{page}?still=y").headers


def test_a_page_that_waits_for_staff_stays(app: Flask, staff: FlaskClient, uploaded: Callable[..., str]) -> None:
    page = uploaded()
    match(staff, page)
    let_the_worker_work(app)
    assert "Refresh" not in staff.get(page).headers


def test_how_far_the_worker_is_can_be_read_while_it_works(
    app: Flask, staff: FlaskClient, uploaded: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page, seen = uploaded(), []
    match(staff, page)
    monkeypatch.setattr(spreadsheet_work, "SECONDS_BETWEEN_SIGNS", 0)
    judged = spreadsheets.run.prepare

    def looked_at(*args: Any) -> Any:
        tell = args[-1]

        def told(more: int) -> None:
            tell(more)
            seen.append(re.search(r"(\d+) of (\d+) services", staff.get(page).text))

        return judged(*args[:-1], told)

    monkeypatch.setattr(spreadsheets.run, "prepare", looked_at)
    let_the_worker_work(app)
    assert [match.groups() for match in seen if match] == [("1", "2"), ("2", "2")]
