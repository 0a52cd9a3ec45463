"""Every figure of the managers' pages once more, by plain SQL over the events: what the pages are compared with."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, text

from app.insights import wording
from app.insights.pages import CHAPTERS, figures_page
from app.insights.sections import Minutes, Section

CONTACTS = """
    SELECT outcome, way, language, again, day FROM front_door_events
    WHERE happened = 'contact-ended' AND day BETWEEN :first AND :last
    UNION ALL
    SELECT CASE route WHEN 'short_term_help' THEN 'short-term' WHEN 'formal_assessment' THEN 'formal'
                      WHEN 'safeguarding' THEN 'safeguarding' ELSE 'urgent' END, way, language, again, day
    FROM front_door_events
    WHERE happened = 'case-received' AND way IN ('web', 'professional') AND day BETWEEN :first AND :last
"""
WITHOUT = "SUM(CASE WHEN outcome IN ('signposted', 'introduced', 'booked') THEN 1 ELSE 0 END)"
EVENTS = "FROM front_door_events WHERE day BETWEEN :first AND :last AND happened"
AGAIN = "CASE WHEN again IS NULL THEN 'unknown' WHEN again THEN 'again' ELSE 'first' END"
WEEKS = "WHERE week BETWEEN :first_week AND :last_week"

# For each section: a query whose first columns name a row of its table, and whose others are numbers of that row.
QUERIES: Mapping[str, tuple[int, str]] = {
    "endings": (1, f"SELECT outcome, COUNT(*) FROM ({CONTACTS}) c GROUP BY outcome"),
    "resolved": (1, f"SELECT {AGAIN} AS a, COUNT(*), {WITHOUT} FROM ({CONTACTS}) c GROUP BY {AGAIN}"),
    "again": (1, f"SELECT {AGAIN} AS a, COUNT(*) FROM ({CONTACTS}) c GROUP BY {AGAIN}"),
    "months": (1, f"SELECT SUBSTR(CAST(day AS TEXT), 1, 7), COUNT(*) FROM ({CONTACTS}) c GROUP BY 1"),
    "languages": (1, f"SELECT language, COUNT(*), {WITHOUT} FROM ({CONTACTS}) c GROUP BY language"),
    "ways": (1, f"SELECT way, COUNT(*), {WITHOUT} FROM ({CONTACTS}) c GROUP BY way"),
    "full-assessments": (1, f"SELECT outcome, COUNT(*) {EVENTS} = 'case-closed' GROUP BY outcome"),
    "in-time": (
        2,
        f"SELECT happened, route, COUNT(*), SUM(CASE WHEN on_time THEN 1 ELSE 0 END) {EVENTS}"
        " IN ('case-contacted', 'case-started') GROUP BY happened, route",
    ),
    "overrides": (
        1,
        f"SELECT rule, COUNT(*), SUM(CASE WHEN outcome = 'changed' THEN 1 ELSE 0 END) {EVENTS}"
        " = 'rule-judged' GROUP BY rule",
    ),
    "introductions": (1, f"SELECT outcome, COUNT(*) {EVENTS} = 'introduction-followed-up' GROUP BY outcome"),
    "finishing": (
        1,
        "SELECT way, SUM(CASE WHEN happened = 'assessment-begun' THEN 1 ELSE 0 END),"
        f" SUM(CASE WHEN happened = 'assessment-finished' THEN 1 ELSE 0 END) {EVENTS}"
        " IN ('assessment-begun', 'assessment-finished') GROUP BY way",
    ),
    "needs": (1, f"SELECT need, SUM(count) FROM unmatched_need {WEEKS} GROUP BY need"),
    "places": (1, f"SELECT outward, SUM(count) FROM unmatched_need {WEEKS} GROUP BY outward"),
    "needs-by-place": (2, f"SELECT need, outward, SUM(count) FROM unmatched_need {WEEKS} GROUP BY need, outward"),
    "weeks": (1, f"SELECT CAST(week AS TEXT), SUM(count) FROM unmatched_need {WEEKS} GROUP BY week"),
    "searches": (1, f"SELECT SUBSTR(CAST(day AS TEXT), 1, 7), COUNT(*) {EVENTS} = 'search-found-nothing' GROUP BY 1"),
}
# Tables whose rows are one dimension and whose columns are another.
CROSSED: Mapping[str, str] = {
    "ways-in": f"SELECT outcome, way, COUNT(*) FROM ({CONTACTS}) c GROUP BY outcome, way",
    "stopping": f"SELECT reason, section, SUM(times) FROM stops {WEEKS} GROUP BY reason, section",
}
WORDS: Mapping[str, Mapping[str, str]] = {
    "endings": wording.ENDINGS,
    "resolved": {"first": "First in 90 days", "again": "In touch again within 90 days", "unknown": "Not known"},
    "again": {
        "first": "Not in the 90 days before",
        "again": "Yes, within 90 days",
        "unknown": "The caller is not known",
    },
    "ways": wording.WAYS,
    "full-assessments": wording.OUTCOMES,
    "introductions": wording.FOLLOWED,
    "finishing": wording.WAYS,
    "ways-in": wording.ENDINGS,
    "stopping": wording.REASONS,
}
COLUMNS: Mapping[str, Mapping[str, str]] = {"ways-in": wording.WAYS, "stopping": {}}
STEPS = {"case-contacted": "First contact", "case-started": "Assessment started"}


def differences(connection: Connection, first: date, last: date, needs: Mapping[str, str]) -> tuple[list[str], int]:
    """Every number that a page shows and SQL does not say, and how many numbers were compared. Needs a request."""
    wrong, compared = [], 0
    asked = {"from": f"{first:%Y-%m}", "to": f"{last.year}-{last.month - 2:02}"}
    for section in (one for chapter in CHAPTERS for one in figures_page(chapter, asked).sections):
        for where, shown, true in _pairs(connection, section, first, last, needs):
            compared += shown is not None
            if shown is not None and shown != true:
                wrong.append(f"{section.id} {where}: {shown} is shown, {true} is right")
    return wrong, compared


def _pairs(
    connection: Connection, section: Section, first: date, last: date, needs: Mapping[str, str]
) -> Iterator[tuple[str, Any, Any]]:
    shown = {row[0] if section.id != "needs-by-place" else f"{row[0]}|{row[1]}": row for row in section.table.rows}
    if section.id in CROSSED:
        columns = list(section.table.heads)
        for row, column, number in _asked(connection, CROSSED[section.id], first, last):
            words = wording.called(COLUMNS[section.id], column)
            label = WORDS[section.id][row]
            yield f"{label}/{words}", shown[label][columns.index(words)], number
    if section.id in QUERIES:
        names, query = QUERIES[section.id]
        begin = 2 if section.id in ("overrides", "needs-by-place") else 1
        for row in _asked(connection, query, first, last):
            label = _label(section.id, row[:names], needs)
            for place, number in enumerate(row[names:]):
                yield label, shown[label][begin + place], number


def _asked(connection: Connection, query: str, first: date, last: date) -> list[tuple[Any, ...]]:
    week = timedelta(days=6)
    of = {"first": first, "last": last, "first_week": first - week, "last_week": last - week}
    named = set(re.findall(r":(\w+)", query))
    bound = {name: value.isoformat() for name, value in of.items() if name in named}
    return [tuple(row) for row in connection.execute(text(query), bound)]


def _label(section: str, names: tuple[str, ...], needs: Mapping[str, str]) -> str:
    if section == "in-time":
        return f"{STEPS[names[0]]}: {wording.ROUTES[names[1]]}"
    if section == "needs-by-place":
        return f"{needs[names[0]]}|{names[1]}"
    if section == "needs":
        return needs[names[0]]
    if section in ("months", "searches"):
        return wording.month(names[0])
    if section == "languages":
        return wording.language(names[0])
    return wording.called(WORDS.get(section, {}), names[0]) if section in WORDS else names[0]


def medians(connection: Connection, first: date, last: date) -> dict[str, Minutes]:
    """The minutes that half of the cases took at most, by step and route."""
    query = f"SELECT happened, route, minutes {EVENTS} IN ('case-contacted', 'case-started') ORDER BY minutes"
    taken: dict[str, list[int]] = {}
    for happened, route, minutes in _asked(connection, query, first, last):
        taken.setdefault(_label("in-time", (happened, route), {}), []).append(minutes)
    return {label: Minutes(round((of[(len(of) - 1) // 2] + of[len(of) // 2]) / 2)) for label, of in taken.items()}
