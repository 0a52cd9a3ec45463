"""Facts of money are shown with their source and day, and never as certain before the council has confirmed them."""

import pytest
import time_machine

NOT_YET = "Not yet confirmed by the council: ask us."
SOURCE = "Care and Support (Charging and Assessment of Resources) Regulations 2014"


def test_what_somebody_may_keep_is_shown_with_its_source_and_its_day(reader):
    page = reader.get("/rights/paying").text
    assert "£14,250" in page
    assert "£23,250" in page
    assert "We read it on Sunday 22 November 2026" in page
    assert SOURCE in page


@pytest.mark.parametrize("path", ["/rights/paying", "/rights/free", "/rights/benefits"])
def test_what_the_council_has_not_confirmed_says_so(reader, path):
    assert NOT_YET in reader.get(path).text


@time_machine.travel("2026-12-01 12:00Z", tick=False)
def test_what_the_council_has_confirmed_says_when(council_that_says):
    page = council_that_says("[confirmed_facts]\ncapital = 2026-11-20").get("/rights/paying").text
    assert "Teesbank Sample Council confirmed this on Friday 20 November 2026." in page
    assert NOT_YET not in page


@time_machine.travel("2027-04-02 12:00Z", tick=False)
def test_what_has_not_been_looked_up_in_time_says_so_even_if_it_was_confirmed(council_that_says):
    page = council_that_says("[confirmed_facts]\ncapital = 2026-11-20").get("/rights/paying").text
    assert "This may have changed since Thursday 1 April 2027. Ask us before you count on it." in page
    assert "confirmed this on" not in page


def test_a_confirmation_of_one_fact_is_none_of_another(council_that_says):
    assert NOT_YET in council_that_says("[confirmed_facts]\ncapital = 2026-11-20").get("/rights/free").text


@pytest.mark.parametrize(
    "words",
    [
        "An assessment",
        "free for up to 6 weeks",
        "community equipment",
        "£1,000 or less",
        "Help that keeps a carer going",
        "section 117 aftercare",
    ],
)
def test_what_the_law_makes_free_is_all_there(reader, words):
    assert words in reader.get("/rights/free").text


@pytest.mark.parametrize("number", ["0800 144 8848", "0800 678 1602", "0808 808 7777"])
def test_who_checks_benefits_is_somebody_else_and_can_be_rung(reader, number):
    assert number in reader.get("/rights/benefits").text


def test_a_complaint_goes_to_the_council_first_and_to_the_ombudsman_then(reader):
    page = reader.get("/rights/complaints").text
    assert page.index("Tell us first") < page.index("Then go to the Ombudsman") < page.index("0300 061 0614")


def test_an_answer_is_promised_as_soon_as_the_council_says(council_that_says):
    client = council_that_says("", **{"formal_contact_working_days = 2": "formal_contact_working_days = 1"})
    assert "in 1 working day." in client.get("/rights/after-you-ask").text
