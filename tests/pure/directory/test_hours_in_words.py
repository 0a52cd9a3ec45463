"""Days and times, read from plain words only."""

import pytest

from app.directory.importing.hours import times_in, times_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Every Tuesday 10am–12 noon", "TU WEEKLY 10:00 12:00"),
        ("10:30am - 12:30pm Every 2nd Sunday of the month", "2SU MONTHLY 10:30 12:30"),
        ("12:15pm-1:30pm on Tuesdays & Thursdays", "TU,TH WEEKLY 12:15 13:30"),
        ("10am-12pm Monday-Friday", "MO,TU,WE,TH,FR WEEKLY 10:00 12:00"),
        ("7:30pm - 9:30pm 2nd and 4th Tuesdays of the month", "2TU,4TU MONTHLY 19:30 21:30"),
        ("Last Tuesday of the month", "-1TU MONTHLY - -"),
        ("Sundays & Tuesdays", "SU,TU WEEKLY - -"),
        ("6pm-11pm Every day", "MO,TU,WE,TH,FR,SA,SU WEEKLY 18:00 23:00"),
        ("Tuesdays 10 to 12", "TU WEEKLY - -"),
        ("11:30am - 12:30am Every Thursday", "TH WEEKLY 11:30 -"),
        ("9am-10:30am on Tuesdays (term time only)", "TU - - -"),
        ("6pm Every other Wednesday", "WE - - -"),
        ("Check org sites for upcoming dates", "None"),
        ("Any time", "None"),
    ],
)
def test_a_field_about_opening_is_read_when_it_is_plain(text: str, expected: str) -> None:
    times = times_of(text)
    said = "None"
    if times:
        clocks = [f"{clock:%H:%M}" if clock else "-" for clock in (times.opens_at, times.closes_at)]
        said = " ".join([times.byday, times.freq or "-", *clocks])
    assert said == expected


@pytest.mark.parametrize(
    "text",
    [
        "Trinjan launch a project on Tuesday, 23rd July 2019 at 7 pm.",
        "Open on Mondays except bank holidays, 10am to 2pm.",
        "The church is open every Wednesday morning to receive donations (9.30-11.30am).",
        "Join us on Sunday",
        "We have met for over 20 years.",
    ],
)
def test_a_sentence_that_is_not_plain_says_nothing(text: str) -> None:
    assert list(times_in(text)) == []


def test_each_plain_sentence_of_a_description_is_read() -> None:
    text = "The foodbank is open on Fridays from 10am to 12noon and on Saturdays from 10am to 1pm."
    assert [(times.byday, times.words) for times in times_in(text)] == [
        ("FR", "on Fridays from 10am to 12noon"),
        ("SA", "on Saturdays from 10am to 1pm"),
    ]
