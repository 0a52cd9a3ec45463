"""What the staff's pages about registered providers are told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from sqlalchemy.orm import Session

from app.registered import deciding, store
from app.registered.domain import Location, Standing, Tie
from app.web.pagination import Pager, last_page

ROWS = 25


@dataclass(frozen=True)
class Row:
    """A listing and a location. The location is None when CQC no longer lists it."""

    tie: Tie
    address: str
    location: Location | None

    @property
    def words(self) -> str:
        """The rating as CQC wrote it, if there is one."""
        return self.location.rating if self.location else ""


@dataclass(frozen=True)
class Desk:
    """What waits for staff, and when CQC's files were read last."""

    imported_at: datetime | None
    locations: int
    registered: int
    refused: int
    proposed: tuple[Row, ...]
    waiting: int
    ended: tuple[Row, ...]


@dataclass(frozen=True)
class Decided:
    """A page of the listings of one standing."""

    rows: tuple[Row, ...]
    total: int
    pager: Pager


def desk(session: Session) -> Desk:
    """What waits, the first of it."""
    imported = store.imported(session)
    return Desk(
        imported_at=imported[0] if imported else None,
        locations=imported[1] if imported else 0,
        registered=sum(store.count(session, standing) for standing in (Standing.NAMED, Standing.CONFIRMED)),
        refused=store.count(session, Standing.REFUSED),
        proposed=_rows(session, store.ties(session, Standing.PROPOSED)[:ROWS]),
        waiting=store.count(session, Standing.PROPOSED),
        ended=_rows(session, store.ties(session, Standing.ENDED)),
    )


def decided(session: Session, standings: tuple[Standing, ...], number: int, address: Callable[[int], str]) -> Decided:
    """The listings of these standings, some at once."""
    ties = store.ties(session, *standings)
    part = ties[(number - 1) * ROWS : number * ROWS]
    return Decided(_rows(session, part), len(ties), Pager.of(number, last_page(len(ties), ROWS), address))


def _rows(session: Session, ties: tuple[Tie, ...]) -> tuple[Row, ...]:
    return tuple(Row(tie, deciding.public_path(tie.key), store.location(session, tie.location_id)) for tie in ties)


def address_of_page(endpoint: str) -> Callable[[int], str]:
    return lambda number: url_for(endpoint, page=number)
