"""What the page of the list is told: the queues, the cases in their turn, and the filters, which name nobody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from flask import url_for
from flask_babel import format_date
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from app.accounts import api as accounts
from app.accounts.domain import Staff
from app.councils.api import council
from app.kernel.clock import in_london
from app.referrals import api as referrals
from app.referrals.api import PAGE, Referral, Wanted
from app.referrals.domain import Queue, Status
from app.triage import wording
from app.triage.domain import reach_of
from app.web.pagination import Pager, last_page

OPEN, MINE, NOBODYS, OVERDUE, CHASE = "open", "mine", "nobodys", "overdue", "chase"

WHOSE = {"": "Anybody's", MINE: "Mine", NOBODYS: "Nobody's yet"}
DUE = {"": "Any day", OVERDUE: "Overdue", CHASE: "To come back to by today"}
STATES = {OPEN: "Received and being looked at", **{status.value: words for status, words in wording.STATUSES.items()}}


@dataclass(frozen=True)
class Filters:
    """What of the list is shown. A value that is not one of ours counts as none."""

    queue: str
    status: str
    whose: str
    due: str
    page: int

    @classmethod
    def read(cls, arguments: "MultiDict[str, str]") -> "Filters":
        """From the address of the page; it holds nothing about anybody."""
        page = arguments.get("page", "")
        return cls(
            queue=_one_of(wording.QUEUES, arguments.get("queue", ""), ""),
            status=_one_of(STATES, arguments.get("status", ""), OPEN),
            whose=_one_of(WHOSE, arguments.get("whose", ""), ""),
            due=_one_of(DUE, arguments.get("due", ""), ""),
            page=int(page) if page.isascii() and page.isdecimal() and 0 < len(page) < 6 and int(page) else 1,
        )

    def wanted(self, staff: Staff, moment: datetime) -> Wanted:
        """The cases to show to this member of staff."""
        return Wanted(
            reach=reach_of(staff.id, staff.roles),
            statuses=tuple(each for each in Status if each == self.status or (self.status == OPEN and each.is_open)),
            queue=Queue(self.queue) if self.queue else None,
            assigned_to=staff.id if self.whose == MINE else None,
            unassigned=self.whose == NOBODYS,
            due_before=moment if self.due == OVERDUE else None,
            chase_by=in_london(moment).date() if self.due == CHASE else None,
        )

    @property
    def named(self) -> dict[str, str]:
        """What narrows the list, as its address names it."""
        kept = {"queue": self.queue, "status": self.status, "whose": self.whose, "due": self.due}
        return {name: value for name, value in kept.items() if value and (name, value) != ("status", OPEN)}

    def address(self, page: int = 1) -> str:
        """Another page of the same list."""
        return url_for("triage.listed", **{**self.named, **({"page": str(page)} if page > 1 else {})})  # type: ignore[arg-type]  # none is an option of its own


@dataclass(frozen=True)
class Row:
    """One case in the list."""

    referral: Referral
    route: str
    status: str
    subject: str
    source: str
    due: str
    overdue: bool
    whose: str
    chase: str
    received: str


@dataclass(frozen=True)
class QueueLink:
    """A queue with what waits in it, and its team."""

    name: str
    team: str
    address: str
    open: int
    overdue: int
    here: bool


@dataclass(frozen=True)
class ListPage:
    """The list, what is due first, with its queues, its filters and its pages."""

    rows: tuple[Row, ...]
    total: int
    filters: Filters
    queues: tuple[QueueLink, ...]
    pager: Pager

    @classmethod
    def of(cls, session: Session, filters: Filters, staff: Staff, moment: datetime) -> "ListPage":
        found = referrals.find(session, filters.wanted(staff, moment), filters.page)
        waiting = referrals.waiting(session, reach_of(staff.id, staff.roles), moment)
        names = names_of_staff(session)
        return cls(
            rows=tuple(row_of(referral, moment, names) for referral in found.referrals),
            total=found.total,
            filters=filters,
            queues=tuple(_link(queue, waiting.get(queue, (0, 0)), filters) for queue in Queue),
            pager=Pager.of(filters.page, last_page(found.total, PAGE), filters.address),
        )


def names_of_staff(session: Session) -> Mapping[int, str]:
    """What everybody with an account is called."""
    return {each.id: each.name for each in accounts.colleagues(session)}


def row_of(referral: Referral, moment: datetime, names: Mapping[int, str]) -> Row:
    """A case as lists show it."""
    waits = referral.status.is_open and referral.contacted_at is None
    return Row(
        referral=referral,
        route=wording.ROUTES[referral.route],
        status=wording.STATUSES[referral.status],
        subject=wording.SUBJECTS[referral.subject],
        source=wording.SOURCES[referral.source],
        due=wording.due(referral.promise.contact_by, moment) if waits else "",
        overdue=waits and referral.promise.contact_by < moment,
        whose="" if referral.assigned_to is None else names.get(referral.assigned_to, "Somebody who has left"),
        chase=wording.short_day(referral.chase_on) if referral.chase_on else "",
        received=str(format_date(in_london(referral.received_at).date(), "d MMM y")),
    )


def _link(queue: Queue, waiting: tuple[int, int], filters: Filters) -> QueueLink:
    return QueueLink(
        name=wording.QUEUES[queue],
        team=council().teams[queue],
        address=replace(filters, queue=queue.value, status=OPEN).address(),
        open=waiting[0],
        overdue=waiting[1],
        here=filters.queue == queue,
    )


def _one_of(known: Iterable[str], value: str, otherwise: str) -> str:
    return value if value in {str(each) for each in known} else otherwise
