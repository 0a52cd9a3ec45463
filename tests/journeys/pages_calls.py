"""The pages of the contact centre, used as an adviser does: by access keys, Tab and Enter."""

from tests.journeys.pages import Page

ALT = 1
"""The key by its number in the browser's own protocol."""


class CallsPage(Page):
    heading = "Calls"

    def new_call(self) -> "CallPage":
        self.goes_by("n")
        return CallPage(self.person)

    def goes_by(self, letter: str) -> None:
        """Presses an access key that leads to another page."""
        with self.person.page.expect_navigation():
            self.presses_key(letter)

    def presses_key(self, letter: str) -> None:
        """Presses Alt and a letter as a keyboard does: Playwright's own press does not say what is on the key."""
        page = self.person.page
        key = {"key": letter, "code": f"Key{letter.upper()}", "windowsVirtualKeyCode": ord(letter.upper())}
        keyboard = page.context.new_cdp_session(page)
        keyboard.send("Input.dispatchKeyEvent", {"type": "keyDown", "modifiers": ALT, "unmodifiedText": letter, **key})
        keyboard.send("Input.dispatchKeyEvent", {"type": "keyUp", "modifiers": ALT, **key})


class CallPage(CallsPage):
    heading = "Call"

    def writes_at(self, letter: str, words: str) -> None:
        """Jumps to a box by its key and types."""
        self.presses_key(letter)
        self.person.page.keyboard.type(words)

    def then(self, *lines: str) -> None:
        """Goes on with Tab from box to box, and types."""
        for words in lines:
            self.person.page.keyboard.press("Tab")
            self.person.page.keyboard.type(words)

    def searches(self, words: str) -> "CallPage":
        """Types what to look for and presses Enter."""
        self.writes_at("q", words)
        with self.person.page.expect_navigation():
            self.person.page.keyboard.press("Enter")
        return CallPage(self.person)

    def picks_first(self) -> "CallPage":
        self.person.follows(self.person.main.get_by_role("button", name="Pick").first)
        return CallPage(self.person)

    def gives_information(self) -> "InformationPage":
        self.goes_by("i")
        return InformationPage(self.person)


class InformationPage(Page):
    heading = "Give information and end the call"

    def send(self) -> CallPage:
        self.presses("Send and end the call")
        return CallPage(self.person)
