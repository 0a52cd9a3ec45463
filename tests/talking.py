"""For tests of adverts and conversations: personal assistants who may be seen, people who look, and their talk."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from flask import Flask
from flask.testing import FlaskClient

from app.accounts.domain import Role, Staff
from app.db import session, transaction
from app.kernel.clock import now
from app.pa_finder.domain import Check, CheckKind, Details, Profile, Task
from app.pa_finder.own import keeping
from app.pa_finder.record import store
from app.pa_finder.talking import advert_store, callers, conversation_store
from app.pa_finder.talking.advert import Advert, Kept, Stage
from app.pa_finder.talking.caller import Agreed, Caller, Reached, Told
from app.pa_finder.talking.conversation import About, Report, Side
from tests.staff import member_of_staff, signed_in

PRIVATE = {
    "surname": "Canarysurname",
    "address": "77 Canary Terrace, Canaryville",
    "postcode": "TS24 7ZZ",
    "telephone": "01632 960777",
}
ABOUT = "I like long walks and short stories."


@dataclass(frozen=True)
class Pair:
    """A seeker and a personal assistant, each signed in, and a conversation between them."""

    seeker: FlaskClient
    pa: FlaskClient
    conversation: UUID
    page: UUID

    @property
    def address(self) -> str:
        return f"/personal-assistants/messages/{self.conversation}/"


def assistant(app: Flask, account: Staff | None = None) -> tuple[UUID, FlaskClient]:
    """Somebody called Robin who may be seen today, with all that is private, and their browser."""
    account = account or member_of_staff(app, "canary.pa@example.org", Role.PA, name="Robin")
    with app.app_context(), transaction() as writing:
        page = keeping.begin(writing, account.id)
        details = Details(born=date(1980, 5, 1), referees="Two people whom I helped", **PRIVATE)
        known = store.by_id(writing, page)
        assert known is not None
        store.save_details(writing, page, known.details_version, details)
        store.publish(writing, page, Profile("Robin", frozenset({Task.MEALS, Task.COMPANY}), about=ABOUT))
        for kind in CheckKind:
            seen = Check(uuid4(), kind, now().date(), None, "seen", account.id, now(), 2)
            store.add_check(writing, page, seen)
    return page, signed_in(app, account)


def pair(app: Flask, mark: str = "canary", people: tuple[Staff, Staff] | None = None) -> Pair:
    """A conversation that an advert has begun, in which nothing was said yet."""
    seeker, theirs = people or (
        member_of_staff(app, f"{mark}.seeker@example.org", Role.SEEKER, name="Ada Canaryborn"),
        member_of_staff(app, f"{mark}.pa@example.org", Role.PA, name="Robin"),
    )
    page, pa = assistant(app, theirs)
    advert = Advert("me", (Task.MEALS,), ("0-morning",), "TS24", "about 6", "I like the sea.")
    kept = Kept(
        uuid4(),
        seeker.id,
        None,
        "Ada",
        Stage.OUT,
        advert,
        (page,),
        "",
        language="en",
        version=1,
        changed_at=now(),
    )
    with app.app_context(), transaction() as writing:
        advert_store.begin(writing, kept, uuid4().hex)
        begun = conversation_store.begin(writing, kept, theirs.id, "Robin", page)
        assert begun is not None
    return Pair(signed_in(app, seeker), pa, begun.id, page)


def say(client: FlaskClient, talk: Pair, words: str, **more: str) -> int:
    """Says something as the page does; gives the status."""
    return client.post(f"{talk.address}say", data={"once": uuid4().hex, "words": words, **more}).status_code


def said_in(app: Flask, talk: Pair) -> list[str]:
    """What the store holds of a conversation."""
    with app.app_context():
        return [message.words for message in conversation_store.messages_of(session(), talk.conversation)]


def begin_again(app: Flask, talk: Pair) -> object:
    """The conversation that a second advert of the same seeker would begin with the same personal assistant."""
    with app.app_context(), transaction() as writing:
        there = conversation_store.by_id(writing, talk.conversation)
        assert there is not None
        seeker, pa = there.seeker.account, there.pa.account
        kept = Kept(
            uuid4(),
            seeker,
            None,
            "Ada",
            Stage.OUT,
            there.advert,
            (talk.page,),
            "",
            language="en",
            version=1,
            changed_at=now(),
        )
        return conversation_store.begin(writing, kept, pa, "Robin", talk.page)


def waiting_advert(app: Flask, mark: str, account: Staff | None = None) -> UUID:
    """An advert that staff have to read."""
    writer = account or member_of_staff(app, f"{mark}.seeker@example.org", Role.SEEKER, name="Ada")
    kept = Kept(uuid4(), writer.id, None, "Ada", Stage.WAITING, Advert("me", (Task.MEALS,)), (), "", "en", 1, now())
    with app.app_context(), transaction() as writing:
        advert_store.begin(writing, kept, uuid4().hex)
    return kept.id


def a_report(app: Flask, talk: Pair, about: About = About.RUDE, words: str = "Something rude.") -> UUID:
    """Something that the seeker reported of a conversation."""
    report = Report(uuid4(), talk.conversation, Side.SEEKER, about, words, now(), "", None, "", 1)
    with app.app_context(), transaction() as writing:
        there = conversation_store.by_id(writing, talk.conversation)
        assert there is not None
        conversation_store.add_report(writing, there, report)
    return report.id


def a_caller(app: Flask) -> Caller:
    """Ada, who has no e-mail and agreed on the telephone that staff write for her."""
    staff = member_of_staff(app, f"{uuid4()}@example.org", Role.ADVISER)
    reached = Reached("Ada", Told.LETTER, "01632 960778", "Ada Canaryborn\n78 Canary Terrace\nCanaryville")
    with app.app_context(), transaction() as writing:
        return callers.begin(writing, reached, Agreed.ON_THE_TELEPHONE, staff.id, "en")
