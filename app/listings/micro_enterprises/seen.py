"""People who work for themselves and help with daily life: what the council saw of each, as facts with dates.

Nothing here judges or recommends anybody. Whoever is registered with the Care Quality Commission is told of apart.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from app.accounts.domain import Role
from app.directory.api import Besides
from app.web.words import long_date

# Personal care is help with eating, drinking, toileting, washing, dressing, mouth, skin, hair and nails: regulation 2
# of the Health and Social Care Act 2008 (Regulated Activities) Regulations 2014 (SI 2014/2936). Who gives it has to be
# registered; paragraph 1 of schedule 1 leaves out a carer whom a person hires without an agency and who works wholly
# under that person's direction. CQC explains it on the page below (last changed on 26 May 2022).
ABOUT_PERSONAL_CARE = (
    "https://www.cqc.org.uk/guidance-providers/registration/"
    "personal-care-ongoing-role-introductory-agencies-individual-care"
)


class What(StrEnum):
    """What was seen."""

    INSURANCE = "insurance"
    IDENTITY = "identity"
    DBS = "dbs"
    TRAINING = "training"
    FOOD = "food"
    REFERENCES = "references"


SEEN: Mapping[What, LazyString] = {
    What.INSURANCE: lazy_gettext("proof of public liability insurance"),
    What.IDENTITY: lazy_gettext("proof of who they are"),
    What.DBS: lazy_gettext("a criminal record certificate (DBS)"),
    What.TRAINING: lazy_gettext("proof of training"),
    What.FOOD: lazy_gettext("proof that they are registered to make food"),
    What.REFERENCES: lazy_gettext("two references"),
}
EVIDENCE: Mapping[str, str] = {
    "original": "The original paper",
    "copy": "A copy or a photograph",
    "online": "It was looked up online",
}


@dataclass(frozen=True)
class Check:
    """What a member of staff saw of somebody who works for themselves. Without `until` it runs out on no day."""

    id: UUID
    page_id: UUID
    what: What
    detail: str
    evidence: str
    seen_on: date
    until: date | None
    by: int
    role: Role
    recorded_at: datetime
    withdrawn: bool = False

    def holds_on(self, day: date) -> bool:
        """Whether it may be shown: not before it was seen, not after it ran out, and not when it was taken back."""
        return not self.withdrawn and self.seen_on <= day and (self.until is None or day <= self.until)


def said(check: Check) -> str:
    """The check as a fact with its date."""
    what = str(SEEN[check.what])
    if check.detail:
        what = f"{what} ({check.detail})"
    day = long_date(check.seen_on)
    if check.until:
        return str(
            gettext(
                "The council saw %(what)s on %(day)s. It is valid to %(until)s.",
                what=what,
                day=day,
                until=long_date(check.until),
            )
        )
    return str(gettext("The council saw %(what)s on %(day)s.", what=what, day=day))


def besides(checks: Iterable[Check], today: date, registered: bool, looked_for: bool) -> Besides:
    """What the page of a service says of whoever works for themselves, and until when it may say so.

    `looked_for` says that CQC's list was read, so that they could have been found on it.
    """
    holding = [check for check in checks if check.holds_on(today)]
    ends = [check.until + timedelta(days=1) for check in holding if check.until]
    return Besides(
        heading=str(gettext("Someone who works for themselves")),
        paragraphs=(*(() if registered else _about_registration(looked_for)), *_about_checks(bool(holding))),
        facts=tuple(said(check) for check in holding),
        links=() if registered else ((str(gettext("What CQC says about personal care")), ABOUT_PERSONAL_CARE),),
        until=min(ends, default=None),
    )


def _about_registration(looked_for: bool) -> tuple[str, ...]:
    who = gettext("This is one person with a very small business.")
    found = gettext("We did not find them on the list of the Care Quality Commission (CQC).") if looked_for else ""
    plain = gettext(
        "The Care Quality Commission (CQC) checks care services. For help such as cleaning, shopping, gardening or "
        "company nobody has to be on its list."
    )
    personal = gettext(
        "Help with washing, dressing, eating or going to the toilet is personal care. Who gives that must in most "
        "cases be on CQC’s list. They need not be if you hire them yourself, without an agency, and they work only as "
        "you say. Ask them first."
    )
    return " ".join(filter(None, (str(who), str(found), str(plain)))), str(personal)


def _about_checks(seen: bool) -> tuple[str, ...]:
    if not seen:
        return (str(gettext("The council has noted no checks here. Ask to see proof of insurance.")),)
    return (str(gettext("What the council saw and when. It does not mean that we choose or recommend them.")),)
