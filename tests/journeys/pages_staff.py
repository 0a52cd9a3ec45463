"""The pages of the council's staff."""

from tests.journeys.pages import Page


class SignInPage(Page):
    heading = "Sign in: for the council's staff"

    def sign_in(self, email: str, password: str) -> "ChoosePasswordPage":
        self.person.writes("E-mail address", email)
        self.person.writes("Password", password)
        self.presses("Sign in")
        return ChoosePasswordPage(self.person)


class ChoosePasswordPage(Page):
    heading = "Choose a password"

    def change(self, old: str, new: str) -> "ListPage":
        self.person.writes("Your password now", old)
        self.person.writes("New password", new)
        self.presses("Keep the new password")
        return ListPage(self.person)


class ListPage(Page):
    heading = "Forms to read"

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

    def close(self, outcome: str) -> "CasePage":
        self.person.writes("What came of it?", outcome)
        self.presses("It is done")
        return CasePage(self.person)
