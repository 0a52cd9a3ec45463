"""The second factor: codes of an app that shows a new one every half minute, and recovery codes for when it is lost."""

import hashlib
import hmac
from dataclasses import dataclass

from cryptography.fernet import InvalidToken
from flask import current_app
from pyotp import random_base32
from pyotp.hotp import HOTP
from pyotp.totp import TOTP
from sqlalchemy.orm import Session

from app.accounts import passkey_store, store
from app.accounts.domain import Staff
from app.accounts.store import StaffAccount
from app.audit import api as audit
from app.audit.domain import staff_member
from app.councils.api import council
from app.db import sealed, transaction, unsealed
from app.kernel.clock import now
from app.kernel.reference import NotACode, as_typed, grouped, new_code
from app.limits import api as limits

SECONDS_OF_A_STEP = 30
HOW_MANY_RECOVERY_CODES = 10
LENGTH_OF_A_RECOVERY_CODE = 12  # of our codes: 60 bits, kept as a keyed hash

# Whoever guesses knows the password already. Of a million codes three count at a time.
TRIES = (("a code of the second step", 5, 15), ("codes of the second step in a day", 20, 24 * 60))


@dataclass(frozen=True)
class Offer:
    """A secret that somebody may take as their second factor; `kept` is how the page hands it back to us, sealed."""

    secret: str
    kept: str
    address: str

    @property
    def key(self) -> str:
        """The secret in fours, to be typed into an app."""
        return " ".join(self.secret[start : start + 4] for start in range(0, len(self.secret), 4))


def offer(staff: Staff) -> Offer:
    """A new secret for somebody. It is written nowhere until they show that their app has it."""
    return _offer(staff, random_base32())


def offered(staff: Staff, kept: str) -> Offer | None:
    """The secret that was offered to them; None when it was not."""
    try:
        whose, _, secret = unsealed(kept.encode()).partition(" ")
    except InvalidToken:
        return None
    return _offer(staff, secret) if whose == str(staff.id) else None


def take(staff: Staff, offered: Offer, code: str) -> tuple[str, ...] | None:
    """Makes the secret their second factor and gives their recovery codes; None when the code is not its own."""
    step = step_of(offered.secret, code, _step_now(), 0)
    if step is None:
        return None
    with transaction() as writing:
        row = store.held(writing, staff.id)
        row.second_secret, row.second_step = offered.secret, step
        codes = _new_codes(writing, staff)
        _audit(writing, staff, "staff.second-factor-set-up")
    return codes


def new_recovery_codes(staff: Staff) -> tuple[str, ...]:
    """New recovery codes in place of the earlier ones."""
    with transaction() as writing:
        codes = _new_codes(writing, staff)
        _audit(writing, staff, "staff.recovery-codes-made")
    return codes


def is_right(staff: Staff, code: str, recovery: str) -> bool:
    """Whether the code of their app, or the recovery code, is right and was never used. Raises TooMany."""
    for purpose, most, minutes in TRIES:
        limits.spend(purpose, str(staff.id), most, minutes)
    with transaction() as writing:
        row = store.held(writing, staff.id)
        right = _used_recovery_code(writing, staff, recovery) if recovery.strip() else _used_step(row, code)
        if not right:
            _audit(writing, staff, "staff.second-step-failed")
    if right:
        for purpose, _, _ in TRIES:
            limits.give_back(purpose, str(staff.id))
    return right


def step_of(secret: str, code: str, step: int, last: int) -> int | None:
    """The step of the clock whose code this is: the present one, or its neighbours, for clocks that are a little off.

    None when it is no such code, or one of a step that was used already: a code seen over a shoulder opens nothing.
    """
    typed = "".join(code.split()).encode()
    app = HOTP(secret)
    near = (each for each in (step - 1, step, step + 1) if each > last)
    return next((each for each in near if hmac.compare_digest(app.at(each).encode(), typed)), None)


def code_now(key: str) -> str:
    """What an app that holds this key shows now. Raises ValueError for what is no key."""
    return HOTP("".join(key.split()).upper()).at(_step_now())


def forget(writing: Session, row: StaffAccount) -> None:
    """Takes the second factor and every passkey away, so that they have to be set up anew."""
    row.second_secret, row.second_step = None, 0
    store.add_recovery_codes(writing, row.id, ())
    passkey_store.remove_all(writing, row.id)


def _offer(staff: Staff, secret: str) -> Offer:
    address = TOTP(secret).provisioning_uri(name=staff.email, issuer_name=f"Careway, {council().name}")
    return Offer(secret, sealed(f"{staff.id} {secret}").decode(), address)


def _used_step(row: StaffAccount, code: str) -> bool:
    step = step_of(row.second_secret, code, _step_now(), row.second_step) if row.second_secret else None
    if step is None:
        return False
    row.second_step = step
    return True


def _used_recovery_code(writing: Session, staff: Staff, typed: str) -> bool:
    try:
        code = as_typed(typed, LENGTH_OF_A_RECOVERY_CODE)
    except NotACode:
        return False
    if not store.use_recovery_code(writing, staff.id, _kept(staff, code)):
        return False
    _audit(writing, staff, "staff.recovery-code-used")
    return True


def _new_codes(writing: Session, staff: Staff) -> tuple[str, ...]:
    codes = tuple(new_code(LENGTH_OF_A_RECOVERY_CODE) for _ in range(HOW_MANY_RECOVERY_CODES))
    store.add_recovery_codes(writing, staff.id, (_kept(staff, code) for code in codes))
    return tuple(map(grouped, codes))


def _kept(staff: Staff, code: str) -> str:
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, f"recovery\0{staff.id}\0{code}".encode(), hashlib.sha256).hexdigest()


def _step_now() -> int:
    return int(now().timestamp()) // SECONDS_OF_A_STEP


def _audit(writing: Session, staff: Staff, action: str) -> None:
    audit.record(writing, actor=staff_member(staff.id), action=action, kind="staff", about=staff.id)
