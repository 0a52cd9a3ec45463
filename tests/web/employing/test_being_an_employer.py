"""Whoever wants a helper of their own reads what to do, works out what it costs and prints drafts; nothing is kept."""

import re
from html import unescape

import time_machine

from app.councils.passages import FORBIDDEN
from app.employing.pages import contacts, rates_here

ONE_HELPER = {
    "press": "work-out",
    "helpers": "1",
    "helper1-hours": "20",
    "helper1-rate": "£13.50",
    "helper1-age": "22-to-pension",
    "helper1-pension": "by-law",
    "cover": "nobody",
    "claims": "y",
}


def words_of(page) -> str:
    found = re.search(r"<main.*</main>", page.text, re.DOTALL)
    assert found
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[0])).split())


def test_every_page_opens_in_plain_words_and_leads_on_to_pages_that_open(library, reader):
    rules = [rule for rule in library.url_map.iter_rules() if rule.endpoint.startswith("employing.")]
    pages = {rule.rule: reader.get(rule.rule) for rule in rules if "GET" in (rule.methods or ())}
    assert len(pages) == 12
    for path, page in pages.items():
        assert page.status_code == 200, path
        assert FORBIDDEN.search(words_of(page)) is None, path
        for link in set(re.findall(r'href="(/employing/[^"?#]*)', page.text)):
            assert link in pages, f"{path}: {link}"


def test_the_sum_is_shown_line_by_line_and_every_line_says_how_it_came_about(reader):
    words = words_of(reader.post("/employing/cost", data={**ONE_HELPER, "cover": "paid", "cover_rate": "18"}))
    assert "20 hours × £13.50 × 52 weeks" in words
    assert "£14,040.00" in words
    assert "15% of the part of their pay above £5,000.00 a year" in words
    assert "−£1,356.00" in words
    assert "3% of their pay from £6,240.00 up to £50,270.00 a year" in words
    assert "20 hours × £18.00 × 5.6 weeks of holiday" in words
    assert "All together £313.27 £1,357.50 £16,290.00" in words


def test_nothing_typed_is_kept_or_stands_in_an_address(reader):
    answer = reader.post("/employing/cost", data=ONE_HELPER)
    assert (answer.status_code, answer.location) == (200, None)
    with reader.session_transaction() as session:
        assert set(session) <= {"csrf_token"}
    assert 'value="£13.50"' in answer.text  # only in the page that comes back
    assert "13.50" not in reader.get("/employing/cost").text.replace("Such as 13.50", "")


def test_pay_below_the_minimum_wage_is_refused_with_the_least_that_the_law_allows(reader):
    answer = reader.post("/employing/cost", data={**ONE_HELPER, "helper1-rate": "12.70", "helper1-age": "21"})
    assert answer.status_code == 422
    assert "The law says at least £12.71 an hour at this age" in words_of(answer)
    assert 'value="12.70"' in answer.text


def test_what_cannot_be_worked_out_is_asked_for_again_in_its_own_words(reader):
    wrong = {**ONE_HELPER, "helper1-hours": "lots", "helper1-rate": "", "helper1-age": "", "cover": "paid"}
    words = words_of(reader.post("/employing/cost", data=wrong))
    for asked in (
        "Write a number",
        "Write what you pay",
        "Choose how old they are",
        "Write what one hour of cover costs",
    ):
        assert asked in words


def test_one_more_helper_is_a_press_and_both_are_in_the_sum(reader):
    two = reader.post("/employing/cost", data={**ONE_HELPER, "press": "more"})
    assert 'name="helper2-hours"' in two.text
    assert 'value="20"' in two.text
    second = {"helpers": "2", "helper2-hours": "10", "helper2-rate": "12.71", "helper2-age": "21"}
    both = reader.post("/employing/cost", data={**ONE_HELPER, **second, "helper2-pension": "by-law"})
    assert "Pay, helper 2" in words_of(both)
    assert "£6,609.20" in words_of(both)


def test_a_live_council_does_no_sums_with_rates_that_nobody_has_looked_up(live_council):
    page = live_council("")
    assert "we do no sums yet" in words_of(page.get("/employing/cost"))
    assert "£14,040.00" not in page.post("/employing/cost", data=ONE_HELPER).text
    assert "12.71" not in page.get("/employing/payday").text


def test_rates_that_the_council_confirmed_are_used_and_said_to_be(live_council):
    page = live_council("[confirmed_facts]\npay_2026_27 = 2026-11-22")
    words = words_of(page.post("/employing/cost", data=ONE_HELPER))
    assert "£14,040.00" in words
    assert "confirmed this on Sunday 22 November 2026" in words


def test_rates_past_their_day_come_with_a_warning(reader):
    with time_machine.travel("2027-04-02 12:00", tick=False):
        assert "These numbers may be out of date" in words_of(reader.get("/employing/cost"))


def test_the_rates_are_those_of_the_dated_facts(library):
    with library.test_request_context():
        rates = rates_here()
    assert rates
    assert (rates.minimum_at_21, rates.minimum_at_18, rates.young_insurance_from) == (1271, 1085, 5_027_000)


def test_drafts_are_filled_from_what_was_ticked_and_say_that_they_are_drafts(reader):
    typed = {"tasks": ["wash", "toilet"], "own": "<b>Do you sing?</b>", "traits": ["pets"]}
    questions = reader.post("/employing/interview", data=typed)
    assert "<b>Do you sing?" not in questions.text
    words = words_of(questions)
    assert "How do you feel about that?" in words
    assert "<b>Do you sing?</b>" in words
    agreement = words_of(reader.post("/employing/agreement", data={"pay": "£13.50", "paydays": "month"}))
    job = words_of(reader.post("/employing/job-description", data={"tasks": ["food"], "more_tasks": "Feed the cat"}))
    assert "£13.50" in agreement
    assert "Every month" in agreement
    assert "Feed the cat" in job
    for draft in (words, agreement, job):
        assert "This is a draft. Get it checked." in draft


def test_what_is_too_long_or_not_on_offer_is_refused_and_not_lost(reader):
    answer = reader.post("/employing/job-description", data={"tasks": ["spying"], "hours": "x" * 101})
    assert answer.status_code == 422
    assert "x" * 101 in answer.text


def test_every_number_to_ring_has_a_source_and_a_day():
    assert all(contact.source and contact.as_of and contact.number for contact in contacts().values())
