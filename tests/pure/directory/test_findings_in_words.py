"""What a listing says without having a field for it."""

import pytest

from app.directory.domain import (
    Attribute,
    Correction,
    CostOption,
    Finding,
    How,
    Kind,
    Schedule,
    Service,
    Taxonomy,
    Term,
    corrected,
)
from app.directory.importing.findings import find_out
from app.directory.service.digests import digest_of, first_sentence
from app.needs.api import vocabulary


def found(kind: Kind, **fields: object) -> dict[str, How]:
    service = find_out(Service(**({"id": "1", "name": "A"} | fields)), vocabulary(), "")  # type: ignore[arg-type]
    return {finding.value: finding.how for finding in service.found(kind)}


@pytest.mark.parametrize(
    ("fields", "cost"),
    [
        ({"fees": "Free"}, {"free": How.RECORDED}),
        ({"fees": "£3 a session"}, {"paid": How.RECORDED}),
        ({"cost_options": (CostOption("1", amount=0),)}, {"free": How.RECORDED}),
        ({"cost_options": (CostOption("1", amount=4),)}, {"paid": How.RECORDED}),
        ({"description": "Lunch, free of charge."}, {"free": How.READ}),
        ({"description": "The first session is free, then £5."}, {}),
        ({"description": "Free parking. Feel free to ask."}, {}),
        ({}, {}),
    ],
)
def test_cost_is_recorded_or_read_or_not_stated(fields: dict[str, object], cost: dict[str, How]) -> None:
    assert found(Kind.COST, **fields) == cost


@pytest.mark.parametrize(
    ("words", "access"),
    [
        ("Wheelchair accessible, with a disabled toilet.", {"wheelchair", "toilet"}),
        ("There is a hearing loop and step-free access.", {"hearing-loop", "step-free"}),
        ("Sorry, no wheelchair access.", {"no-step-free"}),
        ("There is no lift. No hearing loop.", {"no-lift", "no-hearing-loop"}),
        ("We lend wheelchairs.", set()),
        (
            "Wheelchair access to every room, and a Changing Places toilet.",
            {"wheelchair", "step-free-throughout", "changing-places"},
        ),
        (
            "Blue Badge parking; drop-off at the door; assistance dogs welcome.",
            {"parking", "drop-off", "assistance-dogs"},
        ),
        ("A quiet room. Information in Easy Read. Companions go free.", {"quiet", "easy-to-read", "companion-free"}),
        ("BSL interpreted. We also run BSL classes.", {"sign-language"}),
        ("Learn BSL: BSL classes on Mondays. Books in large print. Lifts to hospital.", set()),
        ("#Access information Ramp to main entrance, indoor lift.", {"step-free", "lift"}),
    ],
)
def test_access_is_read_only_where_it_is_plain(words: str, access: set[str]) -> None:
    assert found(Kind.ACCESS, description=words).keys() == access


def test_a_recorded_way_keeps_words_from_adding_others() -> None:
    schedule = Schedule("1", attending_type="phone")
    assert found(Kind.WAY, schedules=(schedule,), description="Home visits too.") == {"telephone": How.RECORDED}


@pytest.mark.parametrize(
    ("words", "ages"),
    [
        ("For people aged 11-25.", (11, 25)),
        ("A club for over 50s.", (50, None)),
        ("Clients must be 18+", (18, None)),
        ("Run by 40+ volunteers for over 30 years.", (None, None)),
        ("Juniors aged 5-11, seniors aged 12-18.", (None, None)),
    ],
)
def test_ages_are_read_when_the_text_states_one_range(words: str, ages: tuple[float | None, float | None]) -> None:
    service = find_out(Service("1", "A", description=words), vocabulary(), "")
    assert (service.minimum_age, service.maximum_age) == ages


def test_our_own_category_names_the_need_and_words_are_not_asked() -> None:
    term = Term("t", "Anything", code="lunch-club", taxonomy=Taxonomy("x", "Careway needs"))
    needs = found(Kind.NEED, attributes=(Attribute("a", term),), description="A food bank and a memory cafe.")
    assert needs == {"lunch-club": How.RECORDED}


def test_without_categories_the_words_name_the_need_and_are_kept_as_the_reason() -> None:
    service = find_out(Service("1", "Riverside lunch club"), vocabulary(), "")
    (need,) = [finding for finding in service.found(Kind.NEED) if finding.value == "lunch-club"]
    assert need.how is How.READ
    assert need.words
    assert need.reason


def test_the_staffs_word_stands_in_the_place_of_ours() -> None:
    ours = (Finding(Kind.NEED, "lunch-club", How.READ), Finding(Kind.DAY, "MO", How.READ))
    said = [Correction("1", "lunch-club", helps=False), Correction("1", "food-bank", helps=True)]
    assert corrected(ours, said) == (ours[1], Finding(Kind.NEED, "food-bank", How.CORRECTED))


def test_the_line_of_a_row_is_the_first_whole_sentence() -> None:
    assert first_sentence("About us\n\nDr. Ann set us up in 2001 for everybody. More.") == (
        "Dr. Ann set us up in 2001 for everybody."
    )
    assert first_sentence("Friendly group.") == "Friendly group."
    assert first_sentence("word " * 100).endswith("…")


@pytest.mark.parametrize(
    ("fields", "cost"),
    [
        ({"cost_options": (CostOption("1", amount=3.5, amount_description="a class"),)}, "£3.50 a class"),
        ({"fees": "£3 to £6.\n£20 a year for members"}, "from £3"),
        ({"fees": "Just £8 per year"}, "Just £8 per year"),
        ({"fees": "free"}, "free"),
        ({}, ""),
    ],
)
def test_the_cost_of_a_row_is_short(fields: dict[str, object], cost: str) -> None:
    service = find_out(Service(**({"id": "1", "name": "A"} | fields)), vocabulary(), "")  # type: ignore[arg-type]
    assert digest_of(service).cost == cost
