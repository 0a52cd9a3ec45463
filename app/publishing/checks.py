"""What should not stand in words that strangers will read: ways to reach somebody, links, private facts, cures.

Each check finds what a person would find too and lets the rest be: a false alarm teaches people to look past them all.
Every pattern is bounded, so that no text, however made, takes longer than its length.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """What was found."""

    EMAIL = "email"
    TELEPHONE = "telephone"
    POSTCODE = "postcode"
    ADDRESS = "address"
    ACCOUNT_ELSEWHERE = "account-elsewhere"
    LINK = "link"
    NATIONAL_INSURANCE = "national-insurance"
    NHS_NUMBER = "nhs-number"
    DATE_OF_BIRTH = "date-of-birth"
    BANK_DETAILS = "bank-details"
    CURE = "cure"


@dataclass(frozen=True)
class Found:
    """Something that was found, as it stands in the text that was looked at (see `plain`)."""

    what: What
    text: str


def contact_details_in(text: str) -> tuple[Found, ...]:
    """Ways to reach or find somebody: e-mail, telephone, postcode, street, names on other sites; disguised ones too."""
    looked_at = plain(text)
    return (
        *_each(What.EMAIL, _EMAIL, looked_at),
        *_each(What.EMAIL, _EMAIL_IN_WORDS, looked_at),
        *_telephones(looked_at),
        *_each(What.POSTCODE, _POSTCODE, looked_at),
        *_each(What.ADDRESS, _STREET, looked_at),
        *_each(What.ACCOUNT_ELSEWHERE, _ACCOUNT, looked_at),
    )


def links_in(text: str) -> tuple[Found, ...]:
    """Addresses of web pages, with or without the https; the part of an e-mail after its @ is none."""
    looked_at = _EMAIL.sub(" ", plain(text))
    return (*_each(What.LINK, _LINK, looked_at), *_each(What.LINK, _LINK_IN_WORDS, looked_at))


def personal_data_in(text: str) -> tuple[Found, ...]:
    """Facts about one person that no page needs: National Insurance and NHS numbers, births, bank accounts."""
    looked_at = plain(text)
    return (
        *_each(What.NATIONAL_INSURANCE, _NATIONAL_INSURANCE, looked_at),
        *_nhs_numbers(looked_at),
        *_each(What.DATE_OF_BIRTH, _BORN, looked_at, unless=_A_GROUP_IS_BORN),
        *_each(What.BANK_DETAILS, _BANK, looked_at),
        *_cards(looked_at),
    )


def promises_of_cures_in(text: str) -> tuple[Found, ...]:
    """Promises that nobody can make: that something cures, works for sure, or stands in for medicine.

    "There is no cure", "does not cure" and research for one are none.
    """
    return _each(What.CURE, _CURE, plain(text), unless=_NO_CURE)


def plain(text: str) -> str:
    """The text as a reader sees it: one form of each letter and figure, nothing invisible between them."""
    folded = unicodedata.normalize("NFKC", text)
    kept = "".join(" " if character.isspace() else _figure(character) for character in folded if _shows(character))
    return kept.translate(_DASHES)


def _figure(character: str) -> str:
    """A figure as it is dialled, whichever script it is written in: "٧" is a 7."""
    return str(unicodedata.decimal(character)) if character.isdecimal() else character


def _shows(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) not in {"Cf", "Cc", "Mn"}


def _each(what: What, pattern: re.Pattern[str], text: str, unless: re.Pattern[str] | None = None) -> tuple[Found, ...]:
    """What a pattern finds, `unless` the words just before it, or with it, say otherwise."""
    found = []
    for match in pattern.finditer(text):
        around = text[max(0, match.start() - _WORDS_BEFORE) : match.end()]
        if unless is None or not unless.search(around):
            found.append(Found(what, match[0].strip()))
    return tuple(found)


def _telephones(text: str) -> Iterator[Found]:
    """Numbers as they are dialled in the United Kingdom or from it, in figures or in words."""
    for match in _FIGURES.finditer(text):
        if _is_dialled(match[0]) or _holds_dialled(match[0]):
            yield Found(What.TELEPHONE, match[0].strip())
    for match in _FIGURES_IN_WORDS.finditer(text):
        if len(_FIGURE.findall(match[0])) >= _FEWEST_FIGURES and any(map(str.isalpha, match[0])):
            yield Found(What.TELEPHONE, match[0].strip())
    yield from _each(What.TELEPHONE, _FIGURES_WITH_STROKES, text)
    yield from _each(What.TELEPHONE, _RING, text)


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


def _nhs_numbers(text: str) -> Iterator[Found]:
    """Ten figures whose last checks the others, as NHS numbers are made; or any ten that are said to be one."""
    for match in _TEN_FIGURES.finditer(text):
        figures = re.sub(r"\D", "", match[0])
        said = "nhs" in text[max(0, match.start() - _WORDS_BEFORE) : match.start()].lower()
        if said or (_checks_as_nhs_number(figures) and not figures.startswith("0")):
            yield Found(What.NHS_NUMBER, match[0])


def _checks_as_nhs_number(figures: str) -> bool:
    # https://www.datadictionary.nhs.uk/attributes/nhs_number.html: weights 10 to 2, modulus 11.
    left = 11 - sum(int(figure) * weight for figure, weight in zip(figures, range(10, 1, -1), strict=False)) % 11
    return left != 10 and int(figures[9]) == left % 11


def _cards(text: str) -> Iterator[Found]:
    """Sixteen figures whose last checks the others, as on bank cards (Luhn)."""
    for match in _SIXTEEN_FIGURES.finditer(text):
        figures = [int(figure) for figure in match[0] if figure.isdecimal()]
        doubled = [figure * 2 - 9 * (figure > 4) for figure in figures[::2]]
        if (sum(doubled) + sum(figures[1::2])) % 10 == 0:
            yield Found(What.BANK_DETAILS, match[0])


_WORDS_BEFORE = 30
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_AREAS = ("01", "02", "03", "05", "07", "08", "09")
_FEWEST_FIGURES = 9
_I = re.IGNORECASE

# In small letters, or all in capitals: "our groups.Online we …" only lacks a blank.
_TOP = (
    r"(?-i:com|org|net|info|biz|uk|eu|co|io|app|online|site|shop|website|gov|ly|COM|ORG|NET|UK|CO\.UK|ORG\.UK)"
    r"(?![a-z0-9-])"
)
_DOT_SAID = r"(?:\s?[\[({]\s?(?:dot|\.)\s?[\])}]\s?|\sdot\s)"
_NOT_WITHIN = r"(?<![a-z0-9@._%+'-])"
_EMAIL = re.compile(
    rf"{_NOT_WITHIN}[a-z0-9][a-z0-9._%+'-]{{0,63}}+\s?@\s?[a-z0-9-]{{1,63}}+(?:\.[a-z0-9-]{{1,63}}+){{1,5}}", _I
)
_EMAIL_IN_WORDS = re.compile(
    rf"{_NOT_WITHIN}[a-z0-9][a-z0-9._-]{{0,63}}+(?:\s?[\[({{]\s?(?:at|@)\s?[\])}}]|\sat\s|\s?@)\s?[a-z0-9-]{{2,40}}"
    rf"(?:(?:\.|{_DOT_SAID})[a-z0-9-]{{2,40}}){{0,2}}{_DOT_SAID}{_TOP}",
    _I,
)
_LINK = re.compile(
    rf"(?<![a-z])h(?:tt|xx)ps?\s?:\s?//\S{{1,200}}+|(?<![a-z])www\.[a-z0-9-]{{1,63}}\S{{0,100}}+"
    rf"|{_NOT_WITHIN}(?:[a-z0-9-]{{1,63}}\.){{0,3}}[a-z][a-z0-9-]{{1,62}}\.{_TOP}(?:/\S{{0,100}}+)?"
    rf"|{_NOT_WITHIN}(?:t|wa|m)\.me/\S{{1,100}}+",
    _I,
)
_LINK_IN_WORDS = re.compile(rf"{_NOT_WITHIN}(?:[a-z0-9-]{{2,40}}{_DOT_SAID}){{1,3}}{_TOP}", _I)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][0-9A-Z]?\s?[0-9][ABD-HJLNP-UW-Z]{2}\b", _I)
_STREET = re.compile(
    r"\b(?:flat\s)?[0-9]{1,4}[a-z]?,?\s(?:[A-Z][a-z'-]{1,24}\s){1,3}"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Close|Drive|Crescent|Terrace|Way|Grove|Gardens|Court|Place|Square|Hill|Row)\b"
)
_ACCOUNT = re.compile(
    r"(?<![\w@.])@[a-z0-9_][a-z0-9_.]{2,29}\b"
    r"|\b(?:whats\s?app|telegram|instagram|insta|snap\s?chat|snap|facebook|messenger|signal|tik\s?tok|skype|viber)"
    r"(?:\s(?:me|name|id|handle|user(?:name)?)\b|\s?[:=]\s?\S)"
    r"|\bmy\s(?:whats\s?app|telegram|insta(?:gram)?|snap(?:\s?chat)?|facebook|messenger|tik\s?tok|skype|viber)\sis\s\S"
    r"|\b(?:me|us|find me|message me|add me|dm me)\son\s"
    r"(?:whats\s?app|telegram|instagram|insta|snap\s?chat|facebook|messenger|signal|tik\s?tok|skype|viber)\b",
    _I,
)
_FIGURES = re.compile(r"(?<![\d£.,/])[+(]{0,2}+\d(?:[\s().*|_~-]{0,3}+\d){8,}+(?![\d/])")
_FIGURES_WITH_STROKES = re.compile(r"(?<![\d/])0\d{2,4}/\d{3,4}/?\d{3,4}(?![\d/])")
_SAID = r"(?:oh|zero|nought|one|two|three|four|five|six|seven|eight|nine|o|[0-9])"
_FIGURE = re.compile(rf"(?:double|treble|triple)|{_SAID}", _I)
_FIGURES_IN_WORDS = re.compile(
    rf"\b(?:oh|o|zero|nought|0)(?:[\s,-]{{0,3}}+(?:double[\s-]|treble[\s-]|triple[\s-])?{_SAID}){{5,24}}+", _I
)
_RING = re.compile(
    r"\b(?:ring|call|phone|text|tel|telephone|mobile|whatsapp)(?:\s(?:me|us|on|no|number)){0,3}"
    r"\s?[.:]?\s?\d(?:[\s-]?\d){5,8}(?!\d)",
    _I,
)
_NATIONAL_INSURANCE = re.compile(
    # https://www.gov.uk/hmrc-internal-manuals/national-insurance-manual/nim39110
    r"\b(?!BG|GB|NK|KN|TN|NT|ZZ)[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z](?:[\s-]?\d\d){3}[\s-]?[A-D]\b",
    _I,
)
_TEN_FIGURES = re.compile(r"(?<![\d+£.-])\d{3}[\s-]?\d{3}[\s-]?\d{4}(?![\d-])")
_SIXTEEN_FIGURES = re.compile(r"(?<!\d)\d{4}(?:[\s-]?\d{4}){3}(?!\d)")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = rf"\d{{1,2}}(?:\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?|(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH},?\s)(?:19|20)?\d\d\b"
_BORN = re.compile(
    rf"\b(?:date of birth|d\.?o\.?b\.?|birth\s?date|born)\b\W{{0,3}}(?:(?:is|was|on|the)\s){{0,3}}{_DATE}", _I
)
_A_GROUP_IS_BORN = re.compile(
    r"\b(?:group|club|charity|project|service|cent(?:re|er)|choir|trust|cafe|café|idea|we)\s(?:was|were)\sborn", _I
)
_BANK = re.compile(
    r"\bsort\s?code\W{0,4}(?:is\s)?\d\d[\s-]?\d\d[\s-]?\d\d\b|\baccount\s(?:number|no)\W{0,4}(?:is\s)?\d{8}\b", _I
)
_ILLS = (
    r"(?:arthritis|dementia|alzheimer'?s|parkinson'?s|cancer|depression|anxiety|autism|adhd|asthma|diabetes|epilepsy"
    r"|ms|multiple sclerosis|stroke|pain|back ?pain|illness(?:es)?|diseases?|high blood pressure|insomnia|ptsd|cfs"
    r"|fibromyalgia|addiction)"
)
_CURE = re.compile(
    rf"\b(?:cure|cures|cured|curing|heals?|healed|healing|reverses?|reversed|gets? rid of|puts? an end to)"
    rf"\s(?:(?:your|all|any|the|every|most|chronic|severe|even|of|from|symptoms of)\s){{0,3}}{_ILLS}\b"
    r"|\b(?:we|i|it|this|that|which|treatment|therapy|therapies|remedy|remedies|can|will)\s(?:can\s|will\s)?cures?\b"
    r"|\b(?:miracle|guaranteed|instant|certain|sure|100\s?%|proven)\s(?:cure|healing|relief|recovery|results?)\b"
    rf"|\bguarantees?d?\s(?:to\s)?(?:cure|heal|relief|recovery|results?|(?:you\s)?(?:an?\s)?end to)\b"
    r"|\b(?:throw away|stop taking|come off|give up|no (?:more )?need for|instead of|replaces?)"
    r"\s(?:(?:your|all|any|the)\s){0,2}"
    r"(?:tablets?|pills?|medicines?|medication|drugs|doctor|gp|inhalers?|insulin|antidepressants?)\b",
    _I,
)
_NO_CURE = re.compile(
    r"\b(?:no|not|never|cannot|can't|doesn't|don't|won't|nothing|nobody|without|isn't|aren't|neither|nor|hardly|find|finding"
    r"|research|towards?)\b",
    _I,
)
