"""Drawings start at nothing, tell a hidden number in words, and can be told apart without colour."""

import re

from app.insights.charts import Bar, Shares, Words, bars, lines, shares

WORDS = Words("Where did contacts end?", "Most <ended> well.", "hidden", "Summer", "Spring")


def widths(drawing: str) -> list[float]:
    return [float(width) for width in re.findall(r'<rect x="[\d.]+" y="[\d.]+" width="([\d.]+)"', drawing)]


def test_a_bar_is_as_long_as_its_number() -> None:
    first, second, nothing = widths(bars("a", WORDS, [Bar("A", 100, "100"), Bar("B", 25, "25"), Bar("C", 0, "0")]))
    assert (second / first, nothing) == (0.25, 0)


def test_a_hidden_number_has_no_bar_and_says_so() -> None:
    drawing = bars("a", WORDS, [Bar("A", 50, "50"), Bar("B", None, "hidden")])
    assert len(widths(drawing)) == 1
    assert ">hidden</text>" in drawing


def test_the_length_of_parts_tells_nothing_of_a_hidden_one() -> None:
    drawing = shares("a", WORDS, ("In time", "Late"), [Shares("A", (40, None), "hidden")])
    assert drawing == shares("a", WORDS, ("In time", "Late"), [Shares("A", (7, None), "hidden")])


def test_a_hidden_month_breaks_the_line() -> None:
    points = [
        Bar("Jan", 9, "9"),
        Bar("Feb", 8, "8"),
        Bar("Mar", None, "hidden"),
        Bar("Apr", 7, "7"),
        Bar("May", 6, "6"),
    ]
    assert len(re.findall(r'<path d="M[\d.]+ [\d.]+L', lines("a", WORDS, points))) == 2


def test_what_colour_tells_apart_a_pattern_does_too() -> None:
    drawing = shares("a", WORDS, ("In time", "Late"), [Shares("A", (3, 1), "75%")])
    assert "url(#a-lines)" in drawing
    assert '<pattern id="a-lines"' in drawing


def test_a_drawing_has_a_title_and_a_sentence_and_no_style_of_its_own() -> None:
    drawing = bars("a", WORDS, [Bar("A", 1, "1")])
    assert 'aria-labelledby="a-title a-sentence"' in drawing
    assert '<desc id="a-sentence">Most &lt;ended&gt; well.</desc>' in drawing
    assert "style=" not in drawing
