"""The contact that an address names, or the page of one that is not there."""

from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app import db
from app.accounts.api import signed_in_staff
from app.contact_centre import calls, store
from app.contact_centre.store import Contact
from app.kernel.at_once import SomeoneElseWasFirst
from app.web.errors import NotFound


def contact_at(contact_id: UUID) -> Contact:
    """The contact. Raises NotFound."""
    contact = store.by_id(db.session(), contact_id)
    if contact is None:
        raise NotFound
    return contact


def contact_to_end(contact_id: UUID) -> Contact:
    """The same, to be ended or put off. Raises SomeoneElseWasFirst when it has ended."""
    contact = contact_at(contact_id)
    if not contact.is_open:
        raise SomeoneElseWasFirst
    return looked_at(contact)


def looked_at(contact: Contact) -> Contact:
    """The same, on record as opened when somebody comes to a page of it, before anything of it is shown."""
    if request.method == "GET":
        with db.transaction() as session:
            calls.on_record(session, signed_in_staff(), "opened", contact.id)
    return contact


def ended_already(blueprint: Blueprint) -> None:
    """Lets a second press, or somebody else's, come to the page of the call, which says how it ended."""

    @blueprint.errorhandler(SomeoneElseWasFirst)
    def to_the_call(_: SomeoneElseWasFirst) -> ResponseReturnValue:
        return redirect(url_for("calls.opened", contact_id=(request.view_args or {})["contact_id"]), code=303)
