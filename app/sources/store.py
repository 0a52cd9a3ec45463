"""Sources and their readings in the database: who reads what at the moment, what was read, and what that changed."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from app.directory.api import Change, Difference, FieldChange, Happened, listings_by_source
from app.kernel.at_once import SomeoneElseWasFirst
from app.sources.domain import HOLD, KEPT, LONGEST_READING, UNFINISHED, Run, Source, State
from app.sources.tables import AnswerRow, ChangeRow, FeedRow, RunRow

MOST_REJECTED = 200
ROWS_AT_ONCE = 500
BY_THE_CLOCK = "schedule"
RECORD = "source"
NOT_A_SLUG = {"add"}  # the address of a page of ours


class LostHold(Exception):
    """Somebody else reads the source by now, since we gave no sign of life for too long."""


@dataclass(frozen=True)
class Hold:
    """The right to read a source, and the reading that is gone on with."""

    source: Source
    run: Run
    token: str


def sources(session: Session) -> list[Source]:
    """Every source that is read on a schedule, by its name."""
    return [_source(row) for row in session.scalars(select(FeedRow).order_by(FeedRow.name))]


def source(session: Session, slug: str) -> Source | None:
    row = session.get(FeedRow, slug)
    return _source(row) if row else None


def is_taken(session: Session, slug: str) -> bool:
    """Whether there is a source of this name, read on a schedule or taken in by other ways."""
    return slug in NOT_A_SLUG or session.get(FeedRow, slug) is not None or slug in listings_by_source(session)


def add(session: Session, source: Source) -> None:
    """Writes a new source down, to be read as soon as it is due."""
    names = [field.name for field in fields(Source)]
    session.add(FeedRow(**{name: getattr(source, name) for name in names}, asked_by=BY_THE_CLOCK, failing=False))
    session.flush()


def change(session: Session, source: Source, seen: int) -> None:
    """Writes down what staff typed of a source; whether and when it is read stays as others have it by now.

    `seen` is the version that the page showed. Raises SomeoneElseWasFirst.
    """
    names = ("name", "address", "area", "hours", "licence", "allow_private")
    values = {name: getattr(source, name) for name in names}
    this = (FeedRow.slug == source.slug, FeedRow.version == seen)
    changed = session.execute(
        update(FeedRow).where(*this).values(**values, version=seen + 1).returning(FeedRow.slug),
    ).first()
    if changed is None:
        raise SomeoneElseWasFirst


def note_failing(session: Session, slug: str, failing: bool) -> bool:
    """Notes whether a source fails; whether that is news."""
    this = (FeedRow.slug == slug, FeedRow.failing.is_not(failing))
    return (
        session.execute(update(FeedRow).where(*this).values(failing=failing).returning(FeedRow.slug)).first()
        is not None
    )


def pause(session: Session, slug: str) -> None:
    """Has a source read no more until it is resumed."""
    session.execute(update(FeedRow).where(FeedRow.slug == slug).values(paused=True, due_at=None))


def resume(session: Session, slug: str, at: datetime) -> None:
    """Has a source read again, from that moment on."""
    session.execute(update(FeedRow).where(FeedRow.slug == slug).values(paused=False, due_at=at))


def ask(session: Session, slug: str, by: str, at: datetime) -> None:
    """Has a source read now."""
    session.execute(update(FeedRow).where(FeedRow.slug == slug).values(due_at=at, asked_by=by))


def due(session: Session, at: datetime) -> list[str]:
    """The sources that a worker has to do something about, and that nobody reads."""
    unfinished = select(RunRow.source).where(RunRow.state == State.WRITTEN.value)
    free = or_(FeedRow.held_until.is_(None), FeedRow.held_until <= at)
    now = or_(FeedRow.due_at <= at, FeedRow.slug.in_(unfinished))
    return list(session.scalars(select(FeedRow.slug).where(now, free).order_by(FeedRow.due_at)))


def take_hold(session: Session, slug: str, at: datetime) -> Hold | None:
    """The right to read a source, with the reading to go on with or a new one; None while somebody else has it."""
    row = session.scalars(select(FeedRow).where(FeedRow.slug == slug).with_for_update()).one()
    if row.held_until and row.held_until > at:
        return None
    row.held_by, row.held_until = secrets.token_hex(16), at + HOLD
    run = _unfinished(session, slug)
    if run and run.state == State.READING and at - run.started_at > LONGEST_READING:
        end(session, run.id, State.FAILED, run.said or "It did not come to its end in a day.", at)
        run = None
    run = run or _new_run(session, row, at)
    session.flush()
    return Hold(_source(row), _run(run), row.held_by)


def renew(session: Session, hold: Hold, at: datetime) -> None:
    """Gives a sign of life. Raises LostHold; on PostgreSQL the row then stays ours until the transaction ends."""
    mine = (FeedRow.slug == hold.source.slug, FeedRow.held_by == hold.token)
    kept = session.execute(
        update(FeedRow).where(*mine).values(held_until=at + HOLD).returning(FeedRow.slug),
    ).first()
    if kept is None:
        raise LostHold


def let_go(session: Session, hold: Hold) -> None:
    """Gives the right back."""
    mine = (FeedRow.slug == hold.source.slug, FeedRow.held_by == hold.token)
    session.execute(update(FeedRow).where(*mine).values(held_by=None, held_until=None))


def answers(session: Session, run_id: int) -> dict[str, bytes]:
    """What a reading has of its source already, packed."""
    rows = session.execute(select(AnswerRow.address, AnswerRow.body).where(AnswerRow.run_id == run_id))
    return {address: body for address, body in rows}


def keep_answers(session: Session, run_id: int, fresh: Mapping[str, bytes]) -> None:
    """Keeps what a source gave."""
    if fresh:
        rows = [{"run_id": run_id, "address": address, "body": body} for address, body in fresh.items()]
        session.execute(insert(AnswerRow), rows)


def progress(session: Session, run_id: int, done: int, all_: int) -> None:
    """Notes how far a reading is."""
    session.execute(update(RunRow).where(RunRow.id == run_id).values(done=done, all=all_))


def put_off(session: Session, hold: Hold, said: str, until: datetime) -> None:
    """Leaves a reading for later; what it has is kept."""
    tried = update(RunRow).where(RunRow.id == hold.run.id)
    session.execute(tried.values(said=said, tries=RunRow.tries + 1))
    session.execute(update(FeedRow).where(FeedRow.slug == hold.source.slug).values(due_at=until))


def end(session: Session, run_id: int, state: State, said: str, at: datetime) -> None:
    """Ends a reading that changed nothing, and forgets what it had."""
    session.execute(update(RunRow).where(RunRow.id == run_id).values(state=state.value, said=said, ended_at=at))
    session.execute(delete(AnswerRow).where(AnswerRow.run_id == run_id))


def fail(session: Session, hold: Hold, said: str, at: datetime) -> None:
    """Ends a reading of a source that cannot be used. The last good copy stays."""
    end(session, hold.run.id, State.FAILED, said, at)
    _next(session, hold.source, at, good=False)


def written(session: Session, hold: Hold, change: Change, at: datetime) -> None:
    """Notes what a reading changed, in the transaction that changes it."""
    _note(session, hold.run.id, State.WRITTEN, change, at)
    session.execute(delete(AnswerRow).where(AnswerRow.run_id == hold.run.id))
    _overtake(session, hold, at)
    _next(session, hold.source, at, good=True)


def wait(session: Session, hold: Hold, change: Change, at: datetime) -> None:
    """Notes what a reading would change, until staff have decided; what it read is kept for then."""
    _note(session, hold.run.id, State.WAITING, change, at)
    _overtake(session, hold, at)
    _next(session, hold.source, at, good=False)


def set_state(session: Session, run_id: int, before: State, after: State) -> bool:
    """Moves a reading on; whether it stood where the caller thought."""
    there = (RunRow.id == run_id, RunRow.state == before.value)
    moved = session.execute(update(RunRow).where(*there).values(state=after.value).returning(RunRow.id)).first()
    return moved is not None


def allow(session: Session, run: Run, by: str, at: datetime) -> bool:
    """Has a reading that waits written as soon as may be; whether it still waited."""
    moved = set_state(session, run.id, State.WAITING, State.ACCEPTED)
    if moved:
        ask(session, run.source, by, at)
    return moved


def refuse(session: Session, run: Run, at: datetime) -> bool:
    """Gives a reading up that waits; whether it still waited."""
    refused = set_state(session, run.id, State.WAITING, State.REFUSED)
    if refused:
        end(session, run.id, State.REFUSED, run.said, at)
    return refused


def run(session: Session, run_id: int) -> Run | None:
    row = session.get(RunRow, run_id)
    return _run(row) if row else None


def runs(session: Session, slug: str, most: int) -> list[Run]:
    """The latest readings of a source, newest first."""
    rows = select(RunRow).where(RunRow.source == slug).order_by(RunRow.id.desc()).limit(most)
    return [_run(row) for row in session.scalars(rows)]


def latest_runs(session: Session) -> dict[str, Run]:
    """The newest reading of each source."""
    newest = select(func.max(RunRow.id)).group_by(RunRow.source)
    return {row.source: _run(row) for row in session.scalars(select(RunRow).where(RunRow.id.in_(newest)))}


def waiting(session: Session) -> dict[str, Run]:
    """The readings that wait for staff, by their source."""
    rows = session.scalars(select(RunRow).where(RunRow.state == State.WAITING.value))
    return {row.source: _run(row) for row in rows}


def differences(session: Session, run_id: int, first: int, most: int) -> list[Difference]:
    """What a reading changed, or would change, in its order."""
    rows = select(ChangeRow).where(ChangeRow.run_id == run_id, ChangeRow.place >= first)
    return [_difference(row) for row in session.scalars(rows.order_by(ChangeRow.place).limit(most))]


def count_differences(session: Session, run_id: int) -> int:
    return session.scalar(select(func.count()).select_from(ChangeRow).where(ChangeRow.run_id == run_id)) or 0


def withdrawn_by(session: Session, run_id: int) -> frozenset[str]:
    """The listings that a reading withdrew, or would."""
    gone = ChangeRow.happened == Happened.WITHDRAWN.value
    return frozenset(session.scalars(select(ChangeRow.service_id).where(ChangeRow.run_id == run_id, gone)))


def forget(session: Session, at: datetime) -> None:
    """Deletes readings of long ago."""
    old = select(RunRow.id).where(RunRow.started_at < at - KEPT)
    for table in (ChangeRow, AnswerRow):
        session.execute(delete(table).where(table.run_id.in_(old)))
    session.execute(delete(RunRow).where(RunRow.started_at < at - KEPT))


def _unfinished(session: Session, slug: str) -> RunRow | None:
    rows = session.scalars(select(RunRow).where(RunRow.source == slug, RunRow.state.in_([s.value for s in UNFINISHED])))
    return min(rows, key=lambda row: UNFINISHED.index(State(row.state)), default=None)


def _new_run(session: Session, row: FeedRow, at: datetime) -> RunRow:
    numbers = dict.fromkeys(
        ("tries", "done", "all", "read", "created", "updated", "unchanged", "removed", "clashes"), 0
    )
    run = RunRow(
        source=row.slug,
        state=State.READING.value,
        asked_by=row.asked_by,
        started_at=at,
        said="",
        rejected=[],
        **numbers,
    )
    row.asked_by = BY_THE_CLOCK
    session.add(run)
    session.flush()
    return run


def _note(session: Session, run_id: int, state: State, change: Change, at: datetime) -> None:
    outcome = change.outcome
    counts = {name: getattr(outcome, name) for name in ("read", "created", "updated", "unchanged", "removed")}
    clashes = sum(each.happened is Happened.CLASH for each in change.differences)
    counts["updated"] = sum(each.happened is Happened.UPDATED for each in change.differences)
    rejected = [[remark.id, remark.field, remark.reason] for remark in outcome.rejected[:MOST_REJECTED]]
    noted = {**counts, "clashes": clashes, "rejected": rejected, "said": " ".join(outcome.cautions), "ended_at": at}
    session.execute(update(RunRow).where(RunRow.id == run_id).values(state=state.value, **noted))
    session.execute(delete(ChangeRow).where(ChangeRow.run_id == run_id))
    _put_changes(session, run_id, change.differences)


def _put_changes(session: Session, run_id: int, differences: Sequence[Difference]) -> None:
    rows = [
        {
            "run_id": run_id,
            "place": place,
            "service_id": each.id,
            "name": each.name,
            "happened": each.happened.value,
            "fields": [[field.field, field.before, field.after] for field in each.fields],
        }
        for place, each in enumerate(sorted(differences, key=_most_telling_first))
    ]
    for start in range(0, len(rows), ROWS_AT_ONCE):
        session.execute(insert(ChangeRow), rows[start : start + ROWS_AT_ONCE])


def _most_telling_first(difference: Difference) -> tuple[int, str]:
    order = (Happened.CLASH, Happened.WITHDRAWN, Happened.UPDATED, Happened.CREATED)
    return order.index(difference.happened), difference.name


def _overtake(session: Session, hold: Hold, at: datetime) -> None:
    """A reading for which staff were asked counts no longer when a later one is at its end."""
    mine = (RunRow.source == hold.source.slug, RunRow.id != hold.run.id, RunRow.state == State.WAITING.value)
    for run_id in list(session.scalars(select(RunRow.id).where(*mine))):
        end(session, run_id, State.OVERTAKEN, "", at)


def _next(session: Session, source: Source, at: datetime, good: bool) -> None:
    row = session.get_one(FeedRow, source.slug)
    row.due_at = _source(row).next_after(at)
    row.good_at = at if good else row.good_at
    session.flush()


def _source(row: FeedRow) -> Source:
    return Source(**{field.name: getattr(row, field.name) for field in fields(Source)})


def _run(row: RunRow) -> Run:
    values = {field.name: getattr(row, field.name) for field in fields(Run)}
    return Run(**values | {"state": State(row.state), "rejected": tuple(_three(row.rejected))})


def _three(rows: Iterable[Sequence[str]]) -> Iterable[tuple[str, str, str]]:
    return ((id, field, reason) for id, field, reason in rows)


def _difference(row: ChangeRow) -> Difference:
    fields = tuple(FieldChange(*cells) for cells in row.fields)
    return Difference(row.service_id, row.name, Happened(row.happened), fields)
