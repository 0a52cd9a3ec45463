"""How the page of a service says whether it is open, what its listing leaves open, and who checked it."""

from collections.abc import Iterable, Mapping, Sequence, Sized
from datetime import date, datetime, time, timedelta

from flask_babel import format_date, lazy_gettext
from flask_babel.speaklater import LazyString

from app.councils.domain import SchoolTerms
from app.directory.domain import Location, Schedule, Service
from app.directory.reading import wording
from app.directory.reading.wording import _
from app.directory.service.freshness import Unsaid
from app.directory.service.timetable import Occasion, is_on_now
from app.web.words import long_date

_NOT_SAID: Mapping[Unsaid, LazyString] = {
    Unsaid.WHAT: lazy_gettext("what happens there"),
    Unsaid.WHO: lazy_gettext("who it is for"),
    Unsaid.WHEN: lazy_gettext("when it is on"),
    Unsaid.WHERE: lazy_gettext("where it is"),
    Unsaid.COST: lazy_gettext("what it costs"),
    Unsaid.ACCESS: lazy_gettext("how easy it is to get in and take part"),
    Unsaid.CONTACT: lazy_gettext("how to reach them"),
}


def now(occasions: Sequence[Occasion], moment: datetime) -> str:
    """Whether it is open, or when it opens next; nothing when that is not known."""
    on = is_on_now(occasions, moment)
    if on and on.closes_at:
        return _("Open now, until %(time)s", time=wording.clock(on.closes_at))
    ahead = next(
        (one for one in occasions if one.opens_at and (one.day, one.opens_at) > (moment.date(), moment.time())), None
    )
    if ahead is None or ahead.opens_at is None:
        return ""
    opens = wording.clock(ahead.opens_at)
    if ahead.day == moment.date():
        said = _("Opens today at %(time)s", time=opens)
    elif ahead.day == moment.date() + timedelta(days=1):
        said = _("Opens tomorrow at %(time)s", time=opens)
    else:
        said = _("Next on %(day)s at %(time)s", day=format_date(ahead.day, "EEEE d MMMM"), time=opens)
    return _("%(day)s (a bank holiday: check first)", day=said) if ahead.bank_holiday else said


def now_until(occasions: Iterable[Occasion], moment: datetime) -> datetime:
    """Until when what `now` says holds on this day: until something opens, midnight at the latest."""
    midnight = datetime.combine(moment.date() + timedelta(days=1), time())
    opens = (on.opens_at for on in occasions if on.day == moment.date() and on.opens_at)
    return min([midnight, *(datetime.combine(moment.date(), at) for at in opens if at > moment.time())])


def about_terms(schedules: Iterable[Schedule], terms: SchoolTerms | None, today: date) -> str:
    """That the dates are those of school terms; nothing for what runs all the year."""
    if not any(schedule.term_time for schedule in schedules):
        return ""
    if terms is None or not terms.are_known(today):
        return _("In school term time only. We do not know the dates of the terms: ask them.")
    last = max(last for _, last in terms.open)
    return _("In school term time only. We know the terms until %(day)s.", day=long_date(last))


def checked(service: Service) -> str:
    """Who looked at the listing and when; of a person no more than where they work."""
    if service.assured_date and service.assurer_email:
        domain = service.assurer_email.rpartition("@")[2]
        return _(
            "Last checked on %(day)s, by someone at %(domain)s.", day=long_date(service.assured_date), domain=domain
        )
    if service.assured_date:
        return _("Last checked on %(day)s.", day=long_date(service.assured_date))
    if service.last_modified:
        changed = long_date(service.last_modified)
        return _("Last changed on %(day)s. We do not know when it was last checked.", day=changed)
    return _("We do not know when this was last checked.")


def completeness(missing: Sized) -> str:
    """How much of what people ask the listing answers."""
    return _answers(len(Unsaid) - len(missing))


@wording.once_a_language
def _answers(said: int) -> str:
    whole = len(Unsaid)
    if said == whole:
        return _("This listing answers all %(whole)s things that people ask first.", whole=whole)
    return _("This listing answers %(said)s of the %(whole)s things that people ask first.", said=said, whole=whole)


def not_said(missing: Sequence[Unsaid]) -> str:
    """What to ask them, because their listing does not say."""
    things = wording.joined(str(_NOT_SAID[thing]) for thing in missing)
    return _("They have not said %(things)s.", things=things) if missing else ""


def address_by_telephone(location: Location) -> tuple[str, ...]:
    """What stands in the place of an address that is kept back."""
    said = _("The address is given by telephone.")
    outward = location.address.postal_code if location.address else None
    return (said, _("It is somewhere in %(area)s.", area=outward)) if outward else (said,)
