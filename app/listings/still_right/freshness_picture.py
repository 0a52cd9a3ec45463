"""Draws shares over two years as lines, with their names beside them; plain SVG that holds in black and white."""

from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT, LEFT, TOP = 520, 300, 60, 64
INK, QUIET, PAPER = "#0b0c0c", "#6b7276", "#ffffff"
LINES = (("#484d51", "2 5"), ("#0b5563", ""), ("#0b5563", "12 5"))
"""The colour and the dashes of each line, in their order."""


def picture(title: str, months: int, shares: Mapping[str, Sequence[float]]) -> str:
    """Each share from nought to one, at even steps over so many months, under its name."""
    right = LEFT + WIDTH
    parts = [_text(LEFT, 28, title, "bold")]
    for tenth in range(0, 11, 2):
        y = _down(tenth / 10)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{right}" stroke="#c9cdcf" stroke-width="1"/>')
        parts.append(_text(LEFT - 8, y + 5, f"{tenth * 10}%", anchor="end", colour=QUIET))
    for month in range(0, months + 1, 6):
        x = LEFT + WIDTH * month / months
        parts.append(_text(x, TOP + HEIGHT + 22, f"month {month}", anchor="middle", colour=QUIET))
    for (name, values), (colour, dashes) in zip(shares.items(), LINES, strict=False):
        parts += _line(name, values, colour, dashes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(title)}" viewBox="0 0 860'
        f' {TOP + HEIGHT + 44}" font-family="Helvetica, Arial, sans-serif" font-size="15"><rect width="860"'
        f' height="{TOP + HEIGHT + 44}" fill="{PAPER}"/>{"".join(parts)}</svg>\n'
    )


def _line(name: str, values: Sequence[float], colour: str, dashes: str) -> list[str]:
    step = WIDTH / (len(values) - 1)
    path = "L".join(f"{LEFT + place * step:.1f} {_down(value):.1f}" for place, value in enumerate(values))
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return [
        f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="3"{dashed}/>',
        _text(LEFT + WIDTH + 10, _down(values[-1]) + 5, f"{name}: {values[-1]:.0%}", "bold", colour=colour),
    ]


def _down(share: float) -> float:
    return TOP + HEIGHT * (1 - share)


def _text(x: float, y: float, words: str, weight: str = "normal", anchor: str = "start", colour: str = INK) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text {place} font-weight="{weight}" fill="{colour}">{escape(words)}</text>'
