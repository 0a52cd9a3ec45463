"""Reads days and times that are written plainly: "Every Tuesday 10am-12 noon", "10am - 11:30am Every 1st Saturday"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NUMBERS = {"1st": 1, "first": 1, "2nd": 2, "second": 2, "3rd": 3, "third": 3, "4th": 4, "fourth": 4, "last": -1}

_DAY = r"(?:mon|tue|tues|wed|weds|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?s?\b"
_NUMBER = r"(?:1st|first|2nd|second|3rd|third|4th|fourth|last)"
_JOIN = r"\s{0,3}(?:(?:,|&|/|and|or)\s{0,3}){0,3}"
_SEVERAL_DAYS = rf"{_DAY}(?:\s*(?:-|–|—|to)\s*{_DAY}|(?:{_JOIN}{_DAY}){{0,6}})"
_WHICH = rf"(?:{_NUMBER}(?:\s*(?:,|&|and)\s*{_NUMBER}){{0,4}}\s+)?"
_DAYS = rf"(?P<days>{_WHICH}{_SEVERAL_DAYS}|weekdays|every\s?day|daily|7 days a week)"
_EVERY = r"(?:(?:every|each|on|the)\s+){0,3}"
_OF_THE_MONTH = r"(?P<monthly>\s+(?:of|in)\s+(?:the|every|each)?\s*month)?"
_TIME = r"(?:12\s*)?noon|midday|\d{1,2}(?:[:.]\d{2})?\s*(?:am|pm|a\.m\.|p\.m\.)?"
_TIMES = rf"(?P<opens>{_TIME})(?:\s*(?:-|–|—|to|until|till)\s*(?P<closes>{_TIME}))?"
_BETWEEN = r"\s*(?:,|:|-|–)?\s*(?:(?:from|at|between)\s+)?"
_DAYS_THEN_TIMES = re.compile(rf"(?i)\b{_EVERY}{_DAYS}{_OF_THE_MONTH}{_BETWEEN}{_TIMES}(?![\d:])")
_TIMES_THEN_DAYS = re.compile(rf"(?i)(?<![\d:£.]){_TIMES}\s*,?\s*{_EVERY}{_DAYS}{_OF_THE_MONTH}")
_DAYS_ALONE = re.compile(rf"(?i)\b{_EVERY}{_DAYS}{_OF_THE_MONTH}")
_ALWAYS = re.compile(
    r"(?i)\b24\s?/\s?7\b|\b24[ -]?hours?(?: a day)?,?(?: and)? (?:7|seven) days(?: a week)?|\b24[ -]?hours a day\b"
    r"|\bday and night\b"
)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap])?")

# Words that make a day or a time something else than "every week": then we keep the words and say no more.
_NOT_PLAIN = re.compile(
    r"(?i)\b(?:except|exclud\w*|not|closed?|other|alternate|fortnight\w*|two weeks|2 weeks|term|some|most|usually|"
    r"various|varies|jan\w*|feb\w*|march|mar|april|apr|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|may \d|\d+ may|"
    r"20\d\d|summer|winter|holidays?|donat\w*|annual\w*|quarterly)\b|\d(?:st|nd|rd|th) (?:of )?may"
)


@dataclass(frozen=True)
class Times:
    """When something runs, as it was read; without `freq` the days are known but not which weeks."""

    byday: str
    words: str
    freq: str | None = None
    opens_at: time | None = None
    closes_at: time | None = None

    @property
    def days(self) -> tuple[str, ...]:
        """The days of the week alone."""
        return tuple(dict.fromkeys(day[-2:] for day in self.byday.split(",")))


def times_in(text: str) -> Iterator[Times]:
    """The times that a text states plainly, sentence by sentence."""
    for sentence in re.split(r"\n|(?<=[a-z)][.;])\s", text):
        if _NOT_PLAIN.search(sentence):
            continue
        if always := _ALWAYS.search(sentence):
            yield Times(",".join(DAYS), always[0], "WEEKLY", time(0), time(23, 59))
            continue
        for pattern in (_TIMES_THEN_DAYS, _DAYS_THEN_TIMES):
            found = [times for match in pattern.finditer(sentence) if (times := _read(match)) and times.opens_at]
            if found:
                yield from found
                break


def times_of(description: str) -> Times | None:
    """The times of a field that holds nothing else; None when it is not plain."""
    if len(description) > 120:
        return None
    found = list(times_in(description))
    if found:
        return found[0] if len(found) == 1 else None
    days = list(_DAYS_ALONE.finditer(description))
    if len(days) != 1:
        return None
    times = _read(days[0])
    if times and _NOT_PLAIN.search(description):
        return Times(times.byday, description)
    return times


def _read(match: re.Match[str]) -> Times | None:
    parts = match.groupdict()
    opens, closes = _clocks(parts.get("opens"), parts.get("closes"))
    if parts.get("opens") and opens is None:
        return None
    byday, monthly = _byday(parts["days"])
    if parts["monthly"] and not monthly:
        return None
    return Times(byday, match[0].strip(), "MONTHLY" if monthly else "WEEKLY", opens, closes)


def _byday(words: str) -> tuple[str, bool]:
    """The days as iCalendar writes them, and whether they are days of the month ("2SU")."""
    words = words.lower()
    if words == "weekdays":
        return ",".join(DAYS[:5]), False
    if words in {"daily", "7 days a week"} or re.match(r"every\s?day", words):
        return ",".join(DAYS), False
    days = [DAYS.index(day[:2].upper()) for day in re.findall(_DAY, words)]
    if re.search(r"-|–|—|\bto\b", words):
        first, last = days[0], days[-1]
        days = [(first + step) % 7 for step in range((last - first) % 7 + 1)]
    numbers = [_NUMBERS[number] for number in re.findall(_NUMBER, words)]
    named = [DAYS[day] for day in dict.fromkeys(days)]
    if numbers:
        return ",".join(f"{number}{day}" for number in numbers for day in named), True
    return ",".join(named), False


def _clocks(opens: str | None, closes: str | None) -> tuple[time | None, time | None]:
    """Both times; an hour without "am" or "pm" takes it from the other, and a doubtful one is none."""
    if opens is None:
        return None, None
    end, end_sure = _clock(closes, None) if closes else (None, True)
    half = _half(opens) or _half_before(opens, closes)
    start, start_sure = _clock(opens, half)
    if not (start_sure and end_sure):
        return None, None
    if start and end and end <= start:
        return start, None
    return start, end


def _half(text: str | None) -> str | None:
    match = _CLOCK.match(text.strip().lower()) if text else None
    return match[3] if match else None


def _half_before(opens: str, closes: str | None) -> str | None:
    """Whether "10" in "10 to 12pm" is in the morning: it is before its end."""
    half, start, end = _half(closes), _CLOCK.match(opens), _CLOCK.match(closes or "")
    if closes and re.search("(?i)noon|midday", closes):
        return "a"
    if not (half and start and end):
        return None
    if half == "p" and (int(end[1]) % 12) < (int(start[1]) % 12):
        return "a"
    return half


def _clock(text: str, half: str | None) -> tuple[time | None, bool]:
    """A time of day and whether it is sure; "10:30" on a 24-hour clock is sure, "10" is not."""
    text = text.strip().lower()
    if re.search("noon|midday", text):
        return time(12), True
    match = _CLOCK.match(text)
    if match is None:
        return None, False
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3] or half
    if hour > 23 or minute > 59 or (half and not 1 <= hour <= 12):
        return None, False
    if half:
        return time(hour % 12 + (12 if half == "p" else 0), minute), True
    return time(hour, minute), match[2] is not None and hour >= 9
