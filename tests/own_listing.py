"""A listing that a group keeps: an editor who is signed in, and a page that says what most groups say."""

from dataclasses import dataclass, replace
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.accounts.domain import Role, Staff
from app.db import session, transaction
from app.listings.domain import Contact, Group, OwnService, Place, Times, as_json, from_json
from app.publishing import api as publishing
from app.publishing import moderation
from app.publishing.domain import Kind, Page
from tests.staff import member_of_staff, signed_in

WALK = OwnService(
    id="11111111-1111-4111-8111-111111111111",
    name="Slow walk",
    what="We walk slowly round the lake and have tea afterwards. Somebody meets you at the gate.",
    needs=("befriending",),
    who_for="Anybody who would like company",
    places=(
        Place(id="22222222-2222-4222-8222-222222222222", address="1 High Street", town="Stockton", postcode="TS18 1AU"),
    ),
    times=(Times("fortnight", "TU", "10am", "noon", "5 January 2027", True), Times("1", "MO", "2pm", "4pm")),
    price="free",
    access=("step-free", "toilet"),
    joining="Just turn up.",
)
LAKESIDE = Group(
    name="Lakeside Walkers",
    about="Neighbours who walk together since 2019.",
    contacts=(Contact("Bea", "01632 960001", "walk@example.org"),),
    services=(WALK,),
)


@dataclass
class Keeper:
    """Somebody who keeps a page, and the page."""

    app: Flask
    staff: Staff
    browser: FlaskClient
    page_id: UUID

    @property
    def address(self) -> str:
        return f"/your-pages/listing/{self.page_id}"

    def seen(self) -> int:
        """The newest version."""
        with self.app.app_context():
            return publishing.page_of(session(), self.page_id, self.staff.id).newest

    def draft(self) -> Group:
        with self.app.app_context():
            return from_json(publishing.draft(session(), self.page_id).content)

    def post(self, path: str, **fields: object) -> TestResponse:
        """Presses a button on the page as it stands now."""
        return self.browser.post(f"{self.address}{path}", data={"seen": str(self.seen()), **fields})

    def write(self, group: Group) -> None:
        """Keeps a draft without going through the pages."""
        with self.app.test_request_context(), transaction() as writing:
            publishing.save_draft(writing, self.page_id, self.staff.id, self.seen(), as_json(group), group.name)

    def send(self) -> Page:
        """Sends the newest version to be checked."""
        with self.app.test_request_context(), transaction() as writing:
            return publishing.submit(writing, self.page_id, self.staff.id, self.seen())

    def publish(self) -> None:
        """Has the newest version checked and approved by staff."""
        seen = self.send().newest
        with self.app.test_request_context(), transaction() as writing:
            moderation.approve(writing, self.page_id, seen, self.staff.id)

    def take_down(self) -> None:
        with self.app.test_request_context(), transaction() as writing:
            publishing.take_down(writing, self.page_id, self.staff.id, "")


def keeper(app: Flask, group: Group = LAKESIDE, email: str = "bea@example.org") -> Keeper:
    """Somebody signed in who has begun a page that says this."""
    staff = member_of_staff(app, email, Role.COMMUNITY_EDITOR, name="Bea")
    with app.test_request_context(), transaction() as writing:
        page = publishing.begin(writing, Kind.LISTING, group.name, staff.id, as_json(group))
    return Keeper(app, staff, signed_in(app, staff), page.id)


def instead_of(key: str) -> Group:
    """The same group, which claimed a listing of a feed."""
    return replace(LAKESIDE, services=(replace(WALK, instead_of=key),))
