"""What other rooms may ask of the post: to send a message when their deed is done."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

from email_validator import EmailNotValidError, validate_email
from flask import Flask, current_app
from sqlalchemy.orm import Session

from app.councils.api import council
from app.db import transaction
from app.kernel.clock import now
from app.messages import silence as silence_of_people
from app.messages import store, words
from app.messages.domain import (
    Channel,
    Chore,
    Kind,
    Message,
    NotAnAddress,
    PersonKey,
    Recipient,
    mobile_number,
    one_line,
    postal_address,
)
from app.messages.folders import FolderTexter
from app.messages.kinds import TELLINGS
from app.messages.mailers import Sender, mailer_for
from app.messages.quiet import quiet_hours_of
from app.messages.texters import press_for, texter_for
from app.messages.words import Values


def init_app(app: Flask, chores: tuple[Chore, ...], actor: Callable[[], str]) -> None:
    """Chooses what the settings ask for, reads the council's own words, and tells the worker what else falls due.

    `actor` names, for the audit, the member of staff who asks.
    """
    app.extensions["actor"] = actor
    words.init_app(app)
    app.extensions["quiet_hours"] = quiet_hours_of(app.extensions["council"].file)
    with app.app_context():
        sender = Sender(council().name, app.config["MAIL_FROM"], council().email)
    app.extensions["mailer"] = mailer_for(app.config["MAIL_URL"], sender)
    app.extensions["texter"] = texter_for(app.config)
    app.extensions["press"] = press_for(app.config)
    app.extensions["chores"] = (*chores, forgetting_old_messages())


def tell(
    session: Session,
    kind: Kind,
    to: Recipient,
    values: Values,
    *,
    language: str = "",
    key: str | None = None,
    about: Iterable[PersonKey] = (),
) -> str:
    """Writes a message of a kind in the caller's transaction, in the council's words or ours; gives its id.

    `values` are the placeholders of the kind (`kinds.py`), days as dates; none is a name or an answer. Say the
    person's `language` when the page is not in it. `key` and `about` are those of `enqueue`. Raises NotAnAddress,
    NotAMobileNumber or NotAPostalAddress.
    """
    said = words.composed(kind, to.channel, values, language)
    message = replace(
        _message(to, said.subject, said.body),
        kind=kind,
        language=words.language_of(language),
        at_once=TELLINGS[kind].at_once,
    )
    return _written(session, message, key, (_key_of(to), *about))


def enqueue(
    session: Session, *, to: str, subject: str, body: str, key: str | None = None, about: Iterable[PersonKey] = ()
) -> str:
    """Writes an e-mail in words of the caller's in the caller's transaction, to be sent once that is committed.

    For what no council words itself; residents are written to by `tell`. Gives the message's id. The words are plain
    text and hold no answers. With a `key` that was used before, nothing is written and the earlier message's id is
    given. `about` are the people whom it is about (key_of_case and its like): it does not go once one of them, or
    whoever has the address, is silenced. Raises NotAnAddress.
    """
    recipient = Recipient(Channel.EMAIL, to)
    return _written(session, _message(recipient, subject, body), key, (_key_of(recipient), *about))


def enqueue_text(
    session: Session,
    *,
    to: str,
    body: str,
    key: str | None = None,
    about: Iterable[PersonKey] = (),
    at_once: bool = False,
) -> str:
    """The same for a text message to a mobile telephone; `at_once` lets it go in quiet hours. Raises NotAMobileNumber.

    The words go out on one line.
    """
    recipient = Recipient(Channel.TEXT, to)
    message = replace(_message(recipient, "", body), at_once=at_once)
    return _written(session, message, key, (_key_of(recipient), *about))


def enqueue_letter(
    session: Session,
    *,
    address_lines: Iterable[str],
    body: str,
    language: str = "en",
    key: str | None = None,
    about: Iterable[PersonKey] = (),
) -> str:
    """The same for a letter: three to seven lines of an address in the United Kingdom, the last its postcode.

    Empty lines are left out. A household is not a person: only `about` says whom a letter is to, so give it the case.
    Raises NotAPostalAddress.
    """
    message = _message(Recipient(Channel.LETTER, "\n".join(map(one_line, address_lines))), "", body)
    return _written(session, replace(message, language=language), key, tuple(about))


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


def _message(to: Recipient, subject: str, body: str) -> Message:
    """A message that is due now. Raises what `tell` does."""
    match to.channel:
        case Channel.EMAIL:
            address, line, text = _address(to.address), one_line(subject), body
        case Channel.TEXT:
            address, line, text = mobile_number(to.address), "", one_line(body)
        case Channel.LETTER:
            address, line, text = postal_address(to.address.splitlines()), "", body
    return Message(uuid4().hex, address, line, text, now(), 0, to.channel)


def _key_of(to: Recipient) -> PersonKey:
    """Whoever has the address. A letter goes to a household, so nobody is known by it."""
    match to.channel:
        case Channel.EMAIL:
            return key_of_address(to.address)
        case Channel.TEXT:
            return key_of_number(to.address)
        case Channel.LETTER:
            return PersonKey(())


def _written(session: Session, message: Message, key: str | None, people: Iterable[PersonKey]) -> str:
    if not store.add(session, message, key):
        return str(store.id_of(session, str(key)))
    silence_of_people.note(session, message.id, people)
    return message.id


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
