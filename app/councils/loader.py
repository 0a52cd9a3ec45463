"""Reads a council's file and refuses what the service cannot start with, naming file, line and reason."""

import re
from collections.abc import Collection, Mapping
from dataclasses import MISSING, fields
from datetime import date
from pathlib import Path
from typing import Any, get_origin

from app.councils.domain import Council, Neighbour, Replies, Review, Room
from app.councils.passages import PASSAGES, faults_of
from app.councils.sending import sending_of
from app.councils.teams import teams_of
from app.councils.times import contacts_of, freshness_of, reminders_of, school_terms_of
from app.kernel.postcode import NotAPostcode, outward_code
from app.kernel.toml_lines import Step, TomlFile, read_toml

READABLE = 4.5  # WCAG 2.2, success criterion 1.4.3
MOST_DAYS_FOR_WHAT_CANNOT_WAIT = 1

# Tables that other rooms read: what `rules` would change is refused by the room that has the rules.
ELSEWHERE = frozenset({"rules", "messages", "quiet_hours", "personal_assistants", "own_pages"})
# Tables that a file may leave out.
OPTIONAL = ELSEWHERE | {
    *(
        "rooms",
        "words",
        "confirmed_facts",
        "rule_review",
        "freshness",
        "school_terms",
        "sending",
        "teams",
        "contacts",
        "reminders",
    )
}
_WORKED_OUT = frozenset({"bank_holidays", "rooms_off", "file"}) | (OPTIONAL - ELSEWHERE - {"rooms"})
NEEDED = tuple(entry for entry in fields(Council) if entry.name not in _WORKED_OUT)

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_TELEPHONE = re.compile(r"[0-9][0-9 ]{2,15}")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_KINDS: Mapping[Any, tuple[type, str]] = {
    str: (str, "must be a text"),
    bool: (bool, "must be true or false"),
    tuple: (list, "must be a list"),
    frozenset: (list, "must be a list"),
    Replies: (dict, "must be a table"),
}


def load_council(path: Path, bank_holidays: frozenset[date], facts: Collection[str] = ()) -> Council:
    """Reads a council's file; `facts` are the ids of those that a council may confirm. Raises WrongContent."""
    file = read_toml(path)
    _check_keys(file)
    _check_shapes(file)
    content = file.content
    return Council(
        **{entry.name: content[entry.name] for entry in NEEDED}
        | {
            "address": tuple(_texts(file, "address")),
            "languages": tuple(_texts(file, "languages")),
            "outward_codes": _outward_codes(file, "outward_codes"),
            "neighbours": tuple(_neighbour(file, place) for place in range(len(content["neighbours"]))),
            "replies": _replies(file),
        },
        bank_holidays=bank_holidays,
        rooms_off=frozenset(_rooms_off(file)),
        words={passage: _words(file, passage) for passage in _table(file, "words")},
        confirmed_facts={fact: _confirmed(file, fact, facts) for fact in _table(file, "confirmed_facts")},
        rule_review={rule: _review(file, rule) for rule in _table(file, "rule_review")},
        freshness=freshness_of(file),
        reminders=reminders_of(file),
        school_terms=school_terms_of(file),
        sending=sending_of(file),
        contacts=contacts_of(file),
        teams=teams_of(file),
        file=file,
    )


def contrast_with_white(colour: str) -> float:
    """The contrast of "#rrggbb" with white, from 1 to 21, as the Web Content Accessibility Guidelines reckon it."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _check_keys(file: TomlFile) -> None:
    known = {entry.name for entry in NEEDED}
    for key in file.content:
        if key not in known | OPTIONAL:
            raise file.refuse("is not a setting of a council", key)
    for key in sorted(known - file.content.keys()):
        raise file.refuse(f"{key}: missing")


def _check_shapes(file: TomlFile) -> None:
    content = file.content
    for entry in NEEDED:
        kind, reason = _KINDS[get_origin(entry.type) or entry.type]
        if type(content[entry.name]) is not kind:
            raise file.refuse(reason, entry.name)
    shapes = {"brand_colour": _COLOUR, "opens_at": _CLOCK, "closes_at": _CLOCK}
    shapes |= {name: _TELEPHONE for name in content if name.endswith("telephone")}
    for name, shape in shapes.items():
        if not shape.fullmatch(content[name]):
            raise file.refuse(f"{content[name]!r} is not written as it must be", name)
    if contrast_with_white(content["brand_colour"]) < READABLE:
        raise file.refuse(f"{content['brand_colour']} is too pale to be read on white", "brand_colour")
    if "en" not in content["languages"]:
        raise file.refuse("English must be among them", "languages")


def _replies(file: TomlFile) -> Replies:
    replies, needed = file.content["replies"], [entry for entry in fields(Replies) if entry.default is MISSING]
    ours = {entry.name: entry.default for entry in fields(Replies) if entry.default is not MISSING}
    if replies.keys() - ours.keys() != {entry.name for entry in needed}:
        raise file.refuse(f"needs exactly {', '.join(entry.name for entry in needed)}", "replies")
    for name, days in replies.items():
        least = 0 if ours.get(name) == 0 else 1
        if type(days) is not int or days < least:
            raise file.refuse(f"must be a number of days, at least {least}", "replies", name)
        if least == 0 and days > MOST_DAYS_FOR_WHAT_CANNOT_WAIT:
            raise file.refuse("must be 0, the same day, or 1, the next working day", "replies", name)
    return Replies(**replies)


def _neighbour(file: TomlFile, place: int) -> Neighbour:
    entry = file.content["neighbours"][place]
    if not isinstance(entry, dict) or entry.keys() != {"name", "telephone", "outward_codes"}:
        raise file.refuse("needs exactly name, telephone, outward_codes", "neighbours", place)
    if not _TELEPHONE.fullmatch(str(entry["telephone"])):
        raise file.refuse(f"{entry['telephone']!r} is not written as it must be", "neighbours", place, "telephone")
    return Neighbour(entry["name"], entry["telephone"], _outward_codes(file, "neighbours", place, "outward_codes"))


def _outward_codes(file: TomlFile, *place: Step) -> frozenset[str]:
    try:
        return frozenset(outward_code(code) for code in _texts(file, *place))
    except NotAPostcode as error:
        raise file.refuse(f"{error} is not an outward code", *place) from error


def _texts(file: TomlFile, *place: Step) -> list[str]:
    listed: Any = file.content
    for step in place:
        listed = listed[step]
    if not isinstance(listed, list) or not all(isinstance(text, str) for text in listed):
        raise file.refuse("must be a list of texts", *place)
    return listed


def _table(file: TomlFile, name: str) -> dict[str, Any]:
    """One of the tables that may be left out."""
    table = file.content.get(name, {})
    if not isinstance(table, dict):
        raise file.refuse("must be a table", name)
    return table


def _rooms_off(file: TomlFile) -> list[Room]:
    switches = _table(file, "rooms")
    for name, on in switches.items():
        if name not in set(Room):
            raise file.refuse(f"cannot be switched; only these can: {', '.join(Room)}", "rooms", name)
        if type(on) is not bool:
            raise file.refuse("must be true or false", "rooms", name)
    return [Room(name) for name, on in switches.items() if not on]


def _words(file: TomlFile, passage: str) -> Mapping[str, str]:
    """The words of one passage by language: what a page says must not depend on the language that it is read in."""
    if passage not in PASSAGES:
        raise file.refuse(
            f"is not a passage that a council may word; these are: {', '.join(PASSAGES)}", "words", passage
        )
    given = file.content["words"][passage]
    said = {"en": given} if isinstance(given, str) else given
    if not isinstance(said, dict) or not all(isinstance(words, str) for words in said.values()):
        raise file.refuse("must be a text, or a table of texts by language", "words", passage)
    offered = file.content["languages"]
    if odd := sorted(said.keys() ^ set(offered)):
        reason = "has no words in" if odd[0] in offered else "has words in a language that is not offered:"
        raise file.refuse(f"{reason} {odd[0]!r}", "words", passage)
    for language, words in said.items():
        for fault in faults_of(passage, words):
            raise file.refuse(f"{language}: {fault}", "words", passage, language)
    return said


def _confirmed(file: TomlFile, fact: str, facts: Collection[str]) -> date:
    if fact not in facts:
        raise file.refuse("there is no such fact in directory_data/facts.toml", "confirmed_facts", fact)
    return _day(file, "confirmed_facts", fact)


def _review(file: TomlFile, rule: str) -> Review:
    entry = file.content["rule_review"][rule]
    if not isinstance(entry, dict) or entry.keys() != {"reviewer", "date"}:
        raise file.refuse("needs exactly reviewer and date", "rule_review", rule)
    if not isinstance(entry["reviewer"], str) or not entry["reviewer"].strip():
        raise file.refuse("must name the person who reviewed the rule", "rule_review", rule, "reviewer")
    return Review(entry["reviewer"], _day(file, "rule_review", rule, "date"))


def _day(file: TomlFile, *place: Step) -> date:
    value: Any = file.content
    for step in place:
        value = value[step]
    if type(value) is not date:
        raise file.refuse("must be a day, written like 2026-11-22", *place)
    return value
