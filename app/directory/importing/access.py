"""Finds out how people get in and take part, by a place's notes on access or by plain words of the listing."""

import re
from collections.abc import Iterator

from app.directory.domain import Finding, How, Kind, Service

_NOT_BEFORE = r"(?<!no )(?<!not )(?<!without )(?<!limited )(?<!partial )(?<!non )(?<!non-)"
_ACCESS = {
    "wheelchair": r"wheelchair[ -](?:access\w*|friendly|users? (?:are |is )?welcome)"
    r"|accessible (?:to|for|by) wheelchair|disabled access|wheelchair lifts?|wheelchair access is",
    "step-free": r"step[ -]free|level (?:access|entrance)|ramped? access"
    r"|ramp (?:to|at) (?:the )?(?:main |front )?entrance",
    "step-free-throughout": r"step[ -]free (?:access )?(?:throughout|(?:in|to) (?:every|all))"
    r"|wheelchair access\w* (?:throughout|(?:in|to) (?:every|all))|fully wheelchair accessible"
    r"|all (?:facilities|areas|rooms|floors) are wheelchair accessible",
    "lift": r"(?:there is a|has a|indoor|passenger|platform) lift\b"
    r"|lift (?:access|to (?:all|every|the (?:first|upper)))",
    "toilet": r"(?:accessible|disabled|adapted) toilets?|toilets? for disabled",
    "changing-places": r"changing places",
    "parking": r"(?:disabled|blue badge|accessible) (?:parking|bays?)"
    r"|parking (?:for|bays? for) (?:blue badge|disabled)",
    "drop-off": r"drop[- ]?off (?:point )?(?:right )?(?:at|outside|by) (?:the )?(?:front |main )?(?:door|entrance)",
    "hearing-loop": r"(?:hearing|induction) loops?",
    "sign-language": r"\bbsl[ -](?:interpret\w+|signed|users?|available|supported)|\b(?:in|use|uses|offer) bsl\b"
    r"|british sign language (?:interpret\w+|users?|is )|sign language interpret\w*"
    r"|(?<!learn )\bbsl\b(?! (?:class|course|lesson|tuition))",
    "quiet": r"quiet (?:space|room|area|corner|hour|session)s?",
    "assistance-dogs": r"(?:assistance|guide|hearing) dogs? (?:are |is )?(?:always )?(?:welcome|allowed|admitted)",
    "companion-free": r"(?:companion|carer|personal assistant)s?(?: tickets?| places?)? (?:\w+ ){0,2}free\b"
    r"|free (?:companion|carer)(?:[’']s)? (?:ticket|place|entry|pass)",
    "easy-to-read": r"easy[- ]read (?:version|cop(?:y|ies)|information|leaflet|guide|format)s?"
    r"|available in easy[- ]read"
    r"|(?:information|leaflets?|letters|forms?|documents?) (?:is |are )?(?:available )?in (?:large print|easy[- ]read)",
}
# What a field about access says needs fewer words than a whole description.
_ACCESS_NOTED = {
    "lift": r"\blifts?\b",
    "drop-off": r"drop[- ]?off",
    "sign-language": r"\bbsl\b|british sign language|sign language",
    "assistance-dogs": r"(?:assistance|guide|hearing) dogs?",
    "companion-free": r"companions? (?:\w+ ){0,3}free|carers? (?:\w+ ){0,3}free|free companion",
    "easy-to-read": r"easy[- ]read|large[- ]print",
}
_NOTED_IN_WORDS = re.compile(r"(?i)\baccess(?:ibility)? information\b[:\s]*(.{1,400})", re.DOTALL)
_DENIED = {
    "no-step-free": r"\b(?:no|without) (?:wheelchair|disabled|step[ -]free|level) access\b"
    r"|\bnot (?:wheelchair accessible|accessible (?:to|for|by) wheelchair)",
    "no-lift": r"\b(?:no|without a) lift\b",
    "no-toilet": r"\bno (?:accessible|disabled) toilets?\b",
    "no-hearing-loop": r"\bno (?:hearing|induction) loops?\b",
}


def find_out(service: Service) -> Iterator[Finding]:
    """What is there for people who need it, and what is plainly not."""
    notes = (note for at in service.at_locations for note in at.location.accessibility)
    recorded = "\n".join(words for note in notes for words in (note.description, note.details) if words)
    told = service.description or ""
    noted = _NOTED_IN_WORDS.search(told)
    for how, text, patterns in (
        (How.RECORDED, recorded, _ACCESS | _ACCESS_NOTED),
        (How.READ, noted[1] if noted else "", _ACCESS | _ACCESS_NOTED),
        (How.READ, told, _ACCESS),
    ):
        for value, pattern in patterns.items():
            if match := re.search(rf"(?i){_NOT_BEFORE}(?:{pattern})", text):
                yield Finding(Kind.ACCESS, value, how, match[0])
        for value, pattern in _DENIED.items():
            if match := re.search(f"(?i){pattern}", text):
                yield Finding(Kind.ACCESS, value, how, match[0])
