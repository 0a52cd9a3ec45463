"""Which cases a form opens, how a person is answered, and what is made of numbers and places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.domain import Decision, FiredRule, Route, Routes, Subject
from app.referrals.domain import Answering, Case, answering, cases_in, is_nhs_number, new_reference, outward_of
from app.web.written import email_as_written, postcode_as_written, telephone_as_written

COMMUNITY, SHORT, FORMAL, URGENT, SAFEGUARDING, EMERGENCY = Route
PERSON, CARER, ANYONE = Subject


def decision(person: Route, carer: Route | None = None, anyone: Route | None = None) -> Decision:
    fired = (FiredRule("G1", ANYONE, anyone, ()),) if anyone else ()
    return Decision(max((person, carer or person), key=lambda route: route.rank), Routes(person, carer), (), fired, "2")


@pytest.mark.parametrize(
    ("made", "cases"),
    [
        (decision(FORMAL), [Case(PERSON, FORMAL)]),
        (decision(FORMAL, FORMAL), [Case(PERSON, FORMAL), Case(CARER, FORMAL)]),
        (decision(COMMUNITY, URGENT), [Case(CARER, URGENT)]),
        (decision(FORMAL, COMMUNITY), [Case(PERSON, FORMAL)]),
        (decision(COMMUNITY), [Case(PERSON, COMMUNITY)]),
        (decision(COMMUNITY, COMMUNITY), [Case(PERSON, COMMUNITY)]),
        (decision(COMMUNITY, FORMAL, SAFEGUARDING), [Case(PERSON, SAFEGUARDING), Case(CARER, FORMAL)]),
    ],
)
def test_a_form_opens_a_case_for_each_who_needs_one(made: Decision, cases: list[Case]) -> None:
    assert list(cases_in(made)) == cases


@given(
    st.sampled_from(Route), st.none() | st.sampled_from(Route), st.none() | st.sampled_from([SAFEGUARDING, EMERGENCY])
)
def test_no_route_is_lost_between_the_rules_and_the_cases(
    person: Route, carer: Route | None, anyone: Route | None
) -> None:
    highest = max((route for route in (person, carer, anyone) if route), key=lambda route: route.rank)
    assert (
        max((case.route for case in cases_in(decision(person, carer, anyone))), key=lambda route: route.rank) is highest
    )


@pytest.mark.parametrize(
    ("ways", "ringing", "answer"),
    [
        (["telephone"], {}, Answering.RING),
        (["telephone", "email"], {"when": "not_safe"}, Answering.EMAIL),
        (["telephone", "post"], {"when": "not_safe"}, Answering.WRITE),
        (["telephone"], {"when": "not_safe", "instead_name": "Jo"}, Answering.RING_SOMEONE_ELSE),
        (["email", "post"], {}, Answering.EMAIL),
        (["post"], {}, Answering.WRITE),
    ],
)
def test_a_person_is_answered_in_a_way_that_is_safe(
    ways: list[str], ringing: dict[str, str], answer: Answering
) -> None:
    assert answering({"reach": {"ways": ways}, "ringing": ringing}) is answer


@pytest.mark.parametrize(
    ("postcode", "place", "outward"),
    [("TS18 1AU", "", "TS18"), ("", "ts18", "TS18"), ("TW7 4AB", "TS18", "TW7"), ("", "", None), ("x", "y", None)],
)
def test_the_address_says_where_somebody_lives_before_the_answers_do(
    postcode: str, place: str, outward: str | None
) -> None:
    assert outward_of({"address": {"postcode": postcode}}, place) == outward


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("943 476 5919", True),
        ("9434765919", True),
        ("943 476 5918", False),
        ("943 476", False),
        ("", False),
        ("0000000000", True),
        ("٩٤٣٤٧٦٥٩١٩", False),
    ],
)
def test_the_last_figure_of_an_nhs_number_checks_the_others(text: str, sound: bool) -> None:
    assert is_nhs_number(text) is sound


def test_a_reference_can_be_said_and_is_not_the_one_before() -> None:
    references = {new_reference() for _ in range(1000)}
    assert len(references) == 1000
    for reference in references:
        assert not set(reference.removeprefix("CW-")) & set("ILOU")


@pytest.mark.parametrize(
    ("typed", "printed", "works"),
    [
        ("01632960123", "01632 960123", True),
        ("+44 (0)7700 900123", "07700 900123", True),
        ("0044 7700 900 123", "07700 900123", True),
        ("+33 1 23 45 67 89", "+33 1 23 45 67 89", True),
        ("hostel, ask for Jo: 01632 960123", "hostel, ask for Jo: 01632 960123", True),
        ("ask my mum", "ask my mum", False),
        ("12", "12", False),
        ("", "", False),
    ],
)
def test_a_telephone_number_is_taken_as_people_write_it(typed: str, printed: str, works: bool) -> None:
    assert telephone_as_written(typed) == (printed, works)


@pytest.mark.parametrize(
    ("typed", "kept"), [("ts181au", "TS18 1AU"), ("TS18", "TS18"), (" ts18-1au ", "TS18 1AU"), ("Stockton", None)]
)
def test_a_postcode_is_taken_as_people_write_it(typed: str, kept: str | None) -> None:
    assert postcode_as_written(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ada@Example.ORG", "Ada@example.org"),
        ("ada at home", None),
        ("a@b", None),
        ("a@example.org\nBcc: x@y.org", None),
    ],
)
def test_an_email_address_is_one_that_can_be_written_to(typed: str, kept: str | None) -> None:
    assert email_as_written(typed) == kept


@given(st.text(max_size=300))
def test_nothing_that_anybody_types_breaks_a_field(text: str) -> None:
    telephone_as_written(text)
    postcode_as_written(text)
    email_as_written(text)
    is_nhs_number(text)
