"""Every route by every method, as each role and as nobody, for records that there are and for one that there is not."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
import time_machine
from flask import Flask, url_for
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.access import TABLE
from app.accounts.domain import Asker, Role, Staff
from app.config import Config
from app.factory import create_app
from app.kernel.clock import now
from app.triage.domain import OF_EVERYTHING
from app.web.language import IN_ENGLISH
from tests.architecture.examples import EVERY_ROLE, EXAMPLES, OWN, Record
from tests.architecture.test_routes import FILLED
from tests.conftest import NewDatabase
from tests.staff import member_of_staff, signed_in

NOWHERE = {True: "/staff/no-such-page", False: "/no-such-page"}
"""An address without a page, among those in English and among those in the person's language."""
NOT_THERE = "a record that there is not"
HALF = "a record, and a part of it that there is not"

# What these do ends the session that asks for it.
ENDS_SESSIONS = {
    *("accounts", "own_account", "second_factor", "passkeys", "staff_register"),
    *("your_account", "your_sign_in"),
}


@dataclass(frozen=True)
class Request:
    """One request of the matrix: an address with records in it, and the roles that both table and room give it to.

    `given` are those of the table alone, `is_another` says that it is not the first record of its kind.
    """

    endpoint: str
    method: str
    address: str
    record: str
    who: Asker | frozenset[Role]
    given: Asker | frozenset[Role]
    is_another: bool = False


@dataclass(frozen=True)
class Answer:
    """What came of a request. `words` are the page's, without its address."""

    asker: Role | None
    request: Request
    status: int
    words: str

    def __str__(self) -> str:
        asker = self.asker or "nobody"
        return f"{asker}: {self.request.method} {self.request.address} ({self.request.record}): {self.status}"


@dataclass
class World:
    """A council in which there is one of everything, and somebody of each role alone."""

    app: Flask
    people: Mapping[Role, Staff]
    records: Mapping[str, tuple[Record, ...]]

    def requests(self) -> Iterator[Request]:
        """Every route by every method that it takes, with each record and with one that there is not."""
        for rule in self.app.url_map.iter_rules():
            for method in sorted(rule.methods or ()):
                if method in {"GET", "POST"}:
                    yield from self._with_records(rule, method)

    def _with_records(self, rule: Rule, method: str) -> Iterator[Request]:
        entry = TABLE[rule.endpoint]
        who = entry.get(method, frozenset()) if isinstance(entry, Mapping) else entry
        plain = {name: FILLED[name] for name in rule.arguments}
        named = next((name for name in rule.arguments if self._key(rule, name) in self.records), None)
        absent = any(name.endswith("_id") for name in plain)
        yield Request(rule.endpoint, method, self._address(rule, plain), NOT_THERE if absent else "no record", who, who)
        for number, record in enumerate(self.records[self._key(rule, named)] if named else ()):
            narrowed = who if isinstance(who, Asker) else who & record.open_to
            address = self._address(rule, {**plain, named: record.name})
            what = "a record" if len(plain) == 1 else HALF
            yield Request(rule.endpoint, method, address, what, narrowed, who, is_another=number > 0)

    def _key(self, rule: Rule, name: str) -> str:
        return f"{rule.endpoint.partition('.')[0]}.{name}"

    def _address(self, rule: Rule, values: Mapping[str, object]) -> str:
        with self.app.test_request_context():
            return url_for(rule.endpoint, **values)


@pytest.fixture(scope="module")
def world(new_database: NewDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("matrix")
    app = create_app(Config.from_environment({"DATA_DIR": str(folder), "DATABASE_URL": new_database(folder)}))
    app.config["WTF_CSRF_ENABLED"] = False
    people = {role: member_of_staff(app, f"{role}@example.org", role) for role in Role}
    records = {
        key: (*(EXAMPLES[key](app) if key in EXAMPLES else ()), *(OWN[key](app, people) if key in OWN else ()))
        for key in {**EXAMPLES, **OWN}
    }
    yield World(app, people, records)
    app.extensions["engine"].dispose()


@pytest.fixture(scope="module")
def answers(world: World) -> list[Answer]:
    """What each asker was answered: first to what is not theirs, then to reading, last to what changes something."""
    requests = list(world.requests())
    with time_machine.travel(now(), tick=False):  # a page holds a token that tells the second
        return [
            answer
            for stage in (_is_refused, _reads, _writes)
            for turn, asker in enumerate((None, *Role))
            for answer in _ask(
                world, asker, [each for each in requests if stage(asker, each) and _asks(asker, turn, each)]
            )
        ]


def _asks(asker: Role | None, turn: int, request: Request) -> bool:
    """Everybody asks for everything, but for two things that nothing hangs on.

    A page that is anybody's does not look who asks: nobody asks for it, and the roles in turn. And the guard looks at
    roles before anything looks for a record: whoever it refuses asks for one record of each kind.
    """
    if request.who is Asker.ANYONE:
        return turn in {0, 1 + sum(request.address.encode()) % len(Role)}
    return not request.is_another or isinstance(request.given, Asker) or asker in request.given


def _is_refused(asker: Role | None, request: Request) -> bool:
    return not isinstance(request.who, Asker) and asker not in request.who


def _reads(asker: Role | None, request: Request) -> bool:
    return not _is_refused(asker, request) and request.method == "GET"


def _writes(asker: Role | None, request: Request) -> bool:
    return not _is_refused(asker, request) and request.method == "POST"


def _ask(world: World, asker: Role | None, requests: list[Request]) -> Iterator[Answer]:
    client = _browser(world, asker)
    for request in requests:
        ends = request.endpoint.partition(".")[0] in ENDS_SESSIONS
        answer = (_browser(world, asker) if ends else client).open(request.address, method=request.method)
        yield Answer(asker, request, answer.status_code, _words(answer, request.address))
        answer.close()


def _browser(world: World, asker: Role | None) -> FlaskClient:
    return (
        FlaskClient(world.app, world.app.response_class) if asker is None else signed_in(world.app, world.people[asker])
    )


def _words(answer: TestResponse, address: str) -> str:
    """The page without its address and without the tokens of its forms, which are each browser's own."""
    return (
        re.sub(r'(name="csrf_token" value=)"[^"]+"', r"\1", answer.text).replace(f'"{address}"', '"ADDRESS"')
        if answer.mimetype == "text/html"
        else ""
    )


def test_nobody_is_given_what_the_table_gives_to_others(answers: list[Answer]) -> None:
    refused = [answer for answer in answers if _is_refused(answer.asker, answer.request)]
    assert len(refused) > 100
    assert [str(answer) for answer in refused if answer.status < 300] == []
    assert [str(answer) for answer in refused if answer.asker and answer.status != 404] == []


def test_whoever_is_not_signed_in_is_sent_to_sign_in_and_shown_nothing(answers: list[Answer]) -> None:
    nobody = [answer for answer in answers if answer.asker is None and not isinstance(answer.request.who, Asker)]
    assert {answer.status for answer in nobody} <= {303, 403}
    assert [str(answer) for answer in nobody if "Canary" in answer.words] == []


def test_forbidden_and_not_there_look_the_same(world: World, answers: list[Answer]) -> None:
    with time_machine.travel(now(), tick=False):
        for asker in Role:
            refused = [each for each in answers if each.asker is asker and _is_refused(asker, each.request)]
            for english, nowhere in NOWHERE.items():
                pages = {each.words for each in refused if each.request.address.startswith(IN_ENGLISH) is english}
                absent = _words(_browser(world, asker).get(nowhere), nowhere)
                assert pages <= {absent}, f"{asker} can tell a page that is forbidden from one that is not there"


def test_a_record_that_is_not_there_is_given_to_nobody(answers: list[Answer]) -> None:
    absent = [
        answer
        for answer in answers
        if answer.asker and not isinstance(answer.request.who, Asker) and answer.request.record == NOT_THERE
    ]
    assert [str(answer) for answer in absent if answer.status < 300] == []


def test_whoever_may_open_a_record_can(answers: list[Answer]) -> None:
    own = [
        answer
        for answer in answers
        if answer.asker in EVERY_ROLE and answer.request.record == "a record" and _reads(answer.asker, answer.request)
    ]
    assert [str(answer) for answer in own if answer.status == 404] == []


def test_nothing_that_anybody_asks_for_breaks_the_service(answers: list[Answer]) -> None:
    """A machine that is busy may put off whoever wants a PDF; that is an answer of its own."""
    broken = [answer for answer in answers if answer.status >= 500]
    assert [str(each) for each in broken if each.status != 503 or not each.request.endpoint.endswith("pdf")] == []


def test_only_those_who_may_open_every_case_read_counts_in_which_small_numbers_are_not_hidden() -> None:
    assert TABLE["judged_rules.listed"] == OF_EVERYTHING


def test_every_example_is_of_a_page_that_there_is(world: World) -> None:
    named = {
        f"{rule.endpoint.partition('.')[0]}.{name}"
        for rule in world.app.url_map.iter_rules()
        for name in rule.arguments
    }
    assert EXAMPLES.keys() | OWN.keys() <= named
