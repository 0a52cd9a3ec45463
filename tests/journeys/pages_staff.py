"""The pages of the council's staff."""

from tests.journeys.pages import Page


class SignInPage(Page):
    heading = "Sign in: for the council's staff"

    def sign_in(self, email: str, password: str) -> "ChoosePasswordPage":
        self.person.writes("E-mail address", email)
        self.person.writes("Password", password)
        self.presses("Sign in")
        return ChoosePasswordPage(self.person)

    def sign_in_again(self, email: str, password: str) -> "SecondStepPage":
        self.person.writes("E-mail address", email)
        self.person.writes("Password", password)
        self.presses("Sign in")
        return SecondStepPage(self.person)


class ChoosePasswordPage(Page):
    heading = "Choose a password"

    def change(self, old: str, new: str) -> "SetUpPage":
        self.person.writes("Your password now", old)
        self.person.writes("New password", new)
        self.presses("Keep the new password")
        return SetUpPage(self.person)


class SetUpPage(Page):
    heading = "Set up your second step"

    @property
    def key(self) -> str:
        return self.person.main.locator(".careway-key").first.inner_text()

    def prove(self, code: str) -> "RecoveryCodesPage":
        self.person.writes("Code that the app shows now", code)
        self.presses("Use this second step")
        return RecoveryCodesPage(self.person)


class RecoveryCodesPage(Page):
    heading = "Keep your recovery codes"

    @property
    def codes(self) -> list[str]:
        return self.person.main.get_by_role("listitem").all_inner_texts()


class SecondStepPage(Page):
    heading = "Type the code from your app"

    def give(self, code: str) -> Page:
        self.person.writes("Code from your app", code)
        self.presses("Go on")
        return Page(self.person)

    def recover(self, code: str) -> Page:
        self.person.opens_out("I do not have my phone")
        self.person.writes("Recovery code", code)
        self.presses("Go on")
        return Page(self.person)


class ListPage(Page):
    heading = "Cases"

    def open(self, reference: str) -> "CasePage":
        self.follows(reference)
        return CasePage(self.person)


class CasePage(Page):
    heading = "CW-"

    def decide(self, route: str, reason: str) -> "CasePage":
        self.person.chooses(route)
        self.person.writes("Why?", reason)
        self.presses("Save this route")
        return CasePage(self.person)

    def close(self, ended: str, words: str) -> "CasePage":
        self.person.selects("How did it end?", ended)
        self.person.writes("What came of it?", words)
        self.presses("Close the case")
        return CasePage(self.person)
