"""Whom a link is sent to: an e-mail address or a mobile number, read from what somebody typed into one box."""

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext

from app.messages.domain import Channel, NotAMobileNumber, mobile_number
from app.messages.domain import Recipient as Recipient


class WrongRecipient(ValueError):
    """Nothing can be sent there; the message says what to write instead."""


def recipient_of(typed: str, texts: bool) -> Recipient:
    """Reads an e-mail address or, where `texts` are sent, a mobile number. Raises WrongRecipient."""
    if "@" in typed:
        try:
            found = validate_email(typed, check_deliverability=False)
        except EmailNotValidError as error:
            raise WrongRecipient(gettext("Write a whole e-mail address, like name@example.org")) from error
        return Recipient(Channel.EMAIL, found.ascii_email or found.normalized)
    if not texts:
        raise WrongRecipient(gettext("Write a whole e-mail address, like name@example.org"))
    try:
        return Recipient(Channel.TEXT, mobile_number(typed))
    except NotAMobileNumber as error:
        words = gettext("Write an e-mail address, like name@example.org, or a UK mobile number, like 07700 900123")
        raise WrongRecipient(words) from error
