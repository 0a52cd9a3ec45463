"""Finds out what a feed does not state: needs, days, cost, ways and ages, each with the words that led to it.

What it tells of buildings (`access`) and of `people` stands there.

Only what is plain is believed; everything else stays "not stated".
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from app.directory.domain import Finding, How, Kind, Schedule, Service
from app.directory.importing import access, hours, people
from app.directory.service.school_time import with_terms
from app.needs.domain import Vocabulary

OWN_TAXONOMY = "Careway needs"
MADE_SCHEDULE = "{id}~read-{place}"

_FREE_FIELD = re.compile(r"(?i)^\W*(?:free(?: of charge)?|no (?:cost|charge|fee)s?|nil|none|£?0(?:\.00)?)\W*$")
_FREE = re.compile(
    r"(?i)\b(?:free of charge|at no cost|no charge|(?:completely|totally|absolutely) free|"
    r"free to (?:attend|join|use|all)|"
    r"free (?:service|advice|sessions?|classes|class|support|activities|lunch|meals?|courses?)|"
    r"(?:service|sessions?|class|classes|courses?|entry|membership|it|activities|advice) (?:is|are) free)\b"
)
_NOT_ALL_FREE = re.compile(r"(?i)£\s*\d|\b(?:first|taster|trial)\b[^.]{0,40}\bfree|free (?:taster|trial)|not free")

_WAYS_RECORDED = {
    "telephone": r"phone",
    "online": r"online|virtual|video|remote",
    "home": r"home",
    "venue": r"venue|in[ -]person|face[ -]to[ -]face",
}
_WAYS = {
    "telephone": r"(?:telephone|phone) (?:helpline|befriending|support|advice|counselling|service|line)|\bhelpline\b"
    r"|\b(?:over|by) (?:the )?(?:tele)?phone,? (?:or|and) (?:online|e-?mail|video|webchat)",
    "online": r"(?:via|on|over|by) zoom|online (?:support|advice|counselling|sessions?|classes|courses?|group)"
    r"|online meetings?|webchat",
    "home": r"in (?:your|their) own homes?|in the home\b|\bhome visits?\b|to (?:your|their) (?:home|door)s?\b"
    r"|home care\b|domiciliary|visit (?:you|people) at home",
}
_AGES = (
    (re.compile(r"(?i)\b(?:aged?|ages|aged between)\s+(?:of )?(\d{1,2})\s*(?:-|–|to|and)\s*(\d{1,2})\b"), (1, 2)),
    (re.compile(r"(?i)\b(\d{1,2})\s*(?:-|–|to)\s*(\d{1,2})\s+(?:years?|yrs?)[ -]?(?:olds?)?\b"), (1, 2)),
    (re.compile(r"(?i)\b(?:aged?|ages|for|adults?|people|women|men|anyone)\s+(\d{2})\s?\+(?!\d)"), (1, None)),
    (re.compile(r"\b(18)\s?\+(?!\d)"), (1, None)),
    (re.compile(r"(?i)\bover[- ](\d{2})s\b|\bover the age of (\d{1,2})\b|\baged over (\d{2})\b"), (1, None)),
    (re.compile(r"(?i)\b(?:aged )?(\d{2})(?: years?)? (?:and over|or over|and above|upwards)\b"), (1, None)),
    (re.compile(r"(?i)\bunder[- ](\d{1,2})s\b"), (None, 1)),
)
_AGE_FIELD = re.compile(
    r"(?i)^\W*(?:ages?\s+|aged\s+|from\s+)?(\d{1,2})\s*(?:years?|yrs?)?\s*"
    r"(?:(\+|and over|upwards?|years? upwards?)|(?:-|–|to)\s*(\d{1,3})\s*(?:years?|yrs?)?)\W*$"
)


def find_out(service: Service, vocabulary: Vocabulary, age_words: str) -> Service:
    """The service with what its fields and words tell; `age_words` is a feed's own field about ages."""
    service = with_terms(_with_read_ages(_with_read_times(service), age_words))
    found = [*_needs(service, vocabulary), *_days(service), *_cost(service), *access.find_out(service), *_ways(service)]
    found += people.find_out(service)
    first = {(finding.kind, finding.value): finding for finding in reversed(found)}
    return replace(service, findings=tuple(sorted(first.values(), key=lambda f: found.index(f))))


def _needs(service: Service, vocabulary: Vocabulary) -> Iterator[Finding]:
    """By categories where there are any that we know, and otherwise by the words."""
    by_category = list(_needs_by_category(service, vocabulary))
    yield from by_category
    if by_category:
        return
    organisation = service.organisation.name if service.organisation else ""
    for derived in vocabulary.needs_in_text(service.name, organisation, service.description or ""):
        yield Finding(Kind.NEED, derived.need, How.READ, ", ".join(derived.words), derived.reason)


def _needs_by_category(service: Service, vocabulary: Vocabulary) -> Iterator[Finding]:
    for attribute in service.attributes:
        term = attribute.term
        ours = term.taxonomy is not None and term.taxonomy.name == OWN_TAXONOMY
        needs = (term.code,) if ours and term.code in vocabulary else vocabulary.needs_of_term(term.name)
        for need in needs:
            if need:
                yield Finding(Kind.NEED, need, How.RECORDED, term.name, "The feed's own category says so.")


def _days(service: Service) -> Iterator[Finding]:
    for schedule in service.schedules:
        for day in (schedule.byday or "").split(","):
            if day.strip()[-2:].upper() in hours.DAYS:
                yield Finding(Kind.DAY, day.strip()[-2:].upper(), schedule.how, schedule.description or "")


def _cost(service: Service) -> Iterator[Finding]:
    amounts = [option.amount for option in service.cost_options if option.amount is not None]
    text = service.description or ""
    if amounts:
        yield Finding(Kind.COST, "paid" if any(amounts) else "free", How.RECORDED)
    elif service.fees:
        free = _FREE_FIELD.match(service.fees)
        yield Finding(Kind.COST, "free" if free else "paid", How.RECORDED, service.fees)
    elif (free := _FREE.search(text)) and not _NOT_ALL_FREE.search(text):
        yield Finding(Kind.COST, "free", How.READ, free[0])


def _ways(service: Service) -> Iterator[Finding]:
    kinds = [schedule.attending_type for schedule in service.schedules if schedule.attending_type]
    kinds += ["virtual" for at in service.at_locations if at.location.location_type == "virtual"]
    recorded = False
    for value, pattern in _WAYS_RECORDED.items():
        if words := next((kind for kind in kinds if re.search(rf"(?i){pattern}", kind)), None):
            recorded = True
            yield Finding(Kind.WAY, value, How.RECORDED, words)
    if recorded:
        return
    for value, pattern in _WAYS.items():
        if match := re.search(rf"(?i){pattern}", f"{service.name}. {service.description or ''}"):
            yield Finding(Kind.WAY, value, How.READ, match[0])


def _with_read_times(service: Service) -> Service:
    """Schedules of words alone are read; without any schedule, the description is."""
    if service.schedules:
        return replace(service, schedules=tuple(_read_schedule(schedule) for schedule in service.schedules))
    read = [
        Schedule(
            id=MADE_SCHEDULE.format(id=service.id[:180], place=place),
            freq=times.freq,
            byday=times.byday,
            description=times.words,
            opens_at=times.opens_at,
            closes_at=times.closes_at,
            how=How.READ,
        )
        for place, times in enumerate(dict.fromkeys(hours.times_in(service.description or "")))
    ]
    return replace(service, schedules=tuple(read))


def _read_schedule(schedule: Schedule) -> Schedule:
    if schedule.byday or schedule.freq or schedule.opens_at or not schedule.description:
        return schedule
    times = hours.times_of(schedule.description)
    if times is None:
        return schedule
    return replace(
        schedule,
        freq=times.freq,
        byday=times.byday,
        opens_at=times.opens_at,
        closes_at=times.closes_at,
        how=How.READ,
    )


def _with_read_ages(service: Service, age_words: str) -> Service:
    if service.ages_how:
        return service
    bounds = {(part.minimum_age, part.maximum_age) for part in service.eligibility} - {(None, None)}
    if len(bounds) == 1:
        low, high = bounds.pop()
        return replace(service, minimum_age=low, maximum_age=high, ages_how=How.RECORDED)
    told = service.eligibility_description or ""
    read = _ages_of_field(age_words or told) or _ages_in(told) or _ages_in(service.description or "")
    if read is None:
        return service
    return replace(service, minimum_age=read[0], maximum_age=read[1], ages_how=How.READ)


def _ages_of_field(words: str) -> tuple[float | None, float | None] | None:
    match = _AGE_FIELD.match(words)
    if match is None:
        return None
    return float(match[1]), float(match[3]) if match[3] else None


def _ages_in(text: str) -> tuple[float | None, float | None] | None:
    """The ages that a text states, if it states just one range: several mean several groups."""
    found = {_bounds(match, places) for pattern, places in _AGES for match in pattern.finditer(text)}
    if len(found) != 1:
        return None
    low, high = found.pop()
    return None if low is not None and high is not None and low > high else (low, high)


def _bounds(match: re.Match[str], places: tuple[int | None, int | None]) -> tuple[float | None, float | None]:
    numbers = [float(group) for group in match.groups() if group]
    low, high = (None if place is None else numbers[place - 1] for place in places)
    return low, high
