"""What should not stand in words that strangers will read: ways to reach somebody, links, private facts, cures.

Each check finds what a person would find too and lets the rest be: a false alarm teaches people to look past them all.
Every pattern is bounded, so that no text, however made, takes longer than its length.
"""

import re
from collections.abc import Iterator

from app.publishing.reaching import contact_details_in as contact_details_in
from app.publishing.reaching import links_in as links_in
from app.publishing.readings import Found as Found
from app.publishing.readings import What as What
from app.publishing.readings import as_it_looks as as_it_looks
from app.publishing.readings import plain as plain
from app.publishing.readings import readings_of as readings_of


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


def _each(what: What, pattern: re.Pattern[str], text: str, unless: re.Pattern[str] | None = None) -> tuple[Found, ...]:
    """What a pattern finds, `unless` the words just before it, or with it, say otherwise."""
    found = []
    for match in pattern.finditer(text):
        around = text[max(0, match.start() - _WORDS_BEFORE) : match.end()]
        if unless is None or not unless.search(around):
            found.append(Found(what, match[0].strip()))
    return tuple(found)


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
_I = re.IGNORECASE

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
