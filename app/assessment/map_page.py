"""What the page with the map is told: which part of it is shown, drawn and as tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from flask_babel import gettext
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from app.assessment.domain import Route
from app.assessment.map import Map, in_ranges, map_of
from app.assessment.map_drawing import questions_drawn, rules_drawn
from app.assessment.rules import TABLE
from app.assessment.table import Offered
from app.assessment.ways import Way
from app.councils.domain import Review

MOST_IN_A_DRAWING = 12  # questions that can be read on one page of A4


@dataclass(frozen=True)
class MapFilters:
    """What of the map is shown. A value that is not one of ours counts as none."""

    way: Way
    section: str
    question: str
    rule: str
    route: str

    @classmethod
    def read(cls, arguments: "MultiDict[str, str]") -> "MapFilters":
        """From the address of the page; it holds nothing about anybody."""
        asked = {name: arguments.get(name, "") for name in ("way", "section", "question", "rule", "route")}
        way = Way(asked["way"]) if asked["way"] in set(Way) else Way.STANDARD
        whole = map_of(way)
        known: dict[str, set[str]] = {
            "section": {entry.question.section.id for entry in whole.questions},
            "question": {entry.question.id for entry in whole.questions},
            "rule": {entry.rule.id for entry in whole.rules},
            "route": {route.value for route in Route},
        }
        return cls(way, **{name: asked[name] if asked[name] in known[name] else "" for name in known})

    def of(self, reviews: Mapping[str, Review]) -> Map:
        """The part of the map that is asked for, with the council's reviews."""
        whole = map_of(self.way).reviewed_by(reviews)
        return whole.only(section=self.section, question=self.question, rule=self.rule, route=self.route)


@dataclass(frozen=True)
class Figure:
    """A drawing with its name."""

    name: str
    svg: Markup


@dataclass(frozen=True)
class MapPage:
    """The page: the filters with all that they offer, the drawings of what is left, and the same for the tables."""

    filters: MapFilters
    offered: Mapping[str, tuple[str, ...]]
    map: Map
    sections: tuple[Figure, ...]
    rules: Figure | None
    offers: tuple[Offered, ...]
    version: str

    @classmethod
    def of(cls, filters: MapFilters, reviews: Mapping[str, Review]) -> "MapPage":
        shown, whole = filters.of(reviews), map_of(filters.way)
        return cls(
            filters=filters,
            offered={
                "way": tuple(Way),
                "section": tuple(dict.fromkeys(entry.question.section.id for entry in whole.questions)),
                "question": tuple(entry.question.id for entry in whole.questions),
                "rule": tuple(entry.rule.id for entry in whole.rules),
                "route": tuple(reversed(Route)),
            },
            map=shown,
            sections=tuple(_sections(shown)),
            rules=_rules(shown) if shown.rules else None,
            offers=tuple(offered for offered in TABLE.offers if not filters.route or filters.route in offered.beside),
            version=TABLE.version,
        )

    @property
    def address(self) -> Mapping[str, str]:
        """The filters as they stand in an address."""
        return {name: value for name, value in vars(self.filters).items() if value}


def _sections(shown: Map) -> Iterator[Figure]:
    """Drawings of the questions, section by section, none longer than a page of paper."""
    for section, found in groupby(shown.questions, key=lambda entry: entry.question.section):
        entries = tuple(found)
        for start in range(0, len(entries), MOST_IN_A_DRAWING):
            part = entries[start : start + MOST_IN_A_DRAWING]
            name = f"{section.title.you}: {in_ranges(entry.number for entry in part)}"
            title = gettext("%(section)s, in their order; the table below says the same.", section=name)
            drawing = questions_drawn(replace(shown, questions=part), with_sections=False)
            yield Figure(name, Markup(drawing.svg(f"drawn-{part[0].question.id}", title)))


def _rules(shown: Map) -> Figure:
    name = gettext("What each rule looks at")
    title = gettext("Which facts each rule looks at, route by route; the table below says the same.")
    return Figure(name, Markup(rules_drawn(shown).svg("drawn-rules", title)))
