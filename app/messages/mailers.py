"""The post: the port through which a message leaves, its real implementations, and its Null twin.

Text messages and letters leave by the same port, through `notify.py` or into `folders.py`.
"""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from app.messages.domain import Message, one_line
from app.messages.failures import NoServer, NotNow, NotSent, Refused
from app.messages.folders import folder_of, write

SECONDS_FOR_AN_ANSWER = 15
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class Mailer(Protocol):
    """Sends one message, or raises NotSent."""

    def send(self, message: Message) -> str | None:
        """Hands the message over; when this returns, somebody else has it on disk.

        Gives the name under which the other side can be asked what became of it, when it tells.
        """
        ...


@dataclass(frozen=True)
class Sender:
    """Whom our e-mail is from, and who reads the answers."""

    name: str
    address: str
    reply_to: str

    def email(self, message: Message) -> EmailMessage:
        """The message as an e-mail. Made twice, it is the same twice, with the same Message-ID."""
        email = EmailMessage(policy=SMTP)
        local, _, domain = self.address.rpartition("@")
        email["From"] = Address(one_line(self.name), local, domain)
        email["To"] = message.to
        email["Reply-To"] = self.reply_to
        email["Subject"] = one_line(message.subject)
        email["Date"] = format_datetime(message.written)
        email["Message-ID"] = f"<{message.id}@{domain}>"
        email["Auto-Submitted"] = "auto-generated"
        email.set_content(message.body, cte="quoted-printable")
        return email


@dataclass
class NullMailer:
    """Keeps what it was given, for tests."""

    sent: list[Message] = field(default_factory=list)

    def send(self, message: Message) -> None:
        """Keeps the message."""
        self.sent.append(message)


@dataclass(frozen=True)
class FolderMailer:
    """Writes e-mails as files that their owner alone can read, for trying the service out."""

    folder: Path
    sender: Sender

    def send(self, message: Message) -> None:
        """Writes the file."""
        write(self.folder, message, "eml", self.sender.email(message).as_bytes())


@dataclass(frozen=True)
class SmtpMailer:
    """Sends by SMTP: smtp:// with STARTTLS when the server offers it, smtps:// with TLS from the start."""

    host: str
    port: int
    tls: bool
    user: str
    password: str = field(repr=False)
    sender: Sender

    def send(self, message: Message) -> None:
        """Sends over a connection of its own."""
        try:
            connection = self._connection()
        except (OSError, smtplib.SMTPException) as error:
            raise NoServer(_code_word(error)) from error
        try:
            connection.send_message(self.sender.email(message))
        except (OSError, smtplib.SMTPException) as error:
            raise _meaning(error) from error
        finally:
            with suppress(OSError, smtplib.SMTPException):
                connection.quit()  # a server that hangs up here has already taken the message
            connection.close()

    def _connection(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.tls:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=SECONDS_FOR_AN_ANSWER, context=context
            )
        else:
            connection = smtplib.SMTP(self.host, self.port, timeout=SECONDS_FOR_AN_ANSWER)
        try:
            self._come_in(connection, context)
        except BaseException:
            connection.close()
            raise
        return connection

    def _come_in(self, connection: smtplib.SMTP, context: ssl.SSLContext) -> None:
        connection.ehlo()
        private = self.tls or self.host in LOOPBACK
        if not self.tls and connection.has_extn("starttls"):
            connection.starttls(context=context)
            connection.ehlo()
            private = True
        if self.user:
            if not private:
                raise NoServer("password-needs-tls")
            connection.login(self.user, self.password)


def mailer_for(url: str, sender: Sender) -> Mailer:
    """The mailer that the setting MAIL_URL asks for."""
    parts = urlsplit(url)
    if parts.scheme == "folder":
        return FolderMailer(folder_of(url), sender)
    tls = parts.scheme == "smtps"
    return SmtpMailer(
        host=parts.hostname or "localhost",
        port=parts.port or (465 if tls else 25),
        tls=tls,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        sender=sender,
    )


def _meaning(error: Exception) -> NotSent:
    """What a failure means for the message. RFC 5321, 4.2.1: a code from 500 on is final, one from 400 on is not."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            code = max(code for code, _ in error.recipients.values())
            return Refused(_code_word(error, code)) if code >= 500 else NotNow(_code_word(error, code))
        case smtplib.SMTPDataError():
            return Refused(_code_word(error)) if error.smtp_code >= 500 else NotNow(_code_word(error))
        case smtplib.SMTPNotSupportedError():
            return Refused(_code_word(error))
        case _:
            return NoServer(_code_word(error))


def _code_word(error: Exception, code: int | None = None) -> str:
    """The kind of the failure without the server's words, which quote the address."""
    number = code or getattr(error, "smtp_code", None)
    return f"{number} {type(error).__name__}" if number else type(error).__name__
