"""What those who run a service are sent of a report has no address or number of anybody in it."""

import pytest

from app.problems.domain import About, without_addresses


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("Ring me on 07700 900123, please", "Ring me on …, please"),
        ("Ring +44 (0)7700-900.123", "Ring …"),
        ("Write to ann.smith+x@mail.example.org.", "Write to …"),
        ("It is £3.50 now, from 10am to 12.30pm", "It is £3.50 now, from 10am to 12.30pm"),
        ("They moved to 12 Mill Lane, TS18 1AU, in 2026", "They moved to 12 Mill Lane, TS18 1AU, in 2026"),
        ("", ""),
    ],
)
def test_addresses_and_numbers_are_taken_out(written: str, sent: str) -> None:
    assert without_addresses(written) == sent


def test_a_worry_about_safety_never_reaches_those_who_run_the_service() -> None:
    assert [about for about in About if not about.reaches_owner] == [About.SAFETY]
