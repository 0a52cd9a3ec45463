"""Finds out whom a listing is for, which languages are spoken, whether one has to be referred, and who runs it.

Only what is plain is believed; everything else stays "not stated".
"""

import re
from collections.abc import Iterator

from app.directory.domain import Finding, How, Kind, Service

AUDIENCES = {
    "carers": r"carers",
    "dementia": r"dementia|alzheimer\S{0,3}s?",
    "learning-disability": r"learning (?:disabilit\w+|difficult\w+)",
    "autism": r"autis\w+|asperger\S*",
    "physical-disability": r"(?:physical(?:ly)? )?disabled|physical (?:disabilit|impairment)\w*|wheelchair users",
    "mental-health": r"mental (?:health|ill\w*|distress)",
    "hearing-loss": r"deaf|hard of hearing|hearing loss|hearing impair\w+",
    "sight-loss": r"blind|partially sighted|sight loss|low vision|visual(?:ly)? impair\w+",
    "older-people": r"older (?:people|adults|residents|men|women|persons)|elderly|elders|pensioners|retired"
    r"|over[- ]?[5-9]0\S?s",
    "young-people": r"young (?:people|adults|persons)|teenagers|youth",
    "families": r"parents|families|mums|mothers|dads|fathers|new parents",
    "women": r"women|ladies|mums|mothers",
    "men": r"men|dads|fathers",
    "lgbt": r"lgbt\S*|lesbian|gay|bisexual|trans(?:gender)?",
    "veterans": r"veterans|ex[- ]?service\w*|armed forces",
    "refugees": r"refugees|asylum[- ]seekers|migrants",
    "bereaved": r"bereaved",
    "homeless": r"homeless|rough sleepers",
}
_FILLERS = (
    r"(?:(?:all|any|local|other|adults?|people|persons|anyone|everyone|those|children|young|older|isolated|lonely|unpaid|"
    r"family|families|friends|carers|and|or|with|who|are|is|have|has|living|affected|by|a|the|disabled|women|men|girls|"
    r"of|aged?|over|\d+\+?|their|mild|moderate|severe|early|stage|dementia),? ){0,6}"
)
# "A toilet for disabled people" says what is in the building and not whom the service is for.
_FOR = (
    r"(?<!lift )(?<!access )(?<!toilet )(?<!toilets )(?<!parking )(?<!facilities )(?<!ramp )\b"
    r"(?:for|supports?|supporting|aimed at|open to|run by and for) " + _FILLERS + r"(?:AUDIENCE)\b"
)
_NAMED = r"\b(?:AUDIENCE)(?:[’'`]?s[’'`]?)?\b"

_AUDIENCES = {
    value: tuple(re.compile("(?i)" + shape.replace("AUDIENCE", words)) for shape in (_NAMED, _FOR))
    for value, words in AUDIENCES.items()
}

LANGUAGES = {
    "albanian": "sq", "amharic": "am", "arabic": "ar", "armenian": "hy", "bengali": "bn", "bangla": "bn",
    "bulgarian": "bg", "cantonese": "yue", "chinese": "zh", "czech": "cs", "dari": "prs", "dutch": "nl",
    "farsi": "fa", "french": "fr", "german": "de", "greek": "el", "gujarati": "gu", "hebrew": "he", "hindi": "hi",
    "hungarian": "hu", "igbo": "ig", "italian": "it", "japanese": "ja", "korean": "ko", "kurdish": "ku",
    "latvian": "lv", "lithuanian": "lt", "malayalam": "ml", "mandarin": "zh", "nepali": "ne", "pashto": "ps",
    "persian": "fa", "polish": "pl", "portuguese": "pt", "punjabi": "pa", "panjabi": "pa", "romani": "rom",
    "romanian": "ro", "russian": "ru", "sinhala": "si", "slovak": "sk", "somali": "so", "spanish": "es",
    "swahili": "sw", "sylheti": "syl", "tagalog": "tl", "tamil": "ta", "telugu": "te", "tigrinya": "ti",
    "turkish": "tr", "ukrainian": "uk", "urdu": "ur", "vietnamese": "vi", "welsh": "cy", "yiddish": "yi",
    "yoruba": "yo",
}  # fmt: skip
"""Languages by their English names, with the codes of the standard (ISO 639, the shortest there is)."""
SIGNED = re.compile(r"(?i)\bbsl\b|british sign language")
_LANGUAGE = rf"(?:english|{'|'.join(sorted(LANGUAGES, key=len, reverse=True))})"
_NAMES_A_LANGUAGE = re.compile(rf"(?i)\b(?!english){_LANGUAGE}\b")
_SEVERAL = rf"{_LANGUAGE}(?:\s*(?:,|/|&|and|or|,\s*and)\s*{_LANGUAGE}){{0,15}}"
_SPOKEN = (
    rf"(?i)\b({_SEVERAL})[ -]?(?:speaking|speakers?|spoken|interpret\w+|translat\w+)\b",
    rf"(?i)\b(?:speaks?|speaking|languages? (?:spoken|available|offered|used|are|include|including)|"
    rf"spoken (?:languages?|in))\W{{0,4}}({_SEVERAL})\b",
    rf"(?i)\b(?:services?|support|advice|help|information|counselling|staff|volunteers|advisers|helpline)"
    rf" (?:is |are )?(?:offered |given |available |provided )?in ({_SEVERAL})\b(?!-)",
)

_YOURSELF = re.compile(
    r"(?i)\bself[- ]refer\w*|\brefer yourself\b"
    r"|\bno (?:gp |formal )?referrals? (?:is |are )?(?:needed|necessary|required)"
    r"|\b(?:do not|don[’']?t|without|no need|not) [^.]{0,40}"
    r"\b(?:need(?:ing)? (?:a |to be )?referr\w+|be referred|a referral)"
)
_REFERRED = re.compile(
    r"(?i)\breferrals? (?:is |are )?(?:needed|required|necessary|only)\b|\b(?:by|via a|on|with a) referral only\b"
    r"|\b(?:must|have to|need to) be referred\b|\bneeds? a referral\b|\brequires? (?:a )?referral\b"
    r"|\breferred by (?:a|an|your|their) (?:gp|doctor|nurse|social worker|professional|health)|\breferral only\b"
)
_OPEN_DOOR = re.compile(
    r"(?i)\bdrop[- ]?in\b|\bjust (?:turn|come|drop|pop) (?:up|along|in)\b"
    r"|\b(?:all|everyone|everybody) (?:is |are )?welcome\b"
    r"|\bno (?:need to book|(?:booking|appointment) (?:is )?(?:needed|necessary|required))"
)

_RUN_BY_NAME = {
    "council": r"\b(?:city|county|borough|district|town|parish|metropolitan|sample) council\b|\bcouncil$"
    r"|^(?:the )?(?:london|royal) borough of (?:\w+ ?){1,4}$",
    "nhs": r"\bnhs\b|\bfoundation trust\b|\bcommunity health\b|\bintegrated care board\b",
    "community": r"\b(?:groups?|clubs?|societ(?:y|ies)|associations?|friends of|guild|choir|church|chapel|mosque|"
    r"temple|gurdwara|synagogue|scouts?|u3a|women[’']?s institute|residents|neighbours|volunteers?|charity|cic|"
    r"community)\b",
}
_NOT_A_COUNCIL = re.compile(
    r"(?i)\bcouncil (?:for|of)\b|\b(?:voluntary|equality|churches|faiths?|tenants|youth|community|club)\b"
)
_RUN_BY_WORDS = {
    "regulated": r"\bcqc[- ](?:registered|regulated|rated)|(?:registered|regulated|rated|inspected)\b[^.]{0,30}\b"
    r"(?:cqc|care quality commission)\b",
    "micro": r"\bmicro[- ]?(?:enterprise|provider|business)\w*|\bsole trader\b"
    r"|\bself[- ]employed (?:carer|personal assistant)",
    "equipment": r"\b(?:equipment|wheelchair|mobility aid|scooter)s? (?:loans?|hire|library|store)\b|\bshopmobility\b"
    r"|\b(?:lends?|loans? of|borrow|hire) (?:out )?(?:equipment|wheelchairs|mobility aids)\b"
    r"|\b(?:disability|community) equipment\b",
    "community": r"\bregistered charity\b|\bcommunity (?:group|interest company)\b|\bvolunteer[- ](?:led|run)\b"
    r"|\brun (?:entirely )?by (?:volunteers|local people|residents)\b|\bvoluntary (?:group|organisation)\b",
}


def find_out(service: Service) -> Iterator[Finding]:
    """What the listing tells of people, field by field and then by its words."""
    yield from _audiences(service)
    yield from _languages(service)
    yield from _referral(service)
    yield from _run_by(service)


def _audiences(service: Service) -> Iterator[Finding]:
    fields = (service.eligibility_description, *(one.eligibility for one in service.eligibility))
    recorded = "\n".join(filter(None, fields))
    names = f"{service.name}\n{service.organisation.name if service.organisation else ''}"
    told = service.description or ""
    for value, (named, meant) in _AUDIENCES.items():
        for how, text in ((How.RECORDED, recorded), (How.READ, names)):
            if match := named.search(text):
                yield Finding(Kind.AUDIENCE, value, how, match[0])
        # Most listings do not name most people at all, and that is quickly seen.
        if named.search(told) and (match := meant.search(told)):
            yield Finding(Kind.AUDIENCE, value, How.READ, match[0])


def _languages(service: Service) -> Iterator[Finding]:
    for language in service.languages:
        name = language.name or language.code or ""
        code = LANGUAGES.get(name.lower()) or (language.code or "").lower().partition("-")[0]
        if SIGNED.search(name) or code == "bfi":
            yield Finding(Kind.ACCESS, "sign-language", How.RECORDED, name)
        elif code.isalpha() and 2 <= len(code) <= 3:
            yield Finding(Kind.LANGUAGE, code, How.RECORDED, name)
    text = service.description or ""
    spoken = _SPOKEN if _NAMES_A_LANGUAGE.search(text) else ()
    for match in (match for pattern in spoken for match in re.finditer(pattern, text)):
        for name in re.findall(rf"(?i){_LANGUAGE}", match[1]):
            if name.lower() in LANGUAGES:
                yield Finding(Kind.LANGUAGE, LANGUAGES[name.lower()], How.READ, match[0])


def _referral(service: Service) -> Iterator[Finding]:
    """Who may refer themselves needs nobody, even where others are referred."""
    for how, text in ((How.RECORDED, service.application_process or ""), (How.READ, service.description or "")):
        for value, pattern in (("not-needed", _YOURSELF), ("needed", _REFERRED), ("not-needed", _OPEN_DOOR)):
            if match := pattern.search(text):
                yield Finding(Kind.REFERRAL, value, how, match[0])
                return


def _run_by(service: Service) -> Iterator[Finding]:
    organisation = service.organisation.name if service.organisation else ""
    for value, pattern in _RUN_BY_NAME.items():
        match = re.search(f"(?i){pattern}", organisation)
        if match and not (value == "council" and _NOT_A_COUNCIL.search(organisation)):
            yield Finding(Kind.RUN_BY, value, How.READ, organisation)
            break
    told = "\n".join(filter(None, (service.accreditations, service.name, service.description)))
    for value, pattern in _RUN_BY_WORDS.items():
        if match := re.search(f"(?i){pattern}", told):
            yield Finding(Kind.RUN_BY, value, How.READ, match[0])
