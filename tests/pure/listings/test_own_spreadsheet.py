"""What goes out in a spreadsheet of a group's services comes back as it was, whatever they typed."""

from dataclasses import replace
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.kernel.text import cleaned
from app.listings.domain import (
    ACCESS,
    DAYS,
    OFTEN,
    PRICES,
    WAYS,
    Cost,
    Group,
    OwnService,
    Pause,
    Place,
    Times,
    filled,
)
from app.listings.sharing import own_spreadsheet

NEEDS = {"befriending": "Company", "lunch-club": "Lunch clubs"}
SIGNS = "aZ9 =+-@'|;\\\n,\"é/"

words = st.text(SIGNS, max_size=12).map(cleaned)
line = words.map(lambda text: " ".join(text.split()))


def some(names: Any) -> Any:
    return st.lists(st.sampled_from(sorted(filter(None, names))), unique=True, max_size=3).map(tuple)


def rows(row: Any) -> Any:
    return st.lists(row, max_size=3).map(tuple)


services = st.builds(
    OwnService,
    name=line,
    what=words,
    needs=some(NEEDS),
    who_for=words,
    youngest=line,
    oldest=line,
    ways=some(WAYS),
    places=rows(st.builds(Place, name=line, address=line, town=line, postcode=line, hidden=st.booleans())),
    covers=words,
    times=rows(
        st.builds(
            Times,
            often=st.sampled_from(sorted(OFTEN)),
            day=st.sampled_from(["", *DAYS]),
            starts=line,
            ends=line,
            first=line,
            term_time=st.booleans(),
            words=line,
        )
    ),
    price=st.sampled_from(sorted(PRICES)),
    costs=rows(st.builds(Cost, what=line, amount=line, per=line)),
    cost_words=words,
    access=some(ACCESS),
    access_words=words,
    languages=line,
    joining=words,
    pauses=rows(st.builds(Pause, starts=line, ends=line, every_year=st.booleans())),
    ends_on=line,
    does=words,
    does_not=words,
    insurance=words,
    training=words,
    cqc=line,
)


@settings(max_examples=40, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(st.lists(services, max_size=3), st.sampled_from(["csv", "xlsx"]))
def test_whatever_goes_out_comes_back_unchanged(found: list[OwnService], kind: str) -> None:
    numbered = (
        replace(
            one,
            id=f"service-{number}",
            places=tuple(replace(place, id=f"{number}-{n}") for n, place in enumerate(one.places)),
        )
        for number, one in enumerate(found)
    )
    group = filled(Group(name="Walkers", services=tuple(numbered)))
    write = own_spreadsheet.as_csv if kind == "csv" else own_spreadsheet.as_workbook
    reading = own_spreadsheet.read(f"services.{kind}", write(group, NEEDS), group, NEEDS, lambda: "new")
    assert reading.mistakes == ()
    assert reading.group == group
