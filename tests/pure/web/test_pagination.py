"""The pages of a list: the first, the last and those around, with a gap where some are left out."""

import pytest

from app.web.pagination import Pager, last_page, pages_shown


@pytest.mark.parametrize(
    ("number", "last", "shown"),
    [
        (1, 1, (1,)),
        (1, 2, (1, 2)),
        (2, 3, (1, 2, 3)),
        (1, 9, (1, 2, None, 9)),
        (5, 9, (1, None, 4, 5, 6, None, 9)),
        (9, 9, (1, None, 8, 9)),
    ],
)
def test_the_first_the_last_and_those_around_are_shown(number: int, last: int, shown: tuple[int | None, ...]) -> None:
    assert pages_shown(number, last) == shown


@pytest.mark.parametrize(("total", "last"), [(0, 1), (1, 1), (20, 1), (21, 2), (41, 3)])
def test_a_list_of_nothing_has_one_page(total: int, last: int) -> None:
    assert last_page(total, 20) == last


def test_only_pages_that_there_are_lead_on() -> None:
    first, last = (Pager.of(number, 3, lambda page: f"?page={page}") for number in (1, 3))
    assert (first.before, first.after) == ("", "?page=2")
    assert (last.before, last.after) == ("?page=2", "")
    assert first.numbers == ((1, "?page=1"), (2, "?page=2"), (3, "?page=3"))


def test_a_gap_leads_nowhere() -> None:
    assert (None, "") in Pager.of(1, 9, str).numbers
