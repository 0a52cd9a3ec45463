"""Small numbers are hidden, and nobody can work them out: not by solving, not by bounds, not by adding up outputs."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from app.insights.domain import Release, cells_of, parts_of, together
from app.insights.suppression import SMALLEST, released

CROSSINGS = ((), ("a",), ("b",), ("c",), ("a", "b"), ("a", "c"))


@st.composite
def tables(draw: st.DrawFn, most: int = 30, sizes: int = 4) -> dict[str, int]:
    """The true counts of people with three things to say of each."""
    dimensions = [[str(n) for n in range(draw(st.integers(1, sizes)))] for _ in range(3)]
    few_and_many = st.one_of(st.integers(0, 6), st.integers(0, most))
    rows = [(dict(zip("abc", cell, strict=True)), draw(few_and_many)) for cell in product(*dimensions)]
    return cells_of(CROSSINGS, [rows])


def known_sums(cells: Mapping[str, int]) -> list[tuple[str, list[str]]]:
    """The attacker's own list of what adds up to what, from the names alone."""
    sums = []
    for crossing in CROSSINGS:
        for total in (cell for cell in cells if set(parts_of(cell)) == set(crossing)):
            for dimension in "abc":
                if dimension in crossing or tuple(sorted((*crossing, dimension))) not in CROSSINGS:
                    continue
                fixed = parts_of(total).items()
                wanted = {*crossing, dimension}
                parts = [c for c in cells if set(parts_of(c)) == wanted and fixed <= parts_of(c).items()]
                sums.append((total, parts))
    return sums


def solved(release: Release, sums: list[tuple[str, list[str]]]) -> dict[str, Fraction]:
    """Every hidden number that follows from the shown ones, by exact elimination."""
    unknown = sorted(cell for cell, count in release.cells.items() if count is None)
    rows = []
    for total, parts in sums:
        row = [Fraction(0)] * (len(unknown) + 1)
        for cell, sign in [(total, -1), *((part, 1) for part in parts)]:
            count = release.cells[cell]
            if count is None:
                row[unknown.index(cell)] += sign
            else:
                row[-1] -= sign * count
        rows.append(row)
    return {unknown[row.index(1)]: row[-1] for row in _reduced(rows) if sum(map(bool, row[:-1])) == 1}


def _reduced(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    done = 0
    for column in range(len(rows[0]) - 1 if rows else 0):
        pivot = next((row for row in rows[done:] if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        pivot = [value / pivot[column] for value in pivot]
        rows = [[a - row[column] * b for a, b in zip(row, pivot, strict=True)] if row[column] else row for row in rows]
        rows.insert(done, pivot)
        done += 1
    return rows[:done]


@settings(max_examples=80, deadline=None)
@given(tables())
def test_no_small_number_is_shown(cells: dict[str, int]) -> None:
    assert all(count is None or count >= SMALLEST for count in released(cells, CROSSINGS).cells.values())


@settings(max_examples=80, deadline=None)
@given(tables())
def test_what_is_shown_is_true(cells: dict[str, int]) -> None:
    shown = released(cells, CROSSINGS).cells
    assert all(count in (None, cells[cell]) for cell, count in shown.items())
    assert shown.keys() == cells.keys()


@settings(max_examples=150, deadline=None)
@given(tables())
def test_whoever_solves_all_the_sums_together_finds_nothing_hidden(cells: dict[str, int]) -> None:
    assert not solved(released(cells, CROSSINGS), known_sums(cells))


@settings(max_examples=60, deadline=None)
@given(tables(most=9, sizes=2))
def test_whoever_tries_every_number_finds_more_than_one_for_each_hidden_cell(cells: dict[str, int]) -> None:
    release = released(cells, CROSSINGS)
    fits = _everything_that_fits(release, known_sums(cells))
    for cell in (cell for cell, count in release.cells.items() if count is None):
        assert len({found[cell] for found in fits}) > 1, cell


def _everything_that_fits(release: Release, sums: list[tuple[str, list[str]]]) -> list[dict[str, int]]:
    """Ways to fill the hidden cells with numbers from 1 to 60 that make every sum right; at most 2,000 of them."""
    fits: list[dict[str, int]] = []

    def go_on(known: dict[str, int], left: list[str]) -> None:
        if len(fits) >= 2_000:
            return
        known, left = _forced(known, left, sums)
        if known is None:
            return
        if not left:
            fits.append(known)
            return
        for number in range(1, 61):
            go_on({**known, left[0]: number}, left[1:])

    shown = {cell: count for cell, count in release.cells.items() if count is not None}
    go_on(shown, sorted(cell for cell in release.cells if cell not in shown))
    return fits


def _forced(known, left, sums):  # type: ignore[no-untyped-def]
    """What follows at once, or None where a sum cannot be right."""
    known, changed = dict(known), True
    while changed:
        changed = False
        for total, parts in sums:
            open_parts = [part for part in parts if part not in known]
            so_far = sum(known[part] for part in parts if part in known)
            if total in known:
                rest = known[total] - so_far
                if rest < len(open_parts) or (not open_parts and rest):
                    return None, []
                if len(open_parts) == 1:
                    known[open_parts[0]], changed = rest, True
            elif not open_parts:
                known[total], changed = so_far, True
    return known, [cell for cell in left if cell not in known]


@settings(max_examples=40, deadline=None)
@given(st.lists(tables(), min_size=2, max_size=4))
def test_a_longer_period_tells_nothing_that_its_quarters_do_not(quarters: list[dict[str, int]]) -> None:
    releases = [released(cells, CROSSINGS) for cells in quarters]
    for cell, count in together(releases).cells.items():
        of_quarters = [release.cells.get(cell, 0) for release in releases]
        assert count == (None if None in of_quarters else sum(of_quarters))


def test_the_one_small_cell_of_a_row_takes_another_with_it() -> None:
    rows = [({"a": "signposted", "b": "web", "c": "-"}, 3), ({"a": "signposted", "b": "telephone", "c": "-"}, 40)]
    shown = released(cells_of((("a",), ("a", "b")), [rows]), (("a",), ("a", "b")))
    assert shown.of(a="signposted") == 43
    assert shown.of(a="signposted", b="web") is None
    assert shown.of(a="signposted", b="telephone") is None


def test_the_same_counts_hide_the_same_cells() -> None:
    rows = [({"a": str(n % 5), "b": str(n % 3), "c": str(n % 7)}, n % 11) for n in range(60)]
    cells = cells_of(CROSSINGS, [rows])
    backwards = dict(reversed(cells.items()))
    assert released(cells, CROSSINGS).cells == released(backwards, CROSSINGS).cells
