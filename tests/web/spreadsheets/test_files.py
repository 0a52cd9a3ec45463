"""The files of spreadsheets: which are refused, that they are sealed, and when they are gone; and work that fails."""

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import Workbook

from app.audit.api import events_about
from app.db import session, transaction
from app.directory.api import spreadsheets
from app.kernel.clock import now
from app.sources import spreadsheet_store, spreadsheet_work
from app.sources.spreadsheet_domain import Stage
from tests.uploads import ADDRESS, GOOD, Upload, action, found, kept_files, let_the_worker_work, match


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
