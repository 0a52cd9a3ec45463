"""The pages of somebody who keeps a list, and of whoever is given a link to it."""

from urllib.parse import urlsplit

from playwright.sync_api import Locator

from tests.journeys.pages import Page


class FoundPage(Page):
    """What a search of the directory found."""

    def keep_first(self) -> str:
        """Keeps the first service that is not kept yet, and gives its name."""
        button = self.person.main.get_by_role("button", name="Keep in my list").first
        name = button.inner_text().split(": ", 1)[1].strip()
        self.person.follows(button)
        self.person.looks()
        return name

    @property
    def said_of_my_list(self) -> str:
        return self.person.page.get_by_role("navigation", name="Main").get_by_role("link", name="My list").inner_text()

    def see_my_list(self) -> "MyListPage":
        self.person.follows(self.person.page.get_by_role("navigation", name="Main").get_by_role("link", name="My list"))
        return MyListPage(self.person)


class ListedPage(Page):
    """Services one under the other."""

    @property
    def names(self) -> list[str]:
        return [" ".join(each.inner_text().split()) for each in self.person.main.locator(".careway-plan__name").all()]


class MyListPage(ListedPage):
    heading = "My list"

    def move_down(self, name: str) -> "MyListPage":
        self._presses_of("Move down", name)
        return MyListPage(self.person)

    def take_out(self, name: str) -> "MyListPage":
        self._presses_of("Take it out", name)
        return MyListPage(self.person)

    def write_note(self, name: str, words: str) -> "MyListPage":
        self.person.tabs_to(self._thing(name).locator("summary"))
        self.person.page.keyboard.press("Enter")
        self.person.writes(f"Your note: {name}", words)
        self._presses_of("Keep this note", name)
        return MyListPage(self.person)

    def share(self) -> str:
        """Makes a link and gives the path that it opens."""
        self.presses("Make a link")
        self.person.looks("My list")
        address = urlsplit(self.person.main.locator("a[href*='/list/shared/']").first.get_attribute("href") or "")
        return f"{address.path}?{address.query}"

    def print_it(self) -> "BookletPage":
        self.follows("Print it as a booklet")
        return BookletPage(self.person)

    def send_to(self, where: str) -> "Page":
        self.follows("Send it to myself")
        self.person.looks("Send it to myself")
        self.person.writes("E-mail address or mobile number", where)
        self.presses("Send me the link")
        return Page(self.person)

    def _presses_of(self, words: str, name: str) -> None:
        """Presses a button that says, to those who listen, which service it is for."""
        self.person.follows(self.person.main.get_by_role("button").filter(has_text=f"{words}: {name}"))

    def _thing(self, name: str) -> Locator:
        return self.person.main.get_by_role("listitem").filter(has=self.person.page.get_by_role("heading", name=name))


class SharedPage(ListedPage):
    heading = "A list of help and support"

    def keep_all(self) -> MyListPage:
        self.presses("Keep all of these in my list")
        return MyListPage(self.person)


class BookletPage(Page):
    heading = "A list of help and support"

    @property
    def words(self) -> str:
        self.person.page.emulate_media(media="print")
        return self.person.page.locator("body").inner_text()
