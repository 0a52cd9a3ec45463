"""The council's staff audit the questions and rules on the map: with scripts and without, on a narrow window too."""

from tests.journeys.conftest import NewPerson
from tests.journeys.pages import Page
from tests.serving import Site
from tests.staff import sign_in_as


class MapPage(Page):
    heading = "Map of the assessment"

    def show(self, **filters: str) -> "MapPage":
        for label, value in filters.items():
            self.person.main.get_by_label(label, exact=True).select_option(value)
        self.presses("Show these")
        return MapPage(self.person)

    @property
    def rules(self) -> list[str]:
        table = self.person.main.get_by_role("table", name="Table of the rules")
        return table.get_by_role("rowheader").all_inner_texts()


def test_an_officer_finds_what_leads_to_a_rule(new_person: NewPerson, hounslow: Site) -> None:
    officer = new_person()
    sign_in_as(officer.page.context, hounslow, "triage", name="Ada Auditor")
    for width in (1024, 320):
        officer.page.set_viewport_size({"width": width, "height": 768})
        officer.opens("/staff/map/")
        assert {"E1", "F1", "K1", "C0"} <= set(MapPage(officer).rules)
        assert MapPage(officer).show(Question="toilet", Route="urgent_council").rules == [
            "U2",
            "U3",
            "U4",
            "U5",
            "U7",
            "U9",
        ]
