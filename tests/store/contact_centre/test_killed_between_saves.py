"""The server is killed while an adviser types: every word that the page said was saved is there afterwards."""

import random
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from time import sleep
from uuid import UUID

import requests

from app.contact_centre import store
from app.db import session
from tests.proofs.service import Service, served
from tests.staff import member_of_staff, signed_in

STORY = "Her mother sits alone all day and would like company; she used to sing and cook"
LONGEST_SAVE = 0.08
KILLED_AFTER_EVERY = 4


class Typist:
    """A browser on the page of one call, which saves what was typed so far as its script does."""

    def __init__(self, service: Service, cookie: str) -> None:
        self.address = f"http://127.0.0.1:{service.port}"
        self.browser = requests.Session()
        self.browser.cookies.set("staff", cookie)
        home = self.browser.get(f"{self.address}/staff/calls/", timeout=20).text
        self.hidden = {"csrf_token": re.findall(r'name="csrf_token" value="([^"]+)"', home)[0], "window": "w"}
        self.call = self.browser.post(f"{self.address}/staff/calls/", data=self.hidden, timeout=20).url
        self.saved = self.typed = ""

    def types(self, word: str) -> None:
        """One more word, and a save that may get no answer."""
        self.typed = f"{self.typed} {word}".strip()
        words, sent = self.typed, {**self.hidden, "version": "1", "want": self.typed}
        with suppress(requests.ConnectionError):
            if self.browser.post(f"{self.call}/beside", data=sent, timeout=20).status_code == 200:
                self.saved = words


def test_every_word_that_was_saved_survives_a_kill_between_and_during_saves(tmp_path: Path) -> None:
    chance = random.Random(5)
    with served(Service(tmp_path / "data", workers=1)) as service:
        app = service.app()
        cookie = signed_in(app, member_of_staff(app)).get_cookie("staff")
        assert cookie is not None
        typist = Typist(service, cookie.value)
        for number, word in enumerate(STORY.split()):
            with ThreadPoolExecutor(1) as typing:
                typing.submit(typist.types, word)
                if number % KILLED_AFTER_EVERY == KILLED_AFTER_EVERY - 1:
                    sleep(chance.uniform(0, LONGEST_SAVE))
                    service.kill()
                    service.start()
            with app.app_context():
                kept = store.by_id(session(), UUID(typist.call.rsplit("/", 1)[1]))
            assert kept is not None
            assert kept.notes.want in (typist.saved, typist.typed)
            assert kept.notes.want.startswith(typist.saved)
        assert typist.saved == STORY
        app.extensions["engine"].dispose()
