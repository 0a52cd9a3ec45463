"""What we write to groups: words in English from a template, by a worker whom no request tells the host."""

from collections.abc import Iterable
from contextlib import suppress

from flask import current_app
from flask_babel import force_locale
from sqlalchemy.orm import Session

from app.councils.api import council
from app.messages import api as messages
from app.messages.domain import NotAnAddress
from app.web.addresses import public_address

OWN_LANGUAGE = "en_GB"  # of groups


def send(session: Session, addresses: Iterable[str], template: str, key: str, **values: object) -> None:
    """Writes a letter in the caller's transaction, with the council's name; what is no address gets none.

    The template's words are the subject, an empty line, and the letter. What has a key that was used goes no more.
    """
    with force_locale(OWN_LANGUAGE):
        words = current_app.jinja_env.get_template(f"listings/mail/{template}.txt").render(council=council(), **values)
    subject, _, body = words.strip().partition("\n\n")
    for place, to in enumerate(addresses):
        with suppress(NotAnAddress):
            messages.enqueue(session, to=to, subject=subject, body=f"{body.strip()}\n", key=f"{key}:{place}")


def address_of(endpoint: str, **values: object) -> str:
    """The whole address of a page, by the configured host: no request tells the worker another."""
    return public_address(current_app.url_map.bind("localhost").build(endpoint, values))
