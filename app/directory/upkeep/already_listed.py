"""What is listed already of a listing that somebody writes, for whoever checks it before it is public."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app

from app import db
from app.directory.record import archive
from app.directory.record.kept_back import kept_back
from app.directory.upkeep import taking
from app.directory.upkeep.duplicates import Likely, Listed
from app.directory.upkeep.taking import Likeness
from app.kernel.clock import now

AS_IT_WAS = timedelta(minutes=1)
"""For so long what was read is compared with, whatever has changed: staff approve many pages one after the other."""

_LOOKED_AT = "directory_already_listed"


@dataclass(frozen=True)
class _Read:
    listed: Listed
    newest: tuple[int, datetime | None]
    at: datetime


def already_listed(listing: Likeness, but: Collection[archive.Key]) -> list[tuple[Likeness, Likely]]:
    """What residents find already and what may be the same, the likeliest first, without the keys in `but`.

    Postcodes that are kept back are not compared: whoever writes a listing could find them out by trying.
    """
    return _listed().like(listing, but)


def _listed() -> Listed:
    kept: _Read | None = current_app.extensions.get(_LOOKED_AT)
    if kept and now() - kept.at < AS_IT_WAS:
        return kept.listed
    newest = taking.newest_change(db.session())
    if kept and kept.newest == newest:
        listed = kept.listed
    else:
        listed = Listed(taking.likenesses(db.session(), kept_back(db.session()).places))
    current_app.extensions[_LOOKED_AT] = _Read(listed, newest, now())
    return listed
