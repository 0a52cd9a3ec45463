"""The staff's pages of spreadsheets: from upload to undo, with nothing lost on the way."""

import io
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import Workbook
from werkzeug.test import TestResponse

from app.audit.api import events_about
from app.db import Base, session, transaction
from app.directory.api import listing, spreadsheets
from app.kernel.clock import now
from app.search.api import index
from app.search.domain import Query
from app.sources import spreadsheet_store, spreadsheet_work
from app.sources.spreadsheet_domain import Stage
from tests.staff import member_of_staff, signed_in

GOOD = (
    "ID,Name,Organisation,Postcode,Description\ns1,Lunch club,Neighbours,TS18 1AU,A hot meal\ns2,Walks,Friends,,Slow\n"
)
WITH_A_BAD_ROW = GOOD + "s3,,Friends,,No name\n"
ADDRESS = "/staff/spreadsheets/"

Upload = Callable[..., TestResponse]


@pytest.fixture
def staff(app: Flask) -> FlaskClient:
    return signed_in(app, member_of_staff(app))


@pytest.fixture
def upload(staff: FlaskClient) -> Upload:
    def send(*files: tuple[str, bytes | str], source: str = "Old Book", area: str = "") -> TestResponse:
        contents = [
            (io.BytesIO(content.encode() if isinstance(content, str) else content), name) for name, content in files
        ]
        return staff.post(ADDRESS, data={"source": source, "area": area, "files": contents})

    return send


@pytest.fixture
def uploaded(upload: Upload) -> Callable[..., str]:
    """Uploads one CSV file; gives the address of its page."""

    def send(text: str = GOOD, **said: str) -> str:
        answer = upload(("old.csv", text), **said)
        assert answer.status_code == 303, answer.text
        return answer.location.removesuffix("/columns")

    return send


def as_offered(page: str) -> dict[str, str]:
    """What the form of the columns would send if nobody touched it."""
    chosen = dict(re.findall(r'<input type="hidden" name="((?:was|column)-[\d-]+)" value="([^"]*)"', page))
    for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        match = re.search(r'value="([^"]*)" selected', options)
        chosen[name] = match[1] if match else ""
    return chosen


def match(staff: FlaskClient, page: str, **changed: str) -> TestResponse:
    shown = staff.get(f"{page}/columns").text
    said = {**as_offered(shown), **{name.replace("_", "-"): to for name, to in changed.items()}}
    return staff.post(action(shown, "Check every row"), data=said)


def action(shown: str, button: str) -> str:
    """The address of the form that a button sends."""
    before, found, _ = shown.partition(f">{button}</button>")
    assert found, f"there is no button {button!r}"
    return re.findall(r'<form method="post" action="([^"]*)"', before)[-1]


def let_the_worker_work(app: Flask) -> None:
    with app.app_context():
        spreadsheet_work.work()


@pytest.fixture
def take(app: Flask, staff: FlaskClient) -> Callable[..., TestResponse]:
    """Has an upload matched as it was guessed, checked, and taken in with these ticks."""

    def press(page: str, **ticks: str) -> TestResponse:
        assert match(staff, page).status_code == 303
        let_the_worker_work(app)
        shown = staff.get(page).text
        words = re.search(r">(Take in \d+ services?)</button>", shown)
        assert words, shown
        answer = staff.post(action(shown, words[1]), data=ticks)
        let_the_worker_work(app)
        return answer

    return press


def found(app: Flask, words: str) -> list[str]:
    with app.app_context():
        return [hit.id for hit in index().search(Query(words=words)).page]


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


@pytest.mark.parametrize(
    ("name", "content"), [("a.xlsx", b"PK no zip"), ("a.pdf", b"%PDF"), ("a.csv", b'Name,Town\n"A,B\n'), ("a.csv", b"")]
)
def test_a_file_that_cannot_be_read_is_refused_at_once(app: Flask, upload: Upload, name: str, content: bytes) -> None:
    answer = upload((name, content))
    assert answer.status_code == 422
    assert "We cannot read this file" in answer.text
    assert not kept_files(app)


def test_a_file_that_is_too_large_is_refused_in_words(
    app: Flask, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreadsheets, "MOST_BYTES", 1_000)
    answer = upload(("a.csv", b"x" * 200_000))
    assert answer.status_code == 413
    assert "The file is too large" in answer.text


def test_whoever_is_no_staff_sends_no_more_than_a_form(app: Flask) -> None:
    head = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\n'
    body = head + b"x" * 2_000_000 + b"\r\n--b--\r\n"
    answer = app.test_client().post(ADDRESS, data=body, content_type="multipart/form-data; boundary=b")
    assert answer.status_code in {403, 413}


def kept_files(app: Flask) -> list[Path]:
    folder = Path(app.config["DATA_DIR"]) / "uploads"
    return [file for file in folder.rglob("*") if file.is_file()] if folder.is_dir() else []


def test_an_uploaded_file_is_sealed_and_deleted_when_it_was_taken_in(
    app: Flask, uploaded: Callable[..., str], take: Any
) -> None:
    page = uploaded()
    (file,) = kept_files(app)
    assert b"Lunch" not in file.read_bytes()
    take(page)
    assert kept_files(app) == []


def test_an_upload_can_be_deleted_with_its_file(app: Flask, staff: FlaskClient, uploaded: Callable[..., str]) -> None:
    page = uploaded()
    assert staff.post(action(staff.get(f"{page}/columns").text, "Delete this upload")).status_code == 303
    assert staff.get(page).status_code == 404
    assert kept_files(app) == []


def test_an_upload_that_was_moved_on_meanwhile_is_not_deleted(
    app: Flask, staff: FlaskClient, uploaded: Callable[..., str]
) -> None:
    page = uploaded()
    with app.app_context(), transaction() as writing:
        assert not spreadsheet_store.drop(writing, page.rsplit("/", 1)[-1], Stage.CHECKED)
    assert staff.get(f"{page}/columns").status_code == 200


def test_an_upload_that_nobody_decides_about_is_forgotten_with_its_file(
    app: Flask, uploaded: Callable[..., str]
) -> None:
    uploaded()
    with time_machine.travel(now() + timedelta(days=8)), app.app_context():
        spreadsheet_work.forget()
    assert kept_files(app) == []


def test_files_whose_upload_is_not_written_down_yet_are_left_alone(app: Flask) -> None:
    folder = Path(app.config["DATA_DIR"]) / "uploads" / "new"
    folder.mkdir(parents=True)
    (folder / "0").write_bytes(b"sealed")
    with app.app_context():
        spreadsheet_work.forget()
    assert kept_files(app)


def test_a_job_that_fails_every_time_is_given_up(
    app: Flask, staff: FlaskClient, uploaded: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = uploaded()
    match(staff, page)

    def broken(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(spreadsheets, "judged", broken)
        for _ in range(spreadsheet_work.MOST_TRIES):
            with pytest.raises(RuntimeError):
                let_the_worker_work(app)
        let_the_worker_work(app)
    assert "It did not work" in staff.get(page).text


def test_a_worker_that_ended_before_the_index_was_ready_makes_up_for_it(
    app: Flask, staff: FlaskClient, uploaded: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = uploaded()
    match(staff, page)
    let_the_worker_work(app)
    staff.post(f"{page}/take")

    def ends(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(spreadsheets, "settle", ends)
        with pytest.raises(RuntimeError):
            let_the_worker_work(app)
    let_the_worker_work(app)
    assert "old-book/s1" in found(app, "lunch")
    assert "Taken in" in staff.get(page).text


def test_a_directory_that_is_read_from_the_web_keeps_its_name(app: Flask, upload: Upload, monkeypatch: Any) -> None:
    monkeypatch.setattr(spreadsheets, "comes_from_an_address", lambda *_: True)
    assert upload(("a.csv", GOOD)).status_code == 422


def test_a_workbook_is_uploaded_as_well_as_a_csv_file(
    app: Flask, staff: FlaskClient, upload: Upload, take: Any
) -> None:
    workbook, file = Workbook(), io.BytesIO()
    workbook.worksheets[0].append(["Name", "Postcode"])
    workbook.worksheets[0].append(["Lunch club", "TS18 1AU"])
    workbook.save(file)
    page = upload(("a.xlsx", file.getvalue())).location.removesuffix("/columns")
    take(page)
    assert len(found(app, "lunch")) == 1


def test_what_staff_do_is_on_record(app: Flask, staff: FlaskClient, uploaded: Callable[..., str], take: Any) -> None:
    page = uploaded()
    take(page)
    staff.post(f"{page}/undo")
    with app.app_context():
        deeds = [event.action for event in events_about(session(), "spreadsheet", page.split("/")[-1])]
    assert deeds == ["spreadsheet.uploaded", "spreadsheet.matched", "spreadsheet.approved", "spreadsheet.undone"]


def test_the_list_names_what_was_uploaded(staff: FlaskClient, uploaded: Callable[..., str]) -> None:
    uploaded()
    assert "old.csv" in staff.get(ADDRESS).text
