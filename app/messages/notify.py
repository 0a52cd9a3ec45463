"""GOV.UK Notify: sends text messages and letters, and tells what became of them."""

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.messages.domain import Channel, Message
from app.messages.failures import NoServer, NotSent, Refused

if TYPE_CHECKING:  # loaded by whoever sends: most processes never do, and it would slow every start
    from notifications_python_client.errors import APIError

SECONDS_FOR_AN_ANSWER = 15

BODY = "body"
"""The one placeholder of the council's templates at Notify."""

FAILED = frozenset(
    {
        "permanent-failure",
        "temporary-failure",
        "technical-failure",
        "validation-failed",
        "virus-scan-failed",
        "cancelled",
    }
)
"""Notify's words for a message that did not arrive and is tried no more."""

ARRIVED = frozenset({"delivered", "sent", "received"})
"""Its words for one of which there is no more to learn. A letter is "received" when it is printed and posted."""

# What tells of us and not of one message: then no other would go either.
NOBODY_GOES = frozenset({401, 403, 404, 408, 429})

_CODE_WORD = re.compile(r"[A-Za-z-]{1,40}")

# The client would log what Notify answers, and that may quote a number or an address.
logging.getLogger("notifications_python_client").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Notify:
    """Sends one message at a time, in the template of its way. Not for threads: the client has one connection."""

    client: Any  # its package says that it is typed, and its functions are not
    templates: Mapping[Channel, str]

    @classmethod
    def at(cls, url: str, api_key: str, templates: Mapping[Channel, str]) -> "Notify":
        """Notify at an address, as a service that it knows by its key."""
        from notifications_python_client.notifications import NotificationsAPIClient

        client = NotificationsAPIClient(api_key, url, SECONDS_FOR_AN_ANSWER)  # type: ignore[no-untyped-call]
        return cls(client, templates)

    def send(self, message: Message) -> str:
        """Hands the message over and gives Notify's id of it. The reference is our id, the same at every try.

        Notify takes a reference twice. So at a later try it is asked first whether it has the message already.
        """
        known = self._known(message.id) if message.tries > 1 else None
        return known or str(_asked(lambda: self._post(message))["id"])

    def status_of(self, handed_as: str) -> str:
        """What became of a message, in Notify's word. Raises NotSent."""
        return _code_word(_asked(lambda: self.client.get_notification_by_id(handed_as)).get("status"))

    def _known(self, reference: str) -> str | None:
        """Notify's id of a message that it has taken under our reference and has not failed to deliver."""
        taken = _asked(lambda: self.client.get_all_notifications(reference=reference)).get("notifications", [])
        return next((str(one["id"]) for one in taken if one.get("status") not in FAILED), None)

    def _post(self, message: Message) -> Any:
        template = self.templates[message.channel]
        if message.channel is Channel.TEXT:
            return self.client.send_sms_notification(message.to, template, {BODY: message.body}, message.id)
        lines = {f"address_line_{number}": line for number, line in enumerate(message.to.splitlines(), start=1)}
        return self.client.send_letter_notification(template, {**lines, BODY: message.body}, message.id)


def _asked(question: Callable[[], Any]) -> dict[str, Any]:
    """Notify's answer. Raises Refused or NoServer."""
    from notifications_python_client.errors import APIError

    try:
        answer = question()
    except APIError as error:
        raise _meaning(error) from None  # what it was made from quotes the number
    if not isinstance(answer, dict):
        raise NoServer("NoObject")
    return answer


def _meaning(error: "APIError") -> NotSent:
    """What a failure means for the message: 400 is about it alone, all else about us or about Notify."""
    status = int(error.status_code)
    errors = error.message if isinstance(error.message, list) else []
    kind = next((one.get("error") for one in errors if isinstance(one, dict)), None)
    reason = f"{status} {_code_word(kind)}"
    return Refused(reason) if 400 <= status < 500 and status not in NOBODY_GOES else NoServer(reason)


def _code_word(text: object) -> str:
    """A word of Notify's, when it looks like one of its code words."""
    return text if isinstance(text, str) and _CODE_WORD.fullmatch(text) else "unknown"
