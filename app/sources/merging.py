"""Looks for listings that are in two sources, and does what staff say of them."""

from flask import current_app

from app import db
from app.audit import api as audit
from app.directory import api as directory
from app.directory.api import likely_duplicates
from app.kernel.at_once import SomeoneElseWasFirst
from app.kernel.clock import now
from app.sources import pairs
from app.sources.pairs import MERGED, Pair, Verdict
from app.sources.store import RECORD

_LOOKED_AT = "sources_looked_at"


def look() -> int:
    """Looks for likely duplicates anew; says how many wait for staff."""
    likely = likely_duplicates(directory.likenesses(db.session()))
    with db.transaction() as session:
        pairs.refresh(session, likely)
    return pairs.count_waiting(db.session())


def look_if_changed() -> None:
    """Looks when a listing of any source has changed since this process last looked."""
    newest = directory.newest_change(db.session())
    if current_app.extensions.get(_LOOKED_AT) != newest:
        look()
        current_app.extensions[_LOOKED_AT] = newest


def decide(pair: Pair, verdict: Verdict, actor: str) -> None:
    """Merges a pair, keeps it apart, or undoes either; the index follows. Raises SomeoneElseWasFirst.

    Only what residents can find is merged: who stands behind another has nobody behind it.
    """
    with db.transaction() as session:
        if not pairs.decide(session, pair.id, pair.verdict, verdict, actor, now()):
            raise SomeoneElseWasFirst
        if pair.verdict in MERGED:
            directory.part(session, pair.shown_and_hidden(pair.verdict)[1])
        if verdict in MERGED:
            shown, hidden = pair.shown_and_hidden(verdict)
            if not directory.are_found(session, pair.left, pair.right):
                raise SomeoneElseWasFirst
            directory.hide(session, hidden, shown)
            pairs.forget_waiting_of(session, hidden)
        audit.record(session, actor=actor, action=f"pair.{verdict.value}", kind=RECORD, about=f"pair:{pair.id}")
    directory.look_again(pair.left, pair.right)
