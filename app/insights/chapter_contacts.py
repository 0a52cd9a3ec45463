"""Figures about contacts: where they ended, whether at once, and whether everybody is served alike."""

from collections.abc import Iterator, Mapping

from app.events.domain import Ending
from app.insights import charts, wording
from app.insights.api import Figures
from app.insights.comparing import Compared, earlier_head, earlier_of
from app.insights.domain import Count, Release, added, share
from app.insights.families import AGAIN, FIRST, RESOLVED, UNKNOWN, Family
from app.insights.reported import reported
from app.insights.sections import (
    Cell,
    Section,
    Table,
    as_share,
    bars_of,
    in_words,
    per_cent,
    sentence,
    shares_of,
    told,
    words_for,
)


def contacts(figures: Compared) -> Iterator[Section]:
    """The chapter about contacts."""
    yield endings(figures)
    yield resolved(figures)
    yield came_back(figures)
    yield by_month(figures)
    yield ways_in(figures)


def fairness(figures: Compared) -> Iterator[Section]:
    """The chapter about who is served how."""
    yield _alike(figures, "language", "languages", "Does the front door work as well in every language?")
    yield _alike(figures, "way", "ways", "Does it work as well however people come?")


def endings(figures: Compared) -> Section:
    """Where contacts ended."""
    now, before = figures.of(Family.CONTACTS)
    id, question = "endings", "Where did contacts end?"
    signposted = share(now.of(outcome=Ending.SIGNPOSTED), now.of())
    earlier = share(before.of(outcome=Ending.SIGNPOSTED), before.of())
    answer = (
        f"{in_words(now.of())} contacts ended. {sentence(told(signposted))} were told about help nearby (signposted)."
        f"{figures.than_before(signposted, earlier)}"
    )
    rows = tuple(
        (wording.ENDINGS[ending], now.of(outcome=ending), as_share(share(now.of(outcome=ending), now.of()), now.of()))
        + earlier_of(figures, before.of(outcome=ending))
        for ending in Ending
    )
    total: tuple[Cell, ...] = ("All contacts", now.of(), as_share(share(now.of(), now.of()), now.of()))
    heads = ("Where it ended", "Contacts", "Share", *earlier_head(figures))
    drawing = charts.bars(
        id,
        words_for(question, answer, figures.names),
        bars_of(_by_ending(now), None if not figures.compares else _by_ending(before)),
    )
    table = Table(heads, (*rows, total + earlier_of(figures, before.of())))
    return Section(id, question, answer, table, drawing, (str(reported()["signposted"]),))


def resolved(figures: Compared) -> Section:
    """Whether a first contact was enough, and whether any was."""
    now, before = figures.of(Family.CONTACTS)
    id, question = "resolved", "How many were resolved at first contact?"
    first, all_of_them = at_first_contact(now), at_the_front_door(now)
    answer = (
        f"{sentence(told(first))} of first contacts in 90 days ended without a case."
        f"{figures.than_before(first, at_first_contact(before))}"
        f" Of all contacts it was {told(all_of_them)}."
    )
    kinds = ((FIRST, "First in 90 days"), (AGAIN, "In touch again within 90 days"), (UNKNOWN, "Not known"))
    rows: list[tuple[Cell, ...]] = []
    drawn = []
    for kind, label in kinds:
        whole, without = now.of(again=kind), _without_a_case(now, again=kind)
        part = share(without, whole)
        rest = None if whole is None or without is None else whole - without
        rows.append((label, whole, without, as_share(part, whole)))
        drawn.append(shares_of(label, (without, rest), per_cent(part)))
    rows.append(("All contacts", now.of(), _without_a_case(now), as_share(all_of_them, now.of())))
    words = words_for(question, answer, figures.names)
    drawing = charts.shares(id, words, ("Ended without a case", "Went on to the council's teams"), drawn)
    table = Table(("Contact", "Contacts", "Ended without a case", "Share"), tuple(rows))
    notes = (
        "Without a case: told about help nearby, introduced to a group, or a talk booked.",
        str(reported()["resolved"]),
    )
    return Section(id, question, answer, table, drawing, notes)


def at_first_contact(contacts: Release) -> float | None:
    """The share of first contacts in 90 days that ended without a case."""
    return share(_without_a_case(contacts, again=FIRST), contacts.of(again=FIRST))


def at_the_front_door(contacts: Release) -> float | None:
    """The share of all contacts that ended without a case."""
    return share(_without_a_case(contacts), contacts.of())


def came_back(figures: Compared) -> Section:
    """Who was in touch again within 90 days."""
    now, before = figures.of(Family.CONTACTS)
    id, question = "again", "How many people came back within 90 days?"
    part, earlier = _came_back(now), _came_back(before)
    answer = (
        f"{sentence(told(part))} of contacts whose caller was known were from somebody who had been in touch"
        " within 90 days."
        f"{figures.than_before(part, earlier)}"
    )
    labels = {FIRST: "Not in the 90 days before", AGAIN: "Yes, within 90 days", UNKNOWN: "The caller is not known"}
    counts = {label: now.of(again=kind) for kind, label in labels.items()}
    earlier_counts = {label: before.of(again=kind) for kind, label in labels.items()}
    rows = tuple((label, count, *earlier_of(figures, earlier_counts[label])) for label, count in counts.items())
    drawn = bars_of(counts, None if not figures.compares else earlier_counts)
    drawing = charts.bars(id, words_for(question, answer, figures.names), drawn)
    heads = ("Had the person been in touch before?", "Contacts", *earlier_head(figures))
    return Section(id, question, answer, Table(heads, rows), drawing)


def by_month(figures: Compared) -> Section:
    """How many contacts there were in each month."""
    id, question = "months", "How many contacts came each month?"
    now, before = _months(figures.now), _months(figures.before)
    known = {month: count for month, count in now.items() if count is not None}
    most = max(known, key=lambda month: known[month], default=None)
    answer = f"The busiest month was {most}, with {known[most]:,} contacts." if most else "No contact was counted."
    earlier = list(before.values()) if figures.compares and len(before) == len(now) else [None] * len(now)
    points = [
        charts.Bar(month, count, in_words(count), past)
        for (month, count), past in zip(now.items(), earlier, strict=True)
    ]
    drawing = charts.lines(id, words_for(question, answer, figures.names), points)
    return Section(id, question, answer, Table(("Month", "Contacts"), tuple(now.items())), drawing)


def ways_in(figures: Compared) -> Section:
    """How people came, and where each way ended."""
    now, before = figures.of(Family.CONTACTS)
    id, question = "ways-in", "How did people reach us?"
    ways = now.values("way")
    counts = {wording.called(wording.WAYS, way): now.of(way=way) for way in ways}
    earlier = {wording.called(wording.WAYS, way): before.of(way=way) for way in ways}
    online = share(now.of(way="web"), now.of())
    earlier_share = share(before.of(way="web"), before.of())
    answer = f"{sentence(told(online))} came by the website.{figures.than_before(online, earlier_share)}"
    rows = tuple(
        (wording.ENDINGS[ending], *(now.of(outcome=ending, way=way) for way in ways), now.of(outcome=ending))
        for ending in Ending
    )
    all_ways: tuple[Cell, ...] = ("All contacts", *(now.of(way=way) for way in ways), now.of())
    heads = ("Where it ended", *(wording.called(wording.WAYS, way) for way in ways), "All ways")
    drawn = bars_of(counts, None if not figures.compares else earlier)
    drawing = charts.bars(id, words_for(question, answer, figures.names), drawn)
    return Section(id, question, answer, Table(heads, (*rows, all_ways)), drawing)


def _alike(figures: Compared, dimension: str, id: str, question: str) -> Section:
    now = figures.now.of(Family.CONTACTS)
    everybody = at_the_front_door(now)
    rows: list[tuple[Cell, ...]] = []
    drawn = []
    for value in now.values(dimension):
        label = wording.language(value) if dimension == "language" else wording.called(wording.WAYS, value)
        whole, without = now.of(**{dimension: value}), _without_a_case(now, **{dimension: value})
        part = share(without, whole)
        rows.append((label, whole, without, as_share(part, whole)))
        rest = None if whole is None or without is None else whole - without
        drawn.append(shares_of(label, (without, rest), per_cent(part)))
    answer = f"Of everybody, {told(everybody)} were helped without a case. {_widest(rows)}"
    words = words_for(question, answer, figures.names)
    drawing = charts.shares(id, words, ("Ended without a case", "Went on to the council's teams"), drawn)
    heads = ("Language" if dimension == "language" else "Way in", "Contacts", "Ended without a case", "Share")
    note = "A difference is a question, not an answer: people who come in different ways may need different things."
    return Section(id, question, answer, Table(heads, tuple(rows)), drawing, (note,))


def _widest(rows: list[tuple[Cell, ...]]) -> str:
    known = sorted((float(row[3]), str(row[0])) for row in rows if isinstance(row[3], float))
    if len(known) < 2:
        return "Too few are known to compare."
    (low, lowest), (high, highest) = known[0], known[-1]
    return f"It was {per_cent(high)} for {highest} and {per_cent(low)} for {lowest}."


def _by_ending(contacts: Release) -> dict[str, Count]:
    return {wording.ENDINGS[ending]: contacts.of(outcome=ending) for ending in Ending}


def _without_a_case(contacts: Release, **of: str) -> Count:
    return added(contacts.of(outcome=ending, **of) for ending in RESOLVED)


def _came_back(contacts: Release) -> float | None:
    return share(contacts.of(again=AGAIN), added([contacts.of(again=AGAIN), contacts.of(again=FIRST)]))


def _months(figures: Figures) -> Mapping[str, Count]:
    return {
        wording.month(month): release.of(month=month)
        for quarter, release in figures.of_each(Family.CONTACTS).items()
        for month in quarter.months
        if month <= f"{figures.through:%Y-%m}"
    }
