"""One visit to a source: to go on reading it, and at its end to take in what it has, or to ask staff first."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

from app import db
from app.directory import api as directory
from app.directory.api import Bounds, CannotImport, Change, Courteous, Feed, Fetcher, NotNow, Order, Pace, TooManyGone
from app.kernel.clock import now
from app.sources import alarm, store
from app.sources.answers import Answers, OutOfTime
from app.sources.domain import State, wait_after
from app.sources.store import Hold, LostHold

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Manners:
    """How a source is treated: how fast it is asked, how much is taken, and for how many seconds in one go.

    Between two goes the worker sends the post, which must not wait for the hour that a large source takes.
    """

    pace: Pace = Pace()
    bounds: Bounds = Bounds()
    at_a_time: float = 15.0


def visit_all(manners: Manners = Manners()) -> bool:
    """Visits every source that is due; whether there is more to do at once."""
    slugs = store.due(db.session(), now())
    return any([visit(slug, manners) for slug in slugs])


def visit(slug: str, manners: Manners) -> bool:
    """Visits one source, unless somebody is there; whether there is more to do at once."""
    with db.transaction() as session:
        hold = store.take_hold(session, slug, now())
    if hold is None:
        return False
    try:
        return _go_on(hold, manners)
    except LostHold:
        return False
    except Exception as error:  # a fault of ours must neither end the worker nor have it try without a pause
        log.error("reading a source failed: %s", type(error).__name__)
        _put_off(hold, f"Something went wrong on our side ({type(error).__name__}).", None)
        return False
    finally:
        with db.transaction() as session:
            store.let_go(session, hold)


def _go_on(hold: Hold, manners: Manners) -> bool:
    """Does what the reading needs next; whether there is more to do at once."""
    if hold.run.state is State.WRITTEN:
        directory.rebuild()
        _done(hold)
        return False
    try:
        feed = _read(hold, manners)
    except OutOfTime:
        return True
    except NotNow as error:
        _put_off(hold, str(error), error.wait)
    except CannotImport as error:
        _fail(hold, str(error))
    else:
        _take_in(hold, feed)
    return False


def _read(hold: Hold, manners: Manners) -> Feed:
    """All that the source has. Raises OutOfTime, NotNow, CannotImport; what was had by then is kept."""
    fetch = Courteous(Fetcher(hold.source.allow_private, manners.bounds), manners.pace)
    kept = store.answers(db.session(), hold.run.id)
    answers = Answers(fetch, _keeper(hold), monotonic() + manners.at_a_time, kept)
    try:
        return directory.from_address(hold.source.address, answers, answers.tell)
    finally:
        answers.keep_rest()


def _keeper(hold: Hold) -> Callable[..., None]:
    def keep(fresh: dict[str, bytes], done: int, all_: int) -> None:
        with db.transaction() as session:
            store.renew(session, hold, now())
            store.keep_answers(session, hold.run.id, fresh)
            store.progress(session, hold.run.id, done, all_)

    return keep


def _take_in(hold: Hold, feed: Feed) -> None:
    source, allowed = hold.source, hold.run.state is State.ACCEPTED
    area = directory.area_given(source.area) if source.area else None
    try:
        prepared = directory.judged(Order(source.slug, source.address, area), feed)
        change = _written(hold, directory.with_removals_allowed(prepared) if allowed else prepared, allowed)
    except TooManyGone:
        _ask_staff(hold, directory.rehearsed(prepared))
    except CannotImport as error:
        _fail(hold, str(error))
    else:
        directory.settle(change)
        _done(hold)


def _written(hold: Hold, prepared: directory.Prepared, allowed: bool) -> Change:
    """Writes it, if the source is still ours. Raises TooManyGone, also when other ones would go than staff allowed."""
    with db.transaction() as session:
        store.renew(session, hold, now())
        change = directory.take_in(session, prepared)
        if allowed and not change.removed <= store.withdrawn_by(session, hold.run.id):
            raise TooManyGone("other services would go than those that staff allowed", len(change.removed), 0)
        store.written(session, hold, change, now())
        alarm.works(session, hold.source)
    return change


def _ask_staff(hold: Hold, change: Change) -> None:
    with db.transaction() as session:
        store.renew(session, hold, now())
        store.wait(session, hold, change, now())
        alarm.works(session, hold.source)


def _done(hold: Hold) -> None:
    with db.transaction() as session:
        store.set_state(session, hold.run.id, State.WRITTEN, State.DONE)


def _put_off(hold: Hold, said: str, wait: float | None) -> None:
    with db.transaction() as session:
        store.put_off(session, hold, said, now() + wait_after(hold.run.tries, wait))
        if hold.run.tries + 1 >= alarm.TRIES:
            alarm.is_failing(session, hold.source)


def _fail(hold: Hold, said: str) -> None:
    with db.transaction() as session:
        store.renew(session, hold, now())
        store.fail(session, hold, said, now())
        alarm.is_failing(session, hold.source)


def forgetting() -> None:
    """Deletes readings of long ago."""
    with db.transaction() as session:
        store.forget(session, now())


EVERY = timedelta(seconds=5)
"""How often the worker looks whether a source is due, or staff have asked for one."""
