"""Draws the map of the assessment as SVG: the questions from top to bottom, and the rules against what they look at."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from textwrap import wrap

from app.assessment.map import Map, MappedQuestion, MappedRule
from app.questionnaire.flow import QuestionId

# All lengths are pixels of the drawing. Text is 14 high; its width is reckoned, not measured.
WIDTH = 880
BOX, BOX_WIDTH, INDENT = 110, 500, 24
LINE, PADDING, GAP = 19, 10, 22
LANE = 14  # between two lines in the gutter on the left
RULES_AT = BOX + BOX_WIDTH + 18
LETTERS_OF_A_BOX, LETTERS_BESIDE = 62, 30

COLUMN, ROW = 21, 24
MARGIN, NAMES_END = 4, 74
SLANT = 210  # the height that slanted names take

INK, BRAND, PALE, QUIET, HAIRLINE = "#0b0c0c", "#0b5563", "#eef3f4", "#484d51", "#d8d0c0"


@dataclass(frozen=True)
class Drawing:
    """A drawing and its size. It needs no style sheet: one of its own would not be let onto our pages."""

    width: float
    height: float
    parts: tuple[str, ...]

    def svg(self, id: str, title: str) -> str:
        """The drawing as an image that is called by its title; `id` is that of the title on its page."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{id}" width="{self.width}"'
            f' height="{self.height}" viewBox="0 0 {self.width} {self.height}"'
            f' direction="ltr" font-family="Helvetica, Arial, sans-serif" font-size="14">'
            f'<title id="{id}">{escape(title)}</title>{"".join(self.parts)}</svg>'
        )

    def above(self, other: "Drawing") -> "Drawing":
        """One drawing with another below it."""
        below = f'<g transform="translate(0 {self.height})">'
        parts = (*self.parts, below, *other.parts, "</g>")
        return Drawing(max(self.width, other.width), self.height + other.height, parts)


def questions_drawn(map: Map, with_sections: bool = True) -> Drawing:
    """The questions of a map from top to bottom, with lines to those that hang on others, and the rules beside them.

    Where the page names the section, its name is left out.
    """
    nodes = tuple(_nodes(map))
    lanes = _lanes(nodes)
    shift = max(0, len({lane.at for lane in lanes}) * LANE + 40 - BOX)
    height = nodes[-1].bottom + GAP if nodes else GAP
    parts = (
        f'<g transform="translate({shift} 0)">',
        *_headings(nodes, with_sections),
        *_spine(nodes),
        *(part for lane in lanes for part in _lane(lane, map.numbers)),
        *(part for node in nodes for part in _node(node)),
        "</g>",
    )
    return Drawing(WIDTH + shift, height, parts)


def rules_drawn(map: Map) -> Drawing:
    """The rules of a map, by route, against the facts that they look at."""
    facts = map.facts
    end = NAMES_END + len(facts) * COLUMN
    parts = [_slanted(name, NAMES_END + (place + 0.5) * COLUMN, SLANT - 8) for place, name in enumerate(facts)]
    y = SLANT
    for route, rules in groupby(map.rules, key=lambda entry: entry.rule.route):
        parts.append(_text(MARGIN, y + 17, route.value.replace("_", " "), bold=True, colour=BRAND))
        parts.append(_line(MARGIN, y + ROW, end, y + ROW, BRAND))
        y += ROW
        for entry in rules:
            parts += _row(entry, facts, y)
            y += ROW
    legend = "Filled: can be a reason why the rule fires. Ring: looked at too, but never given as a reason."
    parts.append(_text(MARGIN, y + 26, legend, colour=QUIET))
    return Drawing(max(end + 130, 660), y + 40, tuple(parts))


def all_drawn(maps: Sequence[Map]) -> Drawing:
    """The questions of each way below each other, and then the rules, which are the same for all."""
    drawing = Drawing(0, 0, ())
    for map in maps:
        heading = _text(BOX, 44, f"The {map.way.value} way", bold=True, size=24)
        drawing = drawing.above(Drawing(WIDTH, 60, (heading,))).above(questions_drawn(map))
    heading = _text(MARGIN, 44, "What each rule looks at", bold=True, size=24)
    return drawing.above(Drawing(WIDTH, 60, (heading,))).above(rules_drawn(maps[0]))


@dataclass(frozen=True)
class _Node:
    """A question at its place in the drawing."""

    entry: MappedQuestion
    top: int
    heads_section: bool
    title: Sequence[str]
    when: Sequence[str]
    beside: Sequence[str]

    @property
    def left(self) -> int:
        return BOX + (INDENT if self.when else 0)

    @property
    def bottom(self) -> int:
        lines = max(1 + len(self.title) + len(self.when), len(self.beside))
        return self.top + lines * LINE + 2 * PADDING


@dataclass(frozen=True)
class _Lane:
    """A line in the gutter, from the questions that a condition names to those that hang on it."""

    sources: frozenset[QuestionId]
    from_nodes: tuple[_Node, ...]
    to_nodes: tuple[_Node, ...]
    at: int = 0

    @property
    def top(self) -> int:
        return self.from_nodes[0].bottom - PADDING if self.from_nodes else self.to_nodes[0].top - GAP + 6

    @property
    def bottom(self) -> int:
        return self.to_nodes[-1].top + PADDING


def _nodes(map: Map) -> Iterator[_Node]:
    y, section = GAP, ""
    for entry in map.questions:
        heads = entry.question.section.id != section
        section = entry.question.section.id
        y += 2 * LINE if heads else 0
        when = entry.asked_when
        node = _Node(
            entry=entry,
            top=y,
            heads_section=heads,
            title=wrap(entry.question.title.you, LETTERS_OF_A_BOX),
            when=wrap(f"Asked when {when}", LETTERS_OF_A_BOX) if when else (),
            beside=wrap(", ".join(entry.rules), LETTERS_BESIDE),
        )
        yield node
        y = node.bottom + GAP


def _lanes(nodes: Sequence[_Node]) -> list[_Lane]:
    """One lane for all that hangs on the same questions; lanes that would cross each other's way stand apart."""
    hanging: dict[frozenset[QuestionId], list[_Node]] = {}
    for node in nodes:
        question = node.entry.question
        if sources := frozenset(condition.question for condition in (*question.show_if, *question.only_if)):
            hanging.setdefault(sources, []).append(node)
    lanes: list[_Lane] = []
    for sources, targets in hanging.items():
        found = tuple(node for node in nodes if node.entry.question.id in sources)
        lane = _Lane(sources, found, tuple(targets))
        taken = {other.at for other in lanes if other.top <= lane.bottom and lane.top <= other.bottom}
        lanes.append(_Lane(sources, found, tuple(targets), min(set(range(len(lanes) + 1)) - taken)))
    return lanes


def _headings(nodes: Sequence[_Node], with_sections: bool) -> Iterator[str]:
    for node in nodes:
        if node.heads_section:
            y = node.top - LINE
            title = node.entry.question.section.title.you if with_sections else "Question"
            yield _text(BOX, y, title, bold=with_sections, colour=BRAND if with_sections else QUIET)
            yield _text(RULES_AT, y, "Rules that look at it", colour=QUIET)


def _spine(nodes: Sequence[_Node]) -> Iterator[str]:
    middle = BOX + BOX_WIDTH / 2
    for before, after in zip(nodes, nodes[1:], strict=False):
        if not after.heads_section:
            yield _arrow(f"M{middle} {before.bottom}V{after.top - 6}", middle, after.top, down=True)


def _lane(lane: _Lane, numbers: Mapping[QuestionId, int]) -> Iterator[str]:
    x = BOX - 22 - lane.at * LANE
    yield _line(x, lane.top, x, lane.bottom, BRAND)
    for node in lane.from_nodes:
        y = node.bottom - PADDING
        yield _line(x, y, node.left, y, BRAND)
        yield f'<circle cx="{x}" cy="{y}" r="3" fill="{BRAND}"/>'
    if missing := sorted(numbers[source] for source in lane.sources - _ids(lane.from_nodes) if source in numbers):
        yield _text(x - 6, lane.top + 4, f"from {', '.join(map(str, missing))}", colour=BRAND, anchor="end")
    for node in lane.to_nodes:
        y = node.top + PADDING
        yield _arrow(f"M{x} {y}H{node.left - 6}", node.left, y, down=False)


def _ids(nodes: Iterable[_Node]) -> frozenset[QuestionId]:
    return frozenset(node.entry.question.id for node in nodes)


def _node(node: _Node) -> Iterator[str]:
    width = BOX + BOX_WIDTH - node.left
    dashes = ' stroke-dasharray="5 3"' if node.when else ""
    yield (
        f'<rect x="{node.left}" y="{node.top}" width="{width}" height="{node.bottom - node.top}" rx="4"'
        f' fill="{"#fff" if node.when else PALE}" stroke="{BRAND}"{dashes}/>'
    )
    x, y = node.left + 12, node.top + PADDING + 14
    yield _text(x, y, f"{node.entry.number}. {node.entry.question.id}", bold=True)
    for line in node.title:
        y += LINE
        yield _text(x, y, line)
    for line in node.when:
        y += LINE
        yield _text(x, y, line, colour=QUIET, slanted=True)
    for place, line in enumerate(node.beside or ("none",)):
        yield _text(RULES_AT, node.top + PADDING + 14 + place * LINE, line, colour=INK if node.beside else QUIET)


def _row(entry: MappedRule, facts: Sequence[str], y: int) -> Iterator[str]:
    middle = y + ROW / 2
    yield _text(MARGIN + 12, y + 17, entry.rule.id, bold=True)
    if not entry.reasons and not entry.besides:
        yield _text(NAMES_END, y + 17, entry.rule.says, colour=QUIET, slanted=True)
        return
    yield _line(NAMES_END, middle, NAMES_END + len(facts) * COLUMN, middle, HAIRLINE)
    for place, name in enumerate(facts):
        x = NAMES_END + (place + 0.5) * COLUMN
        if name in entry.reasons:
            yield f'<circle cx="{x}" cy="{middle}" r="6" fill="{BRAND}"/>'
        elif name in entry.besides:
            yield f'<circle cx="{x}" cy="{middle}" r="5" fill="#fff" stroke="{BRAND}" stroke-width="2"/>'


def _slanted(name: str, x: float, y: float) -> str:
    words = name.replace("carer.", "carer: ").replace("_", " ")
    return f'<text x="{x}" y="{y}" transform="rotate(-62 {x} {y})" fill="{INK}">{escape(words)}</text>'


def _text(
    x: float,
    y: float,
    words: str,
    *,
    bold: bool = False,
    slanted: bool = False,
    colour: str = INK,
    size: int = 14,
    anchor: str = "start",
) -> str:
    weight = ' font-weight="700"' if bold else ""
    style = ' font-style="italic"' if slanted else ""
    big = f' font-size="{size}"' if size != 14 else ""
    side = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{x}" y="{y}" fill="{colour}"{weight}{style}{big}{side}>{escape(words)}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return f'<path d="M{x1} {y1}L{x2} {y2}" fill="none" stroke="{colour}" stroke-width="1.5"/>'


def _arrow(path: str, x: float, y: float, *, down: bool) -> str:
    head = f"M{x} {y}l-5 -8h10z" if down else f"M{x} {y}l-8 -5v10z"
    return f'<path d="{path}" fill="none" stroke="{BRAND}" stroke-width="1.5"/><path d="{head}" fill="{BRAND}"/>'
