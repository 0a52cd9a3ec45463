"""What other rooms may ask of the post: to send a message when their deed is done."""

from datetime import timedelta
from uuid import uuid4

from email_validator import EmailNotValidError, validate_email
from flask import Flask, current_app
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.councils.api import council
from app.db import transaction
from app.kernel.clock import now
from app.messages import store
from app.messages.domain import Channel, Chore, Message, NotAnAddress, mobile_number, one_line
from app.messages.mailers import Sender, mailer_for
from app.messages.texters import FolderTexter, texter_for


def init_app(app: Flask, chores: tuple[Chore, ...] = ()) -> None:
    """Chooses what MAIL_URL and TEXT_URL ask for, and tells the worker what else falls due."""
    with app.app_context():
        sender = Sender(council().name, app.config["MAIL_FROM"], council().email)
    app.extensions["mailer"] = mailer_for(app.config["MAIL_URL"], sender)
    app.extensions["texter"] = texter_for(app.config["TEXT_URL"])
    app.extensions["chores"] = (*chores, forgetting_old_messages())


def enqueue(session: Session, *, to: str, subject: str, body: str, key: str | None = None) -> str:
    """Writes a plain text message in the caller's transaction, to be sent once that is committed; gives its id.

    The words are the caller's and hold no answers. With a `key` that was used before, nothing is written and the
    earlier message's id is given. Raises NotAnAddress.
    """
    return _written(session, Message(uuid4().hex, _address(to), one_line(subject), body, now(), 0), key)


def enqueue_text(session: Session, *, to: str, body: str, key: str | None = None) -> str:
    """The same for a text message to a mobile telephone. Raises NotAMobileNumber."""
    number = mobile_number(to)
    return _written(session, Message(uuid4().hex, number, "", one_line(body), now(), 0, Channel.TEXT), key)


def texts_reach_people() -> bool:
    """Whether text messages go to telephones, and not into a folder for trying the service out."""
    return not isinstance(current_app.extensions["texter"], FolderTexter)


def _written(session: Session, message: Message, key: str | None) -> str:
    try:
        with session.begin_nested():
            earlier = store.id_of(session, key) if key is not None else None
            if earlier is None:
                store.add(session, message, key)
    except IntegrityError:
        earlier = store.id_of(session, str(key))  # somebody wrote it between our look and our writing
    return earlier or message.id


def forgetting_old_messages() -> Chore:
    """Deletes what was sent long ago."""
    return Chore("forget old messages", timedelta(hours=1), _forget)


def _forget() -> None:
    with transaction() as session:
        store.forget(session, now())


def _address(text: str) -> str:
    try:
        address = validate_email(text, check_deliverability=False)
    except EmailNotValidError as error:
        raise NotAnAddress from error
    return address.ascii_email or address.normalized
