"""Which times hold in school terms alone, by what listings say."""

import pytest

from app.directory.domain import Schedule, Service
from app.directory.service.school_time import in_term_alone, with_terms


@pytest.mark.parametrize(
    ("words", "in_term"),
    [
        ("Term time only", True),
        ("Thursdays in term-time, 4pm", True),
        ("During school term time", True),
        ("School terms only", True),
        ("Term time and school holidays", False),
        ("All year, not just term time", False),
        ("Outside term time", False),
        ("Long-term support", False),
        ("", False),
        (None, False),
    ],
)
def test_words_about_a_time_tell_whether_it_pauses_with_the_schools(words: str | None, in_term: bool) -> None:
    assert in_term_alone(words) is in_term


@pytest.mark.parametrize(
    ("description", "in_term"),
    [
        ("We meet on Tuesdays, term time only.", True),
        ("There is a play group in term time. The café is open every day.", False),
        ("Open all year. The crèche is term time only.", False),
    ],
)
def test_words_about_the_whole_service_have_to_say_only(description: str, in_term: bool) -> None:
    service = with_terms(Service("s", "S", description=description, schedules=(Schedule("w", byday="TU"),)))
    assert service.schedules[0].term_time is in_term
