"""What the pages call the things that PAs do, have and lack, in words that residents read."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType

from babel import Locale, UnknownLocaleError
from babel.lists import format_list
from flask_babel import get_locale, gettext, lazy_gettext, ngettext

from app.needs.api import vocabulary
from app.pa_finder.domain import CheckKind, Experience, Gender, Part, Pets, Seen, Smoking, Task, Time, times_of
from app.pa_finder.finding.matching import Fit, Match, Way
from app.web.words import long_date

_ = lazy_gettext

TASKS: Mapping[str, str] = MappingProxyType(
    {
        Task.PERSONAL_CARE: _("Washing and personal care"),
        Task.TOILET: _("Using the toilet"),
        Task.DRESSING: _("Getting dressed"),
        Task.MEALS: _("Meals and drinks"),
        Task.SHOPPING: _("Shopping"),
        Task.CLEANING: _("Cleaning and laundry"),
        Task.GETTING_OUT: _("Getting out and about"),
        Task.APPOINTMENTS: _("Going to appointments"),
        Task.COMPANY: _("Company and hobbies"),
        Task.WORK: _("Work, study or training"),
        Task.CHILDREN: _("Looking after your children"),
        Task.PAPERWORK: _("Letters and forms"),
        Task.MEDICINES: _("Reminders to take medicine"),
        Task.MOVING: _("Getting up and moving about"),
        Task.NIGHTS: _("Staying the night"),
    }
)

EXPERIENCE: Mapping[str, str] = MappingProxyType(
    {
        Experience.OLDER_PEOPLE: _("Older people"),
        Experience.DEMENTIA: _("People with dementia"),
        Experience.LEARNING_DISABILITY: _("People with a learning disability"),
        Experience.AUTISM: _("Autistic people"),
        Experience.PHYSICAL_DISABILITY: _("People with a physical disability"),
        Experience.MENTAL_HEALTH: _("People with a mental illness"),
        Experience.SIGHT: _("Blind or partially sighted people"),
        Experience.HEARING: _("Deaf people, or people with hearing loss"),
        Experience.LONG_ILLNESS: _("People with a long illness"),
        Experience.END_OF_LIFE: _("People near the end of their life"),
        Experience.YOUNG_PEOPLE: _("Young people, 18 to 25"),
    }
)

DAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))

PARTS: Mapping[Part, str] = MappingProxyType(
    {
        Part.MORNING: _("Morning"),
        Part.AFTERNOON: _("Afternoon"),
        Part.EVENING: _("Evening"),
        Part.NIGHT: _("Night"),
    }
)

_TIMES: Mapping[Part, str] = MappingProxyType(
    {
        Part.MORNING: _("%(day)s morning"),
        Part.AFTERNOON: _("%(day)s afternoon"),
        Part.EVENING: _("%(day)s evening"),
        Part.NIGHT: _("%(day)s night"),
    }
)

GENDERS: Mapping[str, str] = MappingProxyType(
    {Gender.WOMAN: _("a woman"), Gender.MAN: _("a man"), Gender.OTHERWISE: _("neither a woman nor a man")}
)

PETS: Mapping[str, str] = MappingProxyType(
    {
        Pets.ANY: _("Is happy in a home with animals"),
        Pets.SOME: _("Is happy with some animals: ask which"),
        Pets.NONE: _("Cannot work in a home with animals"),
    }
)

SMOKING: Mapping[str, str] = MappingProxyType(
    {
        Smoking.NO: _("Does not smoke"),
        Smoking.OUTSIDE_WORK: _("Smokes, but not at work"),
        Smoking.YES: _("Smokes"),
    }
)

CHECKS: Mapping[CheckKind, str] = MappingProxyType(
    {
        CheckKind.IDENTITY: _("Proof of who they are"),
        CheckKind.RIGHT_TO_WORK: _("Right to work in the UK"),
        CheckKind.DBS: _("DBS certificate (a check of criminal records)"),
        CheckKind.REFERENCES: _("References from people they worked for"),
        CheckKind.INSURANCE: _("Insurance"),
        CheckKind.TRAINING: _("Training certificates"),
    }
)

_SEEN: Mapping[CheckKind, str] = MappingProxyType(
    {
        CheckKind.IDENTITY: _("%(council)s saw proof of who they are on %(day)s."),
        CheckKind.RIGHT_TO_WORK: _("%(council)s saw proof of their right to work in the UK on %(day)s."),
        CheckKind.DBS: _("%(council)s saw their DBS certificate on %(day)s."),
        CheckKind.INSURANCE: _("%(council)s saw their insurance on %(day)s."),
        CheckKind.TRAINING: _("%(council)s saw their training certificates on %(day)s."),
    }
)


def in_a_row(words: Iterable[object]) -> str:
    """Single words in a row, as the language of the page has it: "Polish, Tamil and Urdu"."""
    return str(format_list([str(word) for word in words], locale=get_locale()))


def one_by_one(words: Iterable[object]) -> str:
    """Longer ones, some of which hold an "and" of their own: "meals and drinks; shopping"."""
    return "; ".join(map(str, words))


def language_in_words(code: str) -> str:
    """A language by its name in that of the page, or else in English."""
    names = {language.code: language.name for language in vocabulary().languages}
    try:
        known: str | None = Locale.parse(code).get_language_name(get_locale())
    except (UnknownLocaleError, ValueError):
        known = None
    return known or names.get(code, code)


def languages() -> tuple[tuple[str, str], ...]:
    """Every language that a PA may name, in the order of the alphabet."""
    named = ((language.code, language_in_words(language.code)) for language in vocabulary().languages)
    return tuple(sorted(named, key=lambda entry: entry[1].casefold()))


def time_in_words(time: Time) -> str:
    """A part of a day: "Monday morning"."""
    return str(_TIMES[time.part]) % {"day": DAYS[time.weekday]}


def seen_in_words(seen: Seen, council: str) -> str:
    """A check as a dated fact, and nothing more."""
    day = long_date(seen.on)
    if seen.kind is CheckKind.REFERENCES:
        fact = ngettext(
            "%(council)s saw %(num)s reference for them on %(day)s.",
            "%(council)s saw %(num)s references for them on %(day)s.",
            seen.counted,
            council=council,
            day=day,
        )
    else:
        fact = str(_SEEN[seen.kind]) % {"council": council, "day": day}
    return fact if seen.until is None else f"{fact} {_until(seen.until)}"


def match_in_words(match: Match) -> tuple[str, ...]:
    """What fits and what does not, one sentence for each thing that was asked."""
    return tuple(_fit_in_words(fit, match) for fit in match.fits)


def rate_in_words(rate: str) -> str:
    """What an hour costs."""
    return str(gettext("£%(rate)s an hour", rate=rate) if rate else gettext("Pay to be agreed"))


def miles_in_words(miles: int) -> str:
    """How far away the middle of their district is."""
    return str(ngettext("About %(num)s mile from you", "About %(num)s miles from you", miles))


def _until(day: date) -> str:
    return str(gettext("It ends on %(day)s.", day=long_date(day)))


def _fit_in_words(fit: Fit, match: Match) -> str:
    if fit.way is Way.DISTANCE:
        return _distance(match)
    if fit.way is Way.GENDER:
        return _gender(fit, match)
    all_of_it, part_of_it, none_of_it, name = _SENTENCES[fit.way]
    row = in_a_row if fit.way is Way.LANGUAGES else one_by_one
    lacking = row(name(one) for one in fit.lacks)
    if fit.is_whole:
        return str(all_of_it) % {"has": row(name(one) for one in fit.has)}
    if not fit.has:
        return str(none_of_it) % {"lacks": lacking}
    return str(part_of_it) % {"has": len(fit.has), "all": len(fit.has) + len(fit.lacks), "lacks": lacking}


def _distance(match: Match) -> str:
    if match.miles is None:
        return str(gettext("We do not know how far away they are."))
    there, goes = miles_in_words(match.miles), match.pa.profile.miles
    said = ngettext("They go up to %(num)s mile.", "They go up to %(num)s miles.", goes)
    return f"{there}. {said}"


def _gender(fit: Fit, match: Match) -> str:
    said = match.pa.profile.gender
    if said is None:
        return str(gettext("Has not said whether they are a woman or a man."))
    return str(gettext("Is %(gender)s.", gender=GENDERS[said]))


def _task(id: str) -> str:
    words = str(TASKS[id])
    return words[:1].lower() + words[1:]


def _time(mark: str) -> str:
    return time_in_words(next(iter(times_of((mark,)))))


def _experience(id: str) -> str:
    return str(EXPERIENCE[id])


_SENTENCES: Mapping[Way, tuple[str, str, str, Callable[[str], str]]] = MappingProxyType(
    {
        Way.TASKS: (
            _("Can do all that you ticked: %(has)s."),
            _("Can do %(has)s of the %(all)s things that you ticked; not: %(lacks)s."),
            _("Does none of the things that you ticked: %(lacks)s."),
            _task,
        ),
        Way.TIMES: (
            _("Is free at all the times that you ticked."),
            _("Is free at %(has)s of the %(all)s times that you ticked; not: %(lacks)s."),
            _("Is not free at the times that you ticked."),
            _time,
        ),
        Way.LANGUAGES: (
            _("Speaks %(has)s."),
            _("Speaks %(has)s of the %(all)s languages that you asked for; not: %(lacks)s."),
            _("Has not said that they speak %(lacks)s."),
            language_in_words,
        ),
        Way.EXPERIENCE: (
            _("Has worked with all whom you ticked: %(has)s."),
            _("Has worked with %(has)s of the %(all)s groups that you ticked; not: %(lacks)s."),
            _("Has not said that they worked with: %(lacks)s."),
            _experience,
        ),
    }
)
