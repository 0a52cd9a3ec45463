"""Kinds of messages: our words in each language, or the council's own; and when they may go."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from app.config import ROOT
from app.db import session, transaction
from app.kernel.toml_lines import WrongContent
from app.messages import api as messages
from app.messages.domain import Channel, Kind, Recipient
from app.messages.kinds import TELLINGS
from app.messages.mailers import NullMailer
from app.messages.store import OutboxMessage
from app.messages.words import composed

SAMPLE = (ROOT / "directory_data" / "councils" / "sample.toml").read_text(encoding="utf-8")
ADDRESSES = {
    Channel.EMAIL: "ada@example.org",
    Channel.TEXT: "07700 900123",
    Channel.LETTER: "Ada Example\n1 Example Street\nTS18 1AU",
}
OWN = """
[messages.receipt.text]
en = "Teesbank has your form. {references}"
pl = "Teesbank ma formularz. {references}"
ur = "{references}"
"""

WAYS = [(kind, way) for kind, telling in TELLINGS.items() for way in telling.ways]


def council_with(folder: Path, words: str) -> str:
    file = folder / "ours.toml"
    file.write_text(SAMPLE + words, encoding="utf-8")
    return str(file)


def told(app: Flask, kind: Kind, way: Channel, language: str = "") -> OutboxMessage:
    with app.app_context():
        with transaction() as writing:
            to = Recipient(way, ADDRESSES[way])
            message_id = messages.tell(writing, kind, to, TELLINGS[kind].samples, language=language)
        row = session().scalars(select(OutboxMessage).where(OutboxMessage.id == message_id)).one()
        session().expunge(row)
        return row


@pytest.mark.parametrize("language", ["en", "pl", "ur"])
def test_every_message_can_be_written_in_every_language_and_holds_what_it_must(app: Flask, language: str) -> None:
    with app.app_context():
        for kind, way in WAYS:
            words = composed(kind, way, TELLINGS[kind].samples, language)
            assert bool(words.subject) is (way is Channel.EMAIL), (kind, way)
            for name in TELLINGS[kind].must_hold:
                sample = TELLINGS[kind].samples[name]
                for held in str(sample).split(", "):
                    assert isinstance(sample, date) or held in words.body, (kind, way, name)


def test_a_message_goes_in_the_language_of_the_person(app: Flask) -> None:
    polish, english = (told(app, Kind.LIST, Channel.EMAIL, language) for language in ("pl", "en"))
    assert (polish.language, english.language) == ("pl", "en")
    assert "marca 2027" in polish.body
    assert "9 March 2027" in english.body


def test_a_language_that_the_council_does_not_offer_is_answered_in_english(app: Flask) -> None:
    assert told(app, Kind.LIST, Channel.EMAIL, "cy").language == "en"


def test_a_councils_own_words_take_the_place_of_ours(make_app: Callable[..., Flask], tmp_path: Path) -> None:
    app = make_app(COUNCIL=council_with(tmp_path, OWN))
    row = told(app, Kind.RECEIPT, Channel.TEXT, "pl")
    assert row.body == "Teesbank ma formularz. CW-0000-0000, CW-0000-0001"
    assert "Teesbank ma" not in told(app, Kind.RECEIPT, Channel.EMAIL, "pl").body


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (OWN.replace("{references}", "{reference}", 1), "{reference} is not one of"),
        (OWN.replace(" {references}", "", 1), "must hold {references}"),
        (OWN.replace("ur =", "cy ="), "has words in a language that is not offered: 'cy'"),
        (OWN.replace("receipt", "greeting"), "is not a message that a council may word"),
        (OWN.replace(".text]", ".letter]"), "goes by email, text alone"),
        (OWN.replace(".text]", ".email]"), "must begin with the subject"),
        (OWN.replace("has your form", "finds you eligible"), "says 'eligible'"),
    ],
)
def test_words_that_would_go_wrong_stop_the_start_and_name_file_and_line(
    make_app: Callable[..., Flask], tmp_path: Path, words: str, reason: str
) -> None:
    with pytest.raises(WrongContent) as refused:
        make_app(COUNCIL=council_with(tmp_path, words))
    said = str(refused.value)
    file, line, _ = said.split(":", 2)
    assert reason in said
    assert Path(file).name == "ours.toml"
    assert int(line) > SAMPLE.count("\n")


@pytest.mark.parametrize(("kind", "sent"), [(Kind.LIST, 1), (Kind.REMINDER, 0)])
def test_at_night_a_text_that_somebody_asked_for_goes_and_a_reminder_waits_for_the_morning(
    app: Flask, kind: Kind, sent: int
) -> None:
    app.extensions["texter"] = post = NullMailer()
    with time_machine.travel("2026-11-20T22:00:00+00:00"):
        told(app, kind, Channel.TEXT)
        app.test_cli_runner().invoke(args=["worker", "--once"])
        assert len(post.sent) == sent
    with time_machine.travel("2026-11-21T08:00:00+00:00"):
        app.test_cli_runner().invoke(args=["worker", "--once"])
    assert len(post.sent) == 1


@pytest.mark.parametrize("way", [Channel.EMAIL, Channel.LETTER])
def test_only_texts_wait_in_quiet_hours(app: Flask, way: Channel) -> None:
    app.extensions["mailer"] = app.extensions["press"] = post = NullMailer()
    with time_machine.travel("2026-11-20T22:00:00+00:00"):
        told(app, Kind.REMINDER, way)
        app.test_cli_runner().invoke(args=["worker", "--once"])
    assert len(post.sent) == 1


def test_quiet_hours_that_are_no_times_stop_the_start(make_app: Callable[..., Flask], tmp_path: Path) -> None:
    words = '\n[quiet_hours]\nfrom = "8pm"\nuntil = "08:00"\nweekends = true\nbank_holidays = true\n'
    with pytest.raises(WrongContent, match=r"ours\.toml:\d+: quiet_hours\.from: must be a time"):
        make_app(COUNCIL=council_with(tmp_path, words))
