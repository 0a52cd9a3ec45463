"""Draws bars, lines and shares as SVG that needs no style sheet: direct labels, zero baselines, patterns beside colour.

What is told apart by colour is told apart by a pattern too, so that it holds in black and white. A hidden number has no
bar and says so in words. Whoever cannot see a drawing has its title, its sentence, and the table with the same numbers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

# Lengths are units of the drawing, which is shown about as many pixels wide on the smallest telephone.
WIDTH, LINE, GAP = 360, 20, 12
BAR, THIN = 18, 8
LETTERS = 44
FRAME_TOP, FRAME, FRAME_LEFT = 24, 150, 8
INK, BRAND, QUIET, PAPER = "#0b0c0c", "#0b5563", "#484d51", "#ffffff"


@dataclass(frozen=True)
class Words:
    """What a drawing says beside its numbers: its title, its sentence, and what stands for a hidden number."""

    title: str
    sentence: str
    hidden: str
    now: str = ""
    before: str = ""


@dataclass(frozen=True)
class Bar:
    """One thing with its number, and the number of the period before where there is one to compare with."""

    label: str
    value: float | None
    said: str
    before: float | None = None


@dataclass(frozen=True)
class Shares:
    """One thing made of parts that add up to the whole."""

    label: str
    parts: tuple[float | None, ...]
    said: str


def bars(id: str, words: Words, rows: Sequence[Bar]) -> str:
    """Bars from left to right, one below the other, each under its label."""
    largest = max((value for row in rows for value in (row.value, row.before) if value is not None), default=0)
    compares = any(row.before is not None for row in rows)
    parts, y = [], 0.0
    for row in rows:
        lines = wrap(row.label, LETTERS) or [""]
        for line in lines:
            y += LINE
            parts.append(_text(0, y - 5, line))
        parts += _bar(id, row, y, largest, words.hidden)
        y += BAR + (THIN + 2 if compares else 0) + GAP
    if compares:
        parts += _legend(id, y, (words.now, words.before))
        y += 2 * LINE
    return _drawn(id, words, y, parts)


def shares(id: str, words: Words, names: Sequence[str], rows: Sequence[Shares]) -> str:
    """Bars of one length, each divided into its parts; the patterns are named above."""
    parts, y = list(_legend(id, 0, names)), len(names) * LINE + GAP
    for row in rows:
        y += LINE
        parts.append(_text(0, y - 5, row.label))
        parts.append(_text(WIDTH, y - 5, row.said, anchor="end", bold=True))
        parts += _divided(id, row, y, words.hidden)
        y += BAR + GAP
    return _drawn(id, words, y, parts)


def lines(id: str, words: Words, points: Sequence[Bar]) -> str:
    """A line over time from zero; a hidden number breaks it. The period before is a dashed line."""
    largest = max((value for one in points for value in (one.value, one.before) if value is not None), default=0) or 1
    step = (WIDTH - 2 * FRAME_LEFT - 30) / max(len(points) - 1, 1)
    bottom = FRAME_TOP + FRAME
    parts = [_path(f"M0 {bottom}H{WIDTH}", INK, 1.5)]
    for values, dashes in ((_before(points), ' stroke-dasharray="3 4"'), (_now(points), "")):
        for place in _stretches(values):
            spots = [(FRAME_LEFT + 15 + at * step, bottom - (values[at] or 0) / largest * FRAME) for at in place]
            parts += _line(spots, dashes)
    parts += _labels(points, step, bottom, largest, words.hidden)
    y = bottom + LINE + GAP
    if any(one.before is not None for one in points):
        parts += [
            _path(f"M0 {y + 10}h28", BRAND, 3),
            _text(36, y + 15, words.now),
            _path(f"M0 {y + 10 + LINE}h28", QUIET, 2, ' stroke-dasharray="3 4"'),
            _text(36, y + 15 + LINE, words.before),
        ]
        y += 2 * LINE + 4
    return _drawn(id, words, y, parts)


def _now(points: Sequence[Bar]) -> list[float | None]:
    return [one.value for one in points]


def _before(points: Sequence[Bar]) -> list[float | None]:
    return [one.before for one in points]


def _stretches(values: Sequence[float | None]) -> Iterator[list[int]]:
    """The places of numbers that stand side by side."""
    stretch: list[int] = []
    for place, value in enumerate(values):
        if value is None:
            if stretch:
                yield stretch
            stretch = []
        else:
            stretch.append(place)
    if stretch:
        yield stretch


def _line(spots: Sequence[tuple[float, float]], dashes: str) -> Iterator[str]:
    colour, width = (QUIET, 2.0) if dashes else (BRAND, 3.0)
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in spots)
    if len(spots) > 1:
        yield _path(path, colour, width, dashes)
    if not dashes:
        yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{BRAND}"/>' for x, y in spots)


def _labels(points: Sequence[Bar], step: float, bottom: float, largest: float, hidden: str) -> Iterator[str]:
    """The name of each point below, as far as there is room, and the first, the last and the largest number above."""
    every = max(1, -(-len(points) // 6))
    told = {0, len(points) - 1, *(at for at, one in enumerate(points) if one.value == largest)}
    for at, one in enumerate(points):
        x = FRAME_LEFT + 15 + at * step
        anchor = "start" if at == 0 else "end" if at == len(points) - 1 else "middle"
        edge = 0.0 if at == 0 else float(WIDTH) if at == len(points) - 1 else x
        if at % every == 0 or len(points) <= 6:
            yield _text(x if anchor == "middle" else edge, bottom + 18, one.label, anchor=anchor, colour=QUIET)
        if one.value is None:
            yield _text(x, bottom - 6, hidden, anchor=anchor, slanted=True, colour=QUIET)
        elif at in told:
            y = bottom - one.value / largest * FRAME - 9
            yield _text(x if anchor == "middle" else edge, y, one.said, anchor=anchor, bold=True, ringed=True)


def _bar(id: str, row: Bar, y: float, largest: float, hidden: str) -> Iterator[str]:
    room = WIDTH - 9 * max(len(row.said), 6) - 8
    if row.value is None:
        yield _text(0, y + 14, hidden, slanted=True, colour=QUIET)
    else:
        length = _length(row.value, largest, room)
        yield f'<rect x="0" y="{y}" width="{length:.1f}" height="{BAR}" fill="{BRAND}"/>'
        yield _text(length + 7, y + 14, row.said, bold=True)
    if row.before is not None:
        length = _length(row.before, largest, room)
        yield _piece(id, 1, 0, y + BAR + 2, length, THIN)


def _length(value: float, largest: float, room: float) -> float:
    """How long a bar is: nothing for nothing, and never so short that it cannot be seen."""
    return max(value / largest * room, 1.5) if value else 0.0


def _divided(id: str, row: Shares, y: float, hidden: str) -> Iterator[str]:
    known = [part for part in row.parts if part is not None]
    if len(known) < len(row.parts) or not sum(known):
        yield _piece(id, len(row.parts), 0, y, WIDTH, BAR)
        yield f'<rect x="4" y="{y + 2}" width="{9 * len(hidden) + 6}" height="{BAR - 4}" fill="{PAPER}"/>'
        yield _text(8, y + 14, hidden, slanted=True, colour=QUIET)
        return
    x = 0.0
    for place, part in enumerate(known):
        length = part / sum(known) * WIDTH
        yield _piece(id, place, x, y, length, BAR)
        x += length


def _legend(id: str, y: float, names: Sequence[str]) -> Iterator[str]:
    for place, name in enumerate(names):
        top = y + place * LINE
        yield _piece(id, place, 0, top + 3, 28, 13)
        yield _text(36, top + 15, name)


def _piece(id: str, pattern: int, x: float, y: float, width: float, height: float) -> str:
    """A piece of a bar in the pattern of its place: full, slanted lines, dots, empty."""
    fill = (BRAND, f"url(#{id}-lines)", f"url(#{id}-dots)", PAPER)[min(pattern, 3)]
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height}" fill="{fill}" stroke="{BRAND}"'
        ' stroke-width="1"/>'
    )


def _patterns(id: str) -> str:
    size = 'width="6" height="6" patternUnits="userSpaceOnUse"'
    ground = f'<rect width="6" height="6" fill="{PAPER}"/>'
    return (
        f'<defs><pattern id="{id}-lines" {size} patternTransform="rotate(45)">{ground}'
        f'<path d="M0 0V6" stroke="{BRAND}" stroke-width="3"/></pattern>'
        f'<pattern id="{id}-dots" {size}>{ground}<circle cx="3" cy="3" r="1.3" fill="{INK}"/></pattern></defs>'
    )


def _drawn(id: str, words: Words, height: float, parts: Sequence[str]) -> str:
    inner = "".join(parts)
    patterns = _patterns(id) if f"url(#{id}-" in inner else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{id}-title {id}-sentence" direction="ltr"'
        f' viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" height="{height:.0f}"'
        f' font-family="Helvetica, Arial, sans-serif" font-size="15">'
        f'<title id="{id}-title">{escape(words.title)}</title><desc id="{id}-sentence">{escape(words.sentence)}</desc>'
        f"{patterns}{inner}</svg>"
    )


def _path(path: str, colour: str, width: float, dashes: str = "") -> str:
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"{dashes}/>'


def _text(
    x: float,
    y: float,
    words: str,
    *,
    bold: bool = False,
    slanted: bool = False,
    colour: str = INK,
    anchor: str = "start",
    ringed: bool = False,
) -> str:
    weight = ' font-weight="700"' if bold else ""
    style = ' font-style="italic"' if slanted else ""
    side = f' text-anchor="{anchor}"' if anchor != "start" else ""
    ring = f' stroke="{PAPER}" stroke-width="4" paint-order="stroke"' if ringed else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}"{weight}{style}{side}{ring}>{escape(words)}</text>'
