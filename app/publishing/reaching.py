"""Ways to reach or find somebody, and links, in words that strangers will read: disguised ones too.

What a person would read as a telephone number is one here, however it is written; what they would not is let be, since
a false alarm teaches people to look past them all. Every pattern is bounded, so that no text takes longer than its
length.
"""

import re
from collections.abc import Iterable, Iterator

from app.publishing.readings import Found, Reading, Run, What, readings_of, runs_of_figures


def contact_details_in(text: str) -> tuple[Found, ...]:
    """Ways to reach or find somebody: e-mail, telephone, postcode, street, names on other sites."""
    readings = readings_of(text)
    looked_at = readings[0]
    found = (
        *_patterns(What.EMAIL, _EMAILS, readings),
        *_telephones(looked_at),
        *_patterns(What.POSTCODE, (_POSTCODE,), readings),
        *_patterns(What.ADDRESS, _PLACES, readings[:1]),
        *_patterns(What.ACCOUNT_ELSEWHERE, _ACCOUNTS, readings),
    )
    return _wholes(found)


def links_in(text: str) -> tuple[Found, ...]:
    """Addresses of web pages, with or without the https; the part of an e-mail after its @ is none."""
    without = tuple(Reading(_EMAIL.sub(_blank, one.text), one.seen, one.at) for one in readings_of(text))
    return _wholes(tuple(_patterns(What.LINK, (_LINK, _LINK_IN_WORDS), without)))


def _wholes(found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Each once, and none that is but a part of another: "(01632) 960 001" is read in two ways."""
    once = tuple(dict.fromkeys(found))
    return tuple(
        one
        for one in once
        if not any(one != other and one.what is other.what and one.text in other.text for other in once)
    )


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _patterns(what: What, patterns: Iterable[re.Pattern[str]], readings: Iterable[Reading]) -> Iterator[Found]:
    patterns = tuple(patterns)
    for reading in readings:
        for pattern in patterns:
            for match in pattern.finditer(reading.text):
                yield Found(what, reading.quoted(match.start(), match.end()))


def _telephones(looked_at: Reading) -> Iterator[Found]:
    """Numbers as they are dialled in the United Kingdom or from it, in figures or in words."""
    for match in _FIGURES.finditer(looked_at.text):
        if _is_dialled(match[0]) or _holds_dialled(match[0]):
            yield Found(What.TELEPHONE, looked_at.quoted(match.start(), match.end()))
    for run in runs_of_figures(looked_at):
        if _is_said(run) or _is_spread_out(run):
            yield Found(What.TELEPHONE, run.text)
    yield from _patterns(What.TELEPHONE, (_FIGURES_WITH_STROKES, _RING), (looked_at,))


def _is_dialled(text: str) -> bool:
    """Whether this is one number as a whole: times and dates one after the other come to other lengths."""
    figures = re.sub(r"\D", "", text.replace("(0)", ""))
    if text.lstrip("( ").startswith("+") or figures.startswith("00"):
        return _FEWEST_FIGURES <= len(figures.removeprefix("00")) <= 15
    if figures.startswith("44"):
        return len(figures) == 12
    return len(figures) in {10, 11} and figures.startswith(_AREAS)


def _holds_dialled(text: str) -> bool:
    """Whether a longer run of figures has a number in it: an area code, and one or two groups after it or none."""
    groups = re.findall(r"\d+", text)
    return any(
        _is_dialled("".join(groups[at : at + many])) or len(group) > 20
        for at, group in enumerate(groups)
        if len(group) > 4 and group.startswith(_AREAS)
        for many in (1, 2, 3)
    )


def _is_said(run: Run) -> bool:
    """Whether a row of figures that holds words has a number in it. Counting up from nought to ten has none."""
    return run.said and run.figures not in _COUNTING and bool(_NUMBER.search(run.figures))


def _is_spread_out(run: Run) -> bool:
    """Whether figures with other signs between them, or without the first nought, are grouped as numbers are.

    Times and dates one after the other are not: "0900, 1700".
    """
    if run.said or not _NUMBER.fullmatch(run.figures):
        return False
    groups = tuple(map(len, run.groups))
    return set(groups) == {1} or groups in _GROUPS


_FEWEST_FIGURES = 9
_AREAS = ("01", "02", "03", "05", "07", "08", "09")
_NUMBER = re.compile(r"0[1235789]\d{7,9}|44[1235789]\d{8,9}|7[1-9]\d{8}")
_COUNTING = frozenset("012345678910111213"[:last] for last in range(9, 19))
_GROUPS = frozenset(
    {(5, 6), (5, 3, 3), (5, 2, 2, 2), (5, 5), (3, 4, 4), (3, 8), (2, 4, 4), (4, 3, 4), (4, 3, 3), (4, 6)}
)
_I = re.IGNORECASE

# In small letters, or all in capitals: "our groups.Online we …" only lacks a blank.
_TOP = (
    r"(?-i:com|org|net|info|biz|uk|eu|co|io|app|online|site|shop|website|gov|ly|COM|ORG|NET|UK|CO\.UK|ORG\.UK)"
    r"(?![a-z0-9-])"
)
_AT_SAID = "malpa|arroba|arobase|chiocciola|klammeraffe|arond|ایٹ|آت"
_POINT_SAID = "dot|kropka|punto|ponto|punkt|punct|point|full\\sstop|ڈاٹ|نقطہ|نقطة"
_DOT_SAID = (
    rf"(?:\s?[\[({{<*_-]\s?(?:{_POINT_SAID}|\.)\s?[\])}}>*_-]\s?|\s(?:{_POINT_SAID})\s|(?-i:(?<=[a-z])DOT(?=[a-z])))"
)
_AT = (
    rf"(?:\s?[\[({{<*_-]\s?(?:at|a|@|{_AT_SAID})\s?[\])}}>*_-]\s?|\s(?:at|{_AT_SAID})\s|\s?@\s?"
    r"|(?-i:(?<=[a-z0-9])AT(?=[a-z])))"
)
_NOT_WITHIN = r"(?<![a-z0-9@._%+'-])"
_EMAIL = re.compile(
    rf"{_NOT_WITHIN}[a-z0-9][a-z0-9._%+'-]{{0,63}}+\s?@\s?[a-z0-9-]{{1,63}}+(?:\.[a-z0-9-]{{1,63}}+){{0,4}}\.[a-z][a-z0-9-]{{1,62}}",
    _I,
)
_POST = r"(?:g\s?mail|google\s?mail|hot\s?mail|yahoo|i\s?cloud|btinternet|proton\s?mail|y\s?mail)"
_EMAILS = (
    _EMAIL,
    re.compile(
        rf"{_NOT_WITHIN}[a-z0-9][a-z0-9._-]{{0,63}}?{_AT}[a-z0-9-]{{2,40}}?"
        rf"(?:(?:\.|{_DOT_SAID})[a-z0-9-]{{2,40}}?){{0,2}}{_DOT_SAID}{_TOP}",
        _I,
    ),
    re.compile(rf"{_NOT_WITHIN}[a-z0-9][a-z0-9._-]{{0,63}}+\s?@\s?[a-z0-9-]{{2,40}}+\s?[.,]\s?{_TOP}", _I),
    re.compile(rf"{_NOT_WITHIN}[a-z0-9][a-z0-9._-]{{1,63}}+(?:\s?@\s?|\s(?:at|on)\s){_POST}\b", _I),
    re.compile(rf"\b(?:my|use|try)\s{_POST}(?:\s(?:is|address|name)\b|\s?[:=])|\b{_POST}\s?[:=]\s?\S", _I),
)
_LINK = re.compile(
    r"(?<![a-z])h(?:tt|xx)ps?\s?:\s?//\S{1,200}+|(?<![a-z])www\s?\.\s?[a-z0-9-]{1,63}\S{0,100}+"
    rf"|{_NOT_WITHIN}(?:[a-z0-9-]{{1,63}}\.){{0,3}}[a-z][a-z0-9-]{{1,62}}\.{_TOP}(?:/\S{{0,100}}+)?"
    rf"|{_NOT_WITHIN}[a-z][a-z0-9-]{{1,62}}\s\.\s?{_TOP}"
    rf"|{_NOT_WITHIN}(?:t|wa|m)\.me/\S{{1,100}}+",
    _I,
)
_LINK_IN_WORDS = re.compile(rf"{_NOT_WITHIN}(?:[a-z0-9-]{{2,40}}?{_DOT_SAID}){{1,3}}{_TOP}", _I)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][0-9A-Z]?[\s.,_-]{0,3}[0-9][ABD-HJLNP-UW-Z]{2}\b", _I)
_ROADS = r"(?:street|road|avenue|lane|crescent|terrace|rd|ave)"
_STREETS = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Close|Drive|Crescent|Terrace|Way|Grove|Gardens|Court|Place|Square|Hill|Row)"
)
_NO_NAME = (
    r"(?!(?:the|a|an|my|your|our|this|that|of|by|up|down|on|in|off|along|across|over|from|to|at|or|and|for|with"
    r"|hours?|minutes?|mins?|miles?|people|days?|years?|times?|old|busy|main|quiet|different|next)\s)"
)
_PLACES = (
    re.compile(rf"\b(?:flat\s)?[0-9]{{1,4}}[a-z]?,?\s(?:[A-Z][a-z'-]{{1,24}}\s){{1,3}}{_STREETS}\b"),
    re.compile(rf"\b(?:flat\s)?[0-9]{{1,4}}[a-z]?,?\s(?:{_NO_NAME}[a-z'-]{{2,24}}\s){{1,2}}{_ROADS}\b", _I),
    re.compile(
        rf"\b(?i:live|lives|living|home is|house is|flat is|come to)\s(?:(?i:at|in|on|near|by)\s)?"
        rf"(?:[A-Z0-9][a-z0-9',-]{{1,24}}\s){{1,5}}{_STREETS}\b"
    ),
    re.compile(r"(?<!/)///?\s?[a-z]{3,20}\.[a-z]{3,20}\.[a-z]{3,20}\b", _I),
    re.compile(r"(?<![\d.])-?\d{1,2}\.\d{4,15},?\s?-?\d{1,3}\.\d{4,15}"),
)
_SITE = (
    r"(?:w(?:h)?at+'?s?[\s-]?ap+|telegram|insta(?:gram)?|snap(?:[\s-]?chat)?|face\s?book|messenger|signal|tik\s?tok"
    r"|skype|viber|we\s?chat|discord|face\s?time|kik|linked\s?in)"
)
_SHORT = r"(?:ig|fb|wapp|sc|tg)"
_NAMED = r"(?:name|id|handle|user(?:name)?|number|no|tag|account)"
_NO_ANSWER = (
    r"(?!(?:not|no|never|always|still|only|too|very|so|on|off|down|out|in|for|how|where|the|a|an|my|bad|good|weak|poor"
    r"|slow|lost|gone|full|closed|broken|private|locked|fine|ok|working)\b)"
)
_ACCOUNTS = (
    re.compile(r"(?<![\w@.])@(?!\d{1,2}(?:[.:]?\d\d)?\s?(?:am|pm)?\b)[a-z0-9_][a-z0-9_.]{2,29}\b", _I),
    re.compile(r"(?<![\w@.])@\s[a-z][a-z.]{0,20}[0-9_][a-z0-9_.]{0,20}", _I),
    re.compile(rf"\b{_SITE}(?:\s(?:me|{_NAMED})\b|\s?[:=]\s?\S)|\b{_SHORT}\s?[:=]\s?\S", _I),
    re.compile(rf"\bmy\s(?:{_SITE}|{_SHORT})(?:\s{_NAMED})?(?:\sis|'s)\s{_NO_ANSWER}\S", _I),
    re.compile(rf"\b(?:me|us|find|message|add|dm|search|look me up|as|under)\s(?:me\s)?on\s(?:{_SITE}|{_SHORT})\b", _I),
    re.compile(rf"\b(?:on|my)\s(?:{_SITE}|{_SHORT})\s(?:as|under|by)\s\S", _I),
    re.compile(rf"\b[A-Z][a-z'-]{{1,24}}\s[A-Z][a-z'-]{{1,24}}\son\s(?i:{_SITE})\b"),
    re.compile(
        r"\b(?:user\s?name|handle|screen\s?name|gamer\s?tag)\s?(?:is\s|[:=]\s?)\S|\b[a-z][\w.]{1,31}#\d{4}\b", _I
    ),
)
_FIGURES = re.compile(r"(?<![\d£.,/])[+(]{0,2}+\d(?:[\s().*|_~-]{0,3}+\d){8,}+(?![\d/])")
_FIGURES_WITH_STROKES = re.compile(r"(?<![\d/])0\d{2,4}/\d{3,4}/?\d{3,4}(?![\d/])")
_RING = re.compile(
    r"\b(?:ring|call|phone|text|tel|telephone|mobile|mob|whatsapp)(?:\s(?:me|us|on|no|number|is)){0,3}"
    r"\s?[.:]?\s?\d(?:[\s-]?\d){5,8}(?!\d)"
    r"|\bmy\s(?:(?:phone|mobile|home|work|telephone|whatsapp)\s)?(?:number|no|num|digits)\b"
    r"(?:[\s.:]{1,2}(?:is|ends?|ending|starts?|with|in)){0,3}[\s.:]{1,2}\d(?:[\s-]?\d){4,8}(?!\d)",
    _I,
)
