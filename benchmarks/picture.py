"""Draws medians as bars on a logarithmic scale, with a whisker to the slow end; plain SVG."""

from collections.abc import Sequence
from html import escape
from math import log10

LEFT, WIDTH, ROW = 270, 480, 24


def bars(figures: Sequence[tuple[int, str, float, float]]) -> str:
    """`figures` are (services, engine, p50 ms, p95 ms)."""
    lowest = min(p50 for _, _, p50, _ in figures) / 2
    highest = max(p95 for _, _, _, p95 in figures) * 1.2
    lines, top, shown = [], 40, 0
    for size, engine, p50, p95 in figures:
        if size != shown:
            top += 14
            lines.append(_text(10, top + 14, f"{size:,} services", "bold"))
            top, shown = top + ROW, size
        lines += _bar(top, engine, p50, _across(p50, lowest, highest), _across(p95, lowest, highest))
        top += ROW
    title = _text(10, 24, "A page of search results: median and 95th percentile, milliseconds (logarithmic)", "bold")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDTH + 80}" height="{top + 20}" '
        f'font-family="sans-serif" font-size="13" role="img"><rect width="100%" height="100%" fill="#fff"/>'
        f"{title}{''.join(lines)}</svg>\n"
    )


def _across(value: float, lowest: float, highest: float) -> float:
    return WIDTH * (log10(value) - log10(lowest)) / (log10(highest) - log10(lowest))


def _bar(top: int, engine: str, p50: float, end: float, slow: float) -> list[str]:
    colour = "#1d70b8" if engine.startswith("ours") else "#888"
    middle = top + 9
    return [
        _text(20, top + 14, engine),
        f'<rect x="{LEFT}" y="{top + 2}" width="{end:.1f}" height="15" fill="{colour}"/>',
        f'<path d="M{LEFT + end:.1f} {middle}H{LEFT + slow:.1f}m0 -4v8" stroke="#333" fill="none"/>',
        _text(LEFT + round(slow) + 6, top + 14, f"{p50:.2f}"),
    ]


def _text(x: int, y: int, words: str, weight: str = "normal") -> str:
    return f'<text x="{x}" y="{y}" font-weight="{weight}">{escape(words)}</text>'
