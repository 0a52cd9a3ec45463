"""What we write to people about: each kind of message, by which ways it goes, and what its words may and must hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from app.councils.passages import faults_in
from app.messages.domain import Channel, Kind

EMAIL, TEXT, LETTER = Channel.EMAIL, Channel.TEXT, Channel.LETTER

OF_THE_COUNCIL = frozenset({"council", "service", "team", "telephone", "hours"})
"""What a council's words may hold in every message: its own name, its service's, its team's, its number and hours."""

LONGEST: Mapping[Channel, int] = MappingProxyType({EMAIL: 3000, TEXT: 600, LETTER: 3000})

_LINK = "https://care.example.org/example"


@dataclass(frozen=True)
class Telling:
    """What is said in a kind of message. `samples` are its placeholders, each with what a preview shows there.

    `at_once` messages answer something that the person has just done; the others wait for the end of quiet hours.
    """

    purpose: str
    ways: tuple[Channel, ...]
    samples: Mapping[str, str | date]
    must_hold: frozenset[str]
    at_once: bool = False


def _appointment(purpose: str, at_once: bool) -> Telling:
    samples: Mapping[str, str | date] = {"day": date(2027, 3, 9), "time": "10:30", "link": _LINK}
    return Telling(purpose, (EMAIL, TEXT, LETTER), samples, frozenset({"day", "link"}), at_once)


def _about_a_form(purpose: str) -> Telling:
    samples = {"reference": "CW-0000-0000", "link": _LINK}
    return Telling(purpose, (EMAIL, TEXT, LETTER), samples, frozenset({"reference", "link"}))


TELLINGS: Mapping[Kind, Telling] = MappingProxyType(
    {
        Kind.RECEIPT: Telling(
            "A form has arrived",
            (EMAIL, TEXT),
            {"references": "CW-0000-0000, CW-0000-0001"},
            frozenset({"references"}),
            at_once=True,
        ),
        Kind.LINK: Telling(
            "The link to go on with a form", (EMAIL,), {"link": _LINK}, frozenset({"link"}), at_once=True
        ),
        Kind.LIST: Telling(
            "The link to a list of help that somebody kept",
            (EMAIL, TEXT),
            {"link": _LINK, "until": date(2027, 3, 9)},
            frozenset({"link"}),
            at_once=True,
        ),
        Kind.APPOINTMENT: _appointment("An appointment is booked", at_once=True),
        Kind.APPOINTMENT_MOVED: _appointment("An appointment has a new time", at_once=True),
        Kind.APPOINTMENT_CANCELLED: _appointment("An appointment is cancelled", at_once=True),
        Kind.APPOINTMENT_CLOSED: _appointment("The place is closed at the time of an appointment", at_once=False),
        Kind.REMINDER: _appointment("An appointment is tomorrow", at_once=False),
        Kind.FOLLOW_UP: Telling(
            "Six weeks after an introduction: did it help?",
            (EMAIL, TEXT, LETTER),
            {"link": _LINK},
            frozenset({"link"}),
        ),
        Kind.GAPS: _about_a_form("We ask for something that a form left out"),
        Kind.RECORD: _about_a_form("The written record of what was decided is ready"),
        Kind.PROBLEM_ANSWER: Telling(
            "What we did about a problem that somebody told us of",
            (EMAIL,),
            {"name": "Sample lunch club", "answer": "We rang them and put the opening hours right."},
            frozenset({"answer"}),
        ),
        Kind.NEW_MESSAGE: Telling(
            "There is something new for somebody who looks for a personal assistant, or for one",
            (EMAIL,),
            {"link": _LINK},
            frozenset({"link"}),
        ),
    }
)


def faults_of(kind: Kind, way: Channel, words: str) -> Iterator[str]:
    """What is wrong with a council's words for a kind of message, in one language."""
    telling = TELLINGS[kind]
    yield from faults_in(words, OF_THE_COUNCIL | telling.samples.keys(), telling.must_hold, LONGEST[way])
    subject, _, body = words.strip().partition("\n\n")
    if way is EMAIL and (not body or "\n" in subject):
        yield "must begin with the subject on a line of its own, then an empty line, then the message"
