"""The passages of the pages that a council may word itself: a closed list, and what its words must and may not hold."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import Formatter

# What may stand in braces in a council's words; each is filled in from the council's own file.
PLACEHOLDERS = frozenset({"council", "team", "telephone", "hours", "email"})

# Words that no page says of a resident: only a council can decide who may have help, and only after an assessment.
FORBIDDEN = re.compile(
    r"\b(in)?eligib\w*|\bqualif(y|ies|ying)\b|\bcriteri\w*|\bthreshold\w*|\bscor(e|es|ed|ing)\b"
    r"|\b(low|moderate|substantial) needs\b",
    re.IGNORECASE,
)
LONGEST = 600


@dataclass(frozen=True)
class Passage:
    """A passage that a council may word: where it stands, and the placeholders that its words may not lose."""

    where: str
    must_hold: frozenset[str] = frozenset()


PASSAGES: Mapping[str, Passage] = {
    "start_lead": Passage("The start page, below its heading."),
    "start_talk": Passage("The start page, for those who would rather talk.", frozenset({"telephone"})),
    "next_urgent_council": Passage("The result that leads to the council today.", frozenset({"council"})),
    "next_formal_assessment": Passage("The result that leads to an assessment.", frozenset({"team"})),
    "next_short_term_help": Passage("The result that leads to help for a short time.", frozenset({"team"})),
    "next_community": Passage("The result that leads to things nearby."),
    "sent_read": Passage("After sending: who reads the form.", frozenset({"team"})),
    "sent_ask": Passage("After sending: how to ask something.", frozenset({"telephone"})),
    "privacy_contact": Passage("The privacy page: whom to write to or ring.", frozenset({"email", "telephone"})),
}


def faults_of(passage: str, words: str) -> Iterator[str]:
    """What is wrong with a council's words for a passage, in one language."""
    yield from faults_in(words, PLACEHOLDERS, PASSAGES[passage].must_hold, LONGEST)


def faults_in(words: str, may_hold: frozenset[str], must_hold: frozenset[str], longest: int) -> Iterator[str]:
    """What is wrong with a council's words for anything that it may word: `may_hold` names what may stand in braces."""
    if not words.strip():
        yield "has no words"
    if len(words) > longest:
        yield f"has {len(words)} characters, and may have {longest} at most"
    if found := FORBIDDEN.search(words):
        yield f"says {found[0]!r}, which no page may say: only an assessment can find out what somebody may have"
    yield from _faults_of_placeholders(words, may_hold, must_hold)


def _faults_of_placeholders(words: str, may_hold: frozenset[str], must_hold: frozenset[str]) -> Iterator[str]:
    try:
        parts = [part for part in Formatter().parse(words) if part[1] is not None]
    except ValueError:
        yield "has a brace that is not closed or not opened"
        return
    named = {f"{name}{how and ':'}{how}" for _, name, how, _ in parts}
    if unknown := named - may_hold:
        yield f"{{{min(unknown)}}} is not one of {', '.join(f'{{{name}}}' for name in sorted(may_hold))}"
    if lost := must_hold - named:
        yield f"must hold {{{min(lost)}}}"
