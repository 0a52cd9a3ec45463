"""What other rooms may ask of the post: to send a message when their deed is done."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID, uuid4

from email_validator import EmailNotValidError, validate_email
from flask import Flask, current_app
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.councils.api import council
from app.db import transaction
from app.kernel.clock import now
from app.messages import silence as silence_of_people
from app.messages import store
from app.messages.domain import Channel, Chore, Message, NotAnAddress, PersonKey, mobile_number, one_line
from app.messages.mailers import Sender, mailer_for
from app.messages.texters import FolderTexter, texter_for


def init_app(app: Flask, chores: tuple[Chore, ...] = ()) -> None:
    """Chooses what MAIL_URL and TEXT_URL ask for, and tells the worker what else falls due."""
    with app.app_context():
        sender = Sender(council().name, app.config["MAIL_FROM"], council().email)
    app.extensions["mailer"] = mailer_for(app.config["MAIL_URL"], sender)
    app.extensions["texter"] = texter_for(app.config["TEXT_URL"])
    app.extensions["chores"] = (*chores, forgetting_old_messages())


def enqueue(
    session: Session, *, to: str, subject: str, body: str, key: str | None = None, about: Iterable[PersonKey] = ()
) -> str:
    """Writes a plain text message in the caller's transaction, to be sent once that is committed; gives its id.

    The words are the caller's and hold no answers. With a `key` that was used before, nothing is written and the
    earlier message's id is given. `about` are the people whom it is about (key_of_case and its like): it does not go
    once one of them, or whoever has the address, is silenced. Raises NotAnAddress.
    """
    message = Message(uuid4().hex, _address(to), one_line(subject), body, now(), 0)
    return _written(session, message, key, (key_of_address(to), *about))


def enqueue_text(
    session: Session, *, to: str, body: str, key: str | None = None, about: Iterable[PersonKey] = ()
) -> str:
    """The same for a text message to a mobile telephone. Raises NotAMobileNumber."""
    message = Message(uuid4().hex, mobile_number(to), "", one_line(body), now(), 0, Channel.TEXT)
    return _written(session, message, key, (key_of_number(to), *about))


def key_of_address(address: str) -> PersonKey:
    """The person behind an e-mail address, in any case."""
    return silence_of_people.key_of("address", address.strip().lower())


def key_of_number(number: str) -> PersonKey:
    """The person behind a telephone number, mobile or not, in any spacing."""
    return silence_of_people.key_of("number", silence_of_people.number_as_keyed(number))


def key_of_case(case: str | UUID) -> PersonKey:
    """The person whom a case is about, by the case's id."""
    return silence_of_people.key_of("case", str(case))


def silence(session: Session, person: PersonKey) -> None:
    """Stops every message to this person and about them: "this person has died".

    Silence each address, number and case of theirs that is known (key_of_address, key_of_number, key_of_case). From
    the commit of the caller's transaction on nothing goes, however long ago it was written: the worker looks at each
    message just before it sends it. The caller writes the audit event. To do it again changes nothing.
    """
    silence_of_people.silence(session, person, now())


def end_silence(session: Session, person: PersonKey) -> None:
    """Takes a silence back that was a mistake. What was held back meanwhile stays unsent."""
    silence_of_people.end(session, person)


def is_silenced(session: Session, person: PersonKey) -> bool:
    """Whether nothing is sent to this person any more. For pages that say so; senders need not ask."""
    return silence_of_people.is_silenced(session, person)


def texts_reach_people() -> bool:
    """Whether text messages go to telephones, and not into a folder for trying the service out."""
    return not isinstance(current_app.extensions["texter"], FolderTexter)


def _written(session: Session, message: Message, key: str | None, people: Iterable[PersonKey]) -> str:
    try:
        with session.begin_nested():
            earlier = store.id_of(session, key) if key is not None else None
            if earlier is None:
                store.add(session, message, key)
                silence_of_people.note(session, message.id, people)
    except IntegrityError:
        earlier = store.id_of(session, str(key))  # somebody wrote it between our look and our writing
    return earlier or message.id


def forgetting_old_messages() -> Chore:
    """Deletes what was sent long ago."""
    return Chore("forget old messages", timedelta(hours=1), _forget)


def _forget() -> None:
    with transaction() as session:
        store.forget(session, now())
        silence_of_people.forget(session, now())


def _address(text: str) -> str:
    try:
        address = validate_email(text, check_deliverability=False)
    except EmailNotValidError as error:
        raise NotAnAddress from error
    return address.ascii_email or address.normalized
