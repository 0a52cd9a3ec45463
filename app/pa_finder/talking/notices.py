"""What is written to the two people of a conversation: that there is something to read, and nothing of what it says."""

from flask import current_app
from sqlalchemy.orm import Session

from app.accounts import api as accounts
from app.messages import api as messages
from app.messages.domain import Channel, Kind, Recipient
from app.pa_finder.talking.advert import Kept
from app.pa_finder.talking.conversation import Conversation, Side
from app.web.addresses import public_address


def of_message(session: Session, conversation: Conversation, side: Side) -> None:
    """Writes to one of the two that there is something new, once until they have read it."""
    person = conversation.person(side)
    key = f"pa-talk:{conversation.id}:{side}:{person.read}"
    language = conversation.language if side is Side.SEEKER else "en"
    _tell(session, person.account, language, key)


def of_advert(session: Session, kept: Kept) -> None:
    """Writes to whoever wrote an advert that staff wrote back."""
    if kept.account is not None:
        _tell(session, kept.account, kept.language, f"pa-advert:{kept.id}:{kept.version}")


def of_caller(session: Session, kept: Kept, email: str) -> None:
    """Writes to a caller, for whom staff wrote an advert, where to read it and send it."""
    to = Recipient(Channel.EMAIL, email)
    link = _address("pa_adverts.own", advert_id=kept.id)
    messages.tell(session, Kind.NEW_MESSAGE, to, {"link": link}, language=kept.language, key=f"pa-advert:{kept.id}")


def _tell(session: Session, account: int, language: str, key: str) -> None:
    """Writes to somebody's account, unless it is closed."""
    whom = accounts.account(session, account)
    if whom is not None and not whom.disabled:
        to = Recipient(Channel.EMAIL, whom.email)
        link = _address("pa_messages.listed")
        messages.tell(session, Kind.NEW_MESSAGE, to, {"link": link}, language=language, key=key)


def _address(endpoint: str, **values: object) -> str:
    """The whole address of a page; the worker asks too, to whom no request tells the host."""
    return public_address(current_app.url_map.bind("localhost").build(endpoint, values))
