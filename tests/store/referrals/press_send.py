"""Presses Send in a process of its own, as one of several web workers would: waits for a line, then sends the draft."""

import os
import sys

from app.assessment import store as drafts
from app.config import Config
from app.db import session
from app.factory import create_app
from app.referrals.sending import deliver


def press(token: str) -> None:
    """Finds the draft of this token, waits for the others, and sends it."""
    app = create_app(Config.from_environment(os.environ))
    with app.test_request_context():
        draft = drafts.by_token(session(), token)
        assert draft is not None
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        deliver(draft)


if __name__ == "__main__":
    press(sys.argv[1])
