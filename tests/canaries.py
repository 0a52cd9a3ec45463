"""What nobody may read of a personal assistant and of whoever looks for one, and a crawl that looks everywhere."""

import io
import re
import zipfile
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from uuid import uuid4

from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.accounts.domain import Role
from app.db import session, transaction
from app.messages.store import OutboxMessage
from app.pa_finder.talking import conversation_store
from app.pa_finder.talking.conversation import Reach, Side
from tests import talking
from tests.architecture.test_routes import FILLED
from tests.staff import member_of_staff, signed_in
from tests.talking import Pair

OF_THE_PA = ("Canarysurname", "Canary Terrace", "Canaryville", "TS24 7ZZ", "01632 960777", "canary.pa@example.org")
OF_THE_SEEKER = ("Canaryborn", "canary.seeker@example.org", "01632 960555", "shared.canary@example.org")

# Who may read of whom, and where: the council's keepers of PAs, whoever reads a reported conversation, and whoever
# keeps the accounts.
KEEPERS = frozenset({Role.DIRECTORY_EDITOR, Role.CARERS_TEAM, Role.MANAGER})
READERS = frozenset({Role.SAFEGUARDING, Role.MANAGER})
ALLOWED: Mapping[str, frozenset[Role]] = {
    "/staff/personal-assistants/": KEEPERS,
    "/staff/personal-assistants/reports/": READERS,
    "/staff/pages/": KEEPERS,
    "/staff/accounts/": frozenset({Role.ADMINISTRATOR}),
}

_LINK = re.compile(r'(?:href|src|action)="(/[^"#]*)')
_NOT_FOLLOWED = ("/static/", "/language/")
_SOLID = re.compile(r"[\s\u00a0]+")


@dataclass(frozen=True)
class Reader:
    """Somebody who looks round: their browser, their role if they have one, and what they must not find."""

    name: str
    browser: FlaskClient
    role: Role | None
    secrets: tuple[str, ...]


@dataclass
class Crawl:
    """How far somebody got, and what they found that they must not."""

    opened: int = 0
    kinds: set[str] = field(default_factory=set)
    found: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def world(app: Flask) -> Pair:
    """A personal assistant whom people see, in a conversation in which only the other has said how to be reached."""
    pair = talking.pair(app)
    with app.app_context(), transaction() as writing:
        talk = conversation_store.by_id(writing, pair.conversation)
        assert talk is not None
        conversation_store.share(writing, talk, Side.SEEKER, Reach("01632 960555", "shared.canary@example.org"))
        conversation_store.say(writing, talk, Side.PA, uuid4(), "Mondays suit me.")
    talking.a_report(app, pair)
    return pair


def readers(app: Flask, pair: Pair) -> Iterator[Reader]:
    """Nobody in particular, somebody of each role, and the two themselves, each of whom must not find the other."""
    both = (*OF_THE_PA, *OF_THE_SEEKER)
    yield Reader("anybody", app.test_client(), None, both)
    for role in Role:
        staff = member_of_staff(app, f"reads-{role}@example.net", role, name="Somebody Else")
        yield Reader(role, signed_in(app, staff), role, both)
    yield Reader("the PA", pair.pa, None, OF_THE_SEEKER)
    yield Reader("the seeker", pair.seeker, None, OF_THE_PA)


def crawl(app: Flask, reader: Reader, pair: Pair, most: int) -> Crawl:
    """Opens what leads from page to page, every address without a name in it, and those of the two."""
    came = Crawl()
    known = deque(_starts(app, pair))
    seen = set(known)
    while known and came.opened < most:
        path = known.popleft()
        answer = reader.browser.get(path)
        if answer.status_code >= 500:
            came.failed.append(f"{path}: {answer.status}")
        for place in (answer.location or "",) if answer.location else _links(answer):
            local = "/" + place.split("/", 3)[3] if place.startswith("http") else place
            if local.startswith("/") and not local.startswith(_NOT_FOLLOWED) and local not in seen:
                seen.add(local)
                known.append(local)
        came.opened += answer.status_code == 200
        came.kinds.add(answer.mimetype)
        came.found += [f"{path} as {reader.name}: {one}" for one in _secrets_in(answer, reader, path)]
    return came


def left_behind(app: Flask, log: str) -> list[str]:
    """What stands in mail, in the index and in the log that must not."""
    secrets = {*OF_THE_PA, *OF_THE_SEEKER}
    with app.app_context():
        letters = [f"{row.subject} {row.body}" for row in session().scalars(select(OutboxMessage))]
    found = [f"mail: {one}" for words in letters for one in among(words, secrets)]
    found += [f"log: {one}" for one in among(log, secrets)]
    for file in app.config["DATA_DIR"].rglob("*"):
        if file.is_file() and "index" in str(file.relative_to(app.config["DATA_DIR"])):
            found += [f"{file.name}: {one}" for one in among(file.read_bytes().decode("latin-1"), secrets)]
    return found


def _starts(app: Flask, pair: Pair) -> list[str]:
    plain = sorted(
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not set(rule.arguments) - FILLED.keys() and not rule.arguments
    )
    page = pair.page
    own = (
        f"/your-pages/pa/{page}/",
        f"/your-pages/pa/{page}/all",
        f"/your-pages/pa/{page}/you",
        f"/your-pages/{page}/history",
    )
    staff = (f"/staff/personal-assistants/{page}/", f"/staff/pages/{page}/")
    looking = ("/directory/?q=canary", "/sitemap.xml", "/api/oruk/v3/services")
    return list(dict.fromkeys((pair.address, f"{pair.address}share", *own, *staff, *looking, *plain)))


def _links(answer: TestResponse) -> Iterable[str]:
    return map(unescape, _LINK.findall(answer.text)) if answer.mimetype == "text/html" else ()


def _secrets_in(answer: TestResponse, reader: Reader, path: str) -> list[str]:
    may = any(path.startswith(prefix) and reader.role in roles for prefix, roles in ALLOWED.items())
    return [] if may else among(_words_of(answer), reader.secrets)


def _words_of(answer: TestResponse) -> str:
    """Everything that a file says, whatever its shape, and what its headers say."""
    headers = str(answer.headers)
    if answer.mimetype == "application/pdf":
        return headers + "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages)
    if answer.data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
            return headers + "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    return headers + unescape(answer.data.decode("utf-8", "replace"))


def among(words: str, secrets: Iterable[str]) -> list[str]:
    """Those of the secrets that stand there, in whatever case and spacing."""
    solid = _SOLID.sub("", words).casefold()
    return [one for one in secrets if _SOLID.sub("", one).casefold() in solid]
