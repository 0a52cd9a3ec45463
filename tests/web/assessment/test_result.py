"""The result: what cannot wait first, then why, the way to ask, and ideas; in words that never judge."""

import re
from collections.abc import Mapping, Sequence

import pytest

from app.directory.domain import Idea
from tests import walking

FORBIDDEN = re.compile(
    r"\b(in)?eligib\w*|\bqualif(y|ies)\b|\bcriteria\b|\bthreshold|\bscored?\b|(low|moderate|substantial) needs", re.I
)

PEOPLE = {
    "fine": {},
    "one small thing": {"community": "slow_or_painful"},
    "much": {"hygiene": "cannot", "nutrition": "needs_help"},
    "a fall": {"changes": ["recent_falls"]},
    "urgent": {"safety": ["no_food_or_heating"]},
    "no home": {"place": "", "nutrition": "cannot"},
    "danger": {"safety": ["immediate_danger"]},
    "abuse": {"safety": ["abuse"]},
    "suicidal": {"safety": ["suicidal_thoughts"]},
    "carer": {"for_whom": "both", "carer_carrying_on": "cannot_continue"},
    "someone else": {"for_whom": "someone_else", "hygiene": "risky"},
}


@pytest.mark.parametrize("person", PEOPLE.values(), ids=PEOPLE)
def test_every_result_has_the_way_to_a_formal_assessment_and_a_telephone_number(client, app, person):
    page = walking.result(client, **person)
    assert page.status_code == 200
    main = page.text[page.text.index("<main") :]
    assert "/council/ask" in main or "/assessment/want" in main
    assert app.extensions["council"].telephone in main
    assert "You have the right to ask for an assessment" in main


@pytest.mark.parametrize("person", PEOPLE.values(), ids=PEOPLE)
def test_no_page_judges(client, person):
    walking.start(client)
    walking.finish(client, **person)
    pages = [
        client.get("/assessment/result"),
        walking.past_the_card(client, "/assessment/result"),
        client.get("/assessment/check"),
    ]
    for page in pages:
        assert FORBIDDEN.search(page.text) is None


@pytest.mark.parametrize(
    ("danger", "heading"),
    [("immediate_danger", "Call 999 now"), ("suicidal_thoughts", "Talk to someone now"), ("abuse", "Tell us")],
)
def test_an_answer_that_cannot_wait_leads_to_one_card_at_once_and_the_answers_are_kept(client, danger, heading):
    walking.start(client)
    walking.answer(client, "for_whom", chosen="self")
    walking.answer(client, "helped_by", chosen="nobody")
    walking.answer(client, "age", chosen="26_64")
    walking.answer(client, "place", chosen="rather_not_say")
    told = walking.answer(client, "safety", chosen=[danger])
    assert told.location.endswith("/assessment/next")
    page = client.get(told.location).text
    assert heading in page
    assert page.count('class="careway-interruption ') + page.count('class="careway-interruption"') == 1
    assert walking.past_the_card(client, "/assessment/next").location.endswith("/condition")


def test_a_card_can_be_left_at_once_by_somebody_who_is_watched(client):
    walking.start(client)
    walking.answer(client, "for_whom", chosen="self")
    walking.answer(client, "helped_by", chosen="nobody")
    walking.answer(client, "age", chosen="26_64")
    walking.answer(client, "place", chosen="rather_not_say")
    walking.answer(client, "safety", chosen=["abuse"])
    assert 'action="/assessment/leave"' in client.get("/assessment/next").text


def test_a_result_says_why_in_the_persons_own_answers(client):
    page = walking.result(client, hygiene="cannot", nutrition="needs_help").text
    why = page[page.index("Why we say this") :]
    assert "I cannot do this, or someone does it all for me" in why
    assert "I need someone to help me or remind me" in why


def test_nobody_who_answered_everything_gets_an_empty_page(client):
    assert "Things near you that may help" in walking.result(client).text


def test_a_calm_result_for_somebody_with_an_illness_without_cure_names_a_team(client, app):
    page = walking.result(client, changes=["terminal_illness"]).text
    assert f"Ask for the {app.extensions['council'].team}" in page


def test_somebody_offered_help_for_a_short_time_can_have_a_full_assessment_instead(client):
    page = walking.result(client, changes=["recent_falls"], community="slow_or_painful")
    assert "I want a full assessment now" in page.text
    client.post("/assessment/want", data={"draft": walking.tag_in(page)})
    assert "I want a full assessment now" not in client.get("/assessment/result").text


def test_the_first_answers_stand_open_and_the_others_are_one_press_away(client, monkeypatch):
    def one_for_each(needs: Sequence[str], *_: object) -> Mapping[str, tuple[Idea, ...]]:
        return {need: (Idea(address=f"/{need}", name=need, key=f"sample/{need}"),) for need in needs}

    def first_part(page: str) -> str:
        """The page as far as the fold, with its beginning."""
        return page.split(">More that may help: ", 1)[0]

    monkeypatch.setattr("app.directory.api.ideas_for", one_for_each)
    hard = dict.fromkeys(("hygiene", "nutrition", "home_safety", "relationships", "community"), "cannot")
    page = walking.result(client, **hard)
    assert first_part(page.text).count('class="careway-ideas__answer"') == 3
    assert 'careway-why">' in first_part(page.text)[-200:]
    folded = page.text.removeprefix(first_part(page.text))
    assert folded.index('class="careway-ideas__answer"') < folded.index("</details>")
    kept = re.findall(r'name="thing" value="(service:[^"]+)"', folded)[0]
    client.post("/assessment/plan/keep", data={"draft": walking.tag_in(page), "thing": kept, "back": "result"})
    assert 'careway-why" open>' in first_part(client.get("/assessment/result").text)[-200:]


def test_more_ideas_for_an_answer_are_shown_without_the_answer_in_the_address(client):
    walking.result(client, hygiene="cannot")
    tag = walking.tag_in(client.get("/assessment/question/hygiene"))
    asked = client.post("/assessment/ideas", data={"draft": tag, "fact": "hygiene"})
    assert asked.location == "/assessment/ideas"
    assert "Washing" in client.get("/assessment/ideas").text


def test_only_pages_that_everybody_visits_tell_of_danger(app):
    """A log or a history of addresses and titles does not say who was shown a card."""
    seen = []
    for safety in ("none", "abuse"):
        client = app.test_client()
        walking.start(client)
        for question, chosen in (
            ("for_whom", "self"),
            ("helped_by", "nobody"),
            ("age", "26_64"),
            ("place", "rather_not_say"),
        ):
            walking.answer(client, question, chosen=chosen)
        told = walking.answer(client, "safety", chosen=[safety])
        seen.append((told.status_code, told.location))
        page = client.get(told.location)
    assert seen[0] == seen[1]
    assert "<title>Please read this first" in page.text


def test_a_result_reaches_the_person_even_when_the_directory_fails(client, app, monkeypatch):
    def failing(*_: object) -> None:
        raise OSError("the index is gone")

    monkeypatch.setattr("app.directory.api.ideas_for", failing)
    page = walking.result(client, hygiene="cannot")
    assert page.status_code == 200
    assert "the council should look at this with you" in page.text


def test_whoever_would_rather_not_say_if_they_are_safe_sees_who_listens(client):
    page = walking.result(client, safety=["rather_not_say"]).text
    assert "Samaritans" in page
    assert "National Domestic Abuse Helpline" in page


CHOOSES_HELP = {"hygiene": "cannot", "nutrition": "needs_help", "place": "TS18 1AU", "matters": "My garden."}


def test_a_helper_of_ones_own_is_offered_with_the_way_to_the_guide_the_sum_and_who_is_there(client):
    result = walking.result(client, **CHOOSES_HELP)
    client.post("/assessment/plan/suggested", data={"draft": walking.tag_in(result)})
    for page in (result, client.get("/assessment/plan")):
        for address in ("/employing/", "/employing/cost", "/personal-assistants/"):
            assert f'href="{address}"' in page.text


def test_an_advert_begins_with_what_was_told_and_with_no_more_than_was_agreed_to(client):
    tag = walking.tag_in(walking.result(client, **CHOOSES_HELP))
    begun = client.post("/assessment/advert", data={"draft": tag})
    assert begun.status_code == 303
    page = client.get(begun.location)
    assert re.search(r'value="personal_care"[^>]* checked', page.text)
    assert "TS18" in page.text
    assert "1AU" not in page.text
    assert "My garden." not in page.text
    client.post("/assessment/advert", data={"draft": tag, "matters": "y"})
    assert "My garden." in client.get(begun.location).text
