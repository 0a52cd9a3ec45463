"""Figures about what is missing: needs that nothing nearby answers beside what there is, and how old listings are."""

from collections.abc import Iterator, Mapping
from datetime import date

from app.insights import charts, wording
from app.insights.comparing import Compared, earlier_head, earlier_of
from app.insights.domain import Count, Release, key, parts_of
from app.insights.families import UNSAID, Extra, Family
from app.insights.sections import Cell, Section, Table, bars_of, in_words, words_for

MOST_BARS = 12
NO_PLACE = "No place given"


def gaps(figures: Compared, needs: Mapping[str, str]) -> Iterator[Section]:
    """The chapter about gaps; `needs` are the names of needs by their ids."""
    yield unmatched_needs(figures, needs)
    yield unmatched_places(figures)
    yield need_by_place(figures, needs)
    yield weeks(figures)
    yield empty_searches(figures)
    yield freshness(figures)


def unmatched_needs(figures: Compared, needs: Mapping[str, str]) -> Section:
    """What was asked for most and not found, beside how many services help with it."""
    now, before = figures.of(Family.UNMATCHED)
    supply = figures.now.newest(Extra.SUPPLY)
    id, question = "needs", "What did people need that nobody nearby offers?"
    ranked = sorted(now.values("need"), key=lambda need: (-(now.of(need=need) or 0), need))
    counts = {_need(needs, need): now.of(need=need) for need in ranked}
    first = next((label for label, count in counts.items() if count), "")
    answer = f"{in_words(now.of())} times nothing near fitted a need."
    answer += f" Most often it was {first[0].lower()}{first[1:]}." if first else ""
    earlier = {_need(needs, need): before.of(need=need) for need in ranked}
    rows = tuple(
        (
            _need(needs, need),
            now.of(need=need),
            *earlier_of(figures, before.of(need=need)),
            _services(supply, need=need),
        )
        for need in ranked
    )
    drawn = bars_of(counts, None if not figures.compares else earlier)[:MOST_BARS]
    drawing = charts.bars(id, words_for(question, answer, figures.names), drawn)
    heads = ("Need", "Times nothing fitted", *earlier_head(figures), "Services in the directory")
    note = "What a market position statement starts from: what people looked for, beside what there is."
    return Section(id, question, answer, Table(heads, rows), drawing, (note,))


def unmatched_places(figures: Compared) -> Section:
    """Where nothing was found, by the first half of the postcode."""
    now, before = figures.of(Family.UNMATCHED)
    id, question = "places", "Where did people find nothing?"
    ranked = sorted(now.values("place"), key=lambda place: (-(now.of(place=place) or 0), place))
    counts = {_place(place): now.of(place=place) for place in ranked}
    earlier = {_place(place): before.of(place=place) for place in ranked}
    first = next((label for label, count in counts.items() if count), "")
    answer = f"Most often in {first}." if first else "No place is known."
    rows = tuple((label, count, *earlier_of(figures, earlier[label])) for label, count in counts.items())
    drawn = bars_of(counts, None if not figures.compares else earlier)[:MOST_BARS]
    drawing = charts.bars(id, words_for(question, answer, figures.names), drawn)
    heads = ("Place", "Times nothing fitted", *earlier_head(figures))
    return Section(id, question, answer, Table(heads, rows), drawing)


def need_by_place(figures: Compared, needs: Mapping[str, str]) -> Section:
    """Each need in each place, beside the services that help with it there."""
    now, supply = figures.now.of(Family.UNMATCHED), figures.now.newest(Extra.SUPPLY)
    id, question = "needs-by-place", "Which need was not met where?"
    found = [parts_of(cell) for cell in now.cells if {"need", "place"} == parts_of(cell).keys()]
    known = sorted(((of["need"], of["place"]) for of in found), key=lambda of: (-_times(now, *of), of))
    rows = tuple(
        (_need(needs, need), _place(place), now.of(need=need, place=place), _services(supply, need=need, place=place))
        for need, place in known
    )
    shown = [row for row in rows if row[2] is not None]
    answer = f"{len(shown):,} pairs of a need and a place were asked for five times or more."
    bars = [charts.Bar(f"{row[0]}, {row[1]}", _number(row[2]), in_words(row[2])) for row in shown[:MOST_BARS]]
    drawing = charts.bars(id, words_for(question, answer, figures.names), bars) if bars else ""
    heads = ("Need", "Place", "Times nothing fitted", "Services that reach the place")
    note = "Services that reach the place: those within 10 miles that help with the need, when this was counted."
    return Section(id, question, answer, Table(heads, rows), drawing, (note,))


def weeks(figures: Compared) -> Section:
    """How often nothing was found in each week."""
    now = figures.now.of(Family.UNMATCHED)
    id, question = "weeks", "In which weeks did people find nothing?"
    counts = {week: now.of(week=week) for week in now.values("week")}
    known = {week: count for week, count in counts.items() if count is not None}
    most = max(known, key=lambda week: known[week], default=None)
    answer = f"Most often in the week of {_day(most)}: {known[most]:,} times." if most else "Every week is hidden."
    points = [charts.Bar(week[5:], count, in_words(count)) for week, count in counts.items()]
    drawing = charts.lines(id, words_for(question, answer, figures.names), points) if points else ""
    rows = tuple(counts.items())
    return Section(id, question, answer, Table(("Week that began on", "Times nothing fitted"), rows), drawing)


def empty_searches(figures: Compared) -> Section:
    """How many searches of the directory found nothing at all."""
    now = figures.now.of(Family.EMPTY_SEARCHES)
    id, question = "searches", "How many searches found nothing?"
    counts = {wording.month(month): now.of(month=month) for month in now.values("month")}
    answer = f"{in_words(now.of())} searches of the directory found nothing."
    points = [charts.Bar(month, count, in_words(count)) for month, count in counts.items()]
    drawing = charts.lines(id, words_for(question, answer, figures.names), points) if points else ""
    rows: tuple[tuple[Cell, ...], ...] = (*counts.items(), ("All", now.of()))
    return Section(id, question, answer, Table(("Month", "Searches that found nothing"), rows), drawing)


def freshness(figures: Compared) -> Section:
    """How many listings somebody has checked lately."""
    now = figures.now.newest(Extra.LISTINGS)
    id, question = "listings", "How fresh are the listings?"
    counts: dict[str, Count] = {label: now.of(standing=code) for code, label in wording.STANDINGS.items()}
    total = sum(count or 0 for count in counts.values())
    fresh = now.of(standing="fresh") or 0
    answer = f"{fresh:,} of {total:,} listings were checked lately."
    drawing = charts.bars(id, words_for(question, answer, figures.names), bars_of(counts))
    rows: tuple[tuple[Cell, ...], ...] = (*counts.items(), ("All listings", total))
    note = "As the directory was on the last day counted. Listings are about services, so small numbers are shown."
    return Section(id, question, answer, Table(("Listings", "Number"), rows), drawing, (note,))


def _need(needs: Mapping[str, str], need: str) -> str:
    return needs.get(need) or wording.called({}, need)


def _day(code: str) -> str:
    day = date.fromisoformat(code)
    return f"{day.day} {day:%B %Y}"


def _place(place: str) -> str:
    return NO_PLACE if place == UNSAID else place


def _times(unmatched: Release, need: str, place: str) -> int:
    return unmatched.of(need=need, place=place) or 0


def _services(supply: Release, **of: str) -> Cell:
    """How many services there are; "–" where nobody counted them, as for a search whose words we do not know."""
    return supply.of(**of) if key(**of) in supply.cells else "–"


def _number(cell: Cell) -> float | None:
    return float(cell) if isinstance(cell, int) else None
