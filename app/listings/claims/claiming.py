"""Claiming a listing: it is begun, shown to be right by a link, a code or staff, and then granted.

Each deed is audited with itself. None of them tells anybody an address that they do not know.
"""

import hashlib
import hmac
from collections.abc import Iterator
from datetime import timedelta
from enum import Enum, auto
from uuid import UUID, uuid4

from flask import Flask, current_app, url_for
from sqlalchemy.orm import Session

from app.accounts import api as accounts
from app.accounts.domain import Staff
from app.audit import api as audit
from app.audit.domain import ANYONE, staff_member
from app.db import hold, session, transaction
from app.directory import api as directory
from app.directory.domain import Service
from app.kernel.at_once import SomeoneElseWasFirst
from app.kernel.clock import now
from app.kernel.link_token import hash_of, new_token
from app.kernel.reference import NotACode, as_typed, grouped, new_code
from app.limits import api as limits
from app.listings.claims import letters as claim_words
from app.listings.claims import store as kept
from app.listings.claims.claim import (
    LENGTH_OF_A_CODE,
    LIFE_OF_A_PROOF,
    MOST_TRIES,
    Claim,
    Key,
    State,
    Way,
    address_of,
    email_of,
    emails_of,
    ways_of,
)
from app.listings.claims.store import ClaimRow, Proof
from app.listings.domain import Group, as_json
from app.listings.page import claimed
from app.listings.page.record import SOURCE
from app.listings.public import store
from app.messages import api as messages
from app.messages.domain import Chore, NotAnAddress, NotAPostalAddress
from app.publishing import api as publishing
from app.publishing.domain import LONGEST_TITLE, Kind
from app.web.addresses import public_address
from app.web.errors import NotFound

A_DAY = 24 * 60  # minutes
MOST_CLAIMS_A_DAY = 10
MOST_BEGUN_A_DAY = 20
MOST_MAILS_TO_A_LISTING = 3
MOST_LETTERS = 2  # in 28 days, for one listing and for one person: each costs a stamp


class NotThatWay(Exception):
    """The listing has no such address or number, or it does not take a message."""


class Code(Enum):
    """What became of a code that somebody typed."""

    RIGHT = auto()
    WRONG = auto()
    OVER = auto()  # it has ended, or was guessed at too often


def init_app(app: Flask) -> None:
    """Says beside the link of the staff's navigation how many claims wait."""
    accounts.count_beside(app, "staff_claims.listed", lambda: kept.count_for_staff(session()))


def count(account: Staff, key: Key, way: Way) -> None:
    """Counts what a claim costs others, before it is begun and outside any transaction. Raises TooMany."""
    limits.spend("claims", str(account.id), MOST_CLAIMS_A_DAY, A_DAY)
    if way is Way.MAIL:
        limits.spend("mail about claims", "/".join(key), MOST_MAILS_TO_A_LISTING, A_DAY)
    if way is Way.POST:
        limits.spend("letters about claims", "/".join(key), MOST_LETTERS, 28 * A_DAY)
        limits.spend("letters about claims by", str(account.id), MOST_LETTERS, 28 * A_DAY)


def count_new(account: Staff) -> None:
    """Counts a page that is about to be begun, outside any transaction. Raises TooMany."""
    limits.spend("pages begun", str(account.id), MOST_BEGUN_A_DAY, A_DAY)


def begin(account: Staff, key: Key, service: Service, way: Way, words: str) -> UUID:
    """Writes a claim, in the place of one that waited, and sends out what shows it; gives its id.

    Whoever signs in by an address of the listing has shown it already. Raises NotThatWay.
    """
    if way not in ways_of(service):
        raise NotThatWay
    claim = Claim(uuid4(), account.id, key, service.name, way, State.WAITING, words, now())
    with transaction() as writing:
        hold(writing, ClaimRow)  # of two who claim one listing at once, the second gets the page of the first
        earlier = kept.waiting_of(writing, account.id, key)
        if earlier is not None:
            _settle(_held(writing, earlier.id), State.WITHDRAWN)
        known = way is Way.MAIL and account.email in emails_of(service)
        kept.add(writing, claim, None if known else _sent_out(writing, claim, service, account))
        _on_record(writing, staff_member(account.id), "begun", claim.id)
        if known:
            _grant(writing, _held(writing, claim.id), None)
    return claim.id


def claim_of(id: UUID, account: int) -> Claim:
    """A claim of somebody's own. Raises NotFound, also when it is another's."""
    found = kept.claim(session(), id)
    if found is None or found.account != account:
        raise NotFound
    return found


def kept_page(reading: Session, key: Key) -> UUID | None:
    """The page that somebody keeps of a listing, if there is one."""
    return next((page for page in _pages(reading, key) if publishing.owners(reading, page)), None)


def keepers(reading: Session, key: Key) -> tuple[Staff, ...]:
    """Those who keep the page of a listing."""
    page = kept_page(reading, key)
    known = (accounts.account(reading, owner) for owner in publishing.owners(reading, page)) if page else ()
    return tuple(each for each in known if each is not None)


def claimant(claim: Claim) -> Staff:
    """Who claims it. Raises NotFound."""
    who = accounts.account(session(), claim.account)
    if who is None:
        raise NotFound
    return who


def withdraw(account: Staff, id: UUID) -> None:
    """Takes one's own claim back; one that is decided stays. Raises NotFound."""
    with transaction() as writing:
        row = _own(writing, account, id)
        if row.claim().waits:
            _settle(row, State.WITHDRAWN)
            _on_record(writing, staff_member(account.id), "withdrawn", id)


def enter(account: Staff, id: UUID, typed: str) -> Code:
    """Takes the code from a letter or a telephone call. Raises NotFound."""
    with transaction() as writing:
        hold(writing, ClaimRow)
        row = _own(writing, account, id)
        if not row.claim().takes_a_code(now()):
            return Code.OVER
        if not _is_code_of(row, typed):
            row.tries += 1
            _on_record(writing, staff_member(account.id), "code-wrong", id)
            return Code.OVER if row.tries >= MOST_TRIES else Code.WRONG
        _grant(writing, row, None)
    return Code.RIGHT


def asked_about(token: str) -> Claim | None:
    """The claim about which a link asks the people of a listing, while it waits."""
    claim = kept.by_link(session(), hash_of(token))
    return claim if claim and claim.waits and claim.until and now() < claim.until else None


def answer(token: str, is_ours: bool) -> bool:
    """What the people of the listing said; False when it was too late. The link is used up."""
    with transaction() as writing:
        hold(writing, ClaimRow)
        found = kept.by_link(writing, hash_of(token))
        row = kept.held(writing, found.id) if found else None
        if row is None or not row.claim().waits or row.until is None or now() >= row.until:
            return False
        _on_record(writing, ANYONE, "answered", row.id)
        if is_ours:
            _grant(writing, row, None)
        else:
            _refuse(writing, row, claim_words.NOT_KNOWN_THERE)
    return True


def ring(by: Staff, id: UUID) -> str:
    """A new code to read out to whoever answers the listed number. Raises NotFound or SomeoneElseWasFirst."""
    code = new_code(LENGTH_OF_A_CODE)
    with transaction() as writing:
        row = _waiting(writing, by, id)
        if row.way != Way.TELEPHONE:
            raise NotFound
        kept.give(row, Proof(_code_hash(row.id, code), now() + LIFE_OF_A_PROOF[Way.TELEPHONE]))
        _on_record(writing, staff_member(by.id), "rung", id)
    return grouped(code)


def grant(by: Staff, id: UUID) -> None:
    """Gives the page to whoever claims it. Raises NotFound or SomeoneElseWasFirst."""
    with transaction() as writing:
        hold(writing, ClaimRow)
        _grant(writing, _waiting(writing, by, id), by.id)


def refuse(by: Staff, id: UUID, reason: str) -> None:
    """Says no, and why. Raises NotFound or SomeoneElseWasFirst."""
    with transaction() as writing:
        row = _waiting(writing, by, id)
        _refuse(writing, row, reason)
        _on_record(writing, staff_member(by.id), "refused", id)


def add(account: Staff, group: Group) -> UUID:
    """Begins the page of a group that is in no directory; moderators see it before anybody else."""
    with transaction() as writing:
        return publishing.begin(writing, Kind.LISTING, group.name, account.id, as_json(group)).id


def forgetting_old_claims() -> Chore:
    """Deletes what came to nothing long ago."""
    return Chore("forget old claims to listings", timedelta(days=1), _forget)


def _forget() -> None:
    with transaction() as writing:
        kept.forget_old(writing, now())


def _sent_out(writing: Session, claim: Claim, service: Service, account: Staff) -> Proof | None:
    """Sends the link or the code by which it is shown. Raises NotThatWay."""
    try:
        if claim.way is Way.MAIL:
            return _mailed(writing, claim, email_of(service) or "", account)
        return _posted(writing, claim, address_of(service)) if claim.way is Way.POST else None
    except (NotAnAddress, NotAPostalAddress) as error:
        raise NotThatWay from error


def _mailed(writing: Session, claim: Claim, to: str, account: Staff) -> Proof:
    token = new_token()
    address = public_address(url_for("groups.confirm", token=token))
    subject, body = claim_words.to_the_listing(claim.name, account, address)
    messages.enqueue(writing, to=to, subject=subject, body=body)
    return Proof(hash_of(token), claim.made + LIFE_OF_A_PROOF[Way.MAIL])


def _posted(writing: Session, claim: Claim, lines: tuple[str, ...]) -> Proof:
    code = new_code(LENGTH_OF_A_CODE)
    words = claim_words.letter(claim.name, grouped(code), public_address(url_for("your_claims.listed")))
    messages.enqueue_letter(writing, address_lines=lines, body=words)
    return Proof(_code_hash(claim.id, code), claim.made + LIFE_OF_A_PROOF[Way.POST])


def _grant(writing: Session, row: ClaimRow, by: int | None) -> None:
    claim = row.claim()
    page_id = next((page for page in _pages(writing, claim.key) if publishing.page(writing, page)), None)
    if page_id is None:
        page_id = _begun(writing, claim)
    else:
        publishing.add_owner(writing, page_id, claim.account, by)
    row.page_id = page_id
    _settle(row, State.GRANTED)
    _tell(writing, claim, *claim_words.granted(claim.name, public_address(url_for("your_claims.listed"))))
    _tell_the_listing(writing, claim)
    _on_record(writing, ANYONE if by is None else staff_member(by), "granted", claim.id)


def _begun(writing: Session, claim: Claim) -> UUID:
    """A page that says what the directory says, which the public goes on reading until the first change is approved."""
    service = directory.listing(*claim.key)
    group = claimed.from_directory(claim.key[0], service, _new) if service else Group(name=claim.name)
    title, there = (group.name or claim.name)[:LONGEST_TITLE], service is not None
    begun = publishing.begin(writing, Kind.LISTING, title, claim.account, as_json(group), already_public=there)
    return begun.id


def _refuse(writing: Session, row: ClaimRow, reason: str) -> None:
    row.reason = reason
    _settle(row, State.REFUSED)
    _tell(writing, row.claim(), *claim_words.refused(row.name, reason))


def _tell(writing: Session, claim: Claim, subject: str, body: str) -> None:
    who = accounts.account(writing, claim.account)
    if who is not None and not who.disabled:
        messages.enqueue(writing, to=who.email, subject=subject, body=body)


def _tell_the_listing(writing: Session, claim: Claim) -> None:
    """Says to the people of the listing that somebody keeps its page now, unless they said so themselves."""
    service = None if claim.way is Way.MAIL else directory.listing(*claim.key)
    to = email_of(service) if service else None
    if to:
        subject, body = claim_words.somebody_keeps_it(claim.name)
        try:
            messages.enqueue(writing, to=to, subject=subject, body=body)
        except NotAnAddress:  # a feed may hold anything
            return


def _pages(reading: Session, key: Key) -> Iterator[UUID]:
    """The pages that were made of a listing; one of our own listings is on one."""
    if key[0] == SOURCE:
        shown = store.shown_with(reading, key[1])
        yield from (shown.page_id,) if shown else ()
    else:
        yield from kept.pages_made_of(reading, key)


def _held(writing: Session, id: UUID) -> ClaimRow:
    row = kept.held(writing, id)
    if row is None:
        raise NotFound
    return row


def _own(writing: Session, account: Staff, id: UUID) -> ClaimRow:
    row = _held(writing, id)
    if row.account_id != account.id:
        raise NotFound
    return row


def _waiting(writing: Session, by: Staff, id: UUID) -> ClaimRow:
    """A claim of somebody else that nobody has decided."""
    row = _held(writing, id)
    if row.account_id == by.id:
        raise NotFound
    if not row.claim().waits:
        raise SomeoneElseWasFirst
    return row


def _settle(row: ClaimRow, state: State) -> None:
    row.state, row.settled, row.secret_hash = state, now(), None


def _is_code_of(row: ClaimRow, typed: str) -> bool:
    try:
        code = as_typed(typed, LENGTH_OF_A_CODE)
    except NotACode:
        return False
    return hmac.compare_digest(row.secret_hash or "", _code_hash(row.id, code))


def _code_hash(id: UUID, code: str) -> str:
    """A code is short, so that a key of ours stands between its hash and whoever reads the table."""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, f"claim\0{id}\0{code}".encode(), hashlib.sha256).hexdigest()


def _new() -> str:
    return str(uuid4())


def _on_record(writing: Session, actor: str, deed: str, id: UUID) -> None:
    audit.record(writing, actor=actor, action=f"claim.{deed}", kind="claim", about=str(id))
