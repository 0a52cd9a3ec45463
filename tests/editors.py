"""Editors and moderators at work on people's own pages: a small room of notices, and any order of their deeds.

The room keeps what the public reads in a table of its own, so that it stands or falls with the deed that wrote it.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Barrier, Lock
from typing import TypeVar
from uuid import UUID

from flask import Flask
from hypothesis import strategies
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import MetaData, delete
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from app import db
from app.accounts.domain import Role, Staff
from app.config import Config
from app.factory import create_app
from app.kernel.at_once import SomeoneElseWasFirst
from app.kernel.clock import now
from app.publishing import api, moderation
from app.publishing.domain import CannotBeSent, Content, Deed, Entry, Kind, Line, Page, Remark, Standing
from app.publishing.store import held, trust
from tests.staff import member_of_staff
from tests.strict_client import StrictClient

Came = TypeVar("Came")
FORBIDDEN, DOUBTFUL = "forbidden", "doubtful"


class OfThisRoom(DeclarativeBase):
    """The tables of the room of notices alone."""

    metadata = MetaData()


class PublicNotice(OfThisRoom):
    """What the public reads of a notice."""

    __tablename__ = "public_notice"

    page_id: Mapped[UUID] = mapped_column(primary_key=True)
    words: Mapped[str]


class Notices:
    """A room whose pages say one thing. The word "forbidden" stops one, "doubtful" gives the moderator a remark."""

    kind = Kind.LISTING
    noun = "Notice"

    def lines(self, content: Content) -> tuple[Line, ...]:
        return tuple(Line(name, name.capitalize(), str(text)) for name, text in sorted(content.items()))

    def remarks(self, session: Session, page: Page, content: Content) -> tuple[Remark, ...]:
        marked = ((FORBIDDEN, True), (DOUBTFUL, False))
        return tuple(Remark("words", f"It says {word}", stops) for word, stops in marked if word in content["words"])

    def publish(self, writing: Session, page: Page, content: Content | None) -> None:
        row = writing.get(PublicNotice, page.id)
        if row is not None:
            writing.delete(row)
            writing.flush()
        if content is not None:
            writing.add(PublicNotice(page_id=page.id, words=content["words"]))
            writing.flush()

    def forget(self, writing: Session, page: Page) -> None:
        assert writing.get(PublicNotice, page.id) is None

    def public_address(self, page: Page) -> str | None:
        return f"/notices/{page.id}" if page.is_public else None

    def edit_address(self, page: Page) -> str:
        return f"/your-pages/notices/{page.id}"


@contextmanager
def made_once(
    data_dir: Path, new_database: Callable[[Path], str], compiled_templates: Path, **settings: str
) -> Iterator[Flask]:
    """An application as the fixture `app` makes it, for several tests."""
    (data_dir / "templates").symlink_to(compiled_templates)
    settings = {"DATA_DIR": str(data_dir), "DATABASE_URL": new_database(data_dir), **settings}
    app = create_app(Config.from_environment(settings))
    app.test_client_class, app.config["WTF_CSRF_ENABLED"] = StrictClient, False
    yield app
    app.extensions["engine"].dispose()


def emptied(app: Flask) -> None:
    """Deletes every account, page and message; what is on record stays."""
    with app.app_context(), db.transaction() as writing:
        for table in (*OfThisRoom.metadata.sorted_tables, *reversed(db.Base.metadata.sorted_tables)):
            if table.name.startswith(("own_page", "outbox", "staff_")):
                writing.execute(delete(table))


def keep_notices(app: Flask, kind: Kind = Kind.LISTING) -> None:
    """Has the application keep notices."""
    room = Notices()
    room.kind = kind
    api.register(app, room)
    with app.app_context():
        OfThisRoom.metadata.create_all(app.extensions["engine"])


def editor(app: Flask, name: str = "ed", trusted: bool = False) -> Staff:
    """Somebody who keeps a page."""
    who = member_of_staff(app, f"{name}@example.org", Role.COMMUNITY_EDITOR, name=f"{name.capitalize()} Editor")
    if trusted:
        with app.app_context(), db.transaction() as writing:
            trust(writing, who.id, Kind.LISTING, who.id, now())
    return who


def moderator(app: Flask, name: str = "mo", role: Role = Role.DIRECTORY_EDITOR) -> Staff:
    """Somebody who decides."""
    return member_of_staff(app, f"{name}@staff.example.org", role, name=f"{name.capitalize()} Moderator")


def notice(
    app: Flask, *owners: Staff, words: str = "Tea at two", title: str = "Tea", kind: Kind = Kind.LISTING
) -> UUID:
    """A notice that these people keep, as a draft."""
    with app.app_context(), db.transaction() as writing:
        page = api.begin(writing, kind, title, owners[0].id, {"words": words})
        for owner in owners[1:]:
            api.add_owner(writing, page.id, owner.id, owners[0].id)
        return page.id


def do(app: Flask, deed: Callable[[Session], object]) -> None:
    """Does it in a transaction of its own."""
    with app.test_request_context(), db.transaction() as writing:
        deed(writing)


def sent(app: Flask, id: UUID, owner: Staff) -> None:
    """Sends the newest version."""
    do(app, lambda writing: api.submit(writing, id, owner.id, as_it_is(app, id).newest))


def as_it_is(app: Flask, id: UUID) -> Page:
    """The page now."""
    with app.app_context():
        page = api.page(db.session(), id)
        assert page is not None
        return page


def public_words(app: Flask, id: UUID) -> str | None:
    """What the public reads."""
    with app.app_context():
        row = db.session().get(PublicNotice, id)
        return row.words if row else None


@dataclass
class Done:
    """What got through: texts by their version, deeds by how often, and who won each version."""

    texts: dict[int, str] = field(default_factory=dict)
    deeds: list[Deed] = field(default_factory=list)
    refused: int = 0
    lock: Lock = field(default_factory=Lock)

    def wrote(self, number: int, text: str) -> None:
        with self.lock:
            assert number not in self.texts, f"two people won version {number}"
            self.texts[number] = text

    def did(self, deed: Deed) -> None:
        with self.lock:
            self.deeds.append(deed)

    def was_refused(self) -> None:
        with self.lock:
            self.refused += 1


@dataclass
class Scrum:
    """Many people at one page at once, each acting on what they last saw."""

    app: Flask
    id: UUID
    editors: Sequence[Staff]
    moderators: Sequence[Staff]
    done: Done = field(default_factory=Done)

    def run(self, deeds_of_each: int, seed: int = 0) -> None:
        """Has everybody begin in the same moment."""
        people = [(who, True) for who in self.editors] + [(who, False) for who in self.moderators]
        together = Barrier(len(people))

        def work(number: int) -> None:
            who, edits = people[number]
            chance = random.Random(seed * 1000 + number)
            together.wait()
            for turn in range(deeds_of_each):
                seen = as_it_is(self.app, self.id).newest
                try:
                    (self._edit if edits else self._moderate)(who, seen, chance, f"{who.id} in turn {turn}")
                except (SomeoneElseWasFirst, CannotBeSent):
                    self.done.was_refused()

        with ThreadPoolExecutor(len(people)) as working:
            list(working.map(work, range(len(people))))

    def _edit(self, who: Staff, seen: int, chance: random.Random, text: str) -> None:
        choice = chance.random()
        if choice < 0.6:
            self._write(
                seen, lambda writing: api.save_draft(writing, self.id, who.id, seen, {"words": text}, "Tea"), text
            )
        elif choice < 0.9:
            if self._act(lambda writing: _sends(writing, self.id, who.id, seen)):
                self.done.did(Deed.SENT)
        else:
            number = chance.randint(1, seen)
            with self.app.app_context():
                earlier = next(each for each in api.versions(db.session(), self.id) if each.number == number)
            words = earlier.content["words"]
            self._write(seen, lambda writing: api.restore(writing, self.id, number, who.id, seen), words)
            self.done.did(Deed.RESTORED)

    def _moderate(self, who: Staff, seen: int, chance: random.Random, text: str) -> None:
        deed = chance.choice([Deed.APPROVED, Deed.APPROVED, Deed.ASKED_BACK, Deed.REJECTED, Deed.TAKEN_DOWN])
        self._act(lambda writing: DEEDS[deed](writing, self.id, seen, who.id, text))
        self.done.did(deed)

    def _write(self, seen: int, deed: Callable[[Session], Page], text: str) -> None:
        number = self._act(deed).newest
        assert number == seen + 1, f"version {number} was written by somebody who had seen {seen}"
        self.done.wrote(number, text)

    def _act(self, deed: Callable[[Session], Came]) -> Came:
        with self.app.test_request_context(), db.transaction() as writing:
            return deed(writing)

    def faults(self) -> list[str]:
        """What is not as it must be, once everybody has left off."""
        with self.app.app_context():
            versions = {each.number: each.content["words"] for each in api.versions(db.session(), self.id)}
            history = api.history(db.session(), self.id)
        page, public = as_it_is(self.app, self.id), public_words(self.app, self.id)
        begun = {1: versions.get(1)}
        checks = {
            "a version is missing or says something else": versions == begun | self.done.texts,
            "the numbers have gaps": sorted(versions) == list(range(1, page.newest + 1)),
            "a deed is missing or doubled": len(history) == len(self.done.deeds),
            "the public reads something else": public == (versions[page.published] if page.published else None),
            "something public was never approved": public is None or _was_approved(history, page),
        }
        return [words for words, holds in checks.items() if not holds]


def _sends(writing: Session, id: UUID, account: int, seen: int) -> bool:
    """Sends a page; whether there was anything to send."""
    row = held(writing, id)  # so that nobody comes between the look and the press
    assert row is not None
    may_be_sent = row.page().may_be_sent
    api.submit(writing, id, account, seen)
    return may_be_sent


def _was_approved(history: Sequence[Entry], page: Page) -> bool:
    """Whether a moderator let the public read what it reads."""
    return any(entry.number == page.published and entry.deed is Deed.APPROVED for entry in history)


DEEDS: dict[Deed, Callable[[Session, UUID, int, int, str], Page]] = {
    Deed.APPROVED: lambda writing, id, seen, by, _: moderation.approve(writing, id, seen, by),
    Deed.ASKED_BACK: moderation.ask_back,
    Deed.REJECTED: moderation.reject,
    Deed.TAKEN_DOWN: lambda writing, id, _, by, words: api.take_down(writing, id, by, words),
}


class People(RuleBasedStateMachine):
    """Two editors and a moderator who look at one page whenever they like and act on what they saw.

    The model: the texts of all versions, where the page stands, and the number that the public reads.
    """

    app: Flask
    editors: tuple[Staff, Staff]
    judge: Staff

    def __init__(self) -> None:
        super().__init__()
        self.id = notice(self.app, *self.editors, words="text 1")
        self.texts, self.standing, self.published = ["text 1"], Standing.DRAFT, 0
        self.words = ""
        self.seen = {who.id: 1 for who in (*self.editors, self.judge)}

    @rule(who=strategies.integers(0, 2))
    def looks(self, who: int) -> None:
        self.seen[(*self.editors, self.judge)[who].id] = as_it_is(self.app, self.id).newest

    @rule(who=strategies.integers(0, 1))
    def writes(self, who: int) -> None:
        id, text = self.editors[who].id, f"text {len(self.texts) + 1}"
        seen = self.seen[id]
        if self._did(
            self.editors[who], lambda writing: api.save_draft(writing, self.id, id, seen, {"words": text}, "Tea")
        ):
            self.texts.append(text)
            self.standing = Standing.DRAFT

    @rule(who=strategies.integers(0, 1), back=strategies.integers(0, 3))
    def goes_back(self, who: int, back: int) -> None:
        id, number = self.editors[who].id, max(1, len(self.texts) - back)
        seen = self.seen[id]
        if self._did(self.editors[who], lambda writing: api.restore(writing, self.id, number, id, seen)):
            self.texts.append(self.texts[number - 1])
            self.standing = Standing.DRAFT

    @rule(who=strategies.integers(0, 1))
    def sends(self, who: int) -> None:
        id = self.editors[who].id
        seen = self.seen[id]
        may_be = self.standing is not Standing.REJECTED
        sendable = self.standing in {Standing.DRAFT, Standing.ASKED_BACK, Standing.REMOVED}
        if self._did(self.editors[who], lambda writing: api.submit(writing, self.id, id, seen), may_be):
            self.standing = Standing.WAITING if sendable else self.standing

    @rule(deed=strategies.sampled_from(sorted(DEEDS)))
    def decides(self, deed: Deed) -> None:
        seen, waits = self.seen[self.judge.id], self.standing is Standing.WAITING
        may_be = waits or (deed is Deed.ASKED_BACK and self.standing is Standing.PUBLISHED)
        act = lambda writing: DEEDS[deed](writing, self.id, seen, self.judge.id, "Why")  # noqa: E731
        if deed is Deed.TAKEN_DOWN:
            do(self.app, act)
            self.standing, self.published = Standing.REMOVED, 0
        elif self._did(self.judge, act, may_be):
            self.standing = _AFTER[deed]
            self.published = len(self.texts) if deed is Deed.APPROVED else self.published

    @invariant()
    def every_version_is_there_and_the_public_reads_what_was_approved(self) -> None:
        with self.app.app_context():
            versions = api.versions(db.session(), self.id)
        page = as_it_is(self.app, self.id)
        assert [each.content["words"] for each in reversed(versions)] == self.texts
        assert (page.standing, page.published or 0) == (self.standing, self.published)
        assert public_words(self.app, self.id) == (self.texts[self.published - 1] if self.published else None)

    def _did(self, who: Staff, deed: Callable[[Session], object], may_be: bool = True) -> bool:
        """Does it as seen, and holds that it got through exactly when nobody was first and it may be."""
        expected = may_be and self.seen[who.id] == len(self.texts)
        try:
            do(self.app, deed)
        except (SomeoneElseWasFirst, CannotBeSent):
            assert not expected
            return False
        assert expected
        return True


def machine_of(app: Flask, editors: tuple[Staff, Staff], judge: Staff) -> type[People]:
    """The machine with these people at an application of the test's."""
    return type("PeopleAtWork", (People,), {"app": app, "editors": editors, "judge": judge})


_AFTER = {
    Deed.APPROVED: Standing.PUBLISHED,
    Deed.ASKED_BACK: Standing.ASKED_BACK,
    Deed.REJECTED: Standing.REJECTED,
}
