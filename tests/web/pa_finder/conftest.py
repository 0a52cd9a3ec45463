"""A PA for the tests, whose private words are canaries: by hand, as people do it, or straight into the store."""

import re
from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import delete

from app import db
from app.accounts.domain import Role
from app.kernel.clock import now, today
from app.pa_finder.domain import Check, CheckKind, Details, Draft, Experience, Gender, Profile, Task, times_of
from app.pa_finder.record import store
from app.pa_finder.record.written import profile_as_json
from app.publishing import api as publishing
from app.publishing.domain import Kind
from tests.editors import made_once
from tests.staff import member_of_staff, signed_in

SECRETS = ("Zebrowska", "Canary Close", "TS17 6PB", "01632 960777", "amina.canary@example.org", "Refereecanary", "1990")
BOXES = {
    "first_name": "Amina",
    "surname": "Zebrowska",
    "born": ["27", "3", "1990"],
    "address": "3 Canary Close, Thornaby",
    "postcode": "TS17 6PB",
    "telephone": "01632 960777",
    "tasks": ["meals", "shopping", "personal_care"],
    "experience": ["dementia"],
    "worked": "Six years in a care home.",
    "training": "First aid, 2026.",
    "times": ["0-morning", "1-morning"],
    "miles": "7",
    "drives": "yes",
    "rate": "15.20",
    "language_1": "pl",
    "language_2": "",
    "language_3": "",
    "gender": "woman",
    "pets": "any",
    "smoking": "no",
    "about": "I like mornings.",
    "referees": "Jo Refereecanary, 01632 960778",
}
CHECKS = ("identity", "right_to_work", "dbs", "references")


PROFILE = Draft(
    Profile(
        first_name="Amina",
        tasks=frozenset({Task.MEALS, Task.SHOPPING, Task.PERSONAL_CARE}),
        experience=frozenset({Experience.DEMENTIA}),
        languages=("pl",),
        times=times_of(("0-morning", "1-morning")),
        miles=7,
        rate="15.20",
        about="I like mornings.",
        gender=Gender.WOMAN,
    ),
    Details(
        surname="Zebrowska",
        born=date(1990, 3, 27),
        address="3 Canary Close, Thornaby",
        postcode="TS17 6PB",
        telephone="01632 960777",
        referees="Jo Refereecanary, 01632 960778",
    ),
)


def seen_in(html: str) -> str:
    """What the form of a page carries of what it showed."""
    found = re.search(r'<input[^>]*name="seen"[^>]*value="([^"]*)"', html)
    return found[1] if found else ""


class Helper:
    """Somebody who keeps a page as a PA, and the member of staff who looks after it."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.staff = member_of_staff(app, "amina.canary@example.org", Role.PA, name="Amina Zebrowska")
        self.keeping = member_of_staff(app, "keeper@example.org", Role.CARERS_TEAM, name="Kit Keeper")
        self.keeper = signed_in(app, self.keeping)
        self.browser = signed_in(app, self.staff)
        self.id = ""

    @property
    def page(self) -> str:
        """Where they write their page."""
        return f"/your-pages/pa/{self.id}/"

    def begin(self) -> None:
        """Begins a page by hand."""
        self.id = self.browser.post("/your-pages/pa/").location.split("/")[3]

    def seen(self) -> str:
        """What a form of theirs carries now."""
        return seen_in(self.browser.get(f"{self.page}about").text)

    def write(self, **changes: object) -> int:
        """Fills in everything on one page; gives the status."""
        return self.browser.post(f"{self.page}all", data={**BOXES, "seen": self.seen(), **changes}).status_code

    def send(self) -> int:
        """Sends the page; gives the status."""
        return self.browser.post(f"{self.page}send", data={"seen": self.seen()}).status_code

    def approve(self) -> None:
        """Has staff approve what waits."""
        seen = seen_in(self.keeper.get(f"/staff/pages/{self.id}/").text)
        assert self.keeper.post(f"/staff/pages/{self.id}/", data={"seen": seen, "deed": "approved"}).status_code == 303

    def show(self, kind: str, **changes: str) -> None:
        """Has staff record what they saw."""
        form = {"kind": kind, "seen_on": today().isoformat(), "evidence": "Evidencecanary", "counted": "2"}
        assert self.keeper.post(f"/staff/personal-assistants/{self.id}/checks", data=form | changes).status_code == 303

    def become_visible(self) -> str:
        """Everything at once and not by hand, until people see the page; gives its address."""
        with self.app.app_context(), db.transaction() as writing:
            content = profile_as_json(PROFILE.profile)
            page = publishing.begin(writing, Kind.PA, "Amina", self.staff.id, content, already_public=True)
            short = store.begin(writing, page.id, self.staff.id)
            store.save_details(writing, page.id, 1, PROFILE.details)
            store.publish(writing, page.id, PROFILE.profile)
            for kind in CHECKS:
                seen = Check(uuid4(), CheckKind(kind), today(), None, "Evidencecanary", self.keeping.id, now(), 2)
                store.add_check(writing, page.id, seen)
        self.id = str(page.id)
        return f"/personal-assistants/{short}"


@pytest.fixture(scope="module")
def _made(tmp_path_factory, new_database, compiled_templates) -> Iterator[Flask]:
    with made_once(tmp_path_factory.mktemp("assistants"), new_database, compiled_templates) as app:
        yield app


@pytest.fixture
def app(_made: Flask) -> Flask:
    """One application for a module, emptied before each test: to make one takes longer than most of them."""
    with _made.app_context(), db.transaction() as writing:
        for table in reversed(db.Base.metadata.sorted_tables):
            if not table.name.startswith("audit"):
                writing.execute(delete(table))
    return _made


@pytest.fixture
def amina(app: Flask) -> Helper:
    return Helper(app)
