"""What falls due: to tell a PA in time that a check of theirs ends. That it hides their page needs no chore."""

from datetime import timedelta

from flask import current_app
from sqlalchemy.orm import Session

from app import db
from app.accounts.api import account
from app.councils.api import council
from app.kernel.clock import today
from app.messages import api as messages
from app.messages.domain import Chore
from app.pa_finder.domain import Assistant, Ending, endings
from app.pa_finder.finding.showing import conditions
from app.pa_finder.record import store
from app.web.addresses import public_address
from app.web.components import has_page

WORDS = """A check on your page as a personal assistant ends on {day}.

After that day people do not see your page, until the council has checked it again.

Sign in to see what is needed:
{address}

Questions? Ring {telephone}, {hours}.
"""


def warning_of_endings() -> Chore:
    """Writes to each PA once about a check that ends soon."""
    return Chore("warn of checks that end", timedelta(hours=6), _warn)


def _warn() -> None:
    if not has_page("pa_own.listed"):  # the council has switched the room off
        return
    with db.transaction() as writing:
        for assistant in store.everybody(writing):
            ending = store.not_warned(writing, endings(assistant.checks, conditions(), today()))
            if ending and not assistant.removed:
                _tell(writing, assistant, ending)
                store.note_warned(writing, ending, today())


def _tell(writing: Session, assistant: Assistant, ending: tuple[Ending, ...]) -> None:
    """The day and the link; which check it is stands behind the link."""
    whose = account(writing, assistant.account)
    if whose is None or whose.disabled or assistant.sample:
        return
    address = public_address(current_app.url_map.bind("localhost").build("pa_own.listed"))
    messages.enqueue(
        writing,
        to=whose.email,
        subject=f"{council().name}: something on your page ends soon",
        body=WORDS.format(
            day=f"{ending[0].last_day:%-d %B %Y}",
            address=address,
            telephone=council().telephone,
            hours=council().telephone_hours,
        ),
        key=f"pa-check:{ending[0].check.id}",
    )
