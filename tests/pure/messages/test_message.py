"""Messages: their headers, and when they are tried again."""

import email
import email.policy
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.messages.domain import Chore, Message, one_line, wait_after
from app.messages.mailers import Sender

WRITTEN = datetime(2026, 11, 20, 9, tzinfo=UTC)
SENDER = Sender("Sample Council", "careway@council.example.org", "care@example.org")
HEADERS = {
    "From",
    "To",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "Content-Type",
    "Content-Transfer-Encoding",
    "MIME-Version",
}
LINE_BREAKS = ("\r\n", "\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\x1e")


def sent(subject: str, body: str = "Hello") -> bytes:
    return SENDER.email(Message("abc", "ada@example.org", subject, body, WRITTEN, 1)).as_bytes()


@pytest.mark.parametrize("line_break", LINE_BREAKS)
def test_no_line_break_in_a_subject_adds_a_header(line_break: str) -> None:
    read = email.message_from_bytes(sent(f"Hello{line_break}Bcc: eve@example.org"), policy=email.policy.default)
    assert set(read.keys()) == HEADERS
    assert read["To"] == "ada@example.org"


@given(st.text(max_size=300))
def test_whatever_a_subject_holds_there_is_one_of_each_header(subject: str) -> None:
    read = email.message_from_bytes(sent(subject), policy=email.policy.default)
    assert sorted(read.keys()) == sorted(HEADERS)


@given(st.text(max_size=300))
def test_one_line_is_one_line_and_stays_so(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert one_line(line) == line


def test_the_words_of_a_message_arrive_as_written() -> None:
    words = "Dear Zażółć,\n\n.\nFrom here on: \U0001f600 مرحبا\n"
    read = email.message_from_bytes(sent("Hello", words), policy=email.policy.default)
    assert read.get_content().replace("\r\n", "\n") == words


def test_the_same_message_made_twice_is_the_same_message() -> None:
    assert sent("Hello") == sent("Hello")


def test_each_wait_is_longer_than_the_one_before_and_the_last_gives_up() -> None:
    waits = [wait_after(tries) for tries in range(1, 10)]
    known = [wait for wait in waits if wait is not None]
    assert len(known) == 9
    assert known == sorted(set(known))
    assert wait_after(10) is None


@pytest.mark.parametrize(("ago", "due"), [(None, True), (59, False), (60, True), (61, True)])
def test_a_chore_is_due_when_its_time_has_come(ago: int | None, due: bool) -> None:
    chore = Chore("sweep", timedelta(seconds=60), lambda: None)
    assert chore.is_due(None if ago is None else WRITTEN - timedelta(seconds=ago), WRITTEN) is due
