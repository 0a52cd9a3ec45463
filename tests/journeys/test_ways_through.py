"""The other ways through the questions: the carer's own, the short one, Easy Read, and from one into another."""

from sqlalchemy import select

from app import db
from app.assessment.domain import Subject
from app.referrals.store import ReferralRow
from tests.journeys.conftest import NewPerson
from tests.journeys.lives import AT_THE_END_OF_THEIR_STRENGTH, CALM, CARERS_LIFE, JUST_HELPS_HER_MUM, STRUGGLING
from tests.journeys.pages import CaringPage, CheckAnswersPage, QuestionPage, ResultPage, StartPage
from tests.journeys.pages_sending import NamePage
from tests.serving import Site


def subject_of(site: Site, reference: str) -> str | None:
    """Whom a case is about."""
    with site.app.app_context():
        return db.session().scalar(select(ReferralRow.subject).where(ReferralRow.reference == reference))


def test_who_just_helps_their_mum_sends_a_case_of_their_own(new_person: NewPerson, hounslow: Site) -> None:
    carer = new_person()
    carer.opens("/")
    carer.follows(carer.main.get_by_role("link", name="“I just help my mum”"))
    eight = CaringPage(carer).start().answer_up_to(CARERS_LIFE[0], JUST_HELPS_HER_MUM)
    assert eight.ids == CARERS_LIFE
    eight.answer_all(JUST_HELPS_HER_MUM).see_what_could_help()
    ResultPage(carer).send_to_the_council()
    birth = NamePage(carer).fill_in("Bea Bell")
    reach = birth.fill_in("4", "5", "1970").fill_in("4 Mill Plat", "TW7 4AA").leave_empty()
    check = reach.ring("07700 900124").fill_in("In the morning").fill_in("Large print").leave_empty()
    sent = check.send()
    assert subject_of(hounslow, sent.reference) == Subject.CARER
    assert sent.where_is_my_form().show(sent.code).says(sent.reference)


def test_the_short_way_leads_to_a_result_and_the_ask_in_fewer_than_ten_pages(new_person: NewPerson) -> None:
    person = new_person()
    person.opens("/")
    first = StartPage(person).see_what_could_help().start("The short way")
    first.answer_all(AT_THE_END_OF_THEIR_STRENGTH).see_what_could_help()
    result = ResultPage(person)
    assert len(person.seen) - len(["the start page"]) < 10
    result.send_to_the_council()
    NamePage(person)


def test_easy_read_shows_a_picture_with_each_question_up_to_the_check(new_person: NewPerson) -> None:
    person = new_person()
    person.opens("/")
    page = StartPage(person).see_what_could_help().start(easy_read=True)
    while CheckAnswersPage.heading not in person.heading:
        page = QuestionPage(person)
        assert page.has_picture, page.ids
        page.answer(CALM)
    assert CheckAnswersPage(person).says("My garden, and my sister on Sundays.")


def test_whoever_changes_to_the_short_way_half_way_is_asked_nothing_twice(new_person: NewPerson) -> None:
    person = new_person()
    person.opens("/")
    tired = StartPage(person).see_what_could_help().start().answer_up_to("clothing", STRUGGLING)
    tired_of = person.heading
    onwards = tired.cannot_go_on().say_why("I am too tired or ill").go_on_the_short_way()
    assert onwards.ids == ("hard",)
    check = onwards.answer_all({**STRUGGLING, "hard": ("home_safety", "hygiene")})
    asked = [heading for heading in person.seen if heading.endswith("?") and heading != tired_of]
    assert len(asked) == len(set(asked))
    assert check.says("I need someone to help me or remind me")
