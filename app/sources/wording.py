"""How the staff's pages say where a reading stands, what became of a listing, and which field it was."""

from typing import Any

from flask_babel import gettext, lazy_gettext, ngettext

from app.directory.api import Happened, Reason, What
from app.sources.domain import Run, State

_ = lazy_gettext

STATES: dict[State, Any] = {
    State.READING: _("Being read"),
    State.WRITTEN: _("Being read"),
    State.DONE: _("Up to date"),
    State.WAITING: _("Waits for you"),
    State.ACCEPTED: _("Being read"),
    State.REFUSED: _("Refused"),
    State.OVERTAKEN: _("No longer needed"),
    State.FAILED: _("Could not be used"),
}
KINDS = {State.WAITING: "warm", State.FAILED: "danger"}

HAPPENED: dict[Happened, Any] = {
    Happened.CREATED: _("New"),
    Happened.UPDATED: _("Changed"),
    Happened.WITHDRAWN: _("Taken off"),
    Happened.CLASH: _("To decide"),
}
HAPPENED_KINDS = {Happened.CLASH: "warm"}

FIELDS: dict[str, Any] = {
    "name": _("Name"),
    "organisation": _("Organisation"),
    "description": _("Description"),
    "telephone": _("Telephone"),
    "email": _("E-mail"),
    "url": _("Web page"),
    "status": _("Status"),
    "where": _("Where"),
    "when": _("When"),
    "fees": _("What it costs"),
    "cost": _("Prices"),
    "ages": _("Ages"),
    "for_whom": _("Who it is for"),
    "how_to_join": _("How to join"),
    "waiting": _("Waiting time"),
    "alert": _("Notice"),
    "accreditations": _("Accreditations"),
    "area": _("Area"),
    "languages": _("Languages"),
    "access": _("Access"),
    "categories": _("Categories"),
    "checked": _("Last checked"),
    "needs": _("Needs that we read in it"),
}


def state(run: Run) -> str:
    """Where a reading stands; one that was put off says so."""
    if run.state is State.READING and run.said:
        return str(gettext("Put off"))
    return str(STATES[run.state])


def changes(run: Run) -> str:
    """What a reading changed, or would, in one line."""
    parts = (
        (run.clashes, gettext("%(number)s to decide", number=run.clashes)),
        (run.created, gettext("%(number)s new", number=run.created)),
        (run.updated, gettext("%(number)s changed", number=run.updated)),
        (run.removed, gettext("%(number)s taken off", number=run.removed)),
    )
    return ", ".join(words for number, words in parts if number) or str(gettext("Nothing changed"))


def every(hours: int) -> str:
    """How often a source is read."""
    words = {24: gettext("Every day"), 168: gettext("Every week")}
    if hours % 24:
        return str(ngettext("Every hour", "Every %(num)s hours", hours))
    return str(words.get(hours) or gettext("Every %(number)s days", number=hours // 24))


def shared(reason: Reason) -> str:
    """Why two listings may be one service."""
    said = {
        What.NAME: _("Names alike: %(words)s"),
        What.ORGANISATION: _("Organisations alike: %(words)s"),
        What.TELEPHONE: _("Same telephone number"),
        What.URL: _("Same web page"),
        What.POSTCODE: _("Same postcode"),
        What.TOWN: _("Same town"),
    }
    return str(said[reason.what]) % {"words": reason.shared}
