"""What the staff's pages say of messages: each way, and why one is stuck."""

from collections.abc import Mapping
from types import MappingProxyType

from app.messages.domain import Channel
from app.messages.kinds import TELLINGS

WAYS: Mapping[Channel, str] = MappingProxyType(
    {Channel.EMAIL: "E-mail", Channel.TEXT: "Text message", Channel.LETTER: "Letter"}
)

KINDS: Mapping[str, str] = MappingProxyType(
    {str(kind): telling.purpose for kind, telling in TELLINGS.items()} | {"": "To staff or to a service"}
)

_DID_NOT_ARRIVE: Mapping[str, str] = MappingProxyType(
    {
        "permanent-failure": "Nobody has this number or address.",
        "temporary-failure": "It could not be delivered in three days. The telephone may be switched off.",
        "technical-failure": "Something went wrong at GOV.UK Notify.",
        "validation-failed": "GOV.UK Notify could not print the letter.",
        "virus-scan-failed": "GOV.UK Notify could not print the letter.",
        "cancelled": "Somebody cancelled it at GOV.UK Notify.",
    }
)


def why(reason: str, tries: int) -> str:
    """Why a message is stuck, for somebody who can do something about it."""
    if reason in _DID_NOT_ARRIVE:
        return _DID_NOT_ARRIVE[reason]
    if tries > 1:
        return f"It was tried {tries} times in two days and a half, and nobody took it."
    return "The other side refused it. The number or address may be wrong."
