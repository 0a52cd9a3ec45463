"""A member of staff who uploads spreadsheets and has them taken in."""

import io
import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.staff import member_of_staff, signed_in
from tests.uploads import ADDRESS, GOOD, Upload, action, let_the_worker_work, match


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
