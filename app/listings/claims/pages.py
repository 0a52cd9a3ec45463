"""What the pages about claims are told."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for
from sqlalchemy.orm import Session

from app import db
from app.accounts import api as accounts
from app.accounts.domain import Staff
from app.directory import api as directory
from app.directory.domain import Idea, Service
from app.kernel.clock import now
from app.listings.claims import claiming
from app.listings.claims import store as kept
from app.listings.claims.claim import Claim, Key, Way, address_of, email_of, emails_of, hinted, number_of, ways_of

MOST_FOUND = 10
LONGEST_SEARCH = 100

_WAYS = {
    Way.MAIL: ("E-mail to the address on the listing", "We write to {}. Whoever reads it there says yes."),
    Way.TELEPHONE: ("We ring the number on the listing", "We ring {} and read out a code, on a working day."),
    Way.POST: ("Letter to the address on the listing", "We post a code to {}. It takes about a week."),
    Way.STAFF: ("None of these work", "Somebody at the council looks at it and may ring you. It takes longer."),
}


@dataclass(frozen=True)
class FindPage:
    """The page on which groups begin: what they looked for and what there is."""

    words: str
    found: tuple[Idea, ...]

    @classmethod
    def for_words(cls, typed: str) -> "FindPage":
        words = typed.strip()[:LONGEST_SEARCH]
        return cls(words, found_for(words))


def found_for(words: str) -> tuple[Idea, ...]:
    """The listings that a name may mean, the likeliest first, with what somebody knows their own by."""
    found = directory.first_for(words, (), None, MOST_FOUND) if words else ()
    return tuple(Idea(idea.address, idea.name, what=idea.what, where=idea.where, key=idea.key) for idea in found)


@dataclass(frozen=True)
class ClaimPage:
    """A listing that somebody may claim. `kept` says that somebody keeps it already."""

    key: Key
    service: Service
    kept: bool
    known: bool

    @classmethod
    def of(cls, key: Key, service: Service, account: Staff) -> "ClaimPage":
        page_id = claiming.kept_page(db.session(), key)
        known = account.email in emails_of(service)
        return cls(key, service, page_id is not None, known)

    @property
    def address(self) -> str:
        """Of its page in the directory."""
        return url_for("directory.service", source=self.key[0], id=self.key[1])

    def ways(self) -> Iterator[tuple[Way, str, str]]:
        """How it may be shown, in words. No address is told in full; the number stands on the listing for everybody."""
        where = {
            Way.MAIL: hinted(email_of(self.service) or ""),
            Way.TELEPHONE: number_of(self.service) or "",
            Way.POST: ", ".join(address_of(self.service)[-2:]),
            Way.STAFF: "",
        }
        # Somebody else keeps it and may have written what it says: what stands there proves nothing against them.
        for way in (Way.STAFF,) if self.kept else ways_of(self.service):
            words, hint = _WAYS[way]
            yield way, words, hint.format(where[way])


@dataclass(frozen=True)
class WaitingClaim:
    """A claim for which it is the council's turn."""

    claim: Claim
    number: str | None

    @property
    def what(self) -> str:
        """What is to be done."""
        return f"Ring {self.number}" if self.claim.way is Way.TELEPHONE and self.number else "Decide"


def waiting(session: Session) -> tuple[WaitingClaim, ...]:
    """Every claim that waits for staff, the oldest first."""
    claims = kept.for_staff(session)
    found = directory.listings_of_staff(session, {claim.key for claim in claims})
    services = {claim.id: found.get(claim.key) for claim in claims}
    return tuple(WaitingClaim(claim, _number(services[claim.id])) for claim in claims)


@dataclass(frozen=True)
class StaffPage:
    """One claim as staff see it: who claims what, how to reach the listing, and who else claims or keeps it."""

    claim: Claim
    account: Staff | None
    service: Service | None
    keepers: tuple[Staff, ...]
    others: tuple[Claim, ...]

    @classmethod
    def of(cls, claim: Claim) -> "StaffPage":
        session = db.session()
        service = directory.listings_of_staff(session, [claim.key]).get(claim.key)
        keepers = claiming.keepers(session, claim.key)
        return cls(claim, accounts.account(session, claim.account), service, keepers, kept.others(session, claim))

    @property
    def is_listed(self) -> bool:
        """Whether residents find the listing."""
        return directory.listing(*self.claim.key) is not None

    @property
    def number(self) -> str | None:
        """The listed number."""
        return _number(self.service)

    @property
    def email(self) -> str | None:
        """The listed e-mail address."""
        return email_of(self.service) if self.service else None

    @property
    def to_ring(self) -> bool:
        """Whether a code is to be read out to whoever answers there."""
        return self.claim.waits and self.claim.way is Way.TELEPHONE

    @property
    def code_is_out(self) -> bool:
        """Whether somebody has read one out that counts still."""
        return self.claim.takes_a_code(now())


def _number(service: Service | None) -> str | None:
    return number_of(service) if service else None
