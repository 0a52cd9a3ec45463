"""The lists of the moderators: what waits, what to look at afterwards, and every page that there is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from flask import url_for
from sqlalchemy.orm import Session

from app.publishing import store
from app.publishing.domain import Kind, Page
from app.publishing.pages import Row, row_of
from app.web.pagination import Pager, last_page

EACH = 25


class Which(StrEnum):
    """Which of the lists."""

    WAITING = "waiting"
    AFTERWARDS = "afterwards"
    ALL = "all"


@dataclass(frozen=True)
class Show:
    """What somebody asked to see."""

    which: Which
    number: int
    words: str

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> "Show":
        """From an address; what is not one of ours is the first page of what waits."""
        which, number = asked.get("show", ""), asked.get("page", "")
        return cls(
            Which(which) if which in set(Which) else Which.WAITING,
            int(number) if number.isascii() and number.isdecimal() and 0 < len(number) < 5 else 1,
            asked.get("q", "").strip()[:100],
        )

    def address(self, number: int) -> str:
        """The address of another page of the same list."""
        return url_for("own_pages.listed", show=self.which, page=number, q=self.words or None)


@dataclass(frozen=True)
class Queue:
    """One page of one list, and how long each of them is."""

    show: Show
    rows: tuple[Row, ...]
    total: int
    waiting: int
    afterwards: int
    pager: Pager

    @classmethod
    def of(cls, session: Session, kinds: tuple[Kind, ...], show: Show) -> "Queue":
        """The list for somebody who moderates these kinds."""
        waiting = sum(many for many, _ in store.how_many_wait(session, kinds).values())
        afterwards = store.how_many_looks(session, kinds)
        if show.which is Which.ALL:
            pages, total = store.named(session, kinds, show.words, (show.number - 1) * EACH, EACH)
        else:
            pages = _pages(session, kinds, show)
            total = waiting if show.which is Which.WAITING else afterwards
        return cls(
            show=show,
            rows=tuple(row_of(session, page) for page in pages),
            total=total,
            waiting=waiting,
            afterwards=afterwards,
            pager=Pager.of(show.number, last_page(total, EACH), show.address),
        )


def _pages(session: Session, kinds: tuple[Kind, ...], show: Show) -> tuple[Page, ...]:
    """The pages of one page of what waits, or of what to look at."""
    of = store.looks if show.which is Which.AFTERWARDS else store.waiting
    return of(session, kinds, (show.number - 1) * EACH, EACH)
