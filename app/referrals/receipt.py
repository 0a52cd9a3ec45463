"""Which sent form this browser may read again: its draft, in the signed session cookie, for 45 quiet minutes.

Remembered from the page before sending, so that a person whose answer from us was lost on the way still finds it.
"""

import time
from dataclasses import dataclass
from uuid import UUID

from flask import session

from app.assessment.api import Draft

OPEN_FOR_SECONDS = 45 * 60
_KEY = "sent"


class ReceiptClosed(Exception):
    """This browser has not sent anything, or not lately: only the code shows what became of it."""


@dataclass(frozen=True)
class Receipt:
    """What this browser is about to send, or has sent. `tag` is that of the form, as its pages carry it."""

    draft_id: UUID
    tag: str


def hold(draft_id: UUID, tag: str = "") -> None:
    """Lets this browser read what is sent from a draft, from now."""
    session[_KEY] = [str(draft_id), tag, int(time.time())]


def hold_for(draft: Draft) -> None:
    """The same, for the draft of a page."""
    hold(draft.id, draft.tag)


def held() -> Receipt:
    """What this browser may read, kept open from now. Raises ReceiptClosed."""
    draft_id, tag, seen = session.get(_KEY, ["", "", 0])
    if not draft_id or abs(time.time() - seen) > OPEN_FOR_SECONDS:
        session.pop(_KEY, None)
        raise ReceiptClosed
    hold(UUID(draft_id), tag)
    return Receipt(UUID(draft_id), tag)
