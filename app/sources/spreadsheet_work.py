"""The worker's share: checking a spreadsheet, taking it in, and undoing that, with a sign of how far it is."""

from collections.abc import Callable
from datetime import timedelta
from time import monotonic

from app import db
from app.directory.api import spreadsheets as directory
from app.kernel.clock import now
from app.messages.domain import Chore
from app.sources import spreadsheet_files as files
from app.sources import spreadsheet_store as store
from app.sources.spreadsheet_domain import MOST_SHOWN, MOST_TRIES, Found, Report, Said, Spreadsheet, Stage

SECONDS_BETWEEN_SIGNS = 0.5


def chores() -> tuple[Chore, ...]:
    """What the worker does about spreadsheets."""
    return (
        Chore("check and take in spreadsheets", timedelta(0), work),
        Chore("forget old spreadsheets", timedelta(hours=1), forget),
    )


def work() -> None:
    """Does what staff have asked for, one spreadsheet after the other. What fails again and again is given up."""
    for id in store.with_the_worker(db.session()):
        with db.transaction() as session:
            tries = store.try_again(session, id)
        spreadsheet = store.by_id(db.session(), id)
        if spreadsheet is None:
            continue
        try:
            if tries > MOST_TRIES:
                _give_up(spreadsheet, Said.TRIED_OFTEN)
            else:
                DEEDS[spreadsheet.stage](spreadsheet)
        except directory.CannotImport as error:
            _give_up(spreadsheet, str(error))
        except directory.ChangedSince:
            _give_up(spreadsheet, Said.CHANGED_SINCE)
        except FileNotFoundError:
            _give_up(spreadsheet, Said.NO_FILE)


def forget() -> None:
    """Forgets what has lived its time, and deletes files that nobody needs."""
    with db.transaction() as session:
        store.forget(session, now())
    files.delete_all_but(store.ids(db.session()))


def check(spreadsheet: Spreadsheet) -> None:
    """Judges every row and works out what would change. Nothing is written to the directory."""
    forecast = directory.forecast(_judged(spreadsheet))
    report = Report(
        created=forecast.created,
        updated=forecast.updated,
        unchanged=forecast.unchanged,
        removed=len(forecast.gone),
        rejected=len(forecast.rejected),
        repaired=len(forecast.repaired),
        too_many_gone=forecast.too_many_gone,
        rejections=_shown(forecast.rejected),
        repairs=_shown(forecast.repaired),
        gone=forecast.gone[:MOST_SHOWN],
    )
    with db.transaction() as session:
        store.move(session, spreadsheet.id, Stage.CHECKING, Stage.CHECKED, now(), report=report.as_json())


def take(spreadsheet: Spreadsheet) -> None:
    """Takes it in, and remembers what was there: both or neither."""
    prepared = _judged(spreadsheet)
    with db.transaction() as session:
        change, memory = directory.take_in(session, prepared)
        outcome = change.outcome
        report = Report(
            created=outcome.created,
            updated=outcome.updated,
            unchanged=outcome.unchanged,
            removed=outcome.removed,
            rejected=len(outcome.rejected),
            repaired=len(outcome.repaired),
            rejections=_shown(outcome.rejected),
            repairs=_shown(outcome.repaired),
        )
        store.remember_what_was(session, spreadsheet.id, memory)
        moved = store.move(
            session, spreadsheet.id, Stage.TAKING, Stage.WRITTEN, now(), report=report.as_json(), said=""
        )
        if not moved:
            session.rollback()  # another worker was first
            return
    finish_taking(spreadsheet, change.area_changed)


def finish_taking(spreadsheet: Spreadsheet, area_changed: bool = True) -> None:
    """Brings the index in step. Whoever comes back to it does not know whether the area changed."""
    files.delete(spreadsheet.id)
    _settle(spreadsheet, area_changed)
    with db.transaction() as session:
        store.move(session, spreadsheet.id, Stage.WRITTEN, Stage.TAKEN, now())


def undo(spreadsheet: Spreadsheet) -> None:
    """Puts back what was there before, all of it. Raises directory.ChangedSince."""
    memory = store.what_was(db.session(), spreadsheet.id)
    if memory is None:
        _give_up(spreadsheet, Said.NOT_KEPT)
        return
    with db.transaction() as session:
        directory.undo(session, memory)
        if not store.move(session, spreadsheet.id, Stage.UNDOING, Stage.PUT_BACK, now()):
            session.rollback()  # another worker was first
            return
    finish_undoing(spreadsheet)


def finish_undoing(spreadsheet: Spreadsheet) -> None:
    """Brings the index in step."""
    _settle(spreadsheet, area_changed=True)
    with db.transaction() as session:
        store.move(session, spreadsheet.id, Stage.PUT_BACK, Stage.UNDONE, now(), touched=None, before=None)


DEEDS: dict[Stage, Callable[[Spreadsheet], None]] = {
    Stage.CHECKING: check,
    Stage.TAKING: take,
    Stage.WRITTEN: finish_taking,
    Stage.UNDOING: undo,
    Stage.PUT_BACK: finish_undoing,
}


def _settle(spreadsheet: Spreadsheet, area_changed: bool) -> None:
    memory = store.what_was(db.session(), spreadsheet.id)
    directory.settle(spreadsheet.source, memory.touched.services if memory else (), area_changed)


def _judged(spreadsheet: Spreadsheet) -> directory.Prepared:
    order = directory.order_of(
        spreadsheet.source, ", ".join(spreadsheet.files), spreadsheet.area, spreadsheet.allow_removals
    )
    contents = files.contents(spreadsheet.id, spreadsheet.files)
    matching = directory.matching_from_json(spreadsheet.matching)
    return directory.judged(order, contents, matching, _signs(spreadsheet.id))


def _signs(id: str) -> Callable[[int, int], None]:
    """Writes down now and then how far the work is, for whoever looks at the page."""
    last = monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal last
        if monotonic() - last >= SECONDS_BETWEEN_SIGNS:
            last = monotonic()
            with db.transaction() as session:
                store.tell(session, id, done, total)

    return tell


def _give_up(spreadsheet: Spreadsheet, said: str) -> None:
    after = spreadsheet.stage.if_given_up
    with db.transaction() as session:
        store.move(session, spreadsheet.id, spreadsheet.stage, after, now(), said=said)
    if not after.needs_the_file:
        files.delete(spreadsheet.id)


def _shown(remarks: tuple[directory.Remark, ...]) -> tuple[Found, ...]:
    return tuple(Found(remark.id, remark.field, remark.reason) for remark in remarks[:MOST_SHOWN])
