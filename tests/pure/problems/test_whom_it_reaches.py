"""Who is told of a report depends on what it is about."""

from app.problems.domain import About


def test_a_worry_about_safety_never_reaches_those_who_run_the_service() -> None:
    assert [about for about in About if not about.reaches_owner] == [About.SAFETY]
