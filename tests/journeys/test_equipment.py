"""Somebody looks for what would make a day easier, and finds the way to a person who looks at their home."""

from tests.journeys.conftest import NewPerson
from tests.journeys.pages import AskPage, Page
from tests.journeys.person import Person


class EquipmentPage(Page):
    heading = "Things that make daily life easier"

    def look_under(self, name: str) -> "IdeasPage":
        self.person.follows(self.person.main.get_by_role("link", name=name, exact=True))
        return IdeasPage(self.person, name)

    def see_all(self) -> "IdeasPage":
        self.person.follows(self.person.main.get_by_role("link", name="See all"))
        return IdeasPage(self.person, "All our ideas")


class IdeasPage(Page):
    """A list of ideas."""

    def __init__(self, person: Person, heading: str) -> None:
        self.heading = heading
        super().__init__(person)

    @property
    def ideas(self) -> list[str]:
        return self.person.main.get_by_role("listitem").get_by_role("heading", level=3).all_inner_texts()

    def narrow_to(self, room: str) -> "IdeasPage":
        if not self.person.main.get_by_label("Where in your home").is_visible():
            self.person.opens_out("Narrow this list")
        self.person.main.get_by_label("Where in your home").select_option(label=room)
        self.presses("Show these")
        return IdeasPage(self.person, f": {room}")

    def ask_the_council(self) -> AskPage:
        self.person.follows(self.person.main.get_by_role("button", name="Ask the council", exact=True))
        return AskPage(self.person)


def test_ideas_are_found_by_what_is_hard_narrowed_to_a_room_and_lead_to_the_council(new_person: NewPerson) -> None:
    person = new_person()
    person.opens("/equipment/")
    found = EquipmentPage(person).look_under("Using the toilet")
    before = found.ideas
    assert "Raised toilet seat" in before
    narrower = found.narrow_to("Bedroom")
    assert set(narrower.ideas) < set(before)
    assert "Commode" in narrower.ideas
    narrower.ask_the_council()


def test_all_ideas_stand_on_one_sound_page(new_person: NewPerson) -> None:
    person = new_person()
    person.opens("/equipment/")
    assert len(EquipmentPage(person).see_all().ideas) >= 80
