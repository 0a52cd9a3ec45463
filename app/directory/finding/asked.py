"""What somebody typed into the search: the words, and the place that they name by a postcode or a town."""

from dataclasses import dataclass, replace

from app.places import api as places
from app.places.domain import Place
from app.search import api as search
from app.search.domain import Near, Point, Query, Town


@dataclass(frozen=True)
class Asked:
    """The words without their place, the place, and whether a postcode was typed that we do not know.

    `town` is the name of the place when it is a town that was taken out of the words, which may be undone.
    """

    typed: str
    words: str
    place: Place | None = None
    unknown_place: bool = False
    town: str = ""
    exactly: bool = False

    @classmethod
    def of(cls, typed: str, postcode: str = "", exactly: bool = False) -> "Asked":
        """A postcode among the words counts as the place when none was typed in its own box, and so does a town.

        What is to be searched exactly keeps its town among the words.
        """
        if postcode:
            place = places.lookup(postcode)
            return cls(typed, typed, place, place is None, exactly=exactly)
        words, code = search.place_in(typed)
        if place := places.lookup(code) if code else None:
            return cls(typed, words, place, exactly=exactly)
        words, town = (typed, None) if exactly else search.town_in(typed)
        return cls(typed, words, _place(town), town=town.name) if town else cls(typed, typed, exactly=exactly)

    def within(self, query: Query) -> Query:
        """The query with these words."""
        return replace(query, words=self.words, typed=self.typed, town=self.town, exactly=self.exactly)

    def near(self, query: Query, miles: float | None) -> Query:
        """The same, near the place if there is one."""
        point = Point(self.place.latitude, self.place.longitude) if self.place else None
        near = Near(point, self.place.outward, miles) if point and self.place else None
        return replace(self.within(query), near=near)


def _place(town: Town) -> Place:
    return Place(town.name, town.point.latitude, town.point.longitude, town.outward, about=True)
