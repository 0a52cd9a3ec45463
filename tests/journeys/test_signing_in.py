"""A new member of staff comes in for the first time, and again: with the keyboard, with scripts and without."""

from app.accounts.second_factor import code_now
from tests.journeys.conftest import NewPerson
from tests.journeys.pages_staff import SecondStepPage, SignInPage
from tests.serving import Site

PASSWORD = "quiet lorry marmalade seven"


def test_somebody_new_chooses_a_password_sets_up_the_second_step_and_comes_back(
    new_person: NewPerson, hounslow: Site
) -> None:
    officer = new_person()
    email = f"new-{'with' if officer.scripts else 'without'}-scripts@staff.example.org"
    given = hounslow.command("accounts", "create", email, "--name", "Olu Officer", "--role", "triage").strip()
    officer.opens("/staff/referrals/")
    set_up = SignInPage(officer).sign_in(email, given).change(given, PASSWORD)
    shown = set_up.prove(code_now(set_up.key))
    codes = shown.codes
    shown.presses("I have kept them")
    officer.page.context.clear_cookies(name="staff")
    officer.opens("/staff/referrals/")
    assert SignInPage(officer).sign_in_again(email, PASSWORD).give("000000").says("That code is not right")
    SecondStepPage(officer).recover(codes[0])
    assert officer.heading == "Cases"
