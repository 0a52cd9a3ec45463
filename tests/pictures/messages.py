"""Pictures of the staff's pages of the post and of the case systems."""

from uuid import UUID

from sqlalchemy import select, update

from app.case_systems.domain import State as Standing
from app.case_systems.store import ChangeRow
from app.db import transaction
from app.messages import api as post
from app.messages.domain import Channel, Kind, Recipient, State
from app.messages.store import OutboxMessage
from tests.pictures.resident import PLACE, RESULTS
from tests.pictures.sending import FILLED
from tests.pictures.studio import Studio


def messages(studio: Studio) -> None:
    """What we write, one kind of it, and the page of what waits, empty and with two."""
    studio.sign_in_as("manager")
    studio.shot("messages", "/staff/messages/")
    studio.shot("messages-preview", "/staff/messages/about/reminder")
    studio.shot("messages-stuck-none", "/staff/messages/stuck/")
    with studio.site.app.app_context(), transaction() as session:
        for kind, way, to in (
            (Kind.RECEIPT, Channel.EMAIL, "ann@example.org"),
            (Kind.LIST, Channel.TEXT, "07700 900123"),
        ):
            values = {"references": "CW-0000-0000", "link": "https://care.example.org/", "until": "9 March 2027"}
            message_id = post.tell(session, kind, Recipient(way, to), values)
            reason = "permanent-failure" if way is Channel.TEXT else "550 SMTPRecipientsRefused"
            stuck = update(OutboxMessage).where(OutboxMessage.id == message_id)
            session.execute(stuck.values(state=State.STUCK, tries=1, reason=reason))
    studio.shot("messages-stuck", "/staff/messages/stuck/")
    with studio.site.app.app_context(), transaction() as session:
        session.execute(update(OutboxMessage).where(OutboxMessage.state == State.STUCK).values(state=State.GIVEN_UP))


def case_systems(studio: Studio) -> None:
    """The page without a system, and with one that took no notice."""
    studio.sign_in_as("manager")
    studio.shot("case-systems-none", "/staff/case-systems/")
    studio.answer(**PLACE, **RESULTS["formal"])
    studio.send(**FILLED)
    studio.site.command("case-systems", "add", "Sample LAS")
    studio.site.command("worker", "--once")
    with studio.site.app.app_context(), transaction() as session:
        case: UUID = session.scalars(select(ChangeRow.case_id)).all()[0]
        stuck = update(ChangeRow).where(ChangeRow.case_id == case)
        session.execute(stuck.values(state=Standing.STUCK, tries=10, reason="answered 500"))
    studio.sign_in_as("manager")
    studio.shot("case-systems", "/staff/case-systems/")
