"""What a person is told of their case: who answers and by when, by the clock."""

from collections.abc import Iterator
from datetime import datetime

from flask_babel import format_date, gettext

from app.councils.api import worded
from app.councils.domain import Council
from app.kernel.clock import in_london
from app.referrals.domain import Answering
from app.referrals.store import Referral


def promise(referral: Referral, council: Council, moment: datetime) -> str:
    """Who answers and by when: "Someone in the adult care team will ring you by Thursday 4 December"."""
    words = {"team": council.team, "when": _when(referral.promise.contact_by, moment)}
    match referral.answering:
        case Answering.RING:
            said = gettext("Someone in the %(team)s will ring you %(when)s.", **words)
        case Answering.RING_SOMEONE_ELSE:
            said = gettext("Someone in the %(team)s will ring the person you named %(when)s.", **words)
        case Answering.EMAIL:
            said = gettext("Someone in the %(team)s will e-mail you %(when)s.", **words)
        case Answering.WRITE:
            said = gettext("Someone in the %(team)s will post a letter to you %(when)s.", **words)
    return str(said)


def what_happens_next(referral: Referral, council: Council, moment: datetime) -> Iterator[tuple[str, str]]:
    """The steps after sending, each with a name."""
    reads = gettext("A person in the %(team)s reads what you wrote.", team=council.team)
    yield gettext("We read it"), worded("sent_read", reads)
    yield gettext("We answer"), promise(referral, council, moment)
    talk = [gettext("You can have someone with you, and what you need so that we can talk together.")]
    if referral.promise.start_by:
        day = format_date(referral.promise.start_by, "EEEE d MMMM")
        talk.append(gettext("An assessment starts by %(day)s.", day=day))
    yield gettext("We talk it through"), " ".join(talk)


def _when(by: datetime, moment: datetime) -> str:
    if _is_same_day(by, moment):
        return str(gettext("today"))
    return str(gettext("by %(day)s", day=format_date(in_london(by).date(), "EEEE d MMMM")))


def _is_same_day(one: datetime, other: datetime) -> bool:
    return in_london(one).date() == in_london(other).date()
