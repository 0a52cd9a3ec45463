"""What other rooms may ask of the PA finder: who may be seen today, and who fits what somebody looks for."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from uuid import UUID

from flask import Flask, url_for
from sqlalchemy.orm import Session

from app import db
from app.accounts.api import count_beside, current_staff
from app.kernel.clock import today
from app.messages.domain import Chore
from app.pa_finder.domain import WEEK, Conditions, Task, endings
from app.pa_finder.finding import search_store
from app.pa_finder.finding.matching import Wanted
from app.pa_finder.finding.showing import conditions as conditions
from app.pa_finder.finding.showing import found as found
from app.pa_finder.finding.showing import found_for as found_for
from app.pa_finder.finding.showing import visible as visible
from app.pa_finder.finding.showing import visible_by_name as visible_by_name
from app.pa_finder.own.chores import warning_of_endings
from app.pa_finder.record import store
from app.pa_finder.record.conditions import conditions_of
from app.pa_finder.room import PersonalAssistants
from app.pa_finder.talking import advert_store, advertising, caller_store, callers, conversation_store
from app.pa_finder.talking.advert import Advert
from app.pa_finder.talking.conversation import Concern as Concern
from app.pa_finder.talking.conversation import Side as Side
from app.pa_finder.talking.removing import remove as remove
from app.pa_finder.talking.talking import RaiseConcern
from app.publishing import api as publishing
from app.web.components import has_page


def init_app(app: Flask) -> None:
    """Reads the council's conditions, or stops the start, and tells publishing and the staff's navigation of PAs."""
    app.extensions["pa_conditions"] = conditions_of(app.extensions["council"].file)
    publishing.register(app, PersonalAssistants())
    count_beside(app, "staff_pas.listed", _how_many_end)


def findable_pages(app: Flask) -> frozenset[str]:
    """The pages of PAs that search engines may list: none, unless the council says so."""
    rules: Conditions = app.extensions["pa_conditions"]
    return frozenset({"pa_finder.find", "pa_finder.shown"}) if rules.findable else frozenset()


def addresses() -> Iterator[tuple[str, date | None]]:
    """The page of each PA who may be seen, for the sitemap, where the council wants them there."""
    if conditions().findable and has_page("pa_finder.shown"):
        for match in found(db.session(), Wanted()):
            yield url_for("pa_finder.shown", short=match.pa.short), None


def chores() -> tuple[Chore, ...]:
    """Warns of checks that end, and forgets searches, adverts and conversations whose time is over."""
    forgetting = Chore("forget what people looked for", timedelta(minutes=10), _forget_searches)
    return warning_of_endings(), forgetting_talk(), forgetting


def _how_many_end() -> int:
    """How many PAs have a check that ends soon or has ended."""
    everybody = store.checks_of_published(db.session()).values()
    return sum(bool(endings(checks, conditions(), today())) for checks in everybody)


def connect(app: Flask, raise_concern: RaiseConcern) -> None:
    """Says who opens a safeguarding case when somebody is worried in a conversation: a room above this one.

    Beside the links of the navigation stands how much there is to read.
    """
    app.extensions["raise_concern"] = raise_concern
    count_beside(app, "pa_messages.listed", _how_many_unread)
    count_beside(app, "staff_pa_callers.listed", lambda: len(caller_store.to_tell(db.session())))
    count_beside(app, "staff_pa_adverts.listed", lambda: advert_store.number_waiting(db.session()))
    count_beside(app, "staff_pa_reports.reported", lambda: conversation_store.waiting_reports(db.session()))


def has_report(session: Session, report_id: UUID) -> bool:
    """Whether we still keep what was reported of a conversation, and the conversation."""
    return conversation_store.report(session, report_id) is not None


def begin_advert(tasks: Iterable[str], times: Iterable[str] = (), outward: str = "", matters: str = "") -> str:
    """Begins an advert in this browser with what somebody said elsewhere and lets us use; gives the address to go on.

    `tasks` are those of `domain.Task`, `times` the marks of `domain.Time`; others are passed over. `matters` is in
    their words. What they wrote into an advert already stays. Call it outside a transaction.
    """
    return advertising.begin(
        Advert(
            tasks=tuple(task for task in Task if task in set(tasks)),
            times=tuple(time.mark for time in WEEK if time.mark in set(times)),
            outward=outward,
            matters=matters,
        )
    )


def forgetting_talk() -> Chore:
    """Deletes adverts and conversations whose time is over."""
    return Chore("forget old adverts and conversations", timedelta(hours=1), _forget_talk)


def _how_many_unread() -> int:
    """How many messages whoever is signed in has not read."""
    account = current_staff()
    return 0 if account is None else sum(conversation_store.unread_of(db.session(), account.id).values())


def _forget_searches() -> None:
    with db.transaction() as session:
        search_store.forget_old(session)


def _forget_talk() -> None:
    with db.transaction() as session:
        advert_store.forget_old(session)
        conversation_store.forget_old(session)
        callers.forget_old(session)
