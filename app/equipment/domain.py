"""What an idea for equipment is, the catalogue of all of them, and which to suggest to whom."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """Something to hold or put down, something with a battery or a plug, or a change to the home itself."""

    EQUIPMENT = "equipment"
    TECHNOLOGY = "technology"
    ADAPTATION = "adaptation"


@dataclass(frozen=True)
class Label:
    """A room of the home, a difficulty or a band of prices: its permanent id and its words."""

    id: str
    name: str


@dataclass(frozen=True)
class EquipmentIdea:
    """One thing that may help. `price` is a rough band for one of it, bought new.

    `facts` are the difficulties it is for, by the names that the assessment gives them, the main one first; `rooms`
    are where in the home it is used, the main one first. `free_by` is the id of the fact that makes it free when the
    council gives it, or nothing; `ask_ot` says that an occupational therapist should look first.
    """

    id: str
    name: str
    about: str
    suits: str
    check: str
    price: Label
    kind: Kind
    rooms: tuple[Label, ...]
    facts: tuple[str, ...]
    free_by: str = ""
    ask_ot: bool = False

    @property
    def free_through_council(self) -> bool:
        """Whether it is community equipment, or a change to the home that costs £1,000 or less."""
        return bool(self.free_by)


@dataclass(frozen=True)
class Suggestion:
    """An idea and the facts that lead to it, out of those that were asked about; it is given for the first of them."""

    idea: EquipmentIdea
    because: tuple[str, ...]


@dataclass(frozen=True)
class Catalogue:
    """Every idea, in the order in which they are worth trying, and the words to sort them by.

    The bands of prices are our own rough judgement of the day `priced_on`; `about_prices` says so to the reader.
    """

    priced_on: date
    about_prices: str
    rooms: tuple[Label, ...]
    difficulties: tuple[Label, ...]
    ideas: tuple[EquipmentIdea, ...]

    def suggestions(self, facts: Iterable[str], most_for_each: int) -> tuple[Suggestion, ...]:
        """Fact by fact as asked, at most so many for each, and none twice. A fact that leads to nothing gives nothing.

        What a person may try at once comes before what somebody should look at first; then what is for more of the
        asked facts, and then what is mainly for this one.
        """
        asked = tuple(dict.fromkeys(facts))
        chosen: dict[str, Suggestion] = {}
        for fact in asked:
            fresh = [idea for idea in self.ideas if fact in idea.facts and idea.id not in chosen]
            fresh.sort(key=lambda idea: (idea.ask_ot, -len(set(idea.facts) & set(asked)), idea.facts.index(fact)))
            for idea in fresh[:most_for_each]:
                also = (other for other in asked if other != fact and other in idea.facts)
                chosen[idea.id] = Suggestion(idea, (fact, *also))
        return tuple(chosen.values())

    def shelves(self, room: str = "", difficulty: str = "") -> Iterator[tuple[Label, tuple[EquipmentIdea, ...]]]:
        """The ideas by room of the home, each under its main room only; a room or a difficulty leaves out the others.

        When a room is asked for, all that is used there stands under it, whatever its main room is.
        """
        wanted = [idea for idea in self.ideas if not difficulty or difficulty in idea.facts]
        for shelf in self.rooms:
            used = tuple(idea for idea in wanted if shelf in (idea.rooms if room else idea.rooms[:1]))
            if used and room in ("", shelf.id):
                yield shelf, used
