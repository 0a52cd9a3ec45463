"""The service with a fault put in on purpose: a form is committed apart from its messages. A proof must see that."""

from typing import Any
from unittest.mock import patch

from app import db
from app.assessment.api import Draft
from app.messages import api as messages
from app.referrals import views_resident
from app.referrals.sending import deliver
from wsgi import application as application


def deliver_apart(draft: Draft) -> None:
    """Sends the form, and writes its messages in a transaction of their own afterwards."""
    later: list[dict[str, Any]] = []
    with patch.object(messages, "enqueue", lambda _, **words: later.append(words)):
        deliver(draft)
    with db.transaction() as session:
        for words in later:
            messages.enqueue(session, **words)


patch.object(views_resident, "deliver", deliver_apart).start()
