"""Letters: to an address in the United Kingdom, as a page to print when no service posts them."""

from pathlib import Path

import html5lib
import pytest
from flask import Flask
from sqlalchemy import select

from app.db import transaction
from app.messages import api as messages
from app.messages.domain import Channel, Kind, NotAPostalAddress, Recipient
from app.messages.store import OutboxMessage

LINES = ("Ada <Example>", "1 Example Street", "Stockton-on-Tees", "TS18 1AU")


def write(app: Flask, *lines: str, body: str = "Did it help?\n\nTell us <soon>.", language: str = "en") -> str:
    with app.app_context(), transaction() as writing:
        return messages.enqueue_letter(writing, address_lines=lines, body=body, language=language)


def printed(app: Flask) -> Path:
    assert app.test_cli_runner().invoke(args=["worker", "--once"]).exit_code == 0
    (file,) = (app.config["DATA_DIR"] / "letters").iterdir()
    assert isinstance(file, Path)
    return file


def test_a_letter_is_a_page_to_print_that_its_owner_alone_can_read(app: Flask) -> None:
    message_id = write(app, *LINES)
    file = printed(app)
    page = file.read_text(encoding="utf-8")
    html5lib.HTMLParser(strict=True).parse(page)
    assert (file.stem.rpartition("-")[2], file.stat().st_mode & 0o777) == (message_id, 0o600)
    for words in ("Ada &lt;Example&gt;<br>", "TS18 1AU<br>", "<h1>Did it help?</h1>", "Tell us &lt;soon&gt;."):
        assert words in page


def test_a_letter_in_urdu_runs_from_the_right_and_its_address_from_the_left(app: Flask) -> None:
    write(app, *LINES, language="ur")
    page = printed(app).read_text(encoding="utf-8")
    assert '<html lang="ur" dir="rtl">' in page
    assert '<address class="to" dir="ltr"' in page


def test_a_letter_in_a_translation_that_nobody_has_answered_for_goes_on_in_english(app: Flask) -> None:
    values = {"reference": "CW-0000-0000", "link": "https://care.example.org/council/missing"}
    to = Recipient(Channel.LETTER, "\n".join(LINES))
    with app.test_request_context(), transaction() as writing:
        messages.tell(writing, Kind.GAPS, to, values, language="pl")
        letter = writing.scalars(select(OutboxMessage)).one().body
    polish, _, english = letter.partition("We have a question about your form")
    assert "CW-0000-0000" in polish
    assert "The page asks for the code" not in polish
    assert "The page asks for the code" in english


@pytest.mark.parametrize(
    "lines", [(), ("Ada", "TS18 1AU"), ("Ada", "1 Street", "Stockton"), (*"abcdefg", "TS18 1AU"), ("", " ", "TS18 1AU")]
)
def test_what_is_no_postal_address_is_refused(app: Flask, lines: tuple[str, ...]) -> None:
    with pytest.raises(NotAPostalAddress):
        write(app, *lines)


def test_no_line_of_an_address_becomes_two(app: Flask) -> None:
    write(app, "Ada\nEve\u2028Eve", "1 Example Street", "TS18 1AU")
    assert "Ada Eve Eve<br>1 Example Street<br>TS18 1AU<br>" in printed(app).read_text(encoding="utf-8")
