"""Those who keep the page of a group together: they invite others, hand it over, and leave. Each deed is audited."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from app.accounts import api as accounts
from app.accounts.domain import Staff, sign_in_name
from app.audit import api as audit
from app.audit.domain import staff_member
from app.db import session, transaction
from app.kernel.clock import now
from app.kernel.link_token import hash_of, new_token
from app.limits import api as limits
from app.listings.claims import letters as claim_words
from app.listings.claims import store as kept
from app.listings.claims.store import Invitation
from app.listings.micro_enterprises import store as micro_enterprises_store
from app.messages import api as messages
from app.publishing import api as publishing
from app.publishing.domain import Kind, Page
from app.web.addresses import public_address
from app.web.errors import NotFound

LIFE_OF_AN_INVITATION = timedelta(days=14)
MOST_INVITATIONS = 10  # a day, for one page
MOST_INVITED = 20  # a day, by one person, however many pages they begin: our letters carry their words
MOST_ASKED = 3  # a day, by one person
A_DAY = 24 * 60  # minutes
MOST_EDITORS = 20


class TooManyEditors(Exception):
    """The page has as many as it can have."""


@dataclass(frozen=True)
class Editors:
    """A page, who keeps it, the longest first, and who is asked to."""

    page: Page
    keepers: tuple[Staff, ...]
    invitations: tuple[Invitation, ...]

    @property
    def alone(self) -> bool:
        """Whether one person keeps it."""
        return len(self.keepers) == 1


def of(page_id: UUID, account: Staff) -> Editors:
    """Those who keep a page together with somebody. Raises NotFound, also when it is another's."""
    page = listing_of(session(), page_id, account)
    known = (accounts.account(session(), owner) for owner in publishing.owners(session(), page_id))
    invitations = kept.invitations(session(), page_id, now())
    return Editors(page, tuple(each for each in known if each is not None), invitations)


def listing_of(reading: Session, page_id: UUID, account: Staff) -> Page:
    """The page of a group that somebody keeps. Raises NotFound: the page of a personal assistant is theirs alone."""
    page = publishing.page_of(reading, page_id, account.id)
    if page.kind is not Kind.LISTING:
        raise NotFound
    return page


def count_invitation(account: Staff, page_id: UUID) -> None:
    """Counts an invitation before it is written, outside any transaction. Raises TooMany."""
    limits.spend("invitations by", str(account.id), MOST_INVITED, A_DAY)
    limits.spend("invitations to keep a page", str(page_id), MOST_INVITATIONS, A_DAY)


def invite(account: Staff, page_id: UUID, email: str, hands_over: bool) -> None:
    """Asks somebody by e-mail to keep the page too, or from then on. Raises NotFound, TooManyEditors, NotAnAddress."""
    token = new_token()
    with transaction() as writing:
        page = listing_of(writing, page_id, account)
        asked = kept.invitations(writing, page_id, now())
        if len(publishing.owners(writing, page_id)) + len(asked) >= MOST_EDITORS:
            raise TooManyEditors
        until = now() + LIFE_OF_AN_INVITATION
        invitation = Invitation(kept.new_id(), page_id, sign_in_name(email), account.id, hands_over, until)
        kept.invite(writing, invitation, hash_of(token))
        address = public_address(url_for("your_invitations.opened", token=token))
        subject, body = claim_words.invited(page.title, account, address, hands_over)
        messages.enqueue(writing, to=invitation.email, subject=subject, body=body)
        _on_record(writing, account, "editor-invited", page_id)


def take_back(account: Staff, page_id: UUID, invitation_id: UUID) -> None:
    """Takes an invitation back; one that is gone stays gone. Raises NotFound."""
    with transaction() as writing:
        listing_of(writing, page_id, account)
        if kept.end_invitation(writing, invitation_id, page_id):
            _on_record(writing, account, "invitation-taken-back", page_id)


def invitation(token: str) -> tuple[Invitation, Page] | None:
    """What an invitation is to, while it counts: whoever asked keeps the page still."""
    return _open(session(), token)


def accept(account: Staff, token: str) -> Page | None:
    """Lets somebody keep the page who signed in by the invited address; None when it was too late, or another's."""
    with transaction() as writing:
        found = _open(writing, token)
        if found is None or not is_for(found[0], account):
            return None
        invited, page = found
        if not kept.end_invitation(writing, invited.id, page.id):
            return None
        publishing.add_owner(writing, page.id, account.id, invited.by)
        if invited.hands_over:
            _let_go(writing, page.id, invited.by, invited.by)
        return page


def is_for(invited: Invitation, account: Staff) -> bool:
    """Whether an invitation went to the address by which somebody signs in."""
    return invited.email == account.email


def leave(account: Staff, page_id: UUID) -> None:
    """Lets somebody go who keeps a page. Raises NotFound, and LastOwner when nobody else would keep what is public."""
    with transaction() as writing:
        listing_of(writing, page_id, account)
        _let_go(writing, page_id, account.id, account.id)


def take_down_and_leave(account: Staff, page_id: UUID, reason: str) -> None:
    """The last one closes the door: the page is no longer public, and nobody keeps it. Raises NotFound."""
    with transaction() as writing:
        listing_of(writing, page_id, account)
        publishing.take_down(writing, page_id, account.id, reason)
        _let_go(writing, page_id, account.id, account.id)


def remove(account: Staff, page_id: UUID, other: int) -> None:
    """Takes another editor off the page, and tells them. Raises NotFound."""
    with transaction() as writing:
        page = listing_of(writing, page_id, account)
        who = accounts.account(writing, other)
        if who is None or other == account.id or other not in publishing.owners(writing, page_id):
            raise NotFound
        _let_go(writing, page_id, other, account.id)
        subject, body = claim_words.taken_away(page.title, account)
        messages.enqueue(writing, to=who.email, subject=subject, body=body)


def count_asking(account: Staff) -> None:
    """Counts somebody who asks the keepers of a page, outside any transaction. Raises TooMany."""
    limits.spend("asking who keeps a page", str(account.id), MOST_ASKED, A_DAY)


def ask(account: Staff, page_id: UUID) -> None:
    """Tells those who keep a page that somebody would like to keep it with them. Their addresses stay ours."""
    with transaction() as writing:
        page = publishing.page(writing, page_id)
        if page is None:
            raise NotFound
        address = public_address(url_for("your_editors.shown", page_id=page_id))
        subject, body = claim_words.asked(page.title, account, address)
        for owner in publishing.owners(writing, page_id):
            who = accounts.account(writing, owner)
            if who is not None and not who.disabled:
                messages.enqueue(writing, to=who.email, subject=subject, body=body)
        _on_record(writing, account, "keepers-asked", page_id)


def _let_go(writing: Session, page_id: UUID, who: int, by: int) -> None:
    """Somebody keeps the page no more. What staff saw of whoever works for themselves may have been theirs."""
    publishing.remove_owner(writing, page_id, who, by)
    micro_enterprises_store.withdraw_all(writing, page_id)


def _open(reading: Session, token: str) -> tuple[Invitation, Page] | None:
    found = kept.invitation(reading, hash_of(token), now())
    page = publishing.page(reading, found.page_id) if found else None
    if found is None or page is None or found.by not in publishing.owners(reading, page.id):
        return None
    return found, page


def _on_record(writing: Session, account: Staff, deed: str, page_id: UUID) -> None:
    audit.record(writing, actor=staff_member(account.id), action=f"listing.{deed}", kind="listing", about=str(page_id))
