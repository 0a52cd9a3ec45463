"""How the pages say days, times, distances, costs and reasons, in the language of the page."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, time, timedelta
from functools import lru_cache, wraps
from typing import TypeVarTuple

from flask_babel import format_date, format_time, get_locale, gettext, lazy_gettext, ngettext
from flask_babel.speaklater import LazyString

from app.directory.domain import Brief, Card, CostOption, Schedule
from app.directory.reading.why_found import why_found
from app.directory.service.freshness import Standing
from app.directory.service.timetable import Occasion
from app.needs.domain import Vocabulary
from app.search.domain import Hit, Reach, Why
from app.web.words import long_date

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WAYS: dict[str, LazyString] = {
    "telephone": lazy_gettext("By telephone"),
    "online": lazy_gettext("Online"),
    "home": lazy_gettext("In your home"),
}
FORMATS: dict[str, LazyString] = {"venue": lazy_gettext("In person"), **WAYS}
REACHES: dict[str, LazyString] = {
    "near": lazy_gettext("A place near you"),
    "remote": lazy_gettext("By telephone, online or in your home"),
    "area": lazy_gettext("Covers your area"),
    "unknown": lazy_gettext("Place not stated: ask them"),
}
ACCESS_ASKED: dict[str, LazyString] = {
    "step-free": lazy_gettext("Step-free way in"),
    "step-free-throughout": lazy_gettext("Step-free throughout"),
    "lift": lazy_gettext("Lift"),
    "toilet": lazy_gettext("Accessible toilet"),
    "changing-places": lazy_gettext("Changing Places toilet"),
    "parking": lazy_gettext("Parking for Blue Badges"),
    "drop-off": lazy_gettext("Drop-off at the door"),
    "hearing-loop": lazy_gettext("Hearing loop"),
    "sign-language": lazy_gettext("British Sign Language"),
    "quiet": lazy_gettext("Quiet space"),
    "assistance-dogs": lazy_gettext("Assistance dogs welcome"),
    "companion-free": lazy_gettext("Someone who helps you comes free"),
    "easy-to-read": lazy_gettext("Large print or Easy Read"),
}
ACCESS: dict[str, LazyString] = {
    "wheelchair": lazy_gettext("Wheelchair access"),
    **ACCESS_ASKED,
    "no-step-free": lazy_gettext("No way in without steps"),
    "no-lift": lazy_gettext("No lift"),
    "no-toilet": lazy_gettext("No accessible toilet"),
    "no-hearing-loop": lazy_gettext("No hearing loop"),
}
"""Everything that a listing may say of access; only what is there can be asked for."""
Given = TypeVarTuple("Given")
_WHICH: dict[int, LazyString] = {
    1: lazy_gettext("first"),
    2: lazy_gettext("second"),
    3: lazy_gettext("third"),
    4: lazy_gettext("fourth"),
    5: lazy_gettext("fifth"),
    -1: lazy_gettext("last"),
}
_LONGEST_WHEN = 80
MOST_REMEMBERED = 4_096
_OLDEST = 120


def once_a_language(words: Callable[[*Given], str]) -> Callable[[*Given], str]:
    """Keeps what a function says, for each language of a page: catalogues and calendars are slow to ask.

    It is for what listings say, and for nothing that a person typed.
    """

    @lru_cache(maxsize=MOST_REMEMBERED)
    def remembered(_language: str, *given: *Given) -> str:
        return words(*given)

    @wraps(words)
    def said(*given: *Given) -> str:
        return remembered(str(get_locale()), *given)

    return said


def _(text: str, **values: object) -> str:
    """The text in the language of the page."""
    return _sentence(text) % values if values else _sentence(text)


@once_a_language
def _sentence(text: str) -> str:
    return str(gettext(text))


@once_a_language
def day_name(code: str) -> str:
    """The day of the week in full."""
    return str(get_locale().days["format"]["wide"][DAYS.index(code)])


def clock(moment: time) -> str:
    """A time of day as people say it: 10am, 2:30pm, midday."""
    if get_locale().language != "en":
        return str(format_time(moment, "HH:mm", rebase=False))
    if moment == time(12):
        return _("midday")
    hour, half = moment.hour % 12 or 12, "am" if moment.hour < 12 else "pm"
    return f"{hour}:{moment.minute:02}{half}" if moment.minute else f"{hour}{half}"


def hours(opens_at: time | None, closes_at: time | None) -> str:
    """From when to when; nothing when it is not known."""
    if opens_at == time(0) and closes_at == time(23, 59):
        return _("day and night")
    if opens_at and closes_at:
        return _("%(opens)s to %(closes)s", opens=clock(opens_at), closes=clock(closes_at))
    return clock(opens_at) if opens_at else ""


@once_a_language
def occasion(on: Occasion, today: date) -> str:
    """A day and its hours: "Tomorrow, 10am to midday"."""
    days = {today: _("Today"), today + timedelta(days=1): _("Tomorrow")}
    day = days.get(on.day) or str(format_date(on.day, "EEEE d MMMM"))
    said = ", ".join(filter(None, (day, hours(on.opens_at, on.closes_at))))
    return _("%(day)s (a bank holiday: check first)", day=said) if on.bank_holiday else said


def pattern(schedule: Schedule) -> str:
    """When a service runs, in words; the feed's own words when it gave some."""
    if schedule.description:
        return schedule.description[:1].upper() + schedule.description[1:]
    days = [day.strip().upper() for day in (schedule.byday or "").split(",") if day.strip()[-2:].upper() in DAYS]
    said = _monthly(days) if schedule.freq == "MONTHLY" else _weekly(days)
    return ", ".join(filter(None, (said, hours(schedule.opens_at, schedule.closes_at))))


def _weekly(days: Sequence[str]) -> str:
    places = sorted({DAYS.index(day[-2:]) for day in days})
    if len(places) == len(DAYS):
        return _("Every day")
    if len(places) > 2 and places == list(range(places[0], places[-1] + 1)):
        return _("%(first)s to %(last)s", first=day_name(DAYS[places[0]]), last=day_name(DAYS[places[-1]]))
    return joined(day_name(DAYS[place]) for place in places)


def _monthly(days: Sequence[str]) -> str:
    said = [_of_the_month(day) for day in days if re.match(r"^[+-]?\d", day)]
    return _("The %(days)s of each month", days=joined(said)) if said else ""


def _of_the_month(day: str) -> str:
    which = _WHICH.get(int(day[:-2]))
    return " ".join(filter(None, (str(which or ""), day_name(day[-2:]))))


def when(brief: Brief, occasions: Sequence[Occasion], today: date) -> str:
    """When a service is on next, or what its listing says of it when we cannot work that out."""
    if occasions:
        return occasion(occasions[0], today)
    said = (pattern(schedule) for schedule in brief.schedules)
    return next((words for words in said if words and len(words) <= _LONGEST_WHEN), "")


def joined(words: Iterable[str]) -> str:
    """Words in a row: "Monday, Tuesday and Friday"."""
    row = list(words)
    if len(row) < 2:
        return "".join(row)
    return _("%(most)s and %(last)s", most=", ".join(row[:-1]), last=row[-1])


def miles(distance: float, about: bool) -> str:
    """A distance to one decimal; "about" when it is counted from the middle of an outward code."""
    return _miles(f"{distance:.1f}", about)


@once_a_language
def _miles(number: str, about: bool) -> str:
    said = _("%(number)s miles", number=number) if number != "0.0" else _("less than 0.1 miles")
    return _("about %(distance)s", distance=said) if about else said


@once_a_language
def ways(kept: str) -> str:
    """How a service reaches people who need not come to it."""
    return joined(str(WAYS[way]) for way in kept.split() if way in WAYS)


def where(card: Card, hit: Hit, outward: str) -> str:
    """Where a service is, or how it reaches somebody in an outward code."""
    if hit.reach is Reach.REMOTE:
        return card.ways
    if hit.reach is Reach.AREA:
        return _("Covers %(outward)s", outward=outward)
    if hit.reach is Reach.UNKNOWN:
        return card.town or _("Place not stated: ask them")
    return card.town or card.ways


@once_a_language
def cost(words: str) -> str:
    """What a service costs; nothing when it is not stated."""
    known = {"free": _("Free"), "paid": _("There is a charge")}
    if words.startswith("from "):
        return _("From %(amount)s", amount=words.removeprefix("from "))
    return known.get(words, words)


def because(why: Sequence[Why], vocabulary: Vocabulary) -> str:
    """Why a service is shown, in words; nothing when nobody asked for anything."""
    return why_found(why, vocabulary, joined)


def badges(brief: Brief) -> tuple[str, ...]:
    """What somebody has to know before anything else."""
    return (_("Closed for now"),) if brief.closed_for_now else ()


def age(standing: Standing) -> tuple[str, ...]:
    """What somebody has to know of a listing that nobody has checked for long."""
    return (_("Not checked lately"),) if standing in (Standing.MARKED, Standing.LOWERED, Standing.HIDDEN) else ()


@once_a_language
def checked(day: date | None) -> str:
    """When somebody last checked the listing, as a row says it."""
    return _("Last checked on %(day)s.", day=long_date(day)) if day else _("We do not know when this was last checked.")


def within(number: float) -> str:
    """A choice of how far somebody would go."""
    if number == 0.5:
        return _("Within ½ mile")
    return str(ngettext("Within %(num)s mile", "Within %(num)s miles", number))


def counted(label: str, number: int) -> str:
    """A choice of a list, with how many results it gives."""
    return f"{label} ({number:,})"


def tally(stated: int, total: int, asked: str, place: str) -> str:
    """How many results there are, for what, and near where, as the heading of the page."""
    if not total:
        return _("Nothing on our list fits yet")
    if not stated:
        return _("Nothing on our list says so, but these may fit")
    found = str(ngettext("%(num)s place or service", "%(num)s places and services", stated))
    if asked and place:
        return _("%(found)s for “%(asked)s” near %(place)s", found=found, asked=asked, place=place)
    if asked:
        return _("%(found)s for “%(asked)s”", found=found, asked=asked)
    return _("%(found)s near %(place)s", found=found, place=place) if place else found


def page_title(heading: str, number: int) -> str:
    """What the window is called, so that one page of a list is told from the next."""
    return _("%(heading)s, page %(number)s", heading=heading, number=number) if number > 1 else heading


def others(number: int, unstated: str) -> str:
    """The heading of those that leave something unsaid, with how many there are."""
    words = unstated or _("Not everything that you chose is stated: ask them")
    return f"{words} ({number:,})"


def ages(low: float | None, high: float | None) -> str:
    """Whom a service is for, by age."""
    if low and high:
        return _("People aged %(low)s to %(high)s", low=f"{low:g}", high=f"{high:g}")
    if low:
        return _("People aged %(low)s and over", low=f"{low:g}")
    return _("People aged up to %(high)s", high=f"{high:g}") if high else ""


@once_a_language
def age_band(low: float, high: float) -> str:
    """A choice of how old somebody is."""
    if high >= _OLDEST:
        return _("%(low)s and over", low=f"{low:g}")
    return (
        _("Under %(age)s", age=f"{high + 1:g}")
        if not low
        else _("%(low)s to %(high)s", low=f"{low:g}", high=f"{high:g}")
    )


def price(option: CostOption) -> str:
    """One price, for whom and for what."""
    amount = "" if option.amount is None else f"£{option.amount:,.2f}".removesuffix(".00")
    said = " ".join(filter(None, (amount or None, option.amount_description)))
    if option.amount == 0:
        said = _("Free")
    return ": ".join(filter(None, (option.option, said)))
