"""What leaves the machine: real SMTP servers, real files, a real kill."""

import email
import email.policy
import fcntl
import multiprocessing
import os
import signal
import socket
import ssl
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import IPv4Address
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from flask import Flask

from app.config import Config
from app.db import transaction
from app.factory import create_app
from app.kernel.clock import now
from app.messages import api as messages

BODY = "Hello,\n\nwe have your form.\n.\n"


@dataclass
class Letterbox:
    """An SMTP server's mailbox. It may refuse, or do something once it has a message."""

    answer: str = "250 OK"
    then: Callable[[], None] = lambda: None
    got: list[Envelope] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        if self.answer.startswith("250"):
            self.got.append(envelope)
        self.then()
        return self.answer


@contextmanager
def serving(letterbox: Letterbox, **settings: Any) -> Iterator[str]:
    """The server's host and port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(letterbox, hostname="127.0.0.1", port=port, **settings)
    controller.start()
    try:
        yield f"127.0.0.1:{port}"
    finally:
        controller.stop()


def enqueue(app: Flask, subject: str = "Your form") -> str:
    with app.app_context(), transaction() as writing:
        return messages.enqueue(writing, to="ada@example.org", subject=subject, body=BODY)


def work(app: Flask) -> int:
    return app.test_cli_runner().invoke(args=["worker", "--once"]).exit_code


def stuck(app: Flask) -> str:
    return app.test_cli_runner().invoke(args=["messages", "list", "--stuck"]).stdout


def read(content: Any) -> email.message.EmailMessage:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, email.message.EmailMessage)
    return message


def test_an_email_arrives_whole(make_app: Callable[..., Flask]) -> None:
    with serving(letterbox := Letterbox()) as place:
        app = make_app(MAIL_URL=f"smtp://{place}", MAIL_FROM="careway@council.example.org")
        message_id = enqueue(app)
        assert work(app) == 0
    (envelope,) = letterbox.got
    message = read(envelope.content)
    assert (envelope.mail_from, envelope.rcpt_tos) == ("careway@council.example.org", ["ada@example.org"])
    assert message["Message-ID"] == f"<{message_id}@council.example.org>"
    assert (message["Subject"], message.get_content().replace("\r\n", "\n")) == ("Your form", BODY)


@pytest.mark.parametrize("line_break", ["\r\n", "\n", "\u2028", "\x85"])
def test_no_subject_adds_a_recipient(make_app: Callable[..., Flask], line_break: str) -> None:
    with serving(letterbox := Letterbox()) as place:
        app = make_app(MAIL_URL=f"smtp://{place}")
        enqueue(app, subject=f"Hello{line_break}Bcc: eve@example.org{line_break}{line_break}Body")
        work(app)
    (envelope,) = letterbox.got
    assert envelope.rcpt_tos == ["ada@example.org"]
    assert read(envelope.content)["Bcc"] is None


@pytest.mark.parametrize(("answer", "is_stuck"), [("554 No", True), ("451 Later", False)])
def test_only_a_final_refusal_makes_a_message_stuck(
    make_app: Callable[..., Flask], answer: str, is_stuck: bool
) -> None:
    with serving(Letterbox(answer)) as place:
        app = make_app(MAIL_URL=f"smtp://{place}")
        enqueue(app)
        assert work(app) == 0
    assert bool(stuck(app)) is is_stuck


def test_a_server_that_is_away_loses_nothing(make_app: Callable[..., Flask]) -> None:
    with serving(Letterbox()) as place:
        app = make_app(MAIL_URL=f"smtp://{place}")
    enqueue(app)
    assert work(app) == 0
    assert stuck(app) == ""
    assert "waiting" in app.test_cli_runner().invoke(args=["messages", "list"]).stdout


def die_while_sending(settings: dict[str, str]) -> None:
    """A worker that the server kills when it has the message and has not yet said so."""

    def die() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    with serving(Letterbox(then=die)) as place:
        app = create_app(Config.from_environment({**settings, "MAIL_URL": f"smtp://{place}"}))
        app.test_cli_runner().invoke(args=["worker", "--once"])


def test_a_worker_killed_between_the_servers_answer_and_its_note_is_followed_by_one_that_sends(
    app: Flask, start_again: Callable[..., Flask]
) -> None:
    message_id = enqueue(app)
    settings = {name: str(app.config[name]) for name in ("DATA_DIR", "DATABASE_URL")}
    process = multiprocessing.get_context("spawn").Process(target=die_while_sending, args=(settings,))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    with serving(letterbox := Letterbox()) as place:
        work(start_again(app, MAIL_URL=f"smtp://{place}"))
    (envelope,) = letterbox.got
    assert message_id in read(envelope.content)["Message-ID"]


def work_for_ever(settings: dict[str, str]) -> None:
    """A worker that goes round until it is told to stop."""
    app = create_app(Config.from_environment(settings))
    sys.exit(app.test_cli_runner().invoke(args=["worker"]).exit_code)


def wait_for(process: SpawnProcess, place: Path, pattern: str = "") -> None:
    """Waits for a file that the process makes, as long as it lives, and two minutes at the most."""
    for _ in range(1200):
        if any(place.glob(pattern)) if pattern else place.exists():
            return
        process.join(0.1)
        assert process.is_alive()
    pytest.fail(f"{place} was not made")


def test_a_worker_sends_what_is_written_while_it_runs_and_ends_when_it_is_told(app: Flask) -> None:
    settings = {name: str(app.config[name]) for name in ("DATA_DIR", "DATABASE_URL")}
    process = multiprocessing.get_context("spawn").Process(target=work_for_ever, args=(settings,))
    process.start()
    try:
        wait_for(process, app.config["DATA_DIR"] / "worker.lock")
        message_id = enqueue(app)
        wait_for(process, app.config["DATA_DIR"] / "mail", f"*{message_id}.eml")
    finally:
        process.terminate()
        process.join()
    assert process.exitcode == 0


def test_a_second_worker_on_the_machine_leaves_the_work_to_the_first(app: Flask) -> None:
    enqueue(app)
    with (app.config["DATA_DIR"] / "worker.lock").open("w") as place:
        fcntl.flock(place, fcntl.LOCK_EX)
        assert work(app) == 1
    assert work(app) == 0


def test_files_of_mail_are_whole_and_readable_by_their_owner_alone(app: Flask) -> None:
    message_id = enqueue(app)
    work(app)
    folder: Path = app.config["DATA_DIR"] / "mail"
    (file,) = folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert message_id in read(file.read_bytes())["Message-ID"]


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A certificate for 127.0.0.1 that this process trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(now() - timedelta(days=1))
    builder = builder.not_valid_after(now() + timedelta(days=1))
    address = x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))])
    signed = builder.add_extension(address, critical=False).sign(key, hashes.SHA256())
    file = tmp_path / "server.pem"
    unencrypted = serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, unencrypted)
    file.write_bytes(pem + signed.public_bytes(serialization.Encoding.PEM))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def knows_the_password(*arguments: Any) -> AuthResult:
    login = arguments[4]
    return AuthResult(success=(login.login, login.password) == (b"careway", b"p@ss:word"))


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_a_password_goes_over_starttls(make_app: Callable[..., Flask], certificate: ssl.SSLContext) -> None:
    settings = {"tls_context": certificate, "require_starttls": True, "authenticator": knows_the_password}
    with serving(letterbox := Letterbox(), auth_required=True, **settings) as place:
        app = make_app(MAIL_URL=f"smtp://careway:p%40ss%3Aword@{place}")
        enqueue(app)
        work(app)
    assert len(letterbox.got) == 1


def test_mail_goes_over_tls_from_the_start(make_app: Callable[..., Flask], certificate: ssl.SSLContext) -> None:
    with serving(letterbox := Letterbox(), ssl_context=certificate) as place:
        app = make_app(MAIL_URL=f"smtps://{place}")
        enqueue(app)
        work(app)
    assert len(letterbox.got) == 1


def test_a_server_that_nobody_vouches_for_gets_nothing(
    make_app: Callable[..., Flask], certificate: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with serving(letterbox := Letterbox(), tls_context=certificate) as place:
        app = make_app(MAIL_URL=f"smtp://{place}")
        enqueue(app)
        work(app)
    assert letterbox.got == []
